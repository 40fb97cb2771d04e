"""Entries on the week's picture: blocks in their columns, chips over whole days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from app.charts.palette import Mark
from app.charts.sheet import Box, Sheet
from app.charts.week_layout import (
    ALL_DAY_ROW,
    Frame,
    ShownWeek,
    free_parts,
    minutes_of,
)
from app.charts.week_volume import GUTTER
from app.domain.entries import Entry, EntryKind, Protection
from app.domain.lanes import Lane, assign_lanes

SMALL, ONE_LINE, THREE_LINES = 15.0, 34.0, 50.0
"""Heights from which a block has room for its title, for the time, for the place."""
SHORTEST_OPEN = 15
STRIP = 3.5


@dataclass(frozen=True, slots=True)
class Chip:
    """Something of whole days: from day ``first`` (0 Monday) up to ``after_last``, in a row."""

    words: str
    kind: EntryKind
    first: int
    after_last: int
    row: int


def pack_chips(week: ShownWeek) -> list[Chip]:
    """All-day entries, holidays and known events, each in the first row with room."""
    wanted: list[tuple[int, int, str, EntryKind]] = []
    for index, day in enumerate(week.outlook.days):
        if day.holiday:
            wanted.append((index, index + 1, day.holiday, EntryKind.MEETING))
        for event in day.events:
            words = f"{event.name} {event.percent:+g} %"
            wanted.append((index, index + 1, words, EntryKind.PERFORMANCE))
    for entry in week.entries:
        if entry.days is not None:
            first = max(0, (entry.days.first - week.monday).days)
            after_last = min(7, (entry.days.after_last - week.monday).days)
            if after_last > first:
                wanted.append((first, after_last, entry.title, entry.kind))
    chips: list[Chip] = []
    free_from: list[int] = []
    for first, after_last, words, kind in sorted(wanted, key=lambda w: (w[0], -w[1])):
        row = next((r for r, until in enumerate(free_from) if until <= first), len(free_from))
        if row == len(free_from):
            free_from.append(0)
        free_from[row] = after_last
        chips.append(Chip(words, kind, first, after_last, row))
    return chips


def draw_chips(sheet: Sheet, chips: list[Chip], frame: Frame) -> None:
    """Draw the all-day rows."""
    for chip in chips:
        ink = sheet.palette.kinds[chip.kind]
        x = frame.columns[chip.first].x + 4
        right = frame.columns[chip.after_last - 1].right - 4
        y = frame.all_day.y + 4 + chip.row * ALL_DAY_ROW
        box = Box(x, y, right - x, ALL_DAY_ROW - 3)
        sheet.box(box, fill=ink.fill, above=3)
        sheet.box(Box(box.x, box.y, STRIP, box.height), fill=ink.mark, above=4)
        middle = (box.x + 11, box.y + box.height / 2)
        sheet.words(
            chip.words, middle, sheet.palette.text, size=11.5, bold=True, room=box.width - 16
        )


def draw_day_entries(sheet: Sheet, week: ShownWeek, day: date, column: Box, frame: Frame) -> None:
    """Draw one day's entries side by side where they overlap, and its open peaks."""
    zone = week.site.tz
    entries = sorted(
        (entry for entry in week.entries if entry.days is None and _touches(entry, day, zone)),
        key=lambda entry: (entry.span.start, entry.id),
    )
    stretches = [minutes_of(entry.span, day, zone) for entry in entries]
    for entry, stretch, lane in zip(entries, stretches, assign_lanes(stretches), strict=True):
        box = _box_of(stretch, lane, column, frame)
        _draw_entry(sheet, entry, box, zone)
    taken = [
        stretch for entry, stretch in zip(entries, stretches, strict=True) if not entry.cancelled
    ]
    for peak in week.coverage.open:
        if peak.day == day:
            for start, end in free_parts(peak.window.start, peak.window.end, taken):
                if end - start >= SHORTEST_OPEN:
                    _draw_open(sheet, _box_of((start, end), Lane(0, 1), column, frame))


