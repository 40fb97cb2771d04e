"""What a proposal would do to the calendar, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from app.domain.entries import Entry, RoutineId
from app.domain.reasons import Reasons
from app.domain.routines import Routine

What = Literal["new", "moved", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that Apply would do, and that can be unticked. ``id`` is the entry's."""

    id: str
    what: What
    before: Entry | None
    after: Entry | None
    reasons: Reasons

    @property
    def entry(self) -> Entry:
        """What it is about: as it would be, or as it was where it goes."""
        entry = self.after or self.before
        assert entry is not None
        return entry

    @property
    def routine(self) -> RoutineId | None:
        """The standing series that it belongs to."""
        return self.entry.routine


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """A standing series that is begun, extended, moved to other hours or ended.

    ``removed`` and ``added`` are its entries outside the weeks shown.
    """

    before: Routine | None
    after: Routine
    removed: tuple[Entry, ...] = ()
    added: tuple[Entry, ...] = ()

    @property
    def only_extends(self) -> bool:
        """Whether the series goes on at its hours."""
        if self.before is None or self.after.ended:
            return False
        before, after = self.before, self.after
        return (before.start, before.minutes) == (after.start, after.minutes)


def what_of(series: SeriesChange) -> str:
    """Name what happens to a series: ``new``, ``extended``, ``moved`` or ``ended``."""
    if series.before is None:
        return "new"
    if series.after.ended:
        return "ended"
    return "extended" if series.only_extends else "moved"


def entries_after(entries: Iterable[Entry], changes: Iterable[Change]) -> tuple[Entry, ...]:
    """The entries as they would stand once every change was made."""
    made = list(changes)
    gone = {c.before.id for c in made if c.before is not None}
    added = [c.after for c in made if c.after is not None]
    return (*(e for e in entries if e.id not in gone), *added)
