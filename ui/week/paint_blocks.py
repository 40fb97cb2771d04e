"""Blocks: what stands in the week, told apart by colour, icon and outline."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from app.domain.entries import Entry, EntryKind, Protection
from ui.week.blocks import Block
from ui.week.geometry import Box
from ui.week.ink import Face, Ink, grown, rect
from ui.week.panel_kinds import KIND_ICONS
from ui.week.sentences import shown_title, state_name
from ui.widgets.language import tr

STRIPE = 4
RADIUS = 4
NO_PEN = QPen(Qt.PenStyle.NoPen)
DASHES = Qt.PenStyle.DashLine
ICON = 13
CLEAR = 7
"""Pixels between words and a dashed frame around them."""
MOST_GROUNDS = 600
"""Grounds kept at the most: some 20 MB of blocks as large as an hour's."""
HALF_WIDTH = 74
"""Narrower than this there is no room for an icon; the title wraps instead."""


def paint_block(painter: QPainter, ink: Ink, box: Box, block: Block) -> None:
    """Paint one block. The painter is antialiased."""
    if block.peak is not None:
        _uncovered(painter, ink, box)
    elif block.entry is not None:
        painter.setOpacity(0.45 if block.proposed in {"removed", "from"} else 1.0)
        _ground(painter, ink, box, block.entry, proposed=block.proposed)
        _words(painter, ink, box, block)
        painter.setOpacity(1.0)


def _uncovered(painter: QPainter, ink: Ink, box: Box) -> None:
    """A peak without a block: dashed, and an invitation to click."""
    mark = ink.theme.kinds[EntryKind.UNPLANNED].mark
    painter.setPen(ink.pen(mark, 1.5, DASHES))
    painter.setBrush(ink.colour(ink.theme.peak_band))
    painter.drawRoundedRect(rect(grown(box, -1.5)), 5, 5)
    size = round(min(12 * ink.scale, box.h - 6))
    room = box.w - size - 3 - 2 * CLEAR
    words = _invitation(ink, room) if box.h >= ink.height(Face.SMALL) + CLEAR else ""
    gap = 3 if words else 0
    width = ink.line(Face.SMALL, words, int(room)).width if words else 0
    left = box.x + (box.w - width - size - gap) / 2
    icon_x = box.right - (left - box.x) - size if ink.mirrored else left
    middle = box.y + box.h / 2
    painter.drawPixmap(QPointF(icon_x, middle - size / 2), ink.icon("plus", mark, size))
    text_x = icon_x - gap - width if ink.mirrored else icon_x + size + gap
    if words:
        ink.draw(painter, Face.SMALL, words, mark, Box(text_x, box.y, width + 1, box.h))


def _invitation(ink: Ink, room: float) -> str:
    """The longest words that leave the frame clear; none where nothing fits."""
    metrics = ink.metrics(Face.SMALL)
    said = (tr("uncovered peak"), tr("uncovered"), tr("peak"))
    return next((words for words in said if metrics.horizontalAdvance(words) < room), "")


def _ground(painter: QPainter, ink: Ink, box: Box, entry: Entry, *, proposed: str) -> None:
    """Lay the block's ground down; grounds of one look and size are painted once and kept."""
    tentative = entry.protection is Protection.TENTATIVE and not proposed
    look = (entry.kind, entry.cancelled, tentative, bool(proposed), ink.mirrored)
    key = (*look, round(box.w * ink.ratio), round(box.h * ink.ratio))
    ground = ink.grounds.get(key)
    if ground is None:
        if len(ink.grounds) >= MOST_GROUNDS:
            ink.grounds.clear()
        ground = ink.grounds[key] = QPixmap(max(key[-2], 1), max(key[-1], 1))
        ground.setDevicePixelRatio(ink.ratio)
        ground.fill(Qt.GlobalColor.transparent)
        inner = QPainter(ground)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(inner, ink, Box(0, 0, box.w, box.h), entry, proposed=proposed)
        inner.end()
    painter.drawPixmap(QPointF(box.x, box.y), ground)


def _paint_ground(painter: QPainter, ink: Ink, box: Box, entry: Entry, *, proposed: str) -> None:
    theme = ink.theme
    mark = theme.kinds[entry.kind].mark
    tentative = entry.protection is Protection.TENTATIVE and not proposed
    painter.setBrush(ink.fill(entry.kind))
    area, pen = box, NO_PEN
    if entry.cancelled:
        pen = ink.pen(theme.second_text, 1.2, DASHES)
    elif tentative or proposed:
        pen = ink.pen(theme.text if tentative else mark, 1.4, DASHES)
    elif entry.kind is EntryKind.OPEN_DOOR:
        pen = ink.pen(mark, 1.3)
    if pen is not NO_PEN:
        area = grown(box, -0.75)
    if entry.cancelled or tentative:
        painter.setBrush(ink.colour(theme.surface))
    painter.setPen(pen)
    painter.drawRoundedRect(rect(area), RADIUS, RADIUS)
    if entry.cancelled:
        return
    if entry.kind is EntryKind.UNPLANNED and not tentative:
        painter.fillRect(rect(box).toRect(), ink.hatch(mark, 70 if theme.dark else 42))
    x = box.right - STRIPE if ink.mirrored else box.x
    painter.fillRect(int(x), int(box.y), STRIPE, int(box.h), ink.colour(mark))


