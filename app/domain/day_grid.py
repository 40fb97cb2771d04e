"""A day's contacts laid on the wall clock: one value per interval of the clock on the wall.

Exports count elapsed intervals; a manager reads a clock. On the day the clocks go back
an hour happens twice and gives two observations of the same wall interval; on the day
they go forward an hour never happens and is missing, not empty.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.volumes import FloatArray, VolumeDay
from app.domain.wall import MINUTES_A_DAY, day_span


def intervals_a_day(minutes: int) -> int:
    """How many wall-clock intervals of ``minutes`` a day has."""
    return MINUTES_A_DAY // minutes


def wall_curve(day: VolumeDay, zone: ZoneInfo) -> FloatArray:
    """Contacts per wall-clock interval, shape (1440 / minutes,).

    Intervals the export leaves out had no contacts and are 0, as long as the day has
    any; NaN marks what the clock jumped over, or a day without a single number.
    """
    seen, exists = _observed(day, zone)
    if np.isnan(seen).all():
        return seen
    return np.where(exists, np.nan_to_num(seen), np.nan)


def arrived(day: VolumeDay, zone: ZoneInfo) -> FloatArray:
    """Like :func:`wall_curve`, but NaN before the day's first and after its last number."""
    seen, exists = _observed(day, zone)
    where = np.flatnonzero(~np.isnan(seen))
    if where.size == 0:
        return seen
    inside = np.zeros(seen.size, dtype=bool)
    inside[where[0] : where[-1] + 1] = True
    return np.where(exists & inside, np.nan_to_num(seen), np.nan)


def common_minutes(lengths: Iterable[int]) -> int:
    """The finest grid that every one of these interval lengths falls on.

    Daily totals have no place in a grid and are passed over; 1440 when there is
    nothing else.
    """
    shorter = {minutes for minutes in lengths if minutes < MINUTES_A_DAY}
    return math.lcm(*shorter) if shorter else MINUTES_A_DAY


def regrid(curves: FloatArray, minutes: int) -> FloatArray:
    """Sum the last axis up to intervals of ``minutes``; NaN only where all parts are."""
    parts = curves.shape[-1] // intervals_a_day(minutes)
    if parts <= 1:
        return curves
    stacked = curves.reshape(*curves.shape[:-1], -1, parts)
    missing = np.isnan(stacked)
    if not missing.any():
        return np.asarray(stacked.sum(axis=-1))
    return np.where(missing.all(axis=-1), np.nan, np.where(missing, 0.0, stacked).sum(axis=-1))


def _observed(day: VolumeDay, zone: ZoneInfo) -> tuple[FloatArray, np.ndarray]:
    """Means of what was seen per wall interval (NaN: nothing), and whether it existed."""
    values, size = np.asarray(day.contacts, dtype=np.float64), intervals_a_day(day.minutes)
    if values.size == size:
        return values, np.ones(size, dtype=bool)
    place = _wall_places(day, values.size, zone)
    inside = place >= 0
    exists = np.zeros(size, dtype=bool)
    exists[place[inside]] = True
    numbers = inside & ~np.isnan(values)
    total = np.bincount(place[numbers], weights=values[numbers], minlength=size)
    count = np.bincount(place[numbers], minlength=size)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan), exists


def _wall_places(day: VolumeDay, elapsed: int, zone: ZoneInfo) -> np.ndarray:
    """The wall interval of each elapsed one, -1 for what lies past the day's end."""
    start = day_span(day.day, zone).start.astimezone(UTC)
    places = np.full(elapsed, -1, dtype=np.intp)
    for index in range(elapsed):
        local = (start + timedelta(minutes=index * day.minutes)).astimezone(zone)
        if local.date() == day.day:
            places[index] = (local.hour * 60 + local.minute) // day.minutes
    return places
