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
REFERENCE_DAYS = 16
"""How many comparable days are held against each other: opening hours change slowly."""
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
    unmarked = np.ones(history.ordinals.size, dtype=bool)
    unmarked[list(found)] = False
    for weekday in range(7):
        rows = np.flatnonzero(unmarked & (history.weekdays == weekday))
        for row in rows[incomplete(history.curves[rows], history.totals[rows])].tolist():
            why = "closed" if history.totals[row] == 0 else "half_empty"
            found[row] = LeftOut(date.fromordinal(int(history.ordinals[row])), why)
    return found


def broken_off(curves: FloatArray) -> BoolArray:
    """Tell which of some comparable days, shape (days, intervals), were not recorded whole.

    Held against the upper quartile of the days, in whole hours where single intervals
    have too few contacts for their absence to mean anything. A day whose contacts came
    at other hours is whole: the opening hours changed, or a system moved them.
    """
    size = curves.shape[1]
    totals = np.nan_to_num(curves).sum(axis=1)
    place = int(REFERENCE_QUANTILE * (len(curves) - 1))
    lacking = totals < NOT_MADE_UP_FOR * np.sort(totals)[place]
    for parts in (1, size // 24):
        if parts < 1 or size % parts:
            continue
        grouped = np.nan_to_num(curves).reshape(len(curves), -1, parts).sum(axis=-1)
        busy = np.sort(grouped, axis=0)[place] >= SURE_TO_BE_SEEN
        if busy.sum() >= min(4, size):
            jumped = np.isnan(curves).reshape(len(curves), -1, parts).any(axis=-1)
            empty = (grouped == 0) & ~jumped
            return np.asarray(lacking & (empty[:, busy].mean(axis=1) > TOO_EMPTY))
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


def incomplete(curves: FloatArray, totals: FloatArray) -> BoolArray:
    """Tell which of one weekday's days, oldest first, were not recorded whole, or closed.

    ``curves`` has shape (days, intervals), ``totals`` (days,). Judged in runs of a length
    over which opening hours stay what they are, the newest run kept whole.
    """
    broken = np.zeros(len(totals), dtype=bool)
    for end in range(len(totals), 0, -REFERENCE_DAYS):
        start = max(0, end - REFERENCE_DAYS)
        held_against = slice(start, max(end, min(len(totals), REFERENCE_DAYS)))
        found = _broken_or_closed(curves[held_against], totals[held_against])
        broken[start:end] = found[: end - start]
    return broken


def _broken_or_closed(curves: FloatArray, totals: FloatArray) -> BoolArray:
    with_curve = ~np.isnan(curves).all(axis=1)
    found = np.zeros(len(totals), dtype=bool)
    if with_curve.any():
        found[with_curve] = broken_off(curves[with_curve])
    usual = np.sort(totals)[int(REFERENCE_QUANTILE * (len(totals) - 1))]
    return np.asarray(found | ((totals == 0) & (usual >= SURE_TO_BE_SEEN)))


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
