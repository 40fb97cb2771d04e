"""What a queue has seen: its days on one wall-clock grid, oldest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from app.domain.day_grid import common_minutes, intervals_a_day, regrid, wall_curve
from app.domain.volumes import FloatArray, QueueName, VolumeDay
from app.domain.wall import MINUTES_A_DAY


@dataclass(frozen=True, slots=True, eq=False)
class QueueHistory:
    """Days of one queue, ascending.

    ``curves`` has shape (days, 1440 / minutes): contacts per wall interval, NaN where
    the clock jumped and all through days known by their total only. ``totals`` has
    shape (days,). ``ordinals`` are the days as ``date.toordinal()``.
    """

    queue: QueueName
    minutes: int
    ordinals: NDArray[np.int64]
    curves: FloatArray
    totals: FloatArray

    @property
    def weekdays(self) -> NDArray[np.int64]:
        """Weekday of each day, 0 Monday."""
        return (self.ordinals + 6) % 7

    def between(self, first: date, after_last: date) -> QueueHistory:
        """Return the days in ``[first, after_last)``; a view, nothing is copied."""
        start, end = np.searchsorted(self.ordinals, [first.toordinal(), after_last.toordinal()])
        return QueueHistory(
            self.queue,
            self.minutes,
            self.ordinals[start:end],
            self.curves[start:end],
            self.totals[start:end],
        )


def histories_of(days: Iterable[VolumeDay], zone: ZoneInfo) -> tuple[QueueHistory, ...]:
    """Bring the days of each queue onto the finest grid that all of them share.

    A queue that has daily totals only keeps a grid of one interval. Days without a
    single number are passed over.
    """
    by_queue: dict[QueueName, list[VolumeDay]] = defaultdict(list)
    for day in days:
        by_queue[day.queue].append(day)
    shared = common_minutes({day.minutes for some in by_queue.values() for day in some})
    return tuple(
        _history(queue, some, _own_grid(some, shared), zone)
        for queue, some in sorted(by_queue.items())
    )


def summed(histories: Collection[QueueHistory], queue: str = "") -> QueueHistory:
    """Add up queues day by day; a day that one of them lacks is the others' sum.

    On days for which one queue has a total and no curve, the others' curve stands for all.
    """
    minutes = common_minutes(history.minutes for history in histories)
    size = intervals_a_day(minutes)
    if not histories:
        return QueueHistory(
            QueueName(queue), minutes, np.empty(0, np.int64), np.empty((0, size)), np.empty(0)
        )
    ordinals = np.unique(np.concatenate([history.ordinals for history in histories]))
    curves = np.full((ordinals.size, size), np.nan)
    totals = np.zeros(ordinals.size)
    for history in histories:
        rows = np.searchsorted(ordinals, history.ordinals)
        totals[rows] += history.totals
        if history.minutes == minutes:
            before = curves[rows]
            curves[rows] = np.where(
                np.isnan(before), history.curves, before + np.nan_to_num(history.curves)
            )
    return QueueHistory(QueueName(queue), minutes, ordinals, curves, totals)


def _own_grid(days: Iterable[VolumeDay], shared: int) -> int:
    daily_only = all(day.minutes == MINUTES_A_DAY for day in days)
    return MINUTES_A_DAY if daily_only else shared


def _history(queue: QueueName, days: list[VolumeDay], minutes: int, zone: ZoneInfo) -> QueueHistory:
    days = sorted(days, key=lambda day: day.day)
    curves = np.full((len(days), intervals_a_day(minutes)), np.nan)
    totals = np.full(len(days), np.nan)
    for length, rows in _by_length(days).items():
        walls = _wall_curves([days[row] for row in rows], zone)
        known = ~np.isnan(walls).all(axis=1)
        totals[rows] = np.where(known, np.where(np.isnan(walls), 0.0, walls).sum(axis=1), np.nan)
        if length <= minutes:
            curves[rows] = regrid(walls, minutes)
    known = ~np.isnan(totals)
    ordinals = np.array([day.day.toordinal() for day in days], dtype=np.int64)
    return QueueHistory(queue, minutes, ordinals[known], curves[known], totals[known])


def _by_length(days: list[VolumeDay]) -> dict[int, list[int]]:
    """Rows of the days, by the length of their intervals in minutes."""
    rows: dict[int, list[int]] = defaultdict(list)
    for row, day in enumerate(days):
        rows[day.minutes].append(row)
    return rows


def _wall_curves(days: list[VolumeDay], zone: ZoneInfo) -> FloatArray:
    """:func:`wall_curve` of days of one interval length, most of them in one step."""
    size = intervals_a_day(days[0].minutes)
    contacts = [day.contacts for day in days]
    walls = np.full((len(days), size), np.nan)
    plain = [row for row, values in enumerate(contacts) if len(values) == size]
    if plain:
        seen = np.array([contacts[row] for row in plain], dtype=np.float64)
        missing = np.isnan(seen)
        some = ~missing.all(axis=1, keepdims=True)
        walls[plain] = np.where(missing & some, 0.0, seen)
    for row in set(range(len(days))).difference(plain):
        walls[row] = wall_curve(days[row], zone)
    return walls
