"""Repetition on the wall calendar, worked out in a bounded number of steps.

The rules come from strangers' calendars (RFC 5545), so nothing here may run for long
or grow large whatever a rule says: every day looked at is paid for out of a `Budget`,
and no search goes past the horizon it was given. Moments are naive on purpose: they
are readings of a wall clock, which `app.domain.wall` turns into moments of a zone.
"""

from __future__ import annotations

import calendar
import enum
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from app.domain.errors import BadInputError

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Frequency(enum.StrEnum):
    """How often a rule comes round; finer than hourly is not read."""

    HOURLY = "HOURLY"
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


class TooMuchRepetitionError(BadInputError):
    """Working the rules out would take more steps than a real calendar ever needs."""


class Budget:
    """How many days and times may still be looked at, for all rules of a file together."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int = 1) -> None:
        """Pay for ``steps`` before taking them.

        Raises:
            TooMuchRepetitionError: nothing is left.

        """
        self.left -= steps
        if self.left < 0:
            raise TooMuchRepetitionError(
                "Its repetitions are too many to work out; export a shorter stretch."
            )


@dataclass(frozen=True, slots=True)
class Rule:
    """One RRULE. ``by_day`` holds (ordinal, weekday), ordinal 0 for "every", Monday 0.

    ``until`` is the last wall-clock reading allowed, included. Empty tuples mean "as
    the start says".
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    by_month: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_week_no: tuple[int, ...] = ()
    by_day: tuple[tuple[int, int], ...] = ()
    by_hour: tuple[int, ...] = ()
    by_minute: tuple[int, ...] = ()
    by_second: tuple[int, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    week_start: int = 0

    def __post_init__(self) -> None:
        if self.interval < 1:
            raise ValueError(f"a rule must go forward: {self}")


@dataclass(frozen=True, slots=True)
class Repetition:
    """What a rule gives inside a window, and whether it goes on after it."""

    moments: list[datetime] = field(default_factory=list)
    goes_on: bool = False


def repeat(
    rule: Rule, start: datetime, first: datetime, after_last: datetime, budget: Budget
) -> Repetition:
    """Work out the readings of ``rule`` from ``start`` in ``[first, after_last)``.

    All three are naive wall-clock readings. Only what the rule itself gives is
    returned; whether ``start`` counts although it does not fit is the caller's choice.

    Raises:
        TooMuchRepetitionError: ``budget`` is used up.

    """
    moments: list[datetime] = []
    given = 0
    search = _Search(rule, start, budget)
    for moment in search.moments(first if rule.count is None else start, after_last):
        given += 1
        if moment >= first:
            moments.append(moment)
        if given == rule.count:
            break
    if rule.count is not None:
        over = given >= rule.count or (rule.until is not None and rule.until < after_last)
    else:
        over = rule.until is not None and rule.until < after_last
    return Repetition(moments, not over)


class _Search:
    """Walks a rule period by period: years, months, weeks, days or hours."""

    def __init__(self, rule: Rule, start: datetime, budget: Budget) -> None:
        self._rule = rule
        self._start = start
        self._budget = budget
        self._by_day = rule.by_day
        self._by_month_day = rule.by_month_day
        self._by_month = rule.by_month
        self._say_what_the_start_says()
        self._hours = set(rule.by_hour)
        self._times = self._times_of_period()

    def _say_what_the_start_says(self) -> None:
        rule, start = self._rule, self._start
        if rule.by_week_no or rule.by_year_day or rule.by_month_day or rule.by_day:
            return
        if rule.frequency is Frequency.YEARLY:
            self._by_month = rule.by_month or (start.month,)
            self._by_month_day = (start.day,)
        elif rule.frequency is Frequency.MONTHLY:
            self._by_month_day = (start.day,)
        elif rule.frequency is Frequency.WEEKLY:
            self._by_day = ((0, start.weekday()),)

    def _times_of_period(self) -> list[tuple[int, int, int]]:
        rule, start = self._rule, self._start
        hourly = rule.frequency is Frequency.HOURLY
        hours = [0] if hourly else sorted(set(rule.by_hour or (start.hour,)))
        minutes = sorted(set(rule.by_minute or (start.minute,)))
        seconds = sorted(set(rule.by_second or (start.second,)))
        self._budget.spend(len(hours) * len(minutes) * len(seconds))
        return [(h, m, s) for h in hours for m in minutes for s in seconds]

    def moments(self, first: datetime, after_last: datetime) -> Iterator[datetime]:
        """Readings in order from the period of ``first`` on, none before the start."""
        until = self._rule.until
        for moment in self._all(first, after_last):
            if until is not None and moment > until:
                return
            if moment >= after_last:
                return
            if moment >= self._start:
                yield moment

    def _all(self, first: datetime, after_last: datetime) -> Iterator[datetime]:
        last = after_last if self._rule.until is None else min(after_last, self._rule.until)
        index = self._first_index(max(first, self._start))
        while True:
            self._budget.spend()
            begin = self._begin_of(index)
            if begin is None or begin > last:
                return
            yield from self._moments_of(begin)
            index += self._rule.interval

    def _first_index(self, first: datetime) -> int:
        """The first period worth a look, counted from the start's own in whole intervals."""
        anchor = self._anchor
        match self._rule.frequency:
            case Frequency.YEARLY:
                behind = first.year - anchor.year
            case Frequency.MONTHLY:
                behind = (first.year - anchor.year) * 12 + first.month - anchor.month
            case Frequency.WEEKLY:
                behind = (first - anchor).days // 7
            case Frequency.DAILY:
                behind = (first - anchor).days
            case Frequency.HOURLY:
                behind = (first - anchor) // HOUR
        interval = self._rule.interval
        return max((behind - 1) // interval, 0) * interval

    @property
    def _anchor(self) -> datetime:
        start = self._start
        day = datetime.combine(start.date(), time())
        match self._rule.frequency:
            case Frequency.YEARLY:
                return day.replace(month=1, day=1)
            case Frequency.MONTHLY:
                return day.replace(day=1)
            case Frequency.WEEKLY:
                return day - DAY * ((start.weekday() - self._rule.week_start) % 7)
            case Frequency.DAILY:
                return day
            case Frequency.HOURLY:
                return day + HOUR * start.hour

    def _begin_of(self, index: int) -> datetime | None:
        """The first reading of the period ``index`` after the start's; None beyond year 9999."""
        anchor = self._anchor
        try:
            match self._rule.frequency:
                case Frequency.YEARLY:
                    return anchor.replace(year=anchor.year + index)
                case Frequency.MONTHLY:
                    years, month = divmod(anchor.month - 1 + index, 12)
                    return anchor.replace(year=anchor.year + years, month=month + 1)
                case Frequency.WEEKLY:
                    return anchor + DAY * (7 * index)
                case Frequency.DAILY:
                    return anchor + DAY * index
                case Frequency.HOURLY:
                    return anchor + HOUR * index
        except (ValueError, OverflowError):
            return None

    def _moments_of(self, begin: datetime) -> list[datetime]:
        days = [day for day in self._days_of(begin) if self._fits(day)]
        if not days:
            return []
        if self._rule.frequency is Frequency.HOURLY:
            if self._hours and begin.hour not in self._hours:
                return []
            times = [(begin.hour, m, s) for _, m, s in self._times]
        else:
            times = self._times
        self._budget.spend(len(days) * len(times))
        found = [datetime.combine(day, time(*at)) for day in days for at in times]
        return self._at_positions(found) if self._rule.by_set_pos else found

    def _at_positions(self, found: list[datetime]) -> list[datetime]:
        size = len(found)
        wanted = {place - 1 if place > 0 else size + place for place in self._rule.by_set_pos}
        return [found[place] for place in sorted(wanted) if 0 <= place < size]

    def _days_of(self, begin: datetime) -> Iterator[date]:
        first = begin.date()
        match self._rule.frequency:
            case Frequency.YEARLY:
                return self._days_of_months(first.year, self._months_of_year())
            case Frequency.MONTHLY:
                return self._days_of_months(first.year, (first.month,))
            case Frequency.WEEKLY:
                return self._run_of_days(first, 7)
            case Frequency.DAILY | Frequency.HOURLY:
                return iter((first,))

    def _months_of_year(self) -> tuple[int, ...]:
        return tuple(sorted(set(self._by_month))) or tuple(range(1, 13))

    def _days_of_months(self, year: int, months: tuple[int, ...]) -> Iterator[date]:
        for month in months:
            if self._by_month and month not in self._by_month:
                continue
            yield from self._run_of_days(date(year, month, 1), calendar.monthrange(year, month)[1])

    def _run_of_days(self, first: date, count: int) -> Iterator[date]:
        self._budget.spend(count)
        for number in range(first.toordinal(), first.toordinal() + count):
            if number <= date.max.toordinal():
                yield date.fromordinal(number)

    def _fits(self, day: date) -> bool:
        rule = self._rule
        return (
            (not self._by_month or day.month in self._by_month)
            and (not self._by_month_day or _month_day_fits(day, self._by_month_day))
            and (not rule.by_year_day or _year_day_fits(day, rule.by_year_day))
            and (not rule.by_week_no or _week_no_fits(day, rule.by_week_no, rule.week_start))
            and (not self._by_day or self._weekday_fits(day))
        )

    def _weekday_fits(self, day: date) -> bool:
        weekday = day.weekday()
        return any(
            weekday == wanted and (not ordinal or self._ordinal_fits(day, ordinal))
            for ordinal, wanted in self._by_day
        )

    def _ordinal_fits(self, day: date, ordinal: int) -> bool:
        """Whether ``day`` is the n-th of its weekday in the month, or in the year."""
        if self._rule.frequency is Frequency.MONTHLY or (
            self._rule.frequency is Frequency.YEARLY and self._rule.by_month
        ):
            number, size = day.day, calendar.monthrange(day.year, day.month)[1]
        elif self._rule.frequency is Frequency.YEARLY:
            number, size = day.timetuple().tm_yday, _days_in(day.year)
        else:
            return True
        if ordinal > 0:
            return (number - 1) // 7 + 1 == ordinal
        return (size - number) // 7 + 1 == -ordinal


def _month_day_fits(day: date, wanted: tuple[int, ...]) -> bool:
    size = calendar.monthrange(day.year, day.month)[1]
    return day.day in wanted or day.day - size - 1 in wanted


def _year_day_fits(day: date, wanted: tuple[int, ...]) -> bool:
    number = day.timetuple().tm_yday
    return number in wanted or number - _days_in(day.year) - 1 in wanted


def _week_no_fits(day: date, wanted: tuple[int, ...], week_start: int) -> bool:
    """Whether ``day`` lies in one of the numbered weeks; week 1 has four days of January."""
    middle_number = day.toordinal() - (day.weekday() - week_start) % 7 + 3
    if not 1 <= middle_number <= date.max.toordinal():
        return False
    middle = date.fromordinal(middle_number)
    number = (middle.timetuple().tm_yday - 1) // 7 + 1
    left = (_days_in(middle.year) - middle.timetuple().tm_yday) // 7
    return number in wanted or -left - 1 in wanted


def _days_in(year: int) -> int:
    return 366 if calendar.isleap(year) else 365
