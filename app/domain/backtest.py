"""How well the planner's choices would have done: decide each week from the weeks before.

PEAK HIT of a day is the contacts that came inside the chosen blocks over those inside
the best blocks chosen with hindsight; the figure is the mean over days. No week sees
anything of itself or of what came later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from app.domain.backtest_report import BacktestReport, DayHit, Gain, low_day_of
from app.domain.calm import week_ratios
from app.domain.comparable import Marks, verdicts
from app.domain.forecast import ExpectedDay, expected_day
from app.domain.history import QueueHistory, summed
from app.domain.known_events import KnownEvent
from app.domain.outlook import LeftOut
from app.domain.peaks import PeakPolicy, best_choice, contacts_between, grid_starts
from app.domain.site import Hours
from app.domain.typical import ENOUGH_WEEKS, WEEKS, look_back, typical_weeks
from app.domain.volumes import FloatArray
from app.domain.wall import MINUTES_A_DAY, monday_of

STANDING_WEEKS = 13
FIXED_HOURS = (10, 14, 12, 16, 8, 18)
"""The rule of thumb that is compared with: ten and two, then more where more are kept free."""
GAIN_WEEKS = 8

Windows = tuple[int, ...]
"""Starts of the chosen blocks, minutes of the day."""
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Question:
    """What is tried: ``policy``'s blocks on ``weekdays``, learnt from ``weeks`` weeks."""

    policy: PeakPolicy = field(default_factory=PeakPolicy)
    weeks: int = WEEKS
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)


def backtest(
    histories: Sequence[QueueHistory],
    question: Question,
    *,
    marks: Marks,
    events: Collection[KnownEvent] = (),
    progress: Progress = lambda _fraction: None,
) -> BacktestReport:
    """Run the rolling-origin evaluation over everything in ``histories``.

    ``progress`` is told the fraction done after each week; what it raises ends the run.
    """
    together = summed(histories)
    trial = _Trial(histories, together, question, marks, events)
    mondays = _mondays_to_try(together, question)
    hits: list[DayHit] = []
    for count, monday in enumerate(mondays, start=1):
        hits += trial.week(monday)
        progress(count / len(mondays))
    ratios = week_ratios(histories, question.weekdays, marks=marks, events=events)
    return BacktestReport(
        queue=histories[0].queue if len(histories) == 1 else "",
        weeks=question.weeks,
        policy=question.policy,
        grid_minutes=together.minutes,
        weekdays=question.weekdays,
        first_volume=_day(together, 0),
        last_volume=_day(together, -1),
        hits=tuple(hits),
        low_day=low_day_of(ratios, question.weeks),
        left_out=trial.left_out(),
    )


def would_gain(
    history: QueueHistory,
    present: Mapping[int, Sequence[Hours]],
    candidate: Mapping[int, Sequence[Hours]],
    *,
    before: date,
    gap: int = 60,
    weeks: int = GAIN_WEEKS,
    skip: Collection[date] = (),
) -> Gain:
    """Compare two sets of standing hours, by weekday, over the last ``weeks`` weeks.

    Both are held against the best as many blocks of the present hours' length that
    hindsight finds. Days of ``skip`` (holidays, half-empty ones) do not count.
    """
    recent = history.between(before - timedelta(weeks=weeks), before)
    now: list[float] = []
    then: list[float] = []
    for row, ordinal in enumerate(recent.ordinals.tolist()):
        mine = present.get((ordinal - 1) % 7)
        curve = recent.curves[row]
        if not mine or date.fromordinal(ordinal) in skip or np.isnan(curve).all():
            continue
        length = max(hours.end - hours.start for hours in mine)
        best = _caught_at_best(curve, PeakPolicy(length, len(mine), gap))
        if best > 0:
            now.append(_caught_in(curve, mine) / best)
            then.append(_caught_in(curve, candidate.get((ordinal - 1) % 7, mine)) / best)
    if not now:
        return Gain(0, float("nan"), float("nan"))
    return Gain(len(now), float(np.mean(now)), float(np.mean(then)))


