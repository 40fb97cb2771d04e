"""What an export changes in the days that are stored: interval by interval, queue by queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.domain.volumes import FloatArray, Measure, QueueName, VolumeDay

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Counts:
    """Intervals (or days) by what an import does to them."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.new + other.new, self.changed + other.changed, self.same + other.same)

    @property
    def moves(self) -> bool:
        """Whether anything would be other than before."""
        return bool(self.new or self.changed)


@dataclass(frozen=True, slots=True)
class ReadDay:
    """One queue's day as a file tells it: ``seen`` says which intervals it covers."""

    queue: QueueName
    day: date
    minutes: int
    seen: BoolArray
    values: Mapping[Measure, FloatArray]
    fills_gaps: bool


def merged(read: ReadDay, stored: VolumeDay | None) -> tuple[VolumeDay, Counts]:
    """Lay what the file says over what is stored.

    The file replaces the intervals it covers, in the measures it has; everything else
    stays. A day stored in intervals of another length is replaced as a whole. Where the
    file leaves out intervals without contacts (``fills_gaps``), what is missing between
    the day's first and last interval is zero, unless the store knows better.
    """
    covered = int(read.seen.sum())
    if stored is None or stored.minutes != read.minutes:
        counts = Counts(new=covered) if stored is None else Counts(changed=covered)
        return _with_zeros(read, _day(read, dict(read.values))), counts
    known = np.zeros(len(read.seen), bool)
    equal = np.ones(len(read.seen), bool)
    measures: dict[Measure, FloatArray] = {}
    for measure in (*stored.measures, *(m for m in read.values if m not in stored.measures)):
        before = _fitted(stored.measures.get(measure), len(read.seen))
        known |= ~np.isnan(before)
        said = read.values.get(measure)
        if said is None:
            measures[measure] = before
            continue
        equal &= (said == before) | (np.isnan(said) & np.isnan(before))
        measures[measure] = np.where(read.seen, said, before)
    same = int((read.seen & known & equal).sum())
    new = int((read.seen & ~known).sum())
    day = _with_zeros(read, _day(read, measures))
    return day, Counts(new, covered - new - same, same)


def _day(read: ReadDay, measures: Mapping[Measure, FloatArray]) -> VolumeDay:
    return VolumeDay(read.queue, read.day, read.minutes, measures)


def _fitted(values: FloatArray | None, length: int) -> FloatArray:
    if values is None or len(values) != length:
        return np.full(length, np.nan)
    return values


def _with_zeros(read: ReadDay, day: VolumeDay) -> VolumeDay:
    if not read.fills_gaps:
        return day
    places = np.flatnonzero(read.seen)
    if not len(places):
        return day
    gaps = ~read.seen
    gaps[: places[0]] = gaps[places[-1] :] = False
    for values in day.measures.values():
        gaps &= np.isnan(values)
    if not gaps.any():
        return day
    filled = {
        measure: np.where(gaps, 0.0, values) if measure in read.values else values
        for measure, values in day.measures.items()
    }
    return _day(read, filled)
