"""HiGHS behind two calls: a linear program again and again, and a small mixed one."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np

from app.planning.program import Program

if TYPE_CHECKING:
    from app.planning.model import FloatArray, IntArray

_SEED = 1


class Solver:
    """One program in HiGHS, single-threaded and seeded: the same calls give the same answers."""

    def __init__(self, program: Program, *, whole: bool) -> None:
        import highspy  # noqa: PLC0415 - 0.2 s that the window's start must not pay

        self._program = program
        self._highs = highspy.Highs()
        self._set(output_flag=False, threads=1, random_seed=_SEED, presolve="off")
        self._highs.passModel(_written(program, highspy, whole))
        self._kinds = highspy.HighsModelStatus

    def relaxed(self, gain: FloatArray, limit: FloatArray) -> tuple[FloatArray, FloatArray] | None:
        """Values of columns and duals of rows at the optimum; None when nothing is allowed."""
        highs, program = self._highs, self._program
        columns, rows = len(program.gain), len(program.limit)
        highs.changeColsCost(columns, np.arange(columns, dtype=np.int32), gain)
        low = np.full(rows, -np.inf)
        highs.changeRowsBounds(rows, np.arange(rows, dtype=np.int32), low, limit)
        highs.run()
        if highs.getModelStatus() == self._kinds.kInfeasible:
            return None
        solution = highs.getSolution()
        return np.array(solution.col_value), np.array(solution.row_dual)

    def best(
        self,
        tiers: FloatArray,
        start: IntArray | None,
        *,
        nodes: int,
        gap: float,
        presolve: bool,
        seconds: float | None,
        above: float | None = None,
    ) -> tuple[IntArray | None, bool]:
        """The best choice with at least ``tiers``, and whether it is proven.

        None when there is none, or none above ``above``, or none was found in time.
        """
        highs, program = self._highs, self._program
        self._set(
            mip_rel_gap=gap,
            mip_abs_gap=1e-6,
            mip_max_nodes=nodes,
            presolve="on" if presolve else "off",
        )
        if seconds is not None:
            self._set(time_limit=max(seconds, 0.01))
        for tier, wanted in enumerate(tiers):
            highs.changeRowBounds(program.tier_row + tier, -np.inf, -float(wanted))
        if start is not None:
            count = np.arange(program.options, dtype=np.int32)
            value = np.zeros(program.options)
            value[start] = 1.0
            highs.setSolution(program.options, count, value)
        highs.run()
        status = highs.getModelStatus()
        proven = status in (self._kinds.kOptimal, self._kinds.kInfeasible)
        if highs.getInfo().primal_solution_status != 2:  # noqa: PLR2004 - kSolutionStatusFeasible
            return None, proven
        value = np.array(highs.getSolution().col_value[: program.options])
        return np.flatnonzero(value > 0.5), proven  # noqa: PLR2004 - yes or no

    def _set(self, **options: bool | int | float | str) -> None:
        for name, value in options.items():
            self._highs.setOptionValue(name, value)


def _written(program: Program, highspy: ModuleType, whole: bool) -> highs.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.gain), len(program.limit)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = program.gain
    lp.col_lower_, lp.col_upper_ = np.zeros(len(program.gain)), program.upper
    lp.row_lower_ = np.full(len(program.limit), -np.inf)
    lp.row_upper_ = program.limit
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = program.row_ptr
    lp.a_matrix_.index_ = program.column
    lp.a_matrix_.value_ = program.value
    if whole:
        kinds = highspy.HighsVarType
        others = len(program.gain) - program.options
        lp.integrality_ = [kinds.kInteger] * program.options + [kinds.kContinuous] * others
    return lp
