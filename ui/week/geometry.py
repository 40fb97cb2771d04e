"""Where days and minutes lie on the page. Arithmetic only: no Qt, no entries.

All lengths are logical pixels. A mirrored page (right to left) has its first day at the
right and every gutter at the right edge of its column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

RULER_WIDTH = 52
HEAD_HEIGHT = 56
ALL_DAY_ROW = 23
ALL_DAY_PAD = 3
GUTTER = 20
NARROW_GUTTER = 12
BODY_GAP = 3
BODY_END = 4
NARROW_SHARE = 0.5
MINUTES_A_DAY = 1440
SHORTEST_RANGE = 240
EDGE = 6
WHEEL_MINUTES = 30
ZOOM = 0.85
RESIZABLE_FROM = 24


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The first pixel column outside."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The first pixel row outside."""
        return self.y + self.h

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies inside; right and bottom edges do not."""
        return self.x <= x < self.right and self.y <= y < self.bottom


@dataclass(frozen=True, slots=True)
class Column:
    """One day's strip. ``gutter`` holds the volume bars, ``body`` the blocks."""

    day: date
    x: float
    w: float
    narrow: bool
    mirrored: bool

    @property
    def gutter_width(self) -> float:
        """How wide the volume gutter is."""
        return NARROW_GUTTER if self.narrow else GUTTER

    @property
    def body_x(self) -> float:
        """Left edge of where blocks may lie."""
        if self.mirrored:
            return self.x + BODY_END
        return self.x + self.gutter_width + BODY_GAP

    @property
    def body_w(self) -> float:
        """Width of where blocks may lie."""
        return max(self.w - self.gutter_width - BODY_GAP - BODY_END, 8)


@dataclass(frozen=True, slots=True)
class Geometry:
    """A laid-out page: days to columns, minutes of the day to heights and back."""

    width: float
    height: float
    columns: tuple[Column, ...]
    first: int
    last: int
    all_day_rows: int
    mirrored: bool
    scale: float = 1.0

    @property
    def head_height(self) -> float:
        """Height of the day heads, without the all-day row."""
        return HEAD_HEIGHT * self.scale

    @property
    def all_day_row(self) -> float:
        """Height of one row of all-day bars."""
        return ALL_DAY_ROW * self.scale

    @property
    def top(self) -> float:
        """Where the minutes begin, below heads and all-day rows."""
        return self.head_height + self.all_day_rows * self.all_day_row + 2 * ALL_DAY_PAD

    @property
    def per_minute(self) -> float:
        """Pixels a minute."""
        return max(self.height - self.top, 1) / (self.last - self.first)

    @property
    def ruler(self) -> Box:
        """The strip with the hours."""
        ruler = RULER_WIDTH * self.scale
        x = self.width - ruler if self.mirrored else 0
        return Box(x, self.top, ruler, self.height - self.top)

    @property
    def body(self) -> Box:
        """All columns below the heads."""
        ruler = RULER_WIDTH * self.scale
        return Box(0 if self.mirrored else ruler, self.top, self.width - ruler, self.height)

    def y(self, minute: float) -> float:
        """Height at which a minute of the day lies; may be outside the page."""
        return self.top + (minute - self.first) * self.per_minute

    def minute(self, y: float) -> float:
        """The minute of the day at a height, kept inside the day."""
        found = self.first + (y - self.top) / self.per_minute
        return min(max(found, 0), MINUTES_A_DAY)

    def column_of(self, day: date) -> Column | None:
        """The column that shows ``day``, None when it is not on the page."""
        return next((column for column in self.columns if column.day == day), None)

    def column_at(self, x: float) -> Column:
        """The column under ``x``, else the nearest one."""
        for column in self.columns:
            if column.x <= x < column.x + column.w:
                return column
        return min(self.columns, key=lambda column: abs(column.x + column.w / 2 - x))

    def stretch(self, column: Column, start: float, end: float) -> Box:
        """The whole width of a column between two minutes."""
        top = self.y(start)
        return Box(column.x, top, column.w, self.y(end) - top)

    def block(self, column: Column, start: int, end: int, lane: int, lanes: int) -> Box:
        """Where a block lies: its lane of the column's body, some air below it.

        On whole pixels: edges are sharp, and filling them is five times as fast.
        """
        width = column.body_w / lanes
        at = lanes - 1 - lane if self.mirrored else lane
        left, right = round(column.body_x + at * width), round(column.body_x + (at + 1) * width)
        top, bottom = round(self.y(start)), round(self.y(end))
        air = 2 if lanes > 1 else 0
        return Box(left, top, right - left - air, max(bottom - top - 1, 10))

    def gutter_bar(self, column: Column, start: int, end: int, share: float) -> Box:
        """A volume bar growing from the column's outer edge; ``share`` of the gutter's width."""
        room = column.gutter_width - 2
        width = max(room * min(share, 1.0), 1.5)
        left = column.x + column.w - 1.5 - width if self.mirrored else column.x + 1.5
        top = self.y(start)
        return Box(left, top + 0.75, width, max(self.y(end) - top - 1.5, 1))