def _words(painter: QPainter, ink: Ink, box: Box, block: Block) -> None:
    entry = block.entry
    assert entry is not None
    pad = 7 if box.w >= HALF_WIDTH else 4
    end = 3 if box.w >= HALF_WIDTH else 1
    left = box.x + (end if ink.mirrored else STRIPE + pad)
    inner = Box(left, box.y, box.w - STRIPE - pad - end, box.h)
    struck = entry.cancelled or block.proposed == "removed"
    if box.w < HALF_WIDTH:
        _wrapped(painter, ink, inner, entry, struck=struck)
        return
    title_height = ink.height(Face.TITLE)
    second_height = ink.height(Face.SECOND)
    lines = 1
    if box.h >= title_height + second_height + 4:
        lines = 2 + (box.h >= title_height + 2 * second_height + 5)
    first = Box(inner.x, box.y, inner.w, box.h)
    if lines > 1:
        first = Box(inner.x, box.y + 2.5, inner.w, title_height)
    marks = _marks(ink, entry)
    if lines == 1:
        first = _with_marks(painter, ink, first, marks)
    _title(painter, ink, first, entry, struck=struck)
    if lines == 1:
        return
    below = Box(inner.x, first.y + title_height, inner.w, second_height)
    below = _with_marks(painter, ink, below, marks)
    second, third = _lines(ink, block)
    ink.draw(painter, Face.SECOND, second, ink.theme.second_text, below)
    if lines > 2 and third:  # noqa: PLR2004 - room for the third line
        area = Box(inner.x, below.y + second_height, inner.w, second_height)
        ink.draw(painter, Face.SECOND, third, ink.theme.second_text, area)


def _title(painter: QPainter, ink: Ink, area: Box, entry: Entry, *, struck: bool) -> None:
    """The kind's icon, then the title."""
    theme = ink.theme
    size = min(round(ICON * ink.scale), max(int(area.h) - 1, 8))
    colour = theme.second_text if entry.cancelled else theme.kinds[entry.kind].mark
    x = area.right - size if ink.mirrored else area.x
    painter.drawPixmap(
        QPointF(x, area.y + (area.h - size) / 2), ink.icon(KIND_ICONS[entry.kind], colour, size)
    )
    rest = Box(area.x + (0 if ink.mirrored else size + 4), area.y, area.w - size - 4, area.h)
    face = Face.STRUCK if struck else Face.TITLE
    if area.h < ink.height(Face.TITLE) - 1:
        face = Face.SMALL
    ink.draw(painter, face, shown_title(entry), theme.second_text if struck else theme.text, rest)


def _wrapped(painter: QPainter, ink: Ink, area: Box, entry: Entry, *, struck: bool) -> None:
    """The title over several lines, where a block shares its column."""
    face = Face.STRUCK if struck else Face.SMALL
    painter.setFont(ink.font(face))
    painter.setPen(ink.colour(ink.theme.second_text if struck else ink.theme.text))
    if area.h < 2 * ink.height(face):
        ink.draw(painter, face, shown_title(entry), ink.theme.text, area)
        return
    height = ink.height(face)
    most = max(int((area.h - 3) / height), 1)
    for index, line in enumerate(ink.lines(face, shown_title(entry), int(area.w), most)):
        x = area.right - line.width if ink.mirrored else area.x
        ink.write(painter, face, QPointF(x, area.y + 3 + index * height), line)


def _lines(ink: Ink, block: Block) -> tuple[str, str]:
    """The second and third line: when, then where or the note or the state."""
    entry = block.entry
    assert entry is not None
    when = ink.dates.times(block.start, block.end)
    if block.proposed:
        words = {
            "new": tr("new"),
            "moved": tr("moved here"),
            "removed": tr("to be removed"),
            "from": tr("moves away"),
        }
        return when, words[block.proposed]
    if entry.cancelled:
        return state_name(entry), when
    if entry.protection is Protection.TENTATIVE:
        return when, state_name(entry)
    return when, entry.place or entry.note.partition("\n")[0]


def _marks(ink: Ink, entry: Entry) -> tuple[tuple[str, str], ...]:
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


def _with_marks(painter: QPainter, ink: Ink, area: Box, marks: tuple[tuple[str, str], ...]) -> Box:
    """Paint the marks at the far end of a line; return what is left of it."""
    size = min(round(12 * ink.scale), max(int(area.h) - 1, 8))
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
