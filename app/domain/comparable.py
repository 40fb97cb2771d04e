"""Which days of the past count when the next ones are worked out, and which do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from app.domain.history import QueueHistory
from app.domain.known_events import KnownEvent, SpecialDay
from app.domain.outlook import LeftOut
from app.domain.volumes import FloatArray, QueueName

Marks = Mapping[date, LeftOut]
BoolArray = NDArray[np.bool_]

SURE_TO_BE_SEEN = 5.0
"""What an interval's good days bring before finding none there means anything.

An upper quartile of five is a mean of some three and a half, empty by chance one time in
thirty; on made-up Poisson days fewer than one whole day in a hundred was taken for broken.
"""
TOO_EMPTY = 0.25
"""A day lacking more than this share of its busy intervals was not recorded to the end."""
NOT_MADE_UP_FOR = 0.9
"""... unless it had at least this part of a good day's contacts at other hours."""
REFERENCE_QUANTILE = 0.75
"""High enough to see the full day while half of the days are broken."""
RUN_OF_DAYS = 112
"""How far apart days may be that are held against each other: opening hours change slowly."""
SAME_HOURS = 0.9
"""Weekdays vouch for each other when they share this part of the hours that ever had contacts."""
DAYS_OFF = ("holiday", "special_day")
"""The marks of days that are not like their weekday; an eve still is, more or less."""


def marked_days(holidays: Mapping[date, str], special: Iterable[SpecialDay] = ()) -> Marks:
    """Name every public holiday, its eve and the manager's own special days."""
    marks = {
        day - timedelta(days=1): LeftOut(day - timedelta(days=1), "eve", name)
        for day, name in holidays.items()
    }
    marks |= {day: LeftOut(day, "holiday", name) for day, name in holidays.items()}
    marks |= {day.day: LeftOut(day.day, "special_day", day.name) for day in special}
    return marks


def event_factor(events: Iterable[KnownEvent], queue: QueueName, day: date) -> float:
    """By how much the known events multiply the contacts of ``queue`` on ``day``; 0 or more."""
    factor = 1.0
    for event in events:
        if event.queue in (None, queue) and event.applies_on(day):
            factor *= max(0.0, 1.0 + event.percent / 100.0)
    return factor


def verdicts(history: QueueHistory, marks: Marks) -> dict[int, LeftOut]:
    """Say of each row of ``history`` that does not count why it does not."""
    found: dict[int, LeftOut] = {}
    for row, ordinal in enumerate(history.ordinals.tolist()):
        mark = marks.get(date.fromordinal(ordinal))
        if mark is not None:
            found[row] = mark
    rows = np.setdiff1d(np.arange(history.ordinals.size), np.fromiter(found, dtype=np.intp))
    broken = incomplete(history.curves[rows], history.totals[rows], history.ordinals[rows])
    for row in rows[broken].tolist():
        why = "closed" if history.totals[row] == 0 else "half_empty"
        found[row] = LeftOut(date.fromordinal(int(history.ordinals[row])), why)
    return found


