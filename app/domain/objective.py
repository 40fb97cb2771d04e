"""What makes one plan better than another, counted from the demands alone.

Formulas, weights and tiers are those of ``docs/objective.md``; the engine, its bound and the
judge of the tests take them from here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

import numpy as np

from app.domain.curve import Curve
from app.domain.demands import (
    CELLS_A_DAY,
    GRID_MINUTES,
    Demand,
    DemandId,
    Diary,
    Place,
    Problem,
    Score,
)
from app.domain.entries import EntryKind
from app.domain.rules import Wish
from app.domain.span import Span
from app.domain.volumes import FloatArray
from app.domain.wall import day_span, minute_of_day, resolve_minute, zone_named

TIER_UNPLANNED, TIER_LUNCH, TIER_OPEN_DOOR, TIER_RULES = range(4)

PEAK = 100.0
"""An hour on the day's busiest hour."""
AS_SHOWN = 1 + 1e-6
"""Of equally busy hours the ones drawn as the day's peaks are taken."""
QUIET = 2.0
"""A quarter of an hour of the manager's at full load that is spent on something quiet."""
PHONES = 1.5
"""A quarter of an hour of one agent off the phones at full strain."""
PAUSE = 4.0
"""A stretch of `PAUSE_MINUTES` without a free quarter of an hour."""
PAUSE_MINUTES = 150
STAYS = 5.0
STAYS_INVITED = 25.0
PRIORITY = 15.0
"""A step of a rule's priority."""
OVERDUE = 5.0
"""A week overdue, up to `MOST_OVERDUE` weeks."""
MOST_OVERDUE = 10
LATER = 0.5
"""A day that something overdue waits longer; a wish for a door slot weighs a week waited this."""

Parts = dict[str, float]


def worth_of(priority: int, weeks_overdue: float = 0.0) -> float:
    """Points for being placed at all, of priority 1 to 5 and so many weeks overdue."""
    return PRIORITY * priority + OVERDUE * min(max(weeks_overdue, 0.0), MOST_OVERDUE)


