"""Where things go on the week's picture. Arithmetic only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from app.charts.sheet import Box
from app.domain.coverage import Coverage
from app.domain.entries import Entry
from app.domain.outlook import WeekOutlook
from app.domain.site import Site
from app.domain.span import Span

WIDTH, HEIGHT = 1440, 900
LEFT, RIGHT = 62, 16
TITLE_HEIGHT, HEAD_HEIGHT, ALL_DAY_ROW = 58, 52, 22
FOOT_HEIGHT = 40
DAY_OFF_WIDTH = 0.5
"""A day off is half as wide as a working day."""


class ShownWeek(Protocol):
    """What is drawn: the week as the planner reads it."""

    @property
    def monday(self) -> date:
        """The first day."""

    @property
    def site(self) -> Site:
        """Whose hours and zone count."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What stands."""

    @property
    def outlook(self) -> WeekOutlook:
        """What is expected."""

    @property
    def coverage(self) -> Coverage:
        """Which peaks are kept free."""

    @property
    def now(self) -> datetime:
        """The moment of the drawing."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The grid: day columns beside each other, the day's minutes downwards."""

    columns: tuple[Box, ...]
    first_minute: int
    last_minute: int
    all_day: Box

    def y(self, minute: float) -> float:
        """Where a minute of the day lies."""
        column = self.columns[0]
        part = (minute - self.first_minute) / (self.last_minute - self.first_minute)
        return column.y + part * column.height


def lay_out(week: ShownWeek, all_day_rows: int) -> Frame:
    """Make room for the hours the week uses and for its all-day rows."""
    zone, site = week.site.tz, week.site
    minutes = [site.opening.start, site.opening.end, site.working.start, site.working.end]
    for entry in week.entries:
        if entry.days is None:
            minutes += minutes_of(entry.span, entry.span.start.astimezone(zone).date(), zone)
    first = max(0, (min(minutes) // 60) * 60)
    last = min(1440, -(-max(minutes) // 60) * 60)
    top = TITLE_HEIGHT + HEAD_HEIGHT
    all_day = Box(LEFT, top, WIDTH - LEFT - RIGHT, max(all_day_rows, 1) * ALL_DAY_ROW + 6)
    shares = [1.0 if day in site.working_days else DAY_OFF_WIDTH for day in range(7)]
    columns, x = [], float(LEFT)
    for share in shares:
        width = (WIDTH - LEFT - RIGHT) * share / sum(shares)
        columns.append(Box(x, all_day.bottom, width, HEIGHT - FOOT_HEIGHT - all_day.bottom))
        x += width
    return Frame(tuple(columns), first, last, all_day)


def minutes_of(span: Span, day: date, zone: ZoneInfo) -> tuple[int, int]:
    """The wall-clock minutes of ``day`` that the span takes, at most the whole day."""
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    first = 0 if start.date() < day else start.hour * 60 + start.minute
    last = 1440 if end.date() > day else end.hour * 60 + end.minute
    return first, max(last, first)


def free_parts(start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What of ``[start, end)`` no stretch of ``taken`` covers."""
    parts, at = [], start
    for first, last in sorted(taken):
        if first > at:
            parts.append((at, min(first, end)))
        at = max(at, last)
        if at >= end:
            break
    if at < end:
        parts.append((at, end))
    return [(first, last) for first, last in parts if last > first]
