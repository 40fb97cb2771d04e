"""A smaller model: some options chosen for good, others given up, the rest to be decided."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from app.planning.model import PAUSE_CELLS, BoolArray, IntArray, Model


@dataclass(frozen=True, slots=True, eq=False)
class Shrunk:
    """``model`` decides over ``options`` of the larger model; ``held`` are chosen besides."""

    model: Model
    options: IntArray
    held: IntArray
    counted: tuple[int, ...]
    """What ``held`` reaches of the minimum counts, by tier."""

    def widened(self, chosen: IntArray) -> IntArray:
        """A choice of the smaller model as one of the larger."""
        return np.sort(np.concatenate([self.held, self.options[chosen]]))


def shrink(model: Model, free: BoolArray, held: IntArray) -> Shrunk:
    """Leave ``free`` to be decided while ``held`` stay chosen; all others are given up.

    Both are of the larger model and have no option in common.
    """
    options = np.flatnonzero(free)
    number = np.cumsum(free) - 1
    picked = np.zeros(model.options, dtype=np.bool_)
    picked[held] = True
    row = np.repeat(np.arange(len(model.row_limit)), np.diff(model.row_ptr))
    used = picked[model.row_column]
    limit = model.row_limit - np.bincount(
        row[used], weights=model.row_value[used], minlength=len(model.row_limit)
    )
    here = free[model.row_column]
    kept, new_row = np.unique(row[here], return_inverse=True)
    quota = model.quota[model.klass[held]]
    placed = np.bincount(quota[quota >= 0], minlength=len(model.minimum))
    counted = np.minimum(placed, model.minimum)
    small = replace(
        model,
        points=model.points[options],
        klass=model.klass[options],
        day=model.day[options],
        start=model.start[options],
        end=model.end[options],
        multiplicity=model.multiplicity
        - np.bincount(model.klass[held], minlength=len(model.multiplicity)),
        minimum=model.minimum - counted,
        row_ptr=np.searchsorted(new_row, np.arange(len(kept) + 1)),
        row_column=number[model.row_column[here]],
        row_value=model.row_value[here],
        row_limit=limit[kept],
    )
    tiers = tuple(int(counted[model.tier == tier].sum()) for tier in range(model.tiers))
    return Shrunk(_pauses(small, model, free, picked, number), options, held, tiers)


def reachable(model: Model, free: BoolArray, held: IntArray) -> BoolArray:
    """Those of ``free`` that can be chosen at all while ``held`` stay."""
    picked = np.zeros(model.options, dtype=np.bool_)
    picked[held] = True
    row = np.repeat(np.arange(len(model.row_limit)), np.diff(model.row_ptr))
    used = picked[model.row_column]
    most = model.row_limit - np.bincount(
        row[used], weights=model.row_value[used], minlength=len(model.row_limit)
    )
    relaxing = free[model.row_column] & (model.row_value < 0)
    np.add.at(most, row[relaxing], -model.row_value[relaxing])
    left = model.multiplicity - np.bincount(model.klass[held], minlength=len(model.multiplicity))
    found = free & (left[model.klass] > 0)
    found[model.row_column[model.row_value > most[row]]] = False
    return found


def _pauses(
    small: Model, model: Model, free: BoolArray, picked: BoolArray, number: IntArray
) -> Model:
    """Keep the stretches that what is free decides, and the quarters that belong to them."""
    cells = model.cell_free.copy()
    cells[model.cover_cell[picked[model.cover_option]]] = 0
    mine = free[model.cover_option] & (cells[model.cover_cell] > 0)
    option, cell = number[model.cover_option[mine]], model.cover_cell[mine]
    coverable = np.zeros(len(cells), dtype=np.int64)
    coverable[cell] = 1
    upto_free = np.concatenate(([0], np.cumsum(cells)))
    upto_sure = np.concatenate(([0], np.cumsum(cells * (1 - coverable))))
    first, last = model.stretch, model.stretch + PAUSE_CELLS
    open_ = upto_free[last] > upto_free[first]
    sure = upto_sure[last] > upto_sure[first]
    return replace(
        small,
        cell_free=cells * coverable,
        cover_option=option,
        cover_cell=cell,
        stretch=model.stretch[open_ & ~sure],
    )
