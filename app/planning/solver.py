"""HiGHS behind two calls: a linear program again and again, and a small mixed one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from app.planning.program import Program

if TYPE_CHECKING:
    from highspy import HighsLp

    from app.planning.model import FloatArray, IntArray

_SEED = 1
_FEASIBLE = 2
"""HiGHS's kSolutionStatusFeasible."""
_SEARCHES_OF_ITS_OWN = (
    "mip_heuristic_run_rins",
    "mip_heuristic_run_rens",
    "mip_heuristic_run_root_reduced_cost",
    "mip_heuristic_run_feasibility_jump",
)
_HALF = 0.5
"""What separates yes from no in a whole choice."""


@dataclass(frozen=True, slots=True)
class Effort:
    """When a search is good enough: nodes, points left on the table, seconds if any."""

    nodes: int
    leave: float
    seconds: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A choice, None when none was found; ``proven`` when none is better by more than asked."""

    chosen: IntArray | None
    proven: bool


class Solver:
    """One program in HiGHS, single-threaded and seeded: the same calls give the same answers."""

    def __init__(self, program: Program, *, whole: bool) -> None:
        import highspy  # noqa: PLC0415 - 0.2 s that the window's start must not pay

        self._program = program
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # its class is untyped
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

    def best(self, wanted: Sequence[int], start: IntArray, effort: Effort) -> Answer:
        """The best choice that reaches ``wanted`` of each tier; ``start`` is one of them."""
        highs, program = self._highs, self._program
        self._set(
            mip_rel_gap=0.0,
            mip_abs_gap=effort.leave,
            mip_max_nodes=effort.nodes,
            mip_detect_symmetry=False,
        )
        if effort.nodes <= 1:  # a quick look: no programs within the program
            self._set(**dict.fromkeys(_SEARCHES_OF_ITS_OWN, False))
        if effort.seconds is not None:
            self._set(time_limit=max(effort.seconds, 0.01))
        for tier, count in enumerate(wanted):
            highs.changeRowBounds(program.tier_row + tier, -np.inf, -float(count))
        value = np.zeros(program.options)
        value[start] = 1.0
        highs.setSolution(program.options, np.arange(program.options, dtype=np.int32), value)
        highs.run()
        proven = highs.getModelStatus() in (self._kinds.kOptimal, self._kinds.kInfeasible)
        if highs.getInfo().primal_solution_status != _FEASIBLE:
            return Answer(None, proven)
        value = np.array(highs.getSolution().col_value[: program.options])
        return Answer(np.flatnonzero(value > _HALF), proven)

    def _set(self, **options: bool | int | float | str) -> None:
        for name, value in options.items():
            self._highs.setOptionValue(name, value)


def _written(program: Program, solver: ModuleType, whole: bool) -> HighsLp:
    lp: HighsLp = solver.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.gain), len(program.limit)
    lp.sense_ = solver.ObjSense.kMaximize
    lp.col_cost_ = program.gain
    lp.col_lower_, lp.col_upper_ = np.zeros(len(program.gain)), program.upper
    lp.row_lower_ = np.full(len(program.limit), -np.inf)
    lp.row_upper_ = program.limit
    lp.a_matrix_.format_ = solver.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = program.row_ptr
    lp.a_matrix_.index_ = program.column
    lp.a_matrix_.value_ = program.value
    if whole:
        kinds = solver.HighsVarType
        others = len(program.gain) - program.options
        lp.integrality_ = [kinds.kInteger] * program.options + [kinds.kContinuous] * others
    return lp