class Objective:
    """Counts for one problem."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._zone = zone_named(problem.zone)
        self._days = {day.day: day for day in problem.days}
        self._curves = {day.day: Curve.of(day) for day in problem.days}
        self._peak_starts = {d.day: {w.start for w in d.peaks} for d in problem.days}
        self._best: dict[tuple[date, int], float] = {}
        self._strain = {
            floor.day: np.asarray(floor.strain) for floor in problem.floor if floor.strain
        }

    @cached_property
    def busiest_quarter(self) -> float:
        """Contacts of the busiest grid cell of all days planned; 1 when nothing is expected."""
        return max((float(self.quarters(day).max()) for day in self._curves), default=0.0) or 1.0

    def quarters(self, day: date) -> FloatArray:
        """Contacts expected per grid cell of ``day``, shape (CELLS_A_DAY,)."""
        curve = self._curves[day]
        ticks = np.arange(len(curve.cumulative)) * curve.minutes
        at = np.arange(CELLS_A_DAY + 1) * GRID_MINUTES
        return np.diff(np.interp(at, ticks, curve.cumulative))

    def contacts(self, day: date, start: int, minutes: int) -> float:
        """Contacts expected in a stretch of ``day``."""
        return self._curves[day].between(start, start + minutes)

    def busiest(self, day: date, minutes: int) -> float:
        """Contacts of the day's busiest stretch of that length on the grid."""
        key = (day, minutes)
        if key not in self._best:
            curve = self._curves[day]
            ticks = np.arange(len(curve.cumulative)) * curve.minutes
            starts = np.arange(0, 24 * 60 - minutes + 1, GRID_MINUTES)
            low = np.interp(starts, ticks, curve.cumulative)
            high = np.interp(starts + minutes, ticks, curve.cumulative)
            self._best[key] = float((high - low).max(initial=0.0))
        return self._best[key]

    def load(self, day: date, start: int, minutes: int) -> float:
        """Quarter hours at full load that a stretch amounts to."""
        return self.contacts(day, start, minutes) / self.busiest_quarter

    def strain(self, day: date, start: int, minutes: int) -> float:
        """Quarter hours at full strain that one agent off the phones amounts to."""
        strain = self._strain.get(day)
        if strain is None:
            return self.load(day, start, minutes)
        first, last = start // GRID_MINUTES, -(-(start + minutes) // GRID_MINUTES)
        return float(strain[first:last].sum())

    def parts(self, demand: Demand, place: Place) -> Parts:
        """What one placement earns and costs by itself; pauses are counted over the whole."""
        day, start, minutes = place.day, place.start, demand.minutes
        parts: Parts = {}
        if demand.worth:
            parts["worth"] = demand.worth
        if demand.wish is Wish.HIGH:
            parts["peaks"] = self._peak(day, start, minutes)
        elif demand.wish is Wish.LOW:
            parts["quiet"] = -QUIET * self.load(day, start, minutes)
        if demand.leaves_phones:
            agents = sum(person in self._problem.agents for person in demand.people)
            parts["phones"] = -PHONES * agents * self.strain(day, start, minutes)
        if demand.later:
            parts["waiting"] = -demand.later * (day - self._problem.days[0].day).days
        if self.stays(demand, place):
            assert demand.current is not None
            parts["stability"] = STAYS_INVITED if demand.current.invited else STAYS
        return parts

    def stays(self, demand: Demand, place: Place) -> bool:
        """Whether the demand is found where it stands today."""
        return demand.current is not None and self.span(demand, place) == demand.current.span

    def span(self, demand: Demand, place: Place) -> Span:
        """The moments that a place means."""
        return Span(
            resolve_minute(place.day, place.start, self._zone),
            resolve_minute(place.day, place.start + demand.minutes, self._zone),
        )

    def score(self, chosen: Mapping[DemandId, Place]) -> Score:
        """Count a whole plan; whether it is allowed is not asked here."""
        parts: defaultdict[str, float] = defaultdict(float)
        for demand in self._problem.demands:
            if demand.id in chosen:
                for part, points in self.parts(demand, chosen[demand.id]).items():
                    parts[part] += points
        pauses = self.pauses_missed(chosen)
        if pauses:
            parts["pauses"] = -PAUSE * pauses
        return Score(self.tiers(chosen), float(sum(parts.values())), dict(parts))

    def tiers(self, chosen: Iterable[DemandId]) -> tuple[int, ...]:
        """Minimum counts reached, by tier."""
        names = {demand.id: demand.quota for demand in self._problem.demands}
        placed = Counter(names[one] for one in chosen)
        reached = [0] * (1 + max((quota.tier for quota in self._problem.quotas), default=-1))
        for quota in self._problem.quotas:
            reached[quota.tier] += min(quota.minimum, placed[quota.name])
        return tuple(reached)

    def pauses_missed(self, chosen: Mapping[DemandId, Place]) -> int:
        """Stretches of `PAUSE_MINUTES` of working hours, a start a grid cell, without a pause."""
        placed: dict[str, list[tuple[Demand, Place]]] = {}
        for demand in self._problem.demands:
            if demand.id in chosen and takes_time(demand) and demand.kind is not EntryKind.LUNCH:
                placed.setdefault(demand.owner, []).append((demand, chosen[demand.id]))
        return sum(
            _full_stretches(self.busy_cells(diary, day, placed.get(diary.owner, ())), diary)
            for diary in self._problem.diaries
            for day in diary.working_days
        )

    def busy_cells(
        self, diary: Diary, day: date, placed: Iterable[tuple[Demand, Place]] = ()
    ) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which grid cells of ``day`` are no pause, shape (CELLS_A_DAY,); lunch is one."""
        busy = np.zeros(CELLS_A_DAY, dtype=np.bool_)
        whole = day_span(day, self._zone)
        for entry in diary.fixed:
            if entry.blocks_time and entry.kind is not EntryKind.LUNCH:
                stretch = entry.span.overlaps(whole) and minutes_on(entry.span, day, self._problem)
                if stretch:
                    busy[stretch[0] // GRID_MINUTES : -(-stretch[1] // GRID_MINUTES)] = True
        for demand, place in placed:
            if place.day == day:
                end = place.start + demand.minutes
                busy[place.start // GRID_MINUTES : -(-end // GRID_MINUTES)] = True
        return busy

    def _peak(self, day: date, start: int, minutes: int) -> float:
        best = self.busiest(day, minutes)
        if best <= 0:
            return 0.0
        share = self.contacts(day, start, minutes) / best
        shown = AS_SHOWN if start in self._peak_starts[day] else 1.0
        return PEAK * minutes / 60 * share * shown


def takes_time(demand: Demand) -> bool:
    """Whether the owner is taken meanwhile; a slot lies inside a session that takes the time."""
    return not demand.inside


def minutes_on(span: Span, day: date, problem: Problem) -> tuple[int, int]:
    """The wall-clock minutes of ``day`` that a span overlapping it takes, ``[start, end)``."""
    zone = zone_named(problem.zone)
    whole = day_span(day, zone)
    start = 0 if span.start <= whole.start else minute_of_day(span.start, zone)
    if span.end >= whole.end:
        return start, 24 * 60
    return start, max(minute_of_day(span.end, zone), start + 1)


def _full_stretches(busy: np.ndarray[tuple[int], np.dtype[np.bool_]], diary: Diary) -> int:
    cells = PAUSE_MINUTES // GRID_MINUTES
    first, last = -(-diary.working.start // GRID_MINUTES), diary.working.end // GRID_MINUTES
    filled = np.concatenate(([0], np.cumsum(busy[first:last])))
    return int((filled[cells:] - filled[:-cells] == cells).sum())
