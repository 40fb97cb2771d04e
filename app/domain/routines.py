"""Standing things: the same hours of the same weekday, every week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from app.domain.entries import EntryKind, RoutineId
from app.domain.reasons import Reasons

WEEKS_AHEAD = 13


@dataclass(frozen=True, slots=True)
class Routine:
    """A weekly series at wall-clock time in the site's zone.

    Entries stand in the calendar from ``since`` to ``booked_until``, both included;
    the planner extends ``booked_until`` so that 13 weeks ahead are always busy. A day
    taken out by hand is behind ``booked_until`` and therefore never comes back by itself.
    ``ended`` series are kept for the record and not extended.
    """

    id: RoutineId
    kind: EntryKind
    title: str
    weekday: int
    start: time
    minutes: int
    since: date
    booked_until: date
    reasons: Reasons = ()
    ended: bool = False
