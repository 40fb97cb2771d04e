"""A standing routine as one recurring event: which of its entries follow the rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.entries import Entry
from app.domain.routines import Routine
from app.domain.wall import resolve

_WEEK = timedelta(days=7)
_Shape = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class StandingSeries:
    """Entries of one routine at the same hours of the same weekday.

    ``sample`` is the first of them; ``days`` are those on which it stands, in order,
    ``gaps`` the weeks between without it. ``start`` is the first naive wall reading.
    """

    uid: str
    sample: Entry
    days: tuple[date, ...]
    gaps: tuple[date, ...]
    start: datetime
    zone: ZoneInfo

    @property
    def end(self) -> datetime:
        """The naive wall reading at which the first one ends."""
        return self.sample.span.end.astimezone(self.zone).replace(tzinfo=None)


def standing_series(
    routine: Routine, entries: Iterable[Entry], zone: ZoneInfo
) -> tuple[StandingSeries | None, frozenset[str]]:
    """Return the series and the ids of the entries it speaks for.

    An entry that was moved, renamed, lengthened or taken off, or whose wall time the
    clock jumps over, is not in it: it stands for itself.
    """
    on_time = [entry for entry in entries if _is_on_time(entry, routine, zone)]
    if not on_time:
        return None, frozenset()
    usual = Counter(map(_shape, on_time)).most_common(1)[0][0]
    by_day = {entry.occurs_on: entry for entry in on_time if _shape(entry) == usual}
    days = tuple(sorted(day for day in by_day if day is not None))
    sample = by_day[days[0]]
    weeks = (days[-1] - days[0]) // _WEEK
    gaps = tuple(
        day for day in (days[0] + _WEEK * week for week in range(weeks)) if day not in by_day
    )
    start = datetime.combine(days[0], routine.start)
    uid = f"{routine.id}@firebreak"
    return (
        StandingSeries(uid, sample, days, gaps, start, zone),
        frozenset(entry.id for entry in by_day.values()),
    )


def _is_on_time(entry: Entry, routine: Routine, zone: ZoneInfo) -> bool:
    day = entry.occurs_on
    if day is None or entry.cancelled or entry.days or day.weekday() != routine.weekday:
        return False
    start = resolve(day, routine.start, zone)
    exists = start.astimezone(zone).time() == routine.start
    end = entry.span.end.astimezone(zone)
    ends_once = resolve(end.date(), end.time(), zone) == entry.span.end
    return exists and ends_once and entry.span.start == start


def _shape(entry: Entry) -> _Shape:
    """What all entries of one recurring event have in common."""
    return entry.title, entry.kind, entry.availability, entry.place, entry.span.length
