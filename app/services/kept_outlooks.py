"""The outlook of the week last shown, kept so that the next start draws it without numpy.

Kept as JSON: numbers come back exactly, NaN included; days are plain tuples then.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from app.domain.known_events import KnownEvent
from app.domain.outlook import CalmDay, DayOutlook, LeftOut, PeakWindow, WeekOutlook

FACT = "outlook"

Key = Sequence[str | int]
"""All that an outlook depends on; one kept under another key is not looked at."""


def written(key: Key, week: WeekOutlook) -> str:
    """Write an outlook down under the key it holds for."""
    return json.dumps({"key": list(key), "week": week}, default=_plain, ensure_ascii=False)


def kept(note: str | None, key: Key, events: Sequence[KnownEvent]) -> WeekOutlook | None:
    """Read an outlook back; None when there is none for ``key``, or none that can be read.

    ``events`` are the known events that it was worked out with.
    """
    try:
        found = json.loads(note or "{}")
        if found.get("key") != list(key):
            return None
        return _week(found["week"], {event.id: event for event in events})
    except (AttributeError, KeyError, TypeError, ValueError):
        return None  # Not ours: it is worked out and written anew.


def _plain(value: Any) -> object:  # noqa: ANN401 - whatever JSON does not know
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, KnownEvent):
        return value.id
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return value.tolist()


def _week(week: dict[str, Any], events: dict[str, KnownEvent]) -> WeekOutlook:
    quiet, newest = week["quiet_interval"], week["newest_volume"]
    changed = {
        "monday": _date(week["monday"]),
        "days": tuple(_day(day, events) for day in week["days"]),
        "calm": tuple(CalmDay(**day) for day in week["calm"]),
        "quiet_interval": quiet and (_date(quiet[0]), quiet[1], quiet[2]),
        "newest_volume": newest and _date(newest),
    }
    return WeekOutlook(**(week | changed))


def _day(day: dict[str, Any], events: dict[str, KnownEvent]) -> DayOutlook:
    changed = {
        "day": _date(day["day"]),
        "expected": tuple(day["expected"]),
        "actual": None if day["actual"] is None else tuple(day["actual"]),
        "peaks": tuple(PeakWindow(**window) for window in day["peaks"]),
        "events": tuple(events[event] for event in day["events"]),
        "weeks": tuple(map(_date, day["weeks"])),
        "left_out": tuple(LeftOut(**{**one, "day": _date(one["day"])}) for one in day["left_out"]),
        "above": tuple(day["above"]),
    }
    return DayOutlook(**(day | changed))


def _date(value: str) -> date:
    return date.fromisoformat(value)