def broken_off(curves: FloatArray, kin: FloatArray | None = None) -> BoolArray:
    """Tell which of some comparable days, shape (days, intervals), were not recorded whole.

    Held against the upper quartile of the days and of their ``kin``, days of other
    weekdays with the same hours; in whole hours where single intervals have too few
    contacts for their absence to mean anything. A day whose contacts came at other hours
    is whole: the opening hours changed, or a system moved them.
    """
    size = curves.shape[1]
    totals = np.nan_to_num(curves).sum(axis=1)
    for parts in (1, size // 24):
        if parts < 1 or size % parts:
            continue
        grouped = _grouped(curves, parts)
        usual = _upper_quartile(grouped)
        if kin is not None and (whole := _upper_quartile(_grouped(kin, size))[0]) > 0:
            scale = _upper_quartile(totals) / whole
            usual = np.maximum(usual, scale * _upper_quartile(_grouped(kin, parts)))
        busy = usual >= SURE_TO_BE_SEEN
        if busy.sum() >= min(4, size):
            jumped = np.isnan(curves).reshape(len(curves), -1, parts).any(axis=-1)
            empty = (grouped == 0) & ~jumped
            gaps = empty[:, busy].mean(axis=1) > TOO_EMPTY
            good = np.median(totals[~gaps]) if not gaps.all() else _upper_quartile(totals)
            return np.asarray(gaps & (totals < NOT_MADE_UP_FOR * good))
    return np.zeros(len(curves), dtype=bool)


def outlier_weights(totals: FloatArray, counted: BoolArray | None = None) -> FloatArray:
    """Weigh comparable days: min(1, 3 x MAD / distance from their median).

    Days run along the first axis; ``counted`` tells which take part (all when None), the
    others weigh nothing. MAD is taken as no smaller than chance alone makes it for counts
    of that size, so that eight equal days do not condemn a ninth that differs by one.
    """
    mask = np.ones(totals.shape, dtype=bool) if counted is None else counted
    count = mask.sum(axis=0)
    median = _median(totals, mask, count)
    distance = np.abs(totals - median)
    chance = 0.6745 * np.sqrt(np.maximum(median, 1.0))
    spread = np.maximum(_median(distance, mask, count), chance)
    weights = np.minimum(1.0, 3.0 * spread / np.maximum(distance, 1e-9))
    # Of two days neither is the odd one out.
    return np.where(mask, np.where(count < 3, 1.0, weights), 0.0)  # noqa: PLR2004 - said above


def incomplete(curves: FloatArray, totals: FloatArray, ordinals: NDArray[np.int64]) -> BoolArray:
    """Tell which of one queue's days, oldest first, were not recorded whole, or closed.

    ``curves`` has shape (days, intervals), ``totals`` and ``ordinals`` (days,). Judged in
    runs over which opening hours stay what they are, the newest run kept whole.
    """
    broken = np.zeros(len(totals), dtype=bool)
    end = int(ordinals[-1]) + 1 if len(totals) else 0
    while len(totals) and end > ordinals[0]:
        start = end - RUN_OF_DAYS
        first, last = np.searchsorted(ordinals, [start, end])
        beyond = np.searchsorted(ordinals, max(end, int(ordinals[0]) + RUN_OF_DAYS))
        found = _judged(
            curves[first:beyond], totals[first:beyond], (ordinals[first:beyond] + 6) % 7
        )
        broken[first:last] = found[: last - first]
        end = start
    return broken


def _judged(curves: FloatArray, totals: FloatArray, weekdays: NDArray[np.int64]) -> BoolArray:
    """One run of days: each weekday against its own days and its kin's."""
    known = ~np.isnan(curves).all(axis=1)
    ever = _ever(curves, weekdays)
    found = np.zeros(len(totals), dtype=bool)
    for weekday in set(weekdays.tolist()):
        own = weekdays == weekday
        kin = [other for other in range(7) if _same_hours(ever[weekday], ever[other])]
        related = known & np.isin(weekdays, kin)
        if (own & known).any():
            found[own & known] = broken_off(
                curves[own & known], curves[related] if related.any() else None
            )
        usual = float(_upper_quartile(totals[own]))
        found[own] |= (totals[own] == 0) & (usual >= SURE_TO_BE_SEEN)
    return found


def _ever(curves: FloatArray, weekdays: NDArray[np.int64]) -> BoolArray:
    """The hours in which each weekday ever had contacts, shape (7, hours)."""
    hours = _grouped(curves, max(1, curves.shape[1] // 24)) > 0
    return np.array([hours[weekdays == weekday].any(axis=0) for weekday in range(7)])


def _same_hours(one: BoolArray, other: BoolArray) -> bool:
    return bool(other.any() and (one & other).sum() >= SAME_HOURS * (one | other).sum())


def _grouped(curves: FloatArray, parts: int) -> FloatArray:
    """Contacts of ``parts`` intervals together, what does not exist counted as none."""
    return np.asarray(np.nan_to_num(curves).reshape(len(curves), -1, parts).sum(axis=-1))


def _upper_quartile(values: FloatArray) -> FloatArray:
    """Along the first axis, by a value that is there: nothing is made up between two."""
    return np.asarray(np.sort(values, axis=0)[int(REFERENCE_QUANTILE * (len(values) - 1))])


def _median(values: FloatArray, mask: BoolArray, count: NDArray[np.int_]) -> FloatArray:
    """The median along the first axis of what ``mask`` names; 0 where that is nothing."""
    if values.shape[0] == 0:
        return np.zeros(values.shape[1:])
    ordered = np.sort(np.where(mask, values, np.inf), axis=0)
    low = np.take_along_axis(ordered, np.maximum(count - 1, 0)[None] // 2, axis=0)[0]
    high = np.take_along_axis(
        ordered, np.maximum(np.minimum(count // 2, count - 1), 0)[None], axis=0
    )[0]
    return np.where(count > 0, (low + high) / 2.0, 0.0)
