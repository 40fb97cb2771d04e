"""What was found in a calendar file: plain values that cross from the child as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from app.domain.span import Span
from app.domain.text import Text, Value


@dataclass(frozen=True, slots=True)
class Order:
    """What the child is to do: the zone of floating times and the window of occurrences."""

    zone: str
    window: Span
    name: str = ""
    """The file's name as sentences say it."""

    def to_json(self) -> str:
        """Write the order as one line."""
        return json.dumps({"zone": self.zone, "window": _span_out(self.window), "name": self.name})

    @classmethod
    def from_json(cls, line: str) -> Order:
        """Read what `to_json` wrote."""
        fields = json.loads(line)
        return cls(fields["zone"], _span_in(fields["window"]), fields["name"])


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time an event happens. ``days`` is [first, after_last) of an all-day one.

    ``recurrence`` is the place in its series: the moment (UTC) or day that the rule
    gave it, empty for an event that happens once.
    """

    recurrence: str
    span: Span
    days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """One event, or one exception of a series, with its occurrences in the window.

    ``whole`` says that the file holds the series itself and not only exceptions of it.
    """

    uid: str
    sequence: int
    title: str
    place: str
    note: str
    cancelled: bool
    free: bool
    tentative: bool
    whole: bool
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class RefusedEvent:
    """An event that cannot be read, and why."""

    title: str
    reason: Text


@dataclass(frozen=True, slots=True)
class CalendarContent:
    """Everything found in one file.

    ``outside`` counts events with no occurrence in the window, ``going_on`` names the
    series that go on after it.
    """

    method: str
    events: tuple[FoundEvent, ...]
    refused: tuple[RefusedEvent, ...] = ()
    outside: int = 0
    going_on: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Write everything as JSON."""
        return json.dumps(
            {
                "method": self.method,
                "events": [_event_out(event) for event in self.events],
                "refused": [[r.title, *text_out(r.reason)] for r in self.refused],
                "outside": self.outside,
                "going_on": list(self.going_on),
            }
        )

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> CalendarContent:
        """Read what `to_json` wrote. Raises KeyError, TypeError or ValueError on anything else."""
        return cls(
            method=str(fields["method"]),
            events=tuple(_event_in(event) for event in fields["events"]),
            refused=tuple(
                RefusedEvent(str(title), text_in(template, values))
                for title, template, values in fields["refused"]
            ),
            outside=int(fields["outside"]),
            going_on=tuple(str(title) for title in fields["going_on"]),
        )


def text_out(text: Text) -> tuple[str, dict[str, Value]]:
    """Take a sentence apart for JSON."""
    return text.template, dict(text.values)


def text_in(template: object, values: object) -> Text:
    """Put a sentence together that `text_out` took apart."""
    if not isinstance(template, str) or not isinstance(values, dict):
        raise TypeError("not a sentence")
    if not all(isinstance(value, str | int | float) for value in values.values()):
        raise TypeError("not the values of a sentence")
    return Text(template, values)


def _event_out(event: FoundEvent) -> dict[str, Any]:
    flags = {
        "cancelled": event.cancelled,
        "free": event.free,
        "tentative": event.tentative,
        "whole": event.whole,
    }
    return {
        "uid": event.uid,
        "sequence": event.sequence,
        "title": event.title,
        "place": event.place,
        "note": event.note,
        "flags": [name for name, is_set in flags.items() if is_set],
        "occurrences": [
            [o.recurrence, *_span_out(o.span), *(day.isoformat() for day in o.days or ())]
            for o in event.occurrences
        ],
    }


def _event_in(fields: Mapping[str, Any]) -> FoundEvent:
    flags = fields["flags"]
    return FoundEvent(
        uid=str(fields["uid"]),
        sequence=int(fields["sequence"]),
        title=str(fields["title"]),
        place=str(fields["place"]),
        note=str(fields["note"]),
        cancelled="cancelled" in flags,
        free="free" in flags,
        tentative="tentative" in flags,
        whole="whole" in flags,
        occurrences=tuple(_occurrence_in(parts) for parts in fields["occurrences"]),
    )


def _occurrence_in(parts: list[Any]) -> Occurrence:
    recurrence, start, end, *days = parts
    first_and_after = [date.fromisoformat(day) for day in days]
    if len(first_and_after) not in {0, 2}:
        raise ValueError("not the days of an all-day event")
    return Occurrence(
        str(recurrence),
        _span_in((start, end)),
        (first_and_after[0], first_and_after[1]) if first_and_after else None,
    )


def _span_out(span: Span) -> tuple[int, int]:
    return int(span.start.timestamp()), int(span.end.timestamp())


def _span_in(seconds: tuple[int, int] | list[int]) -> Span:
    start, end = seconds
    return Span(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))
