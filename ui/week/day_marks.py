"""What a day's head and gutter say of its volume. Numbers only, no pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.outlook import Contacts, DayOutlook
from app.domain.trends import Trend, trend_of

BAR_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """Contacts of a stretch of the day: expected, arrived (NaN: none yet), over the line."""

    start: int
    end: int
    expected: float
    actual: float
    over: bool


@dataclass(frozen=True, slots=True)
class DayMarks:
    """One day, ready to be drawn. ``bands`` are ``[start, end)`` minutes."""

    day: date
    total: float
    trend: Trend | None
    bars: tuple[Bar, ...]
    bands: tuple[tuple[int, int], ...]


def marks_of(day: DayOutlook, *, working: bool) -> DayMarks:
    """Sum a day's intervals up to half hours; its bands are the windows worth keeping free."""
    bars = tuple(_bars(day))
    trend = trend_of(day.ratio) if working and day.total > 0 else None
    bands = tuple(sorted((window.start, window.end) for window in day.peaks))
    return DayMarks(day.day, day.total, trend, bars, bands)


def _bars(day: DayOutlook) -> Iterable[Bar]:
    if day.minutes >= 24 * 60 or day.minutes <= 0:
        return
    per_bar = max(BAR_MINUTES // day.minutes, 1)
    length = per_bar * day.minutes
    count = len(day.expected) // per_bar
    sums = _summed([0.0 if math.isnan(one) else one for one in day.expected], per_bar)
    line = day.peak_line * per_bar if day.peaks else 0.0  # no block is due on other days
    if day.actual is None or len(day.actual) < count * per_bar:
        actual = [math.nan] * count
    else:  # a half hour counts as arrived once all of it has
        actual = _summed(day.actual, per_bar)
    for index in range(count):
        yield Bar(
            index * length,
            (index + 1) * length,
            sums[index],
            actual[index],
            line > 0 and sums[index] >= line,
        )


def _summed(contacts: Sequence[float] | Contacts, per_bar: int) -> list[float]:
    """Contacts of each whole bar; NaN where one of its intervals is."""
    values = [float(value) for value in contacts]
    whole = len(values) - len(values) % per_bar
    return [sum(values[at : at + per_bar]) for at in range(0, whole, per_bar)]


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
