"""A calendar file's text becomes what is in it, or one sentence. Runs in the child process."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from app.domain.recurrence import Budget, TooMuchRepetitionError
from app.domain.text import text
from app.domain.wall import zone_named
from app.exchange.calendars import limits
from app.exchange.calendars.components import Component, UnreadableEventError, calendars_in
from app.exchange.calendars.content import CalendarContent, FoundEvent, Order, RefusedEvent
from app.exchange.calendars.plain import clean
from app.exchange.calendars.prescan import NotReadableError
from app.exchange.calendars.series import Frame, Happening, series_of
from app.exchange.calendars.zones import Zones

_ANSWERS = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
_MOST_REFUSED = 500


@dataclass(slots=True)
class _Found:
    """What has been read of a file so far; ``entries`` counts occurrences."""

    events: list[FoundEvent] = field(default_factory=list)
    refused: list[RefusedEvent] = field(default_factory=list)
    outside: int = 0
    going_on: list[str] = field(default_factory=list)
    entries: int = 0


def read_events(calendar_text: str, order: Order) -> CalendarContent:
    """Read every event of a prescanned file.

    Raises:
        NotReadableError: not a calendar of events at all, or more than one may be.

    """
    calendars = calendars_in(calendar_text)
    if not calendars:
        raise NotReadableError(
            "{file} is not a calendar: it has no BEGIN:VCALENDAR. "
            "Choose a calendar export that ends in .ics.",
            file=order.name,
        )
    method = calendars[0].word("METHOD")
    if method in _ANSWERS:
        raise NotReadableError(
            "{file} is somebody's answer to an invitation, not a calendar; "
            "choose a calendar export.",
            file=order.name,
        )
    if calendars[0].word("VERSION") == "1.0":
        raise NotReadableError(
            "{file} is a vCalendar of version 1.0; export it as iCalendar (version 2.0).",
            file=order.name,
        )
    found = _Found()
    budget = Budget(limits.STEPS)
    try:
        for calendar in calendars:
            _read_calendar(calendar, order, budget, found)
    except TooMuchRepetitionError:
        raise NotReadableError(
            "{file} repeats too much to be worked out; export a shorter stretch of the calendar.",
            file=order.name,
        ) from None
    return CalendarContent(
        "CANCEL" if method == "CANCEL" else "PUBLISH",
        tuple(found.events),
        tuple(found.refused[:_MOST_REFUSED]),
        found.outside,
        tuple(found.going_on),
    )


def _read_calendar(calendar: Component, order: Order, budget: Budget, found: _Found) -> None:
    frame = Frame(order.window, zone_named(order.zone), Zones(calendar, budget).find, budget)
    cancelled = calendar.word("METHOD") == "CANCEL"
    for uid, components in _by_uid(calendar.children("VEVENT")).items():
        master, exceptions = _newest(components)
        title = _title((master or components[0]).text("SUMMARY"))
        try:
            series = series_of(master, exceptions, frame)
        except TooMuchRepetitionError:
            raise
        except UnreadableEventError as problem:
            found.refused.append(RefusedEvent(title, problem.text))
            continue
        except Exception:  # what a stranger wrote surprised us: this event is refused, not the rest
            found.refused.append(RefusedEvent(title, text("it cannot be understood.")))
            continue
        happened = [
            _found_event(uid, happening, cancelled)
            for happening in series.happenings
            if happening.occurrences or happening.whole
        ]
        found.events += happened
        found.outside += not any(event.occurrences for event in happened)
        found.entries += sum(len(event.occurrences) for event in happened)
        if found.entries > limits.MAX_ENTRIES:
            raise NotReadableError(
                "{file} holds more than 20,000 entries; export a shorter stretch of the calendar.",
                file=order.name,
            )
        if series.goes_on:
            found.going_on.append(title)


def _by_uid(components: list[Component]) -> dict[str, list[Component]]:
    grouped: dict[str, list[Component]] = {}
    for component in components:
        grouped.setdefault(_uid(component), []).append(component)
    return grouped


def _uid(component: Component) -> str:
    """The UID; where it is missing or too long, one derived from what is there."""
    uid = clean(component.text("UID"), 4 * limits.UID_LENGTH)
    if uid and len(uid) <= limits.UID_LENGTH:
        return uid
    start = component.properties.get("DTSTART", [])
    told = uid or f"{component.text('SUMMARY')}|{start[0].value if start else ''}"
    return f"derived-{hashlib.sha256(told.encode()).hexdigest()[:32]}"


def _newest(components: list[Component]) -> tuple[Component | None, list[Component]]:
    """The series itself and its exceptions, each in its highest SEQUENCE, the last of equals."""
    newest: dict[str, Component] = {}
    for component in components:
        place = component.properties.get("RECURRENCE-ID", [])
        key = place[0].value.strip() if place else ""
        if key not in newest or _sequence(component) >= _sequence(newest[key]):
            newest[key] = component
    master = newest.pop("", None)
    return master, list(newest.values())


def _sequence(component: Component) -> int:
    word = component.word("SEQUENCE")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else 0  # noqa: PLR2004 - what fits 31 bits


def _title(summary: str) -> str:
    return clean(summary, limits.TITLE_LENGTH)


def _found_event(uid: str, happening: Happening, cancelled: bool) -> FoundEvent:
    component = happening.component
    busy = component.word("X-MICROSOFT-CDO-BUSYSTATUS")
    free = component.word("TRANSP") == "TRANSPARENT"
    return FoundEvent(
        uid=uid,
        sequence=_sequence(component),
        title=_title(component.text("SUMMARY")),
        place=clean(component.text("LOCATION"), limits.PLACE_LENGTH),
        note=clean(component.text("DESCRIPTION"), limits.NOTE_LENGTH, lines=True),
        cancelled=cancelled or component.word("STATUS") == "CANCELLED",
        free=busy == "FREE" if busy in {"FREE", "BUSY", "OOF", "TENTATIVE"} else free,
        tentative=component.word("STATUS") == "TENTATIVE" or busy == "TENTATIVE",
        whole=happening.whole,
        occurrences=tuple(happening.occurrences),
    )
