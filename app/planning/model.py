"""A problem as plain numeric arrays, small enough to send to another process and quick to search.

An option is one place that a class of demands may take; a class holds demands that differ in
nothing but where they stand today. Whatever is impossible by itself (over a fixed entry, out of
somebody's shift) is no option; what two options may not do together is a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from app.domain.demands import GRID_MINUTES
from app.domain.objective import PAUSE, PAUSE_MINUTES

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
PAUSE_CELLS = PAUSE_MINUTES // GRID_MINUTES


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Everything the search knows.

    ``points``, ``klass``, ``day``, ``start`` and ``end`` have a value an option, sorted by
    class; ``day`` counts the days planned, ``start`` and ``end`` are minutes of its wall clock.
    ``multiplicity`` to ``inside`` have a value a class: how many demands it holds, the quota,
    owner and group they name (-1: none), the group's gap in minutes, and 1 for what lies inside
    a session. ``minimum`` and ``tier`` have a value a quota.

    Hard rows in compressed form: over the columns ``row_column[row_ptr[r]:row_ptr[r + 1]]``
    the sum of ``row_value`` times chosen is at most ``row_limit[r]``. That no more than its
    multiplicity is chosen of a class comes on top.

    Pauses: ``cell_free`` is 1 where a quarter of somebody's working hours is not taken by what
    stands; option ``cover_option[k]`` takes quarter ``cover_cell[k]``; a stretch without a
    pause is one whose `PAUSE_CELLS` quarters from ``stretch`` on are all taken.
    """

    points: FloatArray
    klass: IntArray
    day: IntArray
    start: IntArray
    end: IntArray
    multiplicity: IntArray
    quota: IntArray
    owner: IntArray
    group: IntArray
    gap: IntArray
    inside: IntArray
    minimum: IntArray
    tier: IntArray
    row_ptr: IntArray
    row_column: IntArray
    row_value: FloatArray
    row_limit: FloatArray
    cell_free: IntArray
    cover_option: IntArray
    cover_cell: IntArray
    stretch: IntArray

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Model:
        """Take back what `to_arrays` gave."""
        return cls(**{field.name: arrays[field.name] for field in fields(cls)})  # type: ignore[arg-type]  # one dtype a name, as given

    def to_arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Everything by name, nothing but one-dimensional numeric arrays."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def options(self) -> int:
        """How many options there are."""
        return len(self.points)

    @property
    def tiers(self) -> int:
        """How many tiers of minimum counts there are."""
        return int(self.tier.max(initial=-1)) + 1


@dataclass(frozen=True, slots=True)
class Worth:
    """How good a choice is: minimum counts reached by tier, then points."""

    tiers: tuple[int, ...]
    points: float

    def beats(self, other: Worth) -> bool:
        """Whether this is the better one; rounding errors are no gain."""
        if self.tiers != other.tiers:
            return self.tiers > other.tiers
        return self.points > other.points + 1e-7 * max(1.0, abs(other.points))


def worth(model: Model, chosen: IntArray) -> Worth:
    """Count a choice; whether it is allowed is not asked here."""
    points = float(model.points[chosen].sum()) - PAUSE * missed(model, chosen)
    return Worth(tiers(model, chosen), points)


def tiers(model: Model, chosen: IntArray) -> tuple[int, ...]:
    """Minimum counts that a choice reaches, by tier."""
    quota = model.quota[model.klass[chosen]]
    placed = np.bincount(quota[quota >= 0], minlength=len(model.minimum))
    reached = np.minimum(placed, model.minimum)
    return tuple(int(reached[model.tier == tier].sum()) for tier in range(model.tiers))


def missed(model: Model, chosen: IntArray) -> int:
    """Stretches of working hours in which a choice leaves no pause."""
    if not len(model.stretch):
        return 0
    picked = np.zeros(model.options, dtype=np.bool_)
    picked[chosen] = True
    free = model.cell_free.copy()
    free[model.cover_cell[picked[model.cover_option]]] = 0
    upto = np.concatenate(([0], np.cumsum(free)))
    return int((upto[model.stretch + PAUSE_CELLS] == upto[model.stretch]).sum())
