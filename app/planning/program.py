"""A model as a mixed-integer program: columns, costs and rows, for the solver."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.domain.demands import GRID_MINUTES
from app.domain.objective import PAUSE
from app.planning.compile_options import runs
from app.planning.model import PAUSE_CELLS, FloatArray, IntArray, Model


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """Maximise ``gain`` over columns from 0 to ``upper``, rows at most ``limit``.

    The first ``options`` columns are the model's options, yes or no. Behind them: for each
    quota how much of it counts, for each quarter whether it is a pause, for each stretch
    whether it lacks one. Rows are compressed as in `Model`.
    """

    options: int
    gain: FloatArray
    upper: FloatArray
    row_ptr: IntArray
    column: IntArray
    value: FloatArray
    limit: FloatArray
    tier_row: int
    """The first of the rows, one a tier, that hold the minimum counts; limits are -counts."""
    quota_column: int
    """The first of the quotas' columns."""


@dataclass(slots=True)
class _Rows:
    """Rows as they are collected."""

    row: list[IntArray]
    column: list[IntArray]
    value: list[FloatArray]
    limit: list[FloatArray]
    count: int = 0

    def add(self, row: IntArray, column: IntArray, value: FloatArray, limit: FloatArray) -> int:
        """Add rows numbered from 0; the number that the first of them gets."""
        first = self.count
        self.row.append(row + first)
        self.column.append(column)
        self.value.append(value)
        self.limit.append(limit)
        self.count += len(limit)
        return first


def program(model: Model) -> Program:
    """Write the whole model down; the rows of the tiers ask for nothing yet."""
    quotas, stretches = len(model.minimum), len(model.stretch)
    _, inside = runs(model.stretch, np.full(stretches, PAUSE_CELLS))
    cells = np.unique(inside[model.cell_free[inside] > 0])
    first_cell = model.options + quotas
    first_stretch = first_cell + len(cells)
    rows = _Rows([], [], [], [])
    count = len(model.row_limit)
    of = np.repeat(np.arange(count), np.diff(model.row_ptr))
    rows.add(of, model.row_column, model.row_value, model.row_limit)
    _classes(model, rows)
    tier_row = _quotas(model, rows)
    column = np.full(len(model.cell_free), -1, dtype=np.int64)
    column[cells] = first_cell + np.arange(len(cells))
    _pauses(model, rows, column, first_stretch)
    gain = np.concatenate([model.points, np.zeros(quotas + len(cells)), np.full(stretches, -PAUSE)])
    upper = np.concatenate([np.ones(model.options), model.minimum, np.ones(len(cells) + stretches)])
    row = np.concatenate(rows.row)
    order = np.argsort(row, kind="stable")
    return Program(
        options=model.options,
        gain=gain,
        upper=upper,
        row_ptr=np.searchsorted(row[order], np.arange(rows.count + 1)),
        column=np.concatenate(rows.column)[order],
        value=np.concatenate(rows.value)[order],
        limit=np.concatenate(rows.limit),
        tier_row=tier_row,
        quota_column=model.options,
    )


def _classes(model: Model, rows: _Rows) -> None:
    """No more of a class than it holds demands."""
    used, row = np.unique(model.klass, return_inverse=True)
    limit = model.multiplicity[used].astype(np.float64)
    rows.add(row, np.arange(model.options), np.ones(model.options), limit)


def _quotas(model: Model, rows: _Rows) -> int:
    """A quota counts what is placed of it, up to its minimum; the first row of the tiers."""
    quotas = len(model.minimum)
    of = model.quota[model.klass]
    named = np.flatnonzero(of >= 0)
    own = np.arange(quotas)
    rows.add(
        np.concatenate([own, of[named]]),
        np.concatenate([model.options + own, named]),
        np.concatenate([np.ones(quotas), -np.ones(len(named))]),
        np.zeros(quotas),
    )
    return rows.add(model.tier, model.options + own, -np.ones(quotas), np.zeros(model.tiers))


def _pauses(model: Model, rows: _Rows, column: IntArray, first_stretch: int) -> None:
    """A quarter that something takes is no pause; a stretch has a pause or costs.

    ``column`` is that of each quarter, -1 where none is needed.
    """
    option, cell = model.cover_option, model.cover_cell
    off_grid = (model.start[option] % GRID_MINUTES != 0) | (model.end[option] % GRID_MINUTES != 0)
    taken = column[cell] >= 0
    on, off = taken & ~off_grid, taken & off_grid
    used, row = np.unique(cell[on], return_inverse=True)
    _one_or_pause(rows, row, option[on], column[used])
    _one_or_pause(rows, np.arange(int(off.sum())), option[off], column[cell[off]])
    stretches = len(model.stretch)
    at, inside = runs(model.stretch, np.full(stretches, PAUSE_CELLS))
    open_ = column[inside] >= 0
    own = np.arange(stretches)
    row = np.concatenate([own, at[open_]])
    columns = np.concatenate([first_stretch + own, column[inside[open_]]])
    rows.add(row, columns, -np.ones(len(row)), -np.ones(stretches))


def _one_or_pause(rows: _Rows, row: IntArray, option: IntArray, pause: IntArray) -> None:
    count = len(pause)
    rows.add(
        np.concatenate([row, np.arange(count)]),
        np.concatenate([option, pause]),
        np.ones(len(row) + count),
        np.ones(count),
    )
