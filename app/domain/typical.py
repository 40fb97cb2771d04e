"""The typical weekday of one queue: how many contacts, and how they spread over the day.

The last comparable weeks count, public holidays, their eves, special and half-empty
days do not, and a one-off outlier counts as little as it is far off. A weekday's shape
is half its own and half that of all weekdays of its kind; its level is its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from app.domain.comparable import Marks, event_factor, outlier_weights, verdicts
from app.domain.history import QueueHistory
from app.domain.known_events import KnownEvent
from app.domain.outlook import LeftOut
from app.domain.volumes import FloatArray

WEEKS = 8
ENOUGH_WEEKS = 4
SAME_KIND = 0.75
"""Weekdays are pooled when this share of their contacts comes in the same hours."""


@dataclass(frozen=True, slots=True, eq=False)
class TypicalWeek:
    """One queue's seven typical weekdays, from Monday.

    ``levels`` has shape (7,), contacts a day, 0 where the weekday was never seen.
    ``shapes`` has shape (7, 1440 / minutes); each row sums to 1, or is 0 where nothing
    is known. ``used`` are the days each weekday was learnt from, oldest first,
    ``left_out`` what was not counted, or less, over the same stretch.
    """

    queue: str
    minutes: int
    levels: FloatArray
    shapes: FloatArray
    used: tuple[tuple[date, ...], ...]
    left_out: tuple[tuple[LeftOut, ...], ...]

    def weeks(self, weekday: int) -> int:
        """How many comparable weeks stand behind ``weekday``."""
        return len(self.used[weekday])

    @property
    def quietest(self) -> int:
        """The weekday with the fewest contacts: what a day off is taken to be like."""
        return int(np.argmin(self.levels))


def look_back(before: date, weeks: int) -> date:
    """The first day that may still be learnt from: gaps are bridged, years are not."""
    return before - timedelta(weeks=2 * weeks)


def typical_week(
    history: QueueHistory,
    before: date,
    *,
    marks: Marks,
    events: Collection[KnownEvent] = (),
    weeks: int = WEEKS,
) -> TypicalWeek:
    """Learn the typical week from the days of ``history`` earlier than ``before``.

    ``weeks`` comparable days of each weekday count, out of twice as many weeks.
    """
    recent = history.between(look_back(before, weeks), before)
    out = verdicts(recent, marks)
    factors = _factors(recent, events, out)
    totals = recent.totals / factors
    curves = recent.curves / factors[:, None]
    chosen = [_last_comparable(recent, weekday, out, weeks) for weekday in range(7)]
    weights = [outlier_weights(totals[rows]) for rows in chosen]
    means = np.array(
        [_mean_curve(curves[rows], some) for rows, some in zip(chosen, weights, strict=True)]
    )
    return TypicalWeek(
        history.queue,
        history.minutes,
        np.array([_level(totals[rows], w) for rows, w in zip(chosen, weights, strict=True)]),
        _shapes(means, np.array([some.sum() for some in weights])),
        tuple(_days(recent, rows) for rows in chosen),
        tuple(
            _left_out(recent, weekday, out, chosen[weekday], weights[weekday])
            for weekday in range(7)
        ),
    )


def _factors(
    recent: QueueHistory, events: Collection[KnownEvent], out: dict[int, LeftOut]
) -> FloatArray:
    """What events did to each day; days they emptied are added to ``out``."""
    factors = np.ones(recent.ordinals.size)
    if not events:
        return factors
    for row, ordinal in enumerate(recent.ordinals.tolist()):
        day = date.fromordinal(ordinal)
        factor = event_factor(events, recent.queue, day)
        if factor > 0:
            factors[row] = factor
        else:
            name = next(event.name for event in events if event.applies_on(day))
            out.setdefault(row, LeftOut(day, "special_day", name))
    return factors


def _last_comparable(
    recent: QueueHistory, weekday: int, out: Iterable[int], weeks: int
) -> NDArray[np.intp]:
    rows = np.flatnonzero(recent.weekdays == weekday)
    counted = np.setdiff1d(rows, np.fromiter(out, dtype=np.intp), assume_unique=True)
    return counted[-weeks:]


def _level(totals: FloatArray, weights: FloatArray) -> float:
    return float(np.average(totals, weights=weights)) if totals.size else 0.0


def _mean_curve(curves: FloatArray, weights: FloatArray) -> FloatArray:
    """Weighted mean per interval over the days in which it existed; 0 where none did."""
    there = ~np.isnan(curves)
    weight = (weights[:, None] * there).sum(axis=0)
    total = (weights[:, None] * np.where(there, curves, 0.0)).sum(axis=0)
    return np.asarray(total / np.where(weight > 0, weight, 1.0))


def _shapes(means: FloatArray, weights: FloatArray) -> FloatArray:
    """Half of each weekday's own shape and half of that pooled over its kind, (7, intervals)."""
    own = _normalised(means)
    known = own.sum(axis=1) > 0
    hours = own.reshape(7, min(24, own.shape[1]), -1).sum(axis=-1)
    shared = 1.0 - 0.5 * np.abs(hours[:, None] - hours[None]).sum(axis=-1)
    alike = (shared >= SAME_KIND) | ~known[:, None]
    pooled = _normalised(alike @ (means * weights[:, None]))
    return np.where(known[:, None], 0.5 * own + 0.5 * pooled, pooled)


def _normalised(curves: FloatArray) -> FloatArray:
    sums = curves.sum(axis=1, keepdims=True)
    return np.asarray(curves / np.where(sums > 0, sums, 1.0))


def _days(recent: QueueHistory, rows: NDArray[np.intp]) -> tuple[date, ...]:
    return tuple(date.fromordinal(ordinal) for ordinal in recent.ordinals[rows].tolist())


def _left_out(
    recent: QueueHistory,
    weekday: int,
    out: dict[int, LeftOut],
    chosen: NDArray[np.intp],
    weights: FloatArray,
) -> tuple[LeftOut, ...]:
    """What was passed over since the oldest day used, and what counted less."""
    since = int(chosen[0]) if chosen.size else 0
    passed = [left for row, left in out.items() if row >= since and left.day.weekday() == weekday]
    lighter = [
        LeftOut(day, "outlier", weight=float(weight))
        for day, weight in zip(_days(recent, chosen), weights, strict=True)
        if weight < 1.0
    ]
    return tuple(sorted(passed + lighter, key=lambda left: left.day))
