"""Where the day's blocks go: the windows that together carry the most contacts.

Exact, not greedy: two blocks around a double peak beat one on the summit and what is
left over. Windows lie apart, inside the allowed hours, and start on the export's grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.outlook import PeakWindow
from app.domain.site import Hours, Site
from app.domain.volumes import FloatArray
from app.domain.wall import MINUTES_A_DAY

IntArray = NDArray[np.int64]
LIFT = 1.1
"""A block is worth its place from this many times the day's mean interval on."""
HARDLY_ANY = 0.1
"""Intervals with less than this part of the mean are not what the day is like when open."""
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class PeakPolicy:
    """How much of a day is kept free: ``blocks`` of ``minutes``, ``gap`` minutes apart."""

    minutes: int = 60
    blocks: int = 2
    gap: int = 60

    def __post_init__(self) -> None:
        if not 1 <= self.minutes <= MINUTES_A_DAY or self.blocks < 0 or self.gap < 0:
            raise ValueError(f"not a usable policy: {self}")

    @classmethod
    def of(cls, site: Site) -> PeakPolicy:
        """Read the policy from the site's settings."""
        return cls(site.block_minutes, site.blocks_per_day, site.block_gap_minutes)


def both(one: Hours, other: Hours) -> tuple[Hours, ...]:
    """The hours that lie in both: one stretch, or none."""
    start, end = max(one.start, other.start), min(one.end, other.end)
    return (Hours(start, end),) if start < end else ()


def contacts_between(curve: FloatArray, starts: IntArray, length: int) -> FloatArray:
    """Contacts in ``[start, start + length)`` minutes, for each of ``starts``.

    Inside an interval contacts are taken to come evenly. ``curve`` may have shape
    (intervals,) or (days, intervals); the answer has shape (..., starts). NaN is 0.
    """
    size = curve.shape[-1]
    minutes = MINUTES_A_DAY // size
    running = np.zeros((*curve.shape[:-1], size + 1))
    np.cumsum(np.nan_to_num(curve), axis=-1, out=running[..., 1:])
    return _running_at(running, starts + length, minutes) - _running_at(running, starts, minutes)


def grid_starts(minutes: int, length: int, allowed: Sequence[Hours]) -> IntArray:
    """Every minute of the day, on the grid, at which a window of ``length`` fits."""
    starts = np.arange(0, MINUTES_A_DAY - length + 1, minutes, dtype=np.int64)
    fits = np.zeros(starts.size, dtype=bool)
    for hours in allowed:
        fits |= (starts >= hours.start) & (starts + length <= hours.end)
    return starts[fits]


def best_choice(worth: FloatArray, starts: IntArray, apart: int, blocks: int) -> tuple[int, ...]:
    """Choose up to ``blocks`` of ``starts``, at least ``apart`` minutes from one another.

    Returns indices, ascending, of the choice of greatest total ``worth``; no other
    allowed choice has more. -inf is never chosen. Ties go to more windows, then to the
    earlier ones, so that the same data always gives the same week.
    """
    following = np.searchsorted(starts, starts + apart)
    best = np.zeros(starts.size + 1)
    takes: list[FloatArray] = []
    for _ in range(blocks):
        take = worth + best[following]
        takes.append(take)
        best = np.zeros(starts.size + 1)
        np.maximum.accumulate(take[::-1], out=best[-2::-1])
        np.maximum(best, 0.0, out=best)
    chosen: list[int] = []
    first = 0
    for take in reversed(takes):
        if first >= starts.size:
            break
        index = first + int(np.argmax(take[first:]))
        if take[index] < 0:
            break
        chosen.append(index)
        first = int(following[index])
    return tuple(chosen)


def mean_interval(curve: FloatArray, opening: Hours | None = None) -> float:
    """Contacts in the mean interval of the day as it is when open.

    That is over the intervals inside ``opening``, without those that carry hardly any
    contacts: nights and stray calls must not make every hour of the day look like a peak.
    """
    minutes = MINUTES_A_DAY // curve.size
    starts = np.arange(curve.size) * minutes
    inside = np.nan_to_num(curve)
    if opening is not None:
        during = inside[(starts >= opening.start) & (starts + minutes <= opening.end)]
        inside = during if during.any() else inside
    carrying = inside[inside > 0]
    if carrying.size == 0:
        return 0.0
    return float(carrying[carrying >= HARDLY_ANY * carrying.mean()].mean())


def peak_line(curve: FloatArray, opening: Hours | None = None) -> float:
    """Contacts per interval above which the day peaks; 0 for daily totals."""
    return LIFT * mean_interval(curve, opening) if curve.size > 1 else 0.0


def peak_windows(
    curve: FloatArray, policy: PeakPolicy, allowed: Sequence[Hours], line: float
) -> tuple[PeakWindow, ...]:
    """Choose the day's peaks: windows above ``line`` that together carry the most contacts."""
    minutes = MINUTES_A_DAY // curve.size
    starts = grid_starts(minutes, policy.minutes, allowed)
    total = float(np.nansum(curve))
    if curve.size == 1 or starts.size == 0 or total <= 0:
        return ()
    worth = contacts_between(curve, starts, policy.minutes)
    enough = worth >= line * policy.minutes / minutes - ROUNDING
    picked = best_choice(
        np.where(enough & (worth > 0), worth, -np.inf),
        starts,
        policy.minutes + policy.gap,
        policy.blocks,
    )
    return tuple(
        PeakWindow(
            int(starts[index]),
            int(starts[index]) + policy.minutes,
            float(worth[index]),
            float(worth[index]) / total,
        )
        for index in picked
    )


def _running_at(running: FloatArray, at: IntArray, minutes: int) -> FloatArray:
    """The running total at minutes of the day, evenly between the interval's ends."""
    whole = np.minimum(at // minutes, running.shape[-1] - 2)
    part = (at - whole * minutes) / minutes
    low = running[..., whole]
    return np.asarray(low + part * (running[..., whole + 1] - low))
