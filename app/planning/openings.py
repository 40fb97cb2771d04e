"""When a thing may start: the working days and hours left for it, on the grid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from app.domain.demands import GRID_MINUTES, Window
from app.domain.peaks import both
from app.domain.rules import Rule, RuleId
from app.domain.site import Hours, Site
from app.domain.wall import resolve_minute


@dataclass(frozen=True)
class Openings:
    """The days that are planned: working days, none of them a day off or untouched.

    ``around`` are the untouched ones: what is new has no place there, what lost its place may.
    Starts before ``not_before`` are left out. Windows are made once for each rule and week.
    """

    site: Site
    days: tuple[date, ...]
    not_before: datetime | None = None
    around: tuple[date, ...] = ()
    _made: dict[tuple[RuleId, date, bool], tuple[Window, ...]] = field(
        default_factory=dict, repr=False
    )

    def of(
        self, rule: Rule, mondays: Iterable[date], *, stands: bool = False
    ) -> tuple[Window, ...]:
        """The windows of a rule in the weeks from ``mondays``; none where it has no room.

        With ``stands`` those of what stands on one of the days and looks for another place.
        """
        return tuple(window for monday in mondays for window in self._week(rule, monday, stands))

    def open_to(self, *, stands: bool) -> tuple[date, ...]:
        """The days for what is new, or for what ``stands`` and has to give way."""
        return tuple(sorted({*self.days, *self.around})) if stands else self.days

    def between(
        self, hours: Hours | None, minutes: int, days: Iterable[date]
    ) -> tuple[Window, ...]:
        """The windows of something of ``minutes`` in ``hours``, the working hours when None."""
        shared = both(hours or self.site.working, self.site.working)
        found = []
        for day in days if shared else ():
            first = -(-shared[0].start // GRID_MINUTES) * GRID_MINUTES
            starts = range(first, shared[0].end - minutes + 1, GRID_MINUTES)
            kept = tuple(start for start in starts if self._in_time(day, start))
            if kept:
                found.append(Window(day, kept))
        return tuple(found)

    def _week(self, rule: Rule, monday: date, stands: bool) -> tuple[Window, ...]:
        key = rule.id, monday, stands
        if key not in self._made:
            week = {monday + timedelta(days=n) for n in range(7)}
            days = [
                day for day in self.open_to(stands=stands) if day in week and _wanted(rule, day)
            ]
            self._made[key] = self.between(rule.window, rule.minutes, days)
        return self._made[key]

    def _in_time(self, day: date, start: int) -> bool:
        if self.not_before is None or day > self._first:
            return True
        return resolve_minute(day, start, self.site.tz) >= self.not_before

    @cached_property
    def _first(self) -> date:
        """The day of ``not_before``."""
        return self.not_before.astimezone(self.site.tz).date() if self.not_before else date.min


def _wanted(rule: Rule, day: date) -> bool:
    return (
        (not rule.weekdays or day.weekday() in rule.weekdays)
        and rule.since <= day
        and (rule.until is None or day <= rule.until)
    )
