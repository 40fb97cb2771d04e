"""Options chosen one after the other: what still fits, and what a pause lost would cost."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from app.domain.objective import PAUSE
from app.planning.compile_options import runs
from app.planning.model import PAUSE_CELLS, BoolArray, FloatArray, IntArray, Model


def transposed(model: Model) -> tuple[IntArray, IntArray, FloatArray]:
    """The rows by option: where each option's begin, the rows, the values."""
    row_of = np.repeat(np.arange(len(model.row_limit)), np.diff(model.row_ptr))
    order = np.argsort(model.row_column, kind="stable")
    ptr = np.searchsorted(model.row_column[order], np.arange(model.options + 1))
    return ptr, row_of[order], model.row_value[order]


class Placing:
    """A choice as it grows. ``open`` are the options that still fit."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.open: BoolArray = np.ones(model.options, dtype=np.bool_)
        self.chosen: list[int] = []
        self.left = model.multiplicity.copy()
        self.reached = np.zeros(len(model.minimum), dtype=np.int64)
        self._room = model.row_limit.copy()
        self._row_of = np.repeat(np.arange(len(model.row_limit)), np.diff(model.row_ptr))
        self._ptr, self._rows, self._values = transposed(model)
        self._first_of = np.searchsorted(model.klass, np.arange(len(model.multiplicity) + 1))
        relaxed = np.zeros(len(model.row_limit), dtype=np.bool_)
        relaxed[self._row_of[model.row_value < 0]] = True
        waiting = np.unique(model.row_column[relaxed[self._row_of] & (model.row_value > 0)])
        self.open[waiting] = self.fits(waiting)
        self.pauses = Pauses(model)

    def fits(self, options: IntArray) -> BoolArray:
        """Which of ``options`` break no row and no multiplicity by themselves."""
        counts = self._ptr[options + 1] - self._ptr[options]
        position, at = runs(self._ptr[options], counts)
        broken = (self._values[at] > 0) & (self._values[at] > self._room[self._rows[at]])
        found = self.left[self.model.klass[options]] > 0
        found[position[broken]] = False
        return found

    def place(self, option: int) -> None:
        """Choose an option that is open."""
        model = self.model
        klass = model.klass[option]
        self.chosen.append(option)
        self.open[option] = False
        self.left[klass] -= 1
        if not self.left[klass]:
            self.open[self._first_of[klass] : self._first_of[klass + 1]] = False
        if model.quota[klass] >= 0:
            self.reached[model.quota[klass]] += 1
        here = slice(self._ptr[option], self._ptr[option + 1])
        for row, value in zip(self._rows[here].tolist(), self._values[here].tolist(), strict=True):
            self._room[row] -= value
            members = slice(model.row_ptr[row], model.row_ptr[row + 1])
            columns = model.row_column[members]
            if value > 0:
                closed = model.row_value[members] > self._room[row]
                self.open[columns[closed]] = False
            else:
                slots = columns[model.row_value[members] > 0]
                self.open[slots] = self.fits(slots)
        self.pauses.take(option)

    def gains_of(self, options: IntArray) -> FloatArray:
        """Points of each option as things lie, -inf where it does not fit."""
        points = self.model.points[options] - self.pauses.price[options]
        return np.where(self.open[options], points, -np.inf)

    def result(self) -> IntArray:
        """The choice, ascending."""
        return np.array(sorted(self.chosen), dtype=np.int64)


class Pauses:
    """What each option would cost in stretches without a pause; ``price`` is kept up to date.

    ``free`` is 1 for each quarter that is a pause; option ``o`` takes those from ``first[o]`` to
    ``last[o]``, -1 where none counts, on ``day_of[o]``.
    """

    def __init__(self, model: Model) -> None:
        self.price: FloatArray = np.zeros(model.options)
        self.free = model.cell_free.copy()
        cover = np.full((model.options, 2), -1, dtype=np.int64)
        cover[model.cover_option[::-1], 0] = model.cover_cell[::-1]
        cover[model.cover_option, 1] = model.cover_cell
        self.first, self.last = cover[:, 0], cover[:, 1]
        self._bounds = self._day_bounds(model)
        day_of = np.searchsorted(self._bounds, self.first, "right") - 1
        day_of[self.first < 0] = -1
        order = np.argsort(day_of, kind="stable")
        edges = np.searchsorted(day_of[order], np.arange(len(self._bounds)))
        self._options = [order[a:b] for a, b in pairwise(edges)]
        self.day_of = day_of
        self._spans = [self._spans_of(options) for options in self._options]
        for day in range(len(self._options)):
            self.reckon(day)

    def _spans_of(self, options: IntArray) -> tuple[IntArray, IntArray, IntArray]:
        """First and last quarters that options have, and which of these each option has."""
        wide = int(self.last.max(initial=0)) + 1
        pairs, at = np.unique(self.first[options] * wide + self.last[options], return_inverse=True)
        first, last = np.divmod(pairs, wide)
        return first, last, at

    @staticmethod
    def _day_bounds(model: Model) -> IntArray:
        """Where one day's quarters end and the next one's begin, by the stretches' gaps."""
        cells = len(model.cell_free)
        if not len(model.stretch):
            return np.array([0, cells])
        jumps = np.flatnonzero(np.diff(model.stretch) > 1) + 1
        return np.unique(np.concatenate(([0], model.stretch[jumps], [cells])))

    def take(self, option: int) -> None:
        """An option was chosen."""
        first, last, day = self.first[option], self.last[option], self.day_of[option]
        if day >= 0 and first >= 0:
            self.free[first : last + 1] = 0
            self.reckon(int(day))

    def reckon(self, day: int) -> None:
        """Price the options of a day anew."""
        options = self._options[day]
        low, high = int(self._bounds[day]), int(self._bounds[day + 1])
        if not len(options) or high <= low:
            return
        at = np.arange(high - low)
        free = self.free[low:high] > 0
        last_free = np.maximum.accumulate(np.where(free, at, -1))
        next_free = np.minimum.accumulate(np.where(free, at, high - low)[::-1])[::-1]
        first, last, which = self._spans[day]
        first, last = first - low, last - low
        before = first - 1 - np.where(first > 0, last_free[first - 1], -1)
        after = (
            np.where(last + 1 < high - low, next_free[(last + 1) % (high - low)], high - low)
            - last
            - 1
        )
        run = before + (last - first + 1) + after
        more = _full(run) - _full(before) - _full(after)
        self.price[options] = (PAUSE * more)[which]


def _full(run: IntArray) -> IntArray:
    """Stretches without a pause in so many taken quarters on end."""
    return np.maximum(run - PAUSE_CELLS + 1, 0)
