"""Blocks: what stands in the week, told apart by colour, icon and outline."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from app.domain.entries import Entry, EntryKind, Protection
from ui.week.blocks import Block
from ui.week.geometry import Box
from ui.week.ink import Face, Ink, grown, rect
from ui.week.paint_titles import giving_way, marks_of, paint_marks, paint_title, title_line
from ui.week.sentences import shown_title, state_name
from ui.widgets.language import tr

STRIPE = 4
RADIUS = 4
NO_PEN = QPen(Qt.PenStyle.NoPen)
DASHES = Qt.PenStyle.DashLine
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
    lines = _lines_in(ink, box.h)
    marks = marks_of(ink, entry)
    title = shown_title(entry)
    if lines == 1:
        area = Box(inner.x, box.y, inner.w, box.h)
        area = paint_marks(painter, ink, area, giving_way(ink, area, marks, title))
        paint_title(painter, ink, area, entry, struck=struck)
        return
    height = ink.height(Face.TITLE)
    first = Box(inner.x, box.y + 2.5, inner.w, height)
    if lines > 2 and title_line(ink, first, title).cut:  # noqa: PLR2004 - room for the third
        first = Box(inner.x, first.y, inner.w, 2 * height)
        lines = 2
    paint_title(painter, ink, first, entry, struck=struck)
    _lines_below(painter, ink, Box(inner.x, first.y + first.h, inner.w, 0), block, lines)


def _lines_in(ink: Ink, height: float) -> int:
    """One to three: the title, when, and where."""
    title, second = ink.height(Face.TITLE), ink.height(Face.SECOND)
    if height < title + second + 4:
        return 1
    return 2 + (height >= title + 2 * second + 5)


def _lines_below(painter: QPainter, ink: Ink, at: Box, block: Block, lines: int) -> None:
    """When, with the marks at the far end, and where."""
    entry = block.entry
    assert entry is not None
    height = ink.height(Face.SECOND)
    below = Box(at.x, at.y, at.w, height)
    below = paint_marks(painter, ink, below, marks_of(ink, entry))
    second, third = _lines(ink, block)
    ink.draw(painter, Face.SECOND, second, ink.theme.second_text, below)
    if lines > 2 and third:  # noqa: PLR2004 - room for the third line
        area = Box(at.x, below.y + height, at.w, height)
        ink.draw(painter, Face.SECOND, third, ink.theme.second_text, area)


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
