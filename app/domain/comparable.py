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
        for row in rows[_incomplete(history, rows)].tolist():
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


def outlier_weights(totals: FloatArray) -> FloatArray:
    """Weigh comparable days: min(1, 3 x MAD / distance from their median).

    MAD is taken as no smaller than chance alone makes it for counts of that size, so
    that eight equal days do not condemn a ninth that differs by one contact.
    """
    if totals.size < 3:  # noqa: PLR2004 - of two days neither is the odd one out
        return np.ones(totals.size)
    median = float(np.median(totals))
    distance = np.abs(totals - median)
    chance = 0.6745 * max(median, 1.0) ** 0.5
    spread = max(float(np.median(distance)), chance)
    return np.asarray(np.minimum(1.0, 3.0 * spread / np.maximum(distance, 1e-9)))


def _incomplete(history: QueueHistory, rows: NDArray[np.intp]) -> BoolArray:
    """Judge one weekday's days in runs of comparable length, the newest run kept whole."""
    broken = np.zeros(rows.size, dtype=bool)
    for end in range(rows.size, 0, -REFERENCE_DAYS):
        judged = slice(max(0, end - REFERENCE_DAYS), end)
        held_against = slice(judged.start, max(end, min(rows.size, REFERENCE_DAYS)))
        found = _broken_or_closed(history, rows[held_against])
        broken[judged] = found[: end - judged.start]
    return broken


def _broken_or_closed(history: QueueHistory, rows: NDArray[np.intp]) -> BoolArray:
    with_curve = ~np.isnan(history.curves[rows]).all(axis=1)
    found = np.zeros(rows.size, dtype=bool)
    if with_curve.any():
        found[with_curve] = broken_off(history.curves[rows[with_curve]])
    totals = history.totals[rows]
    usual = np.sort(totals)[int(REFERENCE_QUANTILE * (rows.size - 1))]
    return np.asarray(found | ((totals == 0) & (usual >= SURE_TO_BE_SEEN)))
