"""A choice that can be changed either way: things are put in, taken out, and all is put back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.domain.objective import PAUSE
from app.planning.compile_options import runs
from app.planning.model import PAUSE_CELLS, BoolArray, FloatArray, IntArray, Model
from app.planning.placing import Pauses, transposed


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """What a board was like."""

    picked: BoolArray
    room: FloatArray
    left: IntArray
    reached: IntArray
    taken: IntArray


class Board:
    """A choice with what it leaves room for; ``picked`` is what it takes."""

    def __init__(self, model: Model, chosen: IntArray) -> None:
        self.model = model
        self.picked: BoolArray = np.zeros(model.options, dtype=np.bool_)
        self.left = model.multiplicity.copy()
        self.reached = np.zeros(len(model.minimum) + 1, dtype=np.int64)
        self.pauses = Pauses(model)
        self.quota = model.quota[model.klass]
        self.first_of = np.searchsorted(model.klass, np.arange(len(model.multiplicity) + 1))
        self._ptr, self._rows, self._values = transposed(model)
        self._room = model.row_limit.copy()
        self._taken = np.zeros(len(model.cell_free), dtype=np.int64)
        self._minimum = np.append(model.minimum, -1)
        self._sizes = _sizes(model)
        self._dirty: set[int] = set()
        for option in chosen.tolist():
            self.put(option)

    def put(self, option: int) -> None:
        """Choose an option; whether it fits is not asked."""
        self._change(option, 1)

    def drop(self, option: int) -> None:
        """Give up a chosen option."""
        self._change(option, -1)

    def fits(self, options: IntArray) -> BoolArray:
        """Which of ``options`` break no row."""
        position, at = runs(self._ptr[options], self._ptr[options + 1] - self._ptr[options])
        broken = (self._values[at] > 0) & (self._values[at] > self._room[self._rows[at]])
        found = np.ones(len(options), dtype=np.bool_)
        found[position[broken]] = False
        return found

    def missing(self) -> IntArray:
        """All options of classes of which not everything is placed."""
        classes = np.flatnonzero(self.left > 0)
        first = self.first_of[classes]
        return runs(first, self.first_of[classes + 1] - first)[1]

    def blockers(self, option: int) -> set[int]:
        """What is chosen and stands in the way of an option."""
        model = self.model
        here = slice(self._ptr[option], self._ptr[option + 1])
        full = self._values[here] > self._room[self._rows[here]]
        found: set[int] = set()
        for row in self._rows[here][full].tolist():
            members = slice(model.row_ptr[row], model.row_ptr[row + 1])
            columns = model.row_column[members]
            found.update(columns[self.picked[columns] & (model.row_value[members] > 0)].tolist())
        return found

    def gains(self, options: IntArray) -> FloatArray:
        """Points of each option as things lie, and a lot more for a minimum count not reached."""
        self._reckon()
        quota = self.quota[options]
        needed = np.where(self.reached[quota] < self._minimum[quota], self._sizes[quota], 0.0)
        return np.asarray(self.model.points[options] - self.pauses.price[options] + needed)

    def value(self) -> tuple[float, float]:
        """Minimum counts reached, a higher tier's above all of the lower ones; points."""
        counts = float(np.minimum(self.reached, self._minimum)[:-1] @ self._sizes[:-1])
        return counts, float(self.model.points[self.picked].sum()) - PAUSE * self._missed()

    def snapshot(self) -> Snapshot:
        """The board as it is."""
        return Snapshot(
            self.picked.copy(),
            self._room.copy(),
            self.left.copy(),
            self.reached.copy(),
            self._taken.copy(),
        )

    def restore(self, was: Snapshot, changed: set[int]) -> None:
        """Put everything back; ``changed`` are the options put in or taken out since."""
        self.picked[:] = was.picked
        self._room[:], self.left[:], self.reached[:] = was.room, was.left, was.reached
        self._taken[:] = was.taken
        self.pauses.free[:] = self.model.cell_free * (self._taken == 0)
        self._dirty.update(int(self.pauses.day_of[option]) for option in changed)

    def _change(self, option: int, sign: int) -> None:
        here = slice(self._ptr[option], self._ptr[option + 1])
        self._room[self._rows[here]] -= sign * self._values[here]
        self.left[self.model.klass[option]] -= sign
        self.reached[self.quota[option]] += sign
        self.picked[option] = sign > 0
        pauses = self.pauses
        day = int(pauses.day_of[option])
        if day >= 0:
            cells = slice(pauses.first[option], pauses.last[option] + 1)
            self._taken[cells] += sign
            pauses.free[cells] = self.model.cell_free[cells] * (self._taken[cells] == 0)
            self._dirty.add(day)

    def _reckon(self) -> None:
        for day in self._dirty:
            if day >= 0:
                self.pauses.reckon(day)
        self._dirty.clear()

    def _missed(self) -> int:
        upto = np.concatenate(([0], np.cumsum(self.pauses.free)))
        stretch = self.model.stretch
        return int((upto[stretch + PAUSE_CELLS] == upto[stretch]).sum())


def _sizes(model: Model) -> FloatArray:
    """What one of each quota counts in points: more than all points and lower tiers together."""
    most = float(np.abs(model.points).max(initial=0.0)) * float(model.multiplicity.sum())
    step = 10.0 ** np.ceil(np.log10(max(most, 1.0) + PAUSE * len(model.stretch) + 1.0))
    ratio = float(max(model.minimum.sum(initial=0), 1)) + 1.0
    return np.append(step * ratio ** (model.tiers - 1.0 - model.tier), 0.0)
