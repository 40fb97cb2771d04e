"""Put together what is expected of one week: curves, peaks, calm day, all from values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from app.domain.calm import WeekRatios, calm_ranking, quiet_interval, week_ratios
from app.domain.comparable import DAYS_OFF, Marks, event_factor
from app.domain.day_grid import arrived, common_minutes, intervals_a_day, regrid
from app.domain.forecast import ExpectedDay, expected_day
from app.domain.history import QueueHistory, histories_of, summed
from app.domain.known_events import KnownEvent
from app.domain.outlook import DayOutlook, PeakWindow, WeekOutlook
from app.domain.peaks import PeakPolicy, both, contacts_between, peak_line, peak_windows
from app.domain.site import Site
from app.domain.typical import ENOUGH_WEEKS, TypicalWeek, look_back, typical_weeks
from app.domain.volumes import FloatArray, QueueName, VolumeDay
from app.domain.wall import MINUTES_A_DAY

EMPTY_GRID = 15
CALM_WEEKS = 52
"""How far back the record of the calm day reaches; one day's total is cheap."""


@dataclass(frozen=True)
class Learnt:
    """What the weeks before ``before`` teach. Worked out once for all weeks ahead of it.

    ``days`` are the volumes of the ``CALM_WEEKS`` weeks before, ``marks`` the holidays,
    eves and special days of that time and of the week that is looked at.
    """

    before: date
    days: Sequence[VolumeDay]
    site: Site
    marks: Marks
    events: Sequence[KnownEvent]

    @cached_property
    def histories(self) -> tuple[QueueHistory, ...]:
        """The queues over the weeks that typical days are learnt from."""
        first = look_back(self.before, self.site.history_weeks)
        recent = [day for day in self.days if first <= day.day < self.before]
        return histories_of(recent, self.site.tz)

    @cached_property
    def typicals(self) -> tuple[TypicalWeek, ...]:
        """The typical week of each queue that was alive within the last weeks."""
        alive = (self.before - timedelta(weeks=ENOUGH_WEEKS)).toordinal()
        return typical_weeks(
            [
                history
                for history in self.histories
                if history.ordinals.size and history.ordinals[-1] >= alive
            ],
            self.before,
            marks=self.marks,
            events=self.events,
            weeks=self.site.history_weeks,
        )

    @cached_property
    def together(self) -> QueueHistory:
        """All queues added up."""
        return summed(self.histories)

    @cached_property
    def ratios(self) -> WeekRatios:
        """Each day against its week, over as long as is known."""
        return week_ratios(
            histories_of(self.days, self.site.tz),
            self.site.working_days,
            marks=self.marks,
            events=self.events,
        )


def week_outlook(
    learnt: Learnt,
    monday: date,
    marks: Marks,
    came: Sequence[VolumeDay],
    newest: date | None,
) -> WeekOutlook:
    """Tell what is expected of the week from ``monday``, beside what ``came`` in it.

    ``marks`` are the holidays and special days of that week; ``newest`` is the last day
    that has volumes at all.
    """
    return _Week(learnt, monday, marks, came).outlook(newest)


