"""What an export changes in the days that are stored: interval by interval, queue by queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.domain.volumes import FloatArray, Measure, QueueName, VolumeDay

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counts:
    """Intervals (or days) by what an import does to them."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.new + other.new, self.changed + other.changed, self.same + other.same)


@dataclass(frozen=True, slots=True, eq=False)
class ReadDays:
    """Days of queues as a file tells them, all of one length.

    ``seen`` of the shape (days, intervals) says which intervals the file covers; the
    measures have the same shape, NaN where not covered or missing. ``cut`` marks intervals
    of which the file may hold a part only, None when there are none.
    """

    keys: Sequence[tuple[QueueName, date]]
    seen: BoolArray
    values: Mapping[Measure, FloatArray]
    fills_gaps: bool
    cut: BoolArray | None = None


@dataclass(frozen=True, slots=True, eq=False)
class MergedDays:
    """The days as they are to be stored; ``differs`` says which are other than before.

    ``new``, ``changed`` and ``same`` count the covered intervals of each day, ``kept`` the
    cut ones of which the store knew more; they are among the same.
    """

    keys: Sequence[tuple[QueueName, date]]
    measures: Mapping[Measure, FloatArray]
    differs: BoolArray
    new: IntArray
    changed: IntArray
    same: IntArray
    kept: int = 0


def merged(read: ReadDays, stored: Sequence[VolumeDay] | None) -> MergedDays:
    """Lay what the file says over what is stored.

    ``stored`` are the same days, all with the same measures in intervals of the same
    length and number, or None where nothing that could be kept is stored. The file
    replaces the intervals it covers, in the measures it has; everything else stays.
    Where the file leaves out intervals without contacts (``fills_gaps``), what is missing
    between a day's first and last interval is zero, unless the store knows better. A cut
    interval of which the store counts as many contacts or more stays as it is.
    """
    covered = _per_day(read.seen)
    nothing = np.zeros(len(covered), np.int64)
    if stored is None:
        measures = _with_zeros(read, read.values)
        everyone = np.ones(len(covered), bool)
        return MergedDays(read.keys, measures, everyone, covered, nothing, nothing)
    before = {m: np.stack([day.measures[m] for day in stored]) for m in stored[0].measures}
    known = np.zeros(read.seen.shape, bool)
    equal = np.ones(read.seen.shape, bool)
    kept = np.zeros(read.seen.shape, bool)
    after: dict[Measure, FloatArray] = dict(before)
    for values in before.values():
        known |= ~np.isnan(values)
    stays = _known_better(read, before)
    taken = read.seen & ~stays
    for measure, said in read.values.items():
        was = before.get(measure, np.full(read.seen.shape, np.nan))
        differing = ~_alike(said, was)
        equal &= ~differing | stays
        kept |= differing & stays
        after[measure] = np.where(taken, said, was)
    same, new = _per_day(read.seen & known & equal), _per_day(read.seen & ~known)
    final = _with_zeros(read, after)
    differs = np.zeros(len(covered), bool)
    for measure, values in final.items():
        there = before.get(measure)
        differs |= True if there is None else ~_alike(values, there).all(axis=1)
    return MergedDays(read.keys, final, differs, new, covered - new - same, same, int(kept.sum()))


def _known_better(read: ReadDays, before: Mapping[Measure, FloatArray]) -> BoolArray:
    """Which cut intervals hold no more contacts than are stored."""
    both = (m for m in (Measure.OFFERED, Measure.HANDLED) if m in read.values and m in before)
    contacts = next(both, None)
    if read.cut is None or contacts is None:
        return np.zeros(read.seen.shape, bool)
    better: BoolArray = read.cut & read.seen & (before[contacts] >= read.values[contacts])
    return better


def _alike(one: FloatArray, other: FloatArray) -> BoolArray:
    alike: BoolArray = (one == other) | (np.isnan(one) & np.isnan(other))
    return alike


def _per_day(cells: BoolArray) -> IntArray:
    return np.asarray(cells.sum(axis=1), np.int64)


def _with_zeros(
    read: ReadDays, measures: Mapping[Measure, FloatArray]
) -> Mapping[Measure, FloatArray]:
    if not read.fills_gaps:
        return measures
    begun = np.maximum.accumulate(read.seen, axis=1)
    unended = np.maximum.accumulate(read.seen[:, ::-1], axis=1)[:, ::-1]
    gaps = begun & unended & ~read.seen
    for values in measures.values():
        gaps &= np.isnan(values)
    if not gaps.any():
        return measures
    return {
        measure: np.where(gaps, 0.0, values) if measure in read.values else values
        for measure, values in measures.items()
    }