class _Trial:
    """One run: what each method decides for each day, and how it did."""

    def __init__(
        self,
        histories: Sequence[QueueHistory],
        together: QueueHistory,
        question: Question,
        marks: Marks,
        events: Collection[KnownEvent],
    ) -> None:
        self._histories = histories
        self._together = together
        self._question = question
        self._marks = marks
        self._events = events
        policy = question.policy
        self._starts = grid_starts(together.minutes, policy.minutes, (Hours(0, MINUTES_A_DAY),))
        self._fixed = _fixed_starts(policy)
        self._standing: dict[int, tuple[date, Windows]] = {}
        self._rows = {ordinal: row for row, ordinal in enumerate(together.ordinals.tolist())}
        self._skipped: list[LeftOut] = []

    def left_out(self) -> tuple[LeftOut, ...]:
        """Days that were not learnt from or not tried, each with its reason."""
        there = {
            left.day: left
            for left in self._marks.values()
            if left.day.toordinal() in self._rows and left.day.weekday() in self._question.weekdays
        }
        there |= {left.day: left for left in self._skipped}
        return tuple(there[day] for day in sorted(there))

    def week(self, monday: date) -> list[DayHit]:
        """Decide the week from ``monday`` by every method and see what came."""
        typicals = typical_weeks(
            self._histories,
            monday,
            marks=self._marks,
            events=self._events,
            weeks=self._question.weeks,
        )
        unfit = self._unfit(monday)
        found = []
        for weekday in self._question.weekdays:
            day = monday + timedelta(days=weekday)
            row = self._rows.get(day.toordinal())
            if row is None or np.isnan(self._together.curves[row]).all():
                continue
            if day in unfit:
                self._skipped.append(unfit[day])
                continue
            # A holiday on which the centre was open is tried like any other day.
            expected = expected_day(typicals, day, marks={}, events=self._events)
            few = expected.weeks < min(ENOUGH_WEEKS, self._question.weeks)
            if few or expected.total <= 0:
                self._skipped.append(LeftOut(day, "few_weeks" if few else "closed"))
                continue
            hit = self._day(expected, row, monday)
            if hit is not None:
                found.append(hit)
        return found

    def _unfit(self, monday: date) -> dict[date, LeftOut]:
        """Days of the week so much of which is missing that nothing can be measured on them."""
        first, end = look_back(monday, self._question.weeks), monday + timedelta(days=7)
        return {
            left.day: left
            for history in self._histories
            for left in verdicts(history.between(first, end), marks={}).values()
            if left.day >= monday
        }

    def _day(self, expected: ExpectedDay, row: int, monday: date) -> DayHit | None:
        curve, day = self._together.curves[row], expected.day
        caught = contacts_between(curve, self._starts, self._question.policy.minutes)
        best = self._choose(caught)
        ceiling = self._caught(curve, best)
        if ceiling <= 0:
            return None
        chosen = self._best_of(expected.curve)
        since, standing = self._standing.get(day.weekday(), (monday, chosen))
        if monday - since >= timedelta(weeks=STANDING_WEEKS):
            since, standing = monday, chosen
        self._standing[day.weekday()] = (since, standing)
        earlier = self._earlier(day.weekday(), monday)
        methods = {
            "peak_hit": chosen,
            "standing": standing,
            "fixed_hours": self._fixed,
            "last_week": self._best_of(earlier[-1]) if len(earlier) else (),
            "weekday_mean": self._best_of(_mean(earlier)) if len(earlier) else (),
        }
        return DayHit(
            day,
            chosen,
            best,
            {name: self._caught(curve, starts) / ceiling for name, starts in methods.items()},
        )

    def _earlier(self, weekday: int, monday: date) -> FloatArray:
        """The last days of that weekday as they came, newest last: (days, intervals)."""
        past = self._together.between(look_back(monday, self._question.weeks), monday)
        rows = (past.weekdays == weekday) & ~np.isnan(past.curves).all(axis=1)
        return np.asarray(past.curves[rows][-self._question.weeks :])

    def _best_of(self, curve: FloatArray) -> Windows:
        return self._choose(contacts_between(curve, self._starts, self._question.policy.minutes))

    def _choose(self, worth: FloatArray) -> Windows:
        policy = self._question.policy
        picked = best_choice(worth, self._starts, policy.minutes + policy.gap, policy.blocks)
        return tuple(int(self._starts[index]) for index in picked)

    def _caught(self, curve: FloatArray, starts: Windows) -> float:
        length = self._question.policy.minutes
        return float(contacts_between(curve, np.array(starts, np.int64), length).sum())


def _mondays_to_try(together: QueueHistory, question: Question) -> list[date]:
    """The weeks that have at least ``question.weeks`` earlier ones; none for daily totals."""
    if together.ordinals.size == 0 or together.minutes == MINUTES_A_DAY:
        return []
    first = monday_of(date.fromordinal(int(together.ordinals[0])))
    last = monday_of(date.fromordinal(int(together.ordinals[-1])))
    weeks = (last - first).days // 7
    return [first + timedelta(weeks=week) for week in range(question.weeks, weeks + 1)]


def _mean(curves: FloatArray) -> FloatArray:
    """Plain mean over days; what never existed is 0."""
    there = ~np.isnan(curves)
    return np.asarray(np.where(there, curves, 0.0).sum(axis=0) / np.maximum(there.sum(axis=0), 1))


def _fixed_starts(policy: PeakPolicy) -> Windows:
    """The rule of thumb's hours, as many as fit with the gap between them."""
    starts: list[int] = []
    for hour in FIXED_HOURS:
        start = hour * 60
        apart = all(abs(start - other) >= policy.minutes + policy.gap for other in starts)
        if len(starts) < policy.blocks and apart and start + policy.minutes <= MINUTES_A_DAY:
            starts.append(start)
    return tuple(sorted(starts))


def _caught_at_best(curve: FloatArray, policy: PeakPolicy) -> float:
    minutes = MINUTES_A_DAY // curve.size
    starts = grid_starts(minutes, policy.minutes, (Hours(0, MINUTES_A_DAY),))
    worth = contacts_between(curve, starts, policy.minutes)
    picked = best_choice(worth, starts, policy.minutes + policy.gap, policy.blocks)
    return float(worth[list(picked)].sum())


def _caught_in(curve: FloatArray, hours: Sequence[Hours]) -> float:
    return sum(
        float(contacts_between(curve, np.array([some.start]), some.end - some.start)[0])
        for some in hours
    )


def _day(together: QueueHistory, row: int) -> date | None:
    return date.fromordinal(int(together.ordinals[row])) if together.ordinals.size else None
