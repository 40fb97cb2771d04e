"""Which blocks of a day stand side by side. Arithmetic only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lane:
    """Which of ``of`` side-by-side lanes a block takes."""

    index: int = 0
    of: int = 1


ALONE = Lane()


def assign_lanes(stretches: Sequence[tuple[int, int]]) -> list[Lane]:
    """Lay overlapping stretches side by side, the way wall calendars do.

    ``stretches`` are ``[start, end)`` minutes of one day in start order. Those that
    overlap, directly or through a chain, form a cluster and share its width; each takes
    the first lane that is free again. Touching ends do not overlap.
    """
    lanes: list[Lane] = []
    cluster: list[int] = []
    free_at: list[int] = []
    for start, end in stretches:
        if free_at and start >= max(free_at):
            lanes.extend(Lane(index, len(free_at)) for index in cluster)
            cluster, free_at = [], []
        index = next((n for n, until in enumerate(free_at) if until <= start), len(free_at))
        if index == len(free_at):
            free_at.append(end)
        else:
            free_at[index] = end
        cluster.append(index)
    lanes.extend(Lane(index, len(free_at)) for index in cluster)
    return lanes
