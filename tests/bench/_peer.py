"""CP-SAT on a model from stdin; prints the points it found and after how many seconds."""

from __future__ import annotations

import io
import json
import sys
import time

import numpy as np
from ortools.sat.python import cp_model

from app.planning.model import Model, worth
from app.planning.program import Program, program

_SCALE = 10_000
"""CP-SAT wants whole numbers; points are rounded to so many parts."""


class _Watch(cp_model.CpSolverSolutionCallback):
    def __init__(self, model: Model, columns: list[cp_model.IntVar], begun: float) -> None:
        super().__init__()
        self._model, self._columns, self._begun = model, columns, begun
        self.found: list[tuple[float, float]] = []

    def on_solution_callback(self) -> None:
        taken = [n for n in range(self._model.options) if self.value(self._columns[n])]
        points = worth(self._model, np.array(taken, dtype=np.int64)).points
        self.found.append((time.process_time() - self._begun, points))


def main() -> None:
    """Solve what stdin holds: one worker, tuned; seconds count from before the writing down."""
    arrays = dict(np.load(io.BytesIO(sys.stdin.buffer.read())))
    tiers, seconds = arrays.pop("tiers"), float(arrays.pop("seconds")[0])
    model = Model.from_arrays(arrays)
    written = program(model)
    limit = written.limit.copy()
    limit[written.tier_row : written.tier_row + len(tiers)] = -tiers
    asked, columns = _asked(written, limit)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_presolve_iterations = 1
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.max_time_in_seconds = 2.5 * seconds  # by the wall; CPU is what counts
    watch = _Watch(model, columns, time.process_time())
    solver.solve(asked, watch)
    print(json.dumps(watch.found))


def _asked(written: Program, limit: np.ndarray) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    asked = cp_model.CpModel()
    columns = [asked.new_int_var(0, int(upper), "") for upper in written.upper]
    for row, most in enumerate(limit):
        here = slice(written.row_ptr[row], written.row_ptr[row + 1])
        terms = [columns[n] for n in written.column[here]]
        value = written.value[here].astype(int)
        asked.add(cp_model.LinearExpr.weighted_sum(terms, value) <= int(most))
    gain = np.round(written.gain * _SCALE).astype(int)
    asked.maximize(cp_model.LinearExpr.weighted_sum(columns, gain))
    return asked, columns


if __name__ == "__main__":
    main()
