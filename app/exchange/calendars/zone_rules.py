"""How a zone changes its clock, in the words that every calendar program understands.

A VTIMEZONE with one yearly rule for each direction is read alike everywhere; lists of
dates are not. So a zone is described only where such rules hold for all years asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_BOTH_WAYS = 2
_ORDINALS = (-1, 1, 2, 3, 4)
_BEFORE_ALL = datetime.fromisoformat("1970-01-01T00:00")


@dataclass(frozen=True, slots=True)
class YearlyRule:
    """The ``ordinal``-th (last when -1) ``weekday`` (0 Monday) of ``month``, each year."""

    month: int
    weekday: int
    ordinal: int


@dataclass(frozen=True, slots=True)
class Observance:
    """An offset from UTC, since when, and the rule by which it comes back.

    ``start`` is the naive reading of the wall clock in the offset before.
    """

    daylight: bool
    name: str
    start: datetime
    before: timedelta
    after: timedelta
    rule: YearlyRule | None = None


@dataclass(frozen=True, slots=True)
class _Change:
    """One change of the clock, read on the wall in the offset before it."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str


def observances(zone: ZoneInfo, first: date, last: date) -> tuple[Observance, ...] | None:
    """Describe ``zone`` from ``first`` to ``last``; None where no yearly rules hold."""
    years = range(first.year - 1, last.year + 2)
    changes = _changes(zone, years)
    if not changes:
        now = datetime.combine(first, time(), tzinfo=zone)
        offset = now.utcoffset() or timedelta()
        return (Observance(False, now.tzname() or "", _BEFORE_ALL, offset, offset),)
    ways = dict.fromkeys((change.before, change.after) for change in changes)
    if len(ways) != _BOTH_WAYS:
        return None
    described = [
        _observance([change for change in changes if (change.before, change.after) == way], years)
        for way in ways
    ]
    return tuple(one for one in described if one) if all(described) else None


def _observance(changes: list[_Change], years: range) -> Observance | None:
    """One direction of change, when it happens once a year by one rule."""
    if [change.wall.year for change in changes] != list(years):
        return None
    alike = {(c.wall.month, c.wall.weekday(), c.wall.time(), c.name) for c in changes}
    if len(alike) != 1:
        return None
    first = changes[0]
    for ordinal in _ORDINALS:
        if all(_is_nth(change.wall.date(), ordinal) for change in changes):
            rule = YearlyRule(first.wall.month, first.wall.weekday(), ordinal)
            return Observance(
                first.after > first.before, first.name, first.wall, first.before, first.after, rule
            )
    return None


def _is_nth(day: date, ordinal: int) -> bool:
    if ordinal < 0:
        return (day + 7 * _DAY).month != day.month
    return (day.day - 1) // 7 + 1 == ordinal


def _changes(zone: ZoneInfo, years: range) -> list[_Change]:
    """Every change of the clock in ``years``, found by looking at each day's ends."""
    found = []
    moment = datetime.combine(date(years[0], 1, 1), time(), tzinfo=UTC)
    end = datetime.combine(date(years[-1] + 1, 1, 1), time(), tzinfo=UTC)
    before = _offset(moment, zone)
    while moment < end:
        after = _offset(moment + _DAY, zone)
        if after != before:
            found.append(_pinned(moment, zone, before, after))
        moment, before = moment + _DAY, after
    return found


def _pinned(moment: datetime, zone: ZoneInfo, before: timedelta, after: timedelta) -> _Change:
    low, high = moment, moment + _DAY
    while high - low > _SECOND:
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if middle == low:
            break
        if _offset(middle, zone) == before:
            low = middle
        else:
            high = middle
    name = high.astimezone(zone).tzname() or ""
    return _Change((high + before).replace(tzinfo=None), before, after, name)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
