"""Calendar entries: what is in the manager's week, and how well it is protected."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date
from typing import NewType
from uuid import uuid4

from app.domain.reasons import Reasons
from app.domain.span import Span

EntryId = NewType("EntryId", str)
RoutineId = NewType("RoutineId", str)


class EntryKind(enum.StrEnum):
    """What a stretch of the week is for."""

    UNPLANNED = "unplanned"
    OPEN_DOOR = "open_door"
    ROLLOUT = "rollout"
    PEOPLE = "people"
    PERFORMANCE = "performance"
    MEETING = "meeting"
    LUNCH = "lunch"


class Protection(enum.StrEnum):
    """Who may move an entry: nobody here (fixed), the manager (locked), the planner too."""

    FIXED = "fixed"
    LOCKED = "locked"
    PLANNED = "planned"
    TENTATIVE = "tentative"


class Availability(enum.StrEnum):
    """Whether the manager is taken meanwhile."""

    BUSY = "busy"
    FREE = "free"


def new_id() -> str:
    """Make an id that survives undo, redo and a trip through an .ics file."""
    return uuid4().hex


def new_entry_id() -> EntryId:
    """Make the id of an entry."""
    return EntryId(new_id())


@dataclass(frozen=True, slots=True)
class Days:
    """An all-day stretch on the wall calendar, ``[first, after_last)``."""

    first: date
    after_last: date


@dataclass(frozen=True, slots=True)
class Source:
    """Where an imported entry comes from: its UID and, within a series, its RECURRENCE-ID."""

    uid: str
    recurrence: str = ""
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the manager's calendar. A value: edits make a new one.

    ``days`` is set for all-day entries, whose ``span`` is their local days in the
    site's zone. ``routine`` and ``occurs_on`` tie an occurrence to its standing
    series. ``source`` is set on what was imported. ``demand`` names what the entry was
    placed for, so that it is not asked for twice; ``people`` are the ids of those it is
    with; ``invited`` says that they were told, so that it moves only on an explicit tick.
    """

    span: Span
    kind: EntryKind
    title: str
    id: EntryId = field(default_factory=new_entry_id)
    protection: Protection = Protection.LOCKED
    availability: Availability = Availability.BUSY
    cancelled: bool = False
    days: Days | None = None
    routine: RoutineId | None = None
    occurs_on: date | None = None
    source: Source | None = None
    place: str = ""
    note: str = ""
    reasons: Reasons = ()
    demand: str = ""
    people: tuple[str, ...] = ()
    invited: bool = False

    @property
    def blocks_time(self) -> bool:
        """Whether nothing else should be planned over it."""
        return not self.cancelled and self.availability is Availability.BUSY and self.days is None
