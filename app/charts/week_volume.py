"""The gutter at each day's left: contacts expected, above the peak line or not, and arrived."""

from __future__ import annotations

import numpy as np

from app.charts.sheet import Box, Sheet
from app.charts.week_layout import Frame
from app.domain.outlook import DayOutlook
from app.domain.volumes import FloatArray

GUTTER = 22.0
SHOWN_MINUTES = 30
"""One bar is half an hour, or one interval where those are longer."""


def draw_volume(sheet: Sheet, day: DayOutlook, column: Box, frame: Frame, busiest: float) -> None:
    """Draw the bars; ``busiest`` is the week's highest expected interval and fills the gutter."""
    if busiest <= 0 or not len(day.expected):
        return
    per_bar = max(1, SHOWN_MINUTES // day.minutes)
    length = per_bar * day.minutes
    expected = grouped(np.asarray(day.expected), per_bar)
    actual = None if day.actual is None else grouped(np.asarray(day.actual), per_bar)
    for index, value in enumerate(expected):
        start = index * length
        if not frame.first_minute <= start < frame.last_minute or not value > 0:
            continue
        top, bottom = frame.y(start), frame.y(min(start + length, frame.last_minute))
        above_line = day.peak_line > 0 and value > day.peak_line
        colour = sheet.palette.peak_bar if above_line else sheet.palette.volume_bar
        bar = Box(column.x, top + 1, max(1.5, GUTTER * min(value / busiest, 1.0)), bottom - top - 2)
        sheet.box(bar, fill=colour, above=2)
        if actual is not None and not np.isnan(actual[index]):
            x = column.x + GUTTER * min(float(actual[index]) / busiest, 1.15)
            sheet.line((x, top + 1), (x, bottom - 1), sheet.palette.text, thick=1.6, above=3)


def grouped(values: FloatArray, per_bar: int) -> FloatArray:
    """Mean contacts per interval over each bar; NaN where nothing of it is known."""
    padded = np.full(-(-values.size // per_bar) * per_bar, np.nan)
    padded[: values.size] = values
    bars = padded.reshape(-1, per_bar)
    known = ~np.isnan(bars)
    sums = np.where(known, bars, 0.0).sum(axis=1)
    counts = known.sum(axis=1)
    means: FloatArray = np.full(counts.size, np.nan)
    np.divide(sums, counts, out=means, where=counts > 0)
    return means
