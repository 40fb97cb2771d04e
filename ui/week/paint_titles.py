"""The first line of a block: its kind's icon, its title and the marks at the far end.

Short blocks in narrow columns are many in a full week: there the title goes first.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from app.domain.entries import Entry, EntryKind, Protection
from ui.week.geometry import Box
from ui.week.ink import Face, Ink, Line
from ui.week.panel_kinds import KIND_ICONS
from ui.week.sentences import shown_title

ICON = 13
MARK = 12
LEAST = 10
FRAMED = 3
"""Pixels that a frame takes of a low block's height."""
TIGHT = 2
"""Pixels by which the lines of a wrapped title stand closer than the font asks."""
Marks = tuple[tuple[str, str], ...]
"""Names and colours of icons."""


def title_line(ink: Ink, area: Box, title: str) -> Line:
    """Measure the title as it would stand beside its icon on one line."""
    return ink.line(Face.TITLE, title, int(area.w) - _size(ink, area, ICON) - 4)


def giving_way(ink: Ink, area: Box, marks: Marks, title: str) -> Marks:
    """Leave out the marks a short block can do without where its title would be cut.

    The lock stays; that a block was planned or repeats, the panel and the tip tell too.
    """
    size = _size(ink, area, MARK)
    room = Box(area.x, area.y, area.w - len(marks) * (size + 4), area.h)
    if marks and title_line(ink, room, title).cut:
        return tuple(mark for mark in marks if mark[0] == "lock")
    return marks


def paint_title(painter: QPainter, ink: Ink, area: Box, entry: Entry, *, struck: bool) -> None:
    """Paint the icon and the title, on two lines where one would cut it and two have room."""
    theme, title = ink.theme, shown_title(entry)
    low = area.h < ink.height(Face.TITLE)
    face = Face.STRUCK if struck else Face.SMALL if low else Face.TITLE
    size = _size(ink, area, ICON)
    rest = Box(area.x + (0 if ink.mirrored else size + 4), area.y, area.w - size - 4, area.h)
    step = ink.height(face) - TIGHT
    most = 2 if area.h >= 2 * step else 1
    # Of many meetings that one routine asks for, the end tells with whom each of them is.
    ends = entry.demand.startswith("rule:")
    lines: tuple[Line, ...] = (ink.line(face, title, int(rest.w), keep_end=ends),)
    if lines[0].cut and most > 1:
        lines = ink.lines(face, title, int(rest.w), most, keep_end=ends)
    line_height = step if len(lines) > 1 else ink.height(face)
    top = area.y + (area.h - line_height * len(lines)) / 2
    colour = theme.second_text if entry.cancelled else theme.kinds[entry.kind].mark
    at = QPointF(area.right - size if ink.mirrored else area.x, top + (line_height - size) / 2)
    painter.drawPixmap(at, ink.icon(KIND_ICONS[entry.kind], colour, size))
    painter.setFont(ink.font(face))
    painter.setPen(ink.colour(theme.second_text if struck else theme.text))
    raised = (ink.height(face) - line_height) / 2
    for index, line in enumerate(lines):
        left = rest.right - line.width if ink.mirrored else rest.x
        ink.write(painter, face, QPointF(left, top + index * line_height - raised), line)


def marks_of(ink: Ink, entry: Entry) -> Marks:
    """Icons at the far side: repeats, and padlock or spark."""
    marks = []
    colour = ink.theme.kinds[entry.kind].mark
    if entry.cancelled:
        return ()
    if entry.protection is Protection.PLANNED and (entry.reasons or entry.routine):
        marks.append(("spark", colour))
    elif entry.protection is Protection.LOCKED:
        marks.append(("lock", ink.theme.second_text))
    repeats = entry.source is not None and entry.source.recurrence
    if repeats or (entry.routine is not None and entry.kind is not EntryKind.UNPLANNED):
        marks.append(("repeat", colour))
    return tuple(marks)


def paint_marks(painter: QPainter, ink: Ink, area: Box, marks: Marks) -> Box:
    """Paint the marks at the far end of a line; return what is left of it."""
    size = _size(ink, area, MARK)
    left, width = area.x, area.w
    for name, colour in marks:
        if width < size + 30:
            break
        x = left if ink.mirrored else left + width - size
        painter.drawPixmap(QPointF(x, area.y + (area.h - size) / 2), ink.icon(name, colour, size))
        width -= size + 4
        if ink.mirrored:
            left += size + 4
    return Box(left, area.y, width, area.h)


def _size(ink: Ink, area: Box, wanted: int) -> int:
    """Side of an icon: as the font grows, and clear of the frame of a low block."""
    return min(round(wanted * ink.scale), max(int(area.h) - FRAMED, LEAST))
