"""What each place of a demand would earn and cost, everything else staying where it is.

The same sums as `app.domain.objective.Objective`, over all places at once.
"""

from __future__ import annotations

import numpy as np

from app.domain.curve import Curve
from app.domain.demands import CELLS_A_DAY, GRID_MINUTES, Demand, Diary
from app.domain.entries import EntryKind
from app.domain.objective import (
    AS_SHOWN,
    PAUSE,
    PAUSE_MINUTES,
    PEAK,
    PHONES,
    QUIET,
    STAYS,
    STAYS_INVITED,
    takes_time,
)
from app.domain.rules import Wish
from app.domain.volumes import FloatArray
from app.domain.wall import MINUTES_A_DAY
from app.planning.explain_scene import NOBODY, BoolArray, IntArray, Options, Scene

PAUSE_CELLS = PAUSE_MINUTES // GRID_MINUTES


class Points:
    """Counts for one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        days = scene.problem.days
        self._until = np.array([_until(Curve.of(day)) for day in days]).reshape(
            len(days), MINUTES_A_DAY + 1
        )
        self.total = self._until[:, -1]
        self._busiest = scene.objective.busiest_quarter
        self._strain = np.zeros((len(days), CELLS_A_DAY + 1))
        self._strained = np.zeros(len(days), dtype=np.bool_)
        for floor in scene.problem.floor:
            if floor.strain and floor.day in scene.days:
                row = scene.days[floor.day]
                self._strain[row, 1:] = np.cumsum(floor.strain)
                self._strained[row] = True
        self._shown = [np.array([w.start for w in day.peaks], dtype=np.int64) for day in days]
        self._waits = np.array([float((d.day - days[0].day).days) for d in days])
        self._pauses = {diary.owner: Pauses(scene, diary) for diary in scene.problem.diaries}

    def contacts(self, demand: Demand, options: Options) -> FloatArray:
        """Contacts expected meanwhile."""
        return self._between(options.day, options.start, demand.minutes)

    def parts(self, demand: Demand, options: Options) -> dict[str, FloatArray]:
        """Points by part, without ``worth``, which is the same everywhere."""
        contacts = self.contacts(demand, options)
        parts: dict[str, FloatArray] = {}
        if demand.wish is Wish.HIGH:
            parts["peaks"] = self._peaks(demand, options, contacts)
        elif demand.wish is Wish.LOW:
            parts["quiet"] = -QUIET * contacts / self._busiest
        agents = self.agents(demand)
        if agents:
            parts["phones"] = -PHONES * agents * self.strain(demand, options, contacts)
        if demand.later:
            parts["waiting"] = np.asarray(-demand.later * self._waits[options.day])
        if demand.current is not None:
            stays = STAYS_INVITED if demand.current.invited else STAYS
            parts["stability"] = np.where(self.stays(demand, options), stays, 0.0)
        if self._loses_pauses(demand):
            parts["pauses"] = np.asarray(-PAUSE * self.pauses(demand, options))
        return parts

    def agents(self, demand: Demand) -> int:
        """How many agents leave the phones for it."""
        if not demand.leaves_phones:
            return 0
        return sum(person in self._scene.problem.agents for person in demand.people)

    def strain(self, demand: Demand, options: Options, contacts: FloatArray) -> FloatArray:
        """Quarter hours at full strain that one agent off the phones amounts to."""
        first, after = options.start // GRID_MINUTES, -(-(options.start + demand.minutes) // 15)
        after = np.minimum(after, CELLS_A_DAY)
        known = self._strain[options.day, after] - self._strain[options.day, first]
        return np.where(self._strained[options.day], known, contacts / self._busiest)

    def stays(self, demand: Demand, options: Options) -> BoolArray:
        """Which place is the one where it stands today."""
        if demand.current is None:
            return np.zeros(len(options.day), dtype=np.bool_)
        span = demand.current.span
        return np.asarray(
            (options.begins == span.start.timestamp()) & (options.ends == span.end.timestamp())
        )

    def pauses(self, demand: Demand, options: Options) -> IntArray:
        """Stretches that lose their pause by each place."""
        if not self._loses_pauses(demand):
            return np.zeros(len(options.day), dtype=np.int64)
        return self._pauses[demand.owner].lost(demand, options)

    def lost_between(self, demand: Demand, options: Options, at: int) -> tuple[int, int]:
        """First minute and last of the stretches that lose their pause by place number ``at``."""
        return self._pauses[demand.owner].between(demand, options, at)

    def pauses_points(self, going: tuple[Demand, ...], coming: tuple[Demand, int, int]) -> float:
        """Points lost to pauses when ``going`` go and one comes on a day at a minute."""
        demand, day, start = coming
        owners = {one.owner for one in (*going, demand)} & self._pauses.keys()
        return PAUSE * sum(
            self._pauses[owner].swapped(
                [one for one in going if one.owner == owner and counts_as_busy(one)],
                (day, start, demand.minutes)
                if demand.owner == owner and counts_as_busy(demand)
                else None,
            )
            for owner in owners
        )

    def _loses_pauses(self, demand: Demand) -> bool:
        return demand.owner in self._pauses and counts_as_busy(demand)

    def _between(self, day: IntArray, start: IntArray, minutes: int) -> FloatArray:
        end = np.minimum(start + minutes, MINUTES_A_DAY)
        found: FloatArray = self._until[day, end] - self._until[day, start]
        return found

    def _peaks(self, demand: Demand, options: Options, contacts: FloatArray) -> FloatArray:
        objective, days = self._scene.objective, self._scene.problem.days
        best = np.zeros(len(days))
        shown = np.ones(len(options.day))
        for n in np.unique(options.day):
            best[n] = objective.busiest(days[n].day, demand.minutes)
            here = options.day == n
            shown[here] = np.where(np.isin(options.start[here], self._shown[n]), AS_SHOWN, 1.0)
        most = best[options.day]
        share = np.divide(contacts, most, out=np.zeros_like(contacts), where=most > 0)
        return PEAK * demand.minutes / 60 * share * shown


class Pauses:
    """Where one manager has no pause: counts of what takes each quarter of the working days."""

    def __init__(self, scene: Scene, diary: Diary) -> None:
        self._scene = scene
        self._first = -(-diary.working.start // GRID_MINUTES)
        self._last = diary.working.end // GRID_MINUTES
        self._works = np.zeros(len(scene.days), dtype=np.bool_)
        self._busy = np.zeros((len(scene.days), CELLS_A_DAY), dtype=np.int64)
        for day in diary.working_days:
            if day in scene.days:
                self._works[scene.days[day]] = True
                self._busy[scene.days[day]] += scene.objective.busy_cells(diary, day)
        for demand in scene.problem.demands:
            if demand.owner == diary.owner and demand.id in scene.chosen and counts_as_busy(demand):
                self._add(self._busy, demand, 1)

    def lost(self, demand: Demand, options: Options) -> IntArray:
        """Stretches that lose their pause by each place."""
        return np.asarray(self._lost(demand, options).sum(axis=1))

    def between(self, demand: Demand, options: Options, at: int) -> tuple[int, int]:
        """First minute and last of what place number ``at`` leaves without a pause."""
        where = np.flatnonzero(self._lost(demand, options.only(at))[0]) + self._first
        return int(where[0]) * GRID_MINUTES, (int(where[-1]) + PAUSE_CELLS) * GRID_MINUTES

    def swapped(self, going: list[Demand], coming: tuple[int, int, int] | None) -> int:
        """More stretches without a pause when some go and another comes."""
        busy = self._busy.copy()
        for demand in going:
            self._add(busy, demand, -1)
        if coming is not None:
            day, start, minutes = coming
            busy[day, _quarters(start, minutes)] += 1
        return self._missed(busy) - self._missed(self._busy)

    def _lost(self, demand: Demand, options: Options) -> BoolArray:
        """By place and stretch: whether its last free quarters are taken."""
        busy = self._busy
        if demand.id in self._scene.chosen:
            busy = busy.copy()
            self._add(busy, demand, -1)
        size = self._last - self._first
        stretches = size - PAUSE_CELLS + 1
        if stretches < 1:
            return np.zeros((len(options.day), 0), dtype=np.bool_)
        free = np.zeros((len(busy), size + 1), dtype=np.int64)
        free[:, 1:] = np.cumsum(busy[:, self._first : self._last] == 0, axis=1)
        at = np.arange(stretches)
        left = (free[:, at + PAUSE_CELLS] - free[:, at])[options.day]
        cell = options.day * CELLS_A_DAY + self._first
        low = np.maximum((options.first - cell)[:, None], at)
        high = np.minimum((options.after - cell)[:, None], at + PAUSE_CELLS)
        high = np.maximum(high, low)
        day = options.day[:, None]
        inside = free[day, np.minimum(high, size)] - free[day, np.minimum(low, size)]
        return np.asarray(self._works[day] & (left > 0) & (left == inside))

    def _add(self, busy: IntArray, demand: Demand, more: int) -> None:
        place = self._scene.chosen[demand.id]
        row = self._scene.days.get(place.day, NOBODY)
        if row != NOBODY:
            busy[row, _quarters(place.start, demand.minutes)] += more

    def _missed(self, busy: IntArray) -> int:
        size = self._last - self._first
        if size < PAUSE_CELLS:
            return 0
        taken = np.zeros((len(busy), size + 1), dtype=np.int64)
        taken[:, 1:] = np.cumsum(busy[:, self._first : self._last] > 0, axis=1)
        full = taken[:, PAUSE_CELLS:] - taken[:, :-PAUSE_CELLS] == PAUSE_CELLS
        return int(full[self._works].sum())


def counts_as_busy(demand: Demand) -> bool:
    """Whether it takes a pause away: lunch is one itself, a slot takes no time."""
    return takes_time(demand) and demand.kind is not EntryKind.LUNCH


def _quarters(start: int, minutes: int) -> slice:
    return slice(start // GRID_MINUTES, -(-(start + minutes) // GRID_MINUTES))


def _until(curve: Curve) -> FloatArray:
    """Contacts from midnight to each minute of the day, shape (MINUTES_A_DAY + 1,)."""
    ticks = np.arange(len(curve.cumulative)) * curve.minutes
    return np.interp(np.arange(MINUTES_A_DAY + 1), ticks, curve.cumulative)
