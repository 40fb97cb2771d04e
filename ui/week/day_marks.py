"""What a day's head and gutter say of its volume. Numbers only, no pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from app.domain.outlook import DayOutlook

BAR_MINUTES = 30
ABOUT_AVERAGE = 0.05
CLEARLY = 0.10
BAND_MARGIN = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """Contacts of a stretch of the day: expected, arrived (NaN: none yet), over the line."""

    start: int
    end: int
    expected: float
    actual: float
    over: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """A day against its week's mean working day: ``way`` is +1 above, 0 about, -1 below."""

    way: int
    percent: int
    clear: bool


@dataclass(frozen=True, slots=True)
class DayMarks:
    """One day, ready to be drawn. ``bands`` are ``[start, end)`` minutes."""

    day: date
    total: float
    trend: Trend | None
    bars: tuple[Bar, ...]
    bands: tuple[tuple[int, int], ...]


def marks_of(day: DayOutlook, *, working: bool) -> DayMarks:
    """Sum a day's intervals up to half hours and find its peak bands."""
    bars = tuple(_bars(day))
    trend = trend_of(day.ratio) if working and day.total > 0 else None
    return DayMarks(day.day, day.total, trend, bars, tuple(_bands(day, bars)))


def trend_of(ratio: float) -> Trend:
    """Put a ratio to the mean day in words: about average within five per cent."""
    off = ratio - 1
    if not math.isfinite(ratio) or abs(off) < ABOUT_AVERAGE:
        return Trend(0, 0, clear=False)
    return Trend(1 if off > 0 else -1, round(abs(off) * 100), abs(off) >= CLEARLY)


def _bars(day: DayOutlook) -> Iterable[Bar]:
    if day.minutes >= 24 * 60 or day.minutes <= 0:
        return
    per_bar = max(BAR_MINUTES // day.minutes, 1)
    length = per_bar * day.minutes
    count = len(day.expected) // per_bar
    expected = np.asarray(day.expected[: count * per_bar]).reshape(count, per_bar)
    sums = np.nansum(expected, axis=1)
    line = day.peak_line * per_bar if day.peaks else 0.0  # no block is due on other days
    if day.actual is None or len(day.actual) < count * per_bar:
        actual = np.full(count, np.nan)
    else:  # a half hour counts as arrived once all of it has
        actual = np.asarray(day.actual[: count * per_bar]).reshape(count, per_bar).sum(axis=1)
    for index in range(count):
        yield Bar(
            index * length,
            (index + 1) * length,
            float(sums[index]),
            float(actual[index]),
            bool(line > 0 and sums[index] >= line),
        )


def _bands(day: DayOutlook, bars: tuple[Bar, ...]) -> Iterable[tuple[int, int]]:
    """Each peak window, grown over the half hours beside it that are above the line too."""
    over = [bar for bar in bars if bar.over]
    previous = 0
    for window in sorted(day.peaks, key=lambda window: window.start):
        before = min((bar.start for bar in over if bar.start < window.start <= bar.end), default=0)
        after = max((bar.end for bar in over if bar.start <= window.end < bar.end), default=0)
        start = max(before, window.start - BAND_MARGIN) if before else window.start
        end = min(after, window.end + BAND_MARGIN) if after else window.end
        yield max(start, previous), end
        previous = end


def largest_bar(marks: Iterable[DayMarks]) -> float:
    """The tallest bar of the week, expected or arrived; 1 when there is none."""
    values = [
        value
        for day in marks
        for bar in day.bars
        for value in (bar.expected, bar.actual)
        if math.isfinite(value)
    ]
    return max(values, default=0.0) or 1.0