def lay_out(
    days: Sequence[date],
    *,
    narrow: frozenset[date],
    width: float,
    height: float,
    first: int,
    last: int,
    all_day_rows: int,
    mirrored: bool,
    scale: float = 1.0,
) -> Geometry:
    """Share the width out among ``days``; the ``narrow`` ones get half a share each."""
    ruler = RULER_WIDTH * scale
    shares = [NARROW_SHARE if day in narrow and len(days) > 1 else 1.0 for day in days]
    unit = max(width - ruler - 2, 1) / (sum(shares) or 1)
    columns, used = [], 0.0
    for day, share in zip(days, shares, strict=True):
        w = unit * share
        x = width - ruler - used - w if mirrored else ruler + used
        columns.append(Column(day, round(x), round(w), share < 1, mirrored))
        used += w
    return Geometry(width, height, tuple(columns), first, last, all_day_rows, mirrored, scale)


def hours_shown(opening: tuple[int, int], working: tuple[int, int]) -> tuple[int, int]:
    """The stretch of the day shown at first: the site's hours and a little before.

    A site open around the clock is shown from an hour before to an hour after the
    manager's own hours, so that the day still fits; the wheel brings the rest.
    """
    start, end = min(opening[0], working[0]), max(opening[1], working[1])
    if end - start > 13 * 60:
        start, end = working[0] - 60, working[1] + 60
    return max(start - 15, 0), min(max(end, start + SHORTEST_RANGE), MINUTES_A_DAY)


def widened(hours: tuple[int, int], stretches: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """``hours`` grown to whole quarters so that every stretch of the week is in sight."""
    first = min([hours[0], *(start for start, _ in stretches)])
    last = max([hours[1], *(end for _, end in stretches)])
    return first // 15 * 15, min(-(-last // 15) * 15, MINUTES_A_DAY)


def zoomed(hours: tuple[int, int], turns: float, around: float) -> tuple[int, int]:
    """Show less of the day a turn of the wheel, the minute ``around`` staying in place."""
    length = hours[1] - hours[0]
    wanted = round(length * ZOOM**turns / 15) * 15
    wanted = min(max(wanted, SHORTEST_RANGE), MINUTES_A_DAY)
    first = round(around - (around - hours[0]) * wanted / length)
    return _inside(first, wanted)


def scrolled(hours: tuple[int, int], turns: float) -> tuple[int, int]:
    """Go up the day by half an hour a turn of the wheel, without leaving it."""
    by = round(-turns * WHEEL_MINUTES / 15) * 15
    return _inside(hours[0] + by, hours[1] - hours[0])


def _inside(first: int, length: int) -> tuple[int, int]:
    length = min(length, MINUTES_A_DAY)
    first = min(max(first, 0), MINUTES_A_DAY - length)
    return first, first + length


def snapped(minute: float, step: int) -> int:
    """The nearest multiple of ``step`` minutes."""
    return round(minute / step) * step