def _touches(entry: Entry, day: date, zone: ZoneInfo) -> bool:
    start, end = minutes_of(entry.span, day, zone)
    first = entry.span.start.astimezone(zone).date()
    last = entry.span.end.astimezone(zone).date()
    return first <= day <= last and end > start


def _box_of(stretch: tuple[int, int], lane: Lane, column: Box, frame: Frame) -> Box:
    left, right = column.x + GUTTER + 6, column.right - 5
    width = (right - left) / lane.of
    top, bottom = frame.y(stretch[0]), frame.y(stretch[1])
    x = left + lane.index * width
    return Box(x, top + 1, width - (2 if lane.index + 1 < lane.of else 0), max(bottom - top - 2, 5))


def _draw_entry(sheet: Sheet, entry: Entry, box: Box, zone: ZoneInfo) -> None:
    ink = sheet.palette.kinds[entry.kind]
    tentative = entry.protection is Protection.TENTATIVE
    if entry.cancelled or tentative:
        sheet.box(box, fill=sheet.palette.surface, line=ink.mark, dashed=True, round_by=4, above=3)
    else:
        sheet.box(box, fill=ink.fill, round_by=3, above=3)
    if entry.kind is EntryKind.UNPLANNED and not entry.cancelled:
        sheet.hatch(box, ink.mark, above=3.5)
    if not entry.cancelled:
        sheet.box(Box(box.x, box.y, STRIP, box.height), fill=ink.mark, above=4)
    _write(sheet, entry, box, ink, zone)


def _write(sheet: Sheet, entry: Entry, box: Box, ink: Mark, zone: ZoneInfo) -> None:
    room = box.width - 17
    colour = sheet.palette.second_text if entry.cancelled else sheet.palette.text
    if box.height < SMALL:
        return
    mark = _mark(entry)
    if mark and room > 70:  # noqa: PLR2004 - narrower blocks keep the room for words
        top = box.y + min(box.height / 2, 11)
        sheet.words(mark, (box.right - 6, top), ink.mark, size=11, side="right")
        room -= 16
    lines = [entry.title]
    if box.height >= ONE_LINE:
        lines.append(_times(entry, zone))
    if box.height >= THREE_LINES:
        lines.append(_detail(entry))
    y = box.y + (box.height / 2 if len(lines) == 1 else 12)
    for index, line in enumerate(lines):
        first = index == 0
        sheet.words(
            line,
            (box.x + 11, y),
            colour if first else sheet.palette.second_text,
            size=12 if first else 11,
            bold=first,
            room=room if first else box.width - 17,
            struck=first and entry.cancelled,
        )
        y += 15


def _mark(entry: Entry) -> str:
    if entry.routine is not None:
        return "↻"
    return "✦" if entry.protection is Protection.PLANNED else ""


def _detail(entry: Entry) -> str:
    if entry.cancelled:
        return "cancelled"
    if entry.protection is Protection.TENTATIVE:
        return "tentative"
    return entry.place or entry.note


def _times(entry: Entry, zone: ZoneInfo) -> str:
    start, end = entry.span.start.astimezone(zone), entry.span.end.astimezone(zone)
    return f"{start:%H:%M}–{end:%H:%M}"


def _draw_open(sheet: Sheet, box: Box) -> None:
    ink = sheet.palette.kinds[EntryKind.UNPLANNED]
    sheet.box(
        box.inset(1), fill=sheet.palette.surface, line=ink.mark, dashed=True, round_by=5, above=2.5
    )
    middle = (box.x + box.width / 2, box.y + box.height / 2)
    sheet.words(
        "+ uncovered peak",
        middle,
        ink.mark,
        size=11.5,
        bold=True,
        side="center",
        room=box.width - 8,
        above=5,
    )
