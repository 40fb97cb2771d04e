"""A number of points that no choice can beat, and what it says about each option.

The bound holds for choices that reach given minimum counts. It is made from the solver's dual
values by weak duality: for any values y >= 0 of the rows no choice x has more points than
``limit · y + sum over columns of upper * max(0, gain - y · column)``. So it is right even where
the solver's own figures are off by a rounding error, or where it was stopped early. An option
whose place in a choice would press that sum below a known choice can be given up for good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.planning.model import BoolArray, FloatArray, Model
from app.planning.program import Program, program
from app.planning.shrink import shrink
from app.planning.solver import Solver

ROUNDING = 1e-9
"""What sums of so many numbers may be off by, as a share of the bound."""


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """``points`` no choice can beat. ``share`` is how much of each option the relaxed choice takes.

    A choice with option j has at most ``points + min(0, slack[j])``, one without it at most
    ``points - max(0, slack[j])``.
    """

    points: float
    share: FloatArray
    slack: FloatArray

    def worth_keeping(self, points: float) -> BoolArray:
        """Which options a choice of more than ``points`` can still have."""
        return np.asarray(self.points + np.minimum(self.slack, 0.0) > points)


class Relaxation:
    """The linear program of a model, solved anew for other minimum counts from where it was."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._program = program(model)
        self._solver = Solver(self._program, whole=False)

    def bound(self, tiers: Sequence[int]) -> Bound | None:
        """Bound the points of choices that reach ``tiers``; None when nothing can."""
        limit = self._limit(tiers)
        found = self._solver.relaxed(self._program.gain, limit)
        if found is None:
            return None
        share, dual = found
        points, slack = weak_duality(self._program, self._program.gain, limit, dual)
        options = self._program.options
        return Bound(points, share[:options], slack[:options])

    def _limit(self, tiers: Sequence[int]) -> FloatArray:
        limit = self._program.limit.copy()
        first = self._program.tier_row
        limit[first : first + len(tiers)] = -np.asarray(tiers, dtype=np.float64)
        return limit


def most(model: Model, tier: int, tiers: Sequence[int]) -> int:
    """How much of ``tier`` can be reached at most along with ``tiers`` before it.

    Only what counts for these tiers matters, and what makes room for it: sessions.
    """
    counts = np.append(model.tier <= tier, False)[model.quota[model.klass]]
    counts[model.row_column[model.row_value < 0]] = True
    small = shrink(model, counts, np.zeros(0, dtype=np.int64)).model
    written = program(small)
    gain = np.zeros(len(written.gain))
    gain[written.quota_column + np.flatnonzero(model.tier == tier)] = 1.0
    limit = written.limit.copy()
    limit[written.tier_row : written.tier_row + tier] = -np.asarray(tiers[:tier], dtype=np.float64)
    found = Solver(written, whole=False).relaxed(gain, limit)
    if found is None:
        return tiers[tier]
    points, _ = weak_duality(written, gain, limit, found[1])
    return int(np.floor(points + 1e-6))


def weak_duality(
    program: Program, gain: FloatArray, limit: FloatArray, dual: FloatArray
) -> tuple[float, FloatArray]:
    """The bound that ``dual`` proves, and each column's gain beyond what its rows cost."""
    dual = np.maximum(dual, 0.0)
    row = np.repeat(np.arange(len(limit)), np.diff(program.row_ptr))
    price = np.bincount(
        program.column, weights=program.value * dual[row], minlength=len(program.gain)
    )
    slack = gain - price
    points = float(limit @ dual + program.upper @ np.maximum(slack, 0.0))
    return points + ROUNDING * max(1.0, abs(points)), slack


def full_tiers(model: Model) -> tuple[int, ...]:
    """What the minimum counts ask for, by tier."""
    return tuple(int(model.minimum[model.tier == tier].sum()) for tier in range(model.tiers))
