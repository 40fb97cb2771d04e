"""The week laid out for one size: every block, bar and mark with its place. No painting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.entries import Entry, EntryId, EntryKind
from ui.week.blocks import AllDayBar, Block, all_day_bars, blocks_of, coming_peaks
from ui.week.day_marks import DayMarks, largest_bar, marks_of
from ui.week.geometry import (
    ALL_DAY_PAD,
    Box,
    Geometry,
    hours_shown,
    lay_out,
    widened,
)

if TYPE_CHECKING:
    from app.services.weeks import WeekView

MOST_ALL_DAY_ROWS = 3
GONE = ("removed", "from")
"""Marks of what would stand there no longer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to lay out: which days of ``view``, what of it, at which size."""

    view: WeekView
    days: tuple[date, ...]
    entries: tuple[Entry, ...]
    proposed: tuple[tuple[Entry, str], ...] = ()
    hidden: frozenset[EntryKind] = frozenset()
    volume: bool = True
    hours: tuple[int, int] | None = None
    width: float = 800
    height: float = 600
    mirrored: bool = False
    scale: float = 1.0


@dataclass(frozen=True, eq=False)
class Scene:
    """A laid-out week. ``blocks`` and ``bars`` are in painting order, the last on top."""

    wanted: Wanted
    geometry: Geometry
    marks: dict[date, DayMarks]
    most: float
    blocks: tuple[tuple[Box, Block], ...]
    bars: tuple[tuple[Box, AllDayBar], ...]
    today: date
    now_minute: int

    @property
    def view(self) -> WeekView:
        """The week that is shown."""
        return self.wanted.view

    def block_at(self, x: float, y: float) -> tuple[Box, Block] | None:
        """The block under a point, the topmost first."""
        if y < self.geometry.top:
            return None
        hits = (hit for hit in reversed(self.blocks) if hit[0].contains(x, y))
        return next(hits, None)

    def bar_at(self, x: float, y: float) -> AllDayBar | None:
        """The all-day bar under a point."""
        return next((bar for box, bar in self.bars if box.contains(x, y)), None)

    def boxes_of(self, entry_id: EntryId | None) -> list[Box]:
        """Where an entry lies: one box a day it touches."""
        return list(self._boxes.get(entry_id, ())) if entry_id else []

    def blocks_on(self, day: date) -> list[Block]:
        """The blocks of one day."""
        return self._by_day.get(day, [])

    @cached_property
    def _boxes(self) -> dict[EntryId, list[Box]]:
        found: dict[EntryId, list[Box]] = {}
        shown = [(box, block.entry) for box, block in self.blocks]
        shown += [(box, bar.entry) for box, bar in self.bars]
        for box, entry in shown:
            if entry is not None:
                found.setdefault(entry.id, []).append(box)
        return found

    @cached_property
    def _by_day(self) -> dict[date, list[Block]]:
        found: dict[date, list[Block]] = {}
        for _, block in self.blocks:
            found.setdefault(block.day, []).append(block)
        return found

    def is_working(self, day: date) -> bool:
        """Whether the manager works on that weekday."""
        return day.weekday() in self.view.site.working_days


def lay_out_scene(wanted: Wanted) -> Scene:
    """Place everything. Costs a few milliseconds; done once per content and size."""
    view, zone = wanted.view, wanted.view.site.tz
    entries = [entry for entry in wanted.entries if entry.kind not in wanted.hidden]
    outlook = {day.day: day for day in view.outlook.days}
    now = view.now.astimezone(zone)
    invited = not wanted.proposed and EntryKind.UNPLANNED not in wanted.hidden
    peaks = coming_peaks(view) if invited else []
    ghosts = _ghosts(wanted)
    marks_of_gone = {entry.id: what for entry, what in ghosts}
    beside = blocks_of([*entries, *(entry for entry, _ in ghosts)], peaks, wanted.days, zone)
    blocks = [b for b in beside if b.entry is None or b.entry.id not in marks_of_gone]
    gone = [
        replace(b, proposed=marks_of_gone[b.entry.id])
        for b in beside
        if b.entry is not None and b.entry.id in marks_of_gone
    ]
    proposed = [*gone, *_proposed(wanted)]
    bars = [
        bar
        for bar in all_day_bars(entries, view.outlook.days, wanted.days)
        if bar.row < MOST_ALL_DAY_ROWS
    ]
    geometry = _geometry(wanted, [*blocks, *proposed], bars)
    marks = {
        day: marks_of(outlook[day], working=day.weekday() in view.site.working_days)
        for day in wanted.days
        if day in outlook and wanted.volume
    }
    return Scene(
        wanted,
        geometry,
        marks,
        largest_bar(marks.values()),
        tuple(_placed(geometry, [*blocks, *proposed])),
        tuple((_bar_box(geometry, bar), bar) for bar in bars),
        now.date(),
        now.hour * 60 + now.minute,
    )


def _ghosts(wanted: Wanted) -> list[tuple[Entry, str]]:
    """What would go or move away: it lies beside what it is in the way of, as it does now."""
    return [
        (entry, what)
        for entry, what in wanted.proposed
        if entry.kind not in wanted.hidden and what in GONE
    ]


def _proposed(wanted: Wanted) -> list[Block]:
    """Blocks that the proposal would bring, over what stands there now."""
    zone = wanted.view.site.tz
    return [
        replace(block, proposed=what)
        for entry, what in wanted.proposed
        if entry.kind not in wanted.hidden and what not in GONE
        for block in blocks_of([entry], (), wanted.days, zone)
    ]


def _geometry(wanted: Wanted, blocks: Sequence[Block], bars: Sequence[AllDayBar]) -> Geometry:
    site = wanted.view.site
    hours = wanted.hours
    if hours is None:
        usual = hours_shown(
            (site.opening.start, site.opening.end), (site.working.start, site.working.end)
        )
        hours = widened(usual, [(block.start, block.end) for block in blocks])
    narrow = frozenset(day for day in wanted.days if day.weekday() not in site.working_days)
    return lay_out(
        wanted.days,
        narrow=narrow,
        width=wanted.width,
        height=wanted.height,
        first=hours[0],
        last=hours[1],
        all_day_rows=max((bar.row + 1 for bar in bars), default=1),
        mirrored=wanted.mirrored,
        scale=wanted.scale,
    )


def _placed(geometry: Geometry, blocks: Sequence[Block]) -> list[tuple[Box, Block]]:
    columns = {column.day: column for column in geometry.columns}
    return [
        (
            geometry.block(
                columns[block.day], block.start, block.end, block.lane.index, block.lane.of
            ),
            block,
        )
        for block in blocks
    ]


def _bar_box(geometry: Geometry, bar: AllDayBar) -> Box:
    shown = [column for column in geometry.columns if bar.first <= column.day <= bar.last]
    left = min(column.x for column in shown)
    right = max(column.x + column.w for column in shown)
    top = geometry.head_height + ALL_DAY_PAD + bar.row * geometry.all_day_row
    return Box(left + 4, top + 1, right - left - 8, geometry.all_day_row - 3)


def week_days(monday: date, working: Sequence[int], *, hide_free: bool) -> tuple[date, ...]:
    """The seven days, or the working ones alone where there is little room."""
    days = tuple(monday + timedelta(days=n) for n in range(7))
    if hide_free and working:
        return tuple(day for day in days if day.weekday() in working)
    return days