@dataclass(frozen=True)
class _Week:
    """One week as it is put together."""

    learnt: Learnt
    monday: date
    marks: Marks
    came: Sequence[VolumeDay]

    def outlook(self, newest: date | None) -> WeekOutlook:
        days = tuple(self._day(day) for day in self.expected)
        calm = calm_ranking(self.learnt.ratios, self.site.history_weeks, self._moved_by_events())
        known = [day.known for day in self.expected if day.day.weekday() in self.site.working_days]
        return WeekOutlook(
            self.monday,
            days,
            calm,
            None if any(day.reliable for day in calm) else self._quiet(days),
            enough_history=any(known),
            history_weeks=self._weeks_known(),
            newest_volume=newest,
        )

    @property
    def site(self) -> Site:
        return self.learnt.site

    @cached_property
    def expected(self) -> tuple[ExpectedDay, ...]:
        return tuple(
            expected_day(
                self.learnt.typicals,
                self.monday + timedelta(days=n),
                marks=self.marks,
                events=self.learnt.events,
            )
            for n in range(7)
        )

    @cached_property
    def minutes(self) -> int:
        """The grid that both what is expected and what came can be shown on."""
        came = {day.minutes for day in self.came}
        if not self.learnt.typicals:
            return common_minutes(came) if came else EMPTY_GRID
        minutes = self.expected[0].minutes
        return minutes if minutes == MINUTES_A_DAY else common_minutes({minutes, *came})

    @cached_property
    def mean_total(self) -> float:
        """Contacts of the mean working day, 0 when nothing is expected."""
        totals = [day.total for day in self.expected if self._is_working(day.day) and day.total > 0]
        return sum(totals) / len(totals) if totals else 0.0

    def _day(self, expected: ExpectedDay) -> DayOutlook:
        day, site = expected.day, self.site
        curve = self._on_grid(expected)
        line = peak_line(curve, site.opening)
        events = tuple(event for event in self.learnt.events if event.applies_on(day))
        peaked = self._is_working(day) and not any(event.leaves_no_peak for event in events)
        peaks = self._peaks(curve, line) if expected.known and peaked else ()
        unknown = self.mean_total <= 0 or expected.total <= 0
        return DayOutlook(
            day=day,
            minutes=self.minutes,
            expected=curve,
            actual=self._actual(day),
            peak_line=line,
            peaks=peaks,
            ratio=1.0 if unknown else expected.total / self.mean_total,
            holiday=self._day_off(day),
            events=events,
            weeks=expected.used,
            left_out=expected.left_out,
            above=self._above(expected.used, peaks),
        )

    def _on_grid(self, expected: ExpectedDay) -> FloatArray:
        if not self.learnt.typicals:
            return np.zeros(intervals_a_day(self.minutes))
        return regrid(expected.curve, self.minutes)

    def _peaks(self, curve: FloatArray, line: float) -> tuple[PeakWindow, ...]:
        allowed = both(self.site.opening, self.site.working)
        return peak_windows(curve, PeakPolicy.of(self.site), allowed, line)

    def _day_off(self, day: date) -> str:
        """The name of the holiday or special day, empty on any other."""
        mark = self.marks.get(day)
        return (mark.name or mark.why) if mark is not None and mark.why in DAYS_OFF else ""

    def _is_working(self, day: date) -> bool:
        return day.weekday() in self.site.working_days and not self._day_off(day)

    def _above(self, used: Sequence[date], peaks: Sequence[PeakWindow]) -> tuple[int, ...]:
        """On how many of the days used each window lay above that day's own peak line."""
        if not peaks:
            return ()
        together = self.learnt.together
        wanted = np.array([day.toordinal() for day in used], dtype=np.int64)
        curves = together.curves[np.isin(together.ordinals, wanted)]
        lines = np.array([peak_line(curve, self.site.opening) for curve in curves])
        starts = np.array([window.start for window in peaks], dtype=np.int64)
        length = peaks[0].end - peaks[0].start
        mean = contacts_between(curves, starts, length) * together.minutes / length
        return tuple((mean >= lines[:, None]).sum(axis=0).tolist())

    def _actual(self, day: date) -> FloatArray | None:
        """What arrived, queues added up; None when no queue has it on this grid."""
        curves = [
            regrid(arrived(some, self.site.tz), self.minutes)
            for some in self.came
            if some.day == day and some.minutes <= self.minutes
        ]
        if not curves:
            return None
        stacked = np.array(curves)
        return np.where(np.isnan(stacked).all(axis=0), np.nan, np.nansum(stacked, axis=0))

    def _moved_by_events(self) -> list[float]:
        """What the known events do to each weekday of this week, 1 for nothing."""
        moved = [1.0] * 7
        for day in self.expected:
            weekday = day.day.weekday()
            levels = [(float(t.levels[weekday]), t.queue) for t in self.learnt.typicals]
            plain = sum(level for level, _ in levels)
            if plain > 0:
                moved[weekday] = (
                    sum(
                        level * event_factor(self.learnt.events, QueueName(queue), day.day)
                        for level, queue in levels
                    )
                    / plain
                )
        return moved

    def _quiet(self, days: Sequence[DayOutlook]) -> tuple[date, int, int] | None:
        working = [day for day in days if self._is_working(day.day)]
        allowed = both(self.site.opening, self.site.working)
        return quiet_interval(working, self.site.open_door_minutes, allowed)

    def _weeks_known(self) -> int:
        """Comparable weeks behind the working weekday that has most."""
        return max(
            (
                typical.weeks(weekday)
                for typical in self.learnt.typicals
                for weekday in self.site.working_days
            ),
            default=0,
        )
