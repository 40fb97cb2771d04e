"""Whether the week's peaks are kept free."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from app.domain.entries import Entry, EntryKind
from app.domain.outlook import DayOutlook, PeakWindow
from app.domain.span import Span
from app.domain.wall import resolve_minute

WORTH_COVERING = 0.5
"""A peak counts as covered when at least this share of it is kept free."""


@dataclass(frozen=True, slots=True)
class OpenPeak:
    """A peak without a block."""

    day: date
    window: PeakWindow
    span: Span


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the week's peaks are kept free, and which are not."""

    covered: int
    peaks: int
    open: tuple[OpenPeak, ...]


def coverage_of(days: Iterable[DayOutlook], entries: Iterable[Entry], zone: ZoneInfo) -> Coverage:
    """Compare peak windows with the unplanned blocks that stand."""
    blocks = [
        entry.span for entry in entries if entry.kind is EntryKind.UNPLANNED and not entry.cancelled
    ]
    covered, open_peaks = 0, []
    for day in days:
        for window in day.peaks:
            span = Span(
                resolve_minute(day.day, window.start, zone),
                resolve_minute(day.day, window.end, zone),
            )
            if sum((_shared(span, block) for block in blocks), timedelta()) >= (
                span.length * WORTH_COVERING
            ):
                covered += 1
            else:
                open_peaks.append(OpenPeak(day.day, window, span))
    return Coverage(covered, covered + len(open_peaks), tuple(open_peaks))


def _shared(one: Span, other: Span) -> timedelta:
    start, end = max(one.start, other.start), min(one.end, other.end)
    return max(end - start, timedelta())
