"""What lies over the week and changes from moment to moment: now, selection, drag."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from app.domain.entries import EntryKind
from ui.week.geometry import Box, Column
from ui.week.gestures import Drag, Warnings
from ui.week.ink import Face, Ink, grown, rect
from ui.week.scene import Scene
from ui.week.sentences import shown_title
from ui.widgets.language import tr

MOST_KEPT = 128
SIDE, ABOVE, BELOW = 16, 34, 12
"""How far remark and pills reach beyond the dragged block."""
"""How far pills and remarks reach beyond the dragged block."""


def paint_now(painter: QPainter, ink: Ink, scene: Scene) -> None:
    """Paint the now-line: full over today, dotted over other days, the time on a pill."""
    geometry = scene.geometry
    today = geometry.column_of(scene.today)
    if today is None or not geometry.first <= scene.now_minute < geometry.last:
        return
    y = round(geometry.y(scene.now_minute)) + 0.5
    colour = ink.theme.now
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(ink.pen(colour, 1.2, Qt.PenStyle.DotLine))
    for column in geometry.columns:
        if column is not today:
            painter.drawLine(QLineF(column.x + 1, y, column.x + column.w, y))
    _line_of_today(painter, ink, scene, today, y)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colour(colour))
    edge = today.x + today.w if geometry.mirrored else today.x
    painter.drawEllipse(QPointF(edge, y), 4, 4)
    words = ink.dates.time(scene.now_minute)
    width = ink.line(Face.PILL, words, 80).width + 14
    height = 17 * ink.scale
    ruler = geometry.ruler
    x = ruler.x + (2 if geometry.mirrored else ruler.w - width - 3)
    pill = Box(x, y - height / 2, width, height)
    painter.drawRoundedRect(rect(pill), height / 2, height / 2)
    text = ink.theme.accent_text if ink.theme.dark else "#FFFFFF"
    ink.draw(painter, Face.PILL, words, text, pill, centre=True)


def _line_of_today(painter: QPainter, ink: Ink, scene: Scene, today: Column, y: float) -> None:
    """Strong beside the blocks, faint over them: their words stay readable."""
    running = [
        box for box, block in scene.blocks if block.day == today.day and box.y < y < box.bottom
    ]
    painter.setPen(ink.pen(ink.theme.now, 2))
    if not running:
        painter.drawLine(QLineF(today.x, y, today.x + today.w, y))
        return
    left, right = min(box.x for box in running), max(box.right for box in running)
    painter.drawLine(QLineF(today.x, y, left, y))
    painter.drawLine(QLineF(right, y, today.x + today.w, y))
    if any(block.peak is not None and box in running for box, block in scene.blocks):
        return  # one line of words, which must not look struck out
    painter.setOpacity(0.35)
    painter.drawLine(QLineF(left, y, right, y))
    painter.setOpacity(1.0)


def paint_ring(painter: QPainter, ink: Ink, box: Box) -> None:
    """The selection: a ring around the block, clear of its edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(ink.pen(ink.theme.surface, 1.5))
    painter.drawRoundedRect(rect(grown(box, 0.5)), 5, 5)
    painter.setPen(ink.pen(ink.theme.accent, 2))
    painter.drawRoundedRect(rect(grown(box, 2)), 6, 6)


def ghost_box(scene: Scene, drag: Drag) -> Box | None:
    """Where the dragged block is drawn: the whole body of its column."""
    column = scene.geometry.column_of(drag.day)
    if column is None:
        return None
    return scene.geometry.block(column, drag.start, drag.end, 0, 1)


def touched_by(scene: Scene, drag: Drag) -> QRectF:
    """Everything a drag paints: the ghost, its pills and its remark."""
    box = ghost_box(scene, drag)
    if box is None:
        return QRectF()
    return QRectF(box.x - SIDE, box.y - ABOVE, box.w + 2 * SIDE, box.h + ABOVE + BELOW)


def paint_drag(painter: QPainter, ink: Ink, scene: Scene, drag: Drag, said: Warnings) -> None:
    """Paint the block under way, its start and end on pills, what speaks against it."""
    box = ghost_box(scene, drag)
    if box is None:
        return
    held = (drag.entry.id, drag.entry.title) if drag.entry else None
    key = (box.w, box.h, held, drag.copy, bool(said.conflict))
    body = ink.kept.get(key)
    if body is None:  # the same at every step but for a new size or warning
        if len(ink.kept) >= MOST_KEPT:
            ink.kept.clear()
        body = ink.kept[key] = _body(ink, box, drag, conflict=bool(said.conflict))
    painter.drawPixmap(QPointF(box.x, box.y), body)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    far = box.x + 4 if ink.mirrored else box.right - 4
    _pill(painter, ink, ink.dates.time(drag.start), far, box.y)
    _pill(painter, ink, ink.dates.time(drag.end), far, box.bottom)
    remark = _remark(said)
    if remark:
        _say(painter, ink, remark, box)


def _body(ink: Ink, box: Box, drag: Drag, *, conflict: bool) -> QPixmap:
    """Paint the dashed block and its title."""
    theme = ink.theme
    kind = drag.entry.kind if drag.entry else EntryKind.MEETING
    edge = theme.kinds[kind].mark if drag.entry else theme.accent
    body = QPixmap(round(box.w * ink.ratio), round(box.h * ink.ratio))
    body.setDevicePixelRatio(ink.ratio)
    body.fill(Qt.GlobalColor.transparent)
    painter = QPainter(body)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2.2 if conflict else 1.7
    painter.setPen(ink.pen(theme.bad if conflict else edge, width, Qt.PenStyle.DashLine))
    painter.setBrush(ink.fill(kind) if drag.entry else ink.colour(theme.accent_fill))
    painter.drawRoundedRect(QRectF(1.25, 1.25, box.w - 2.5, box.h - 2.5), 5, 5)
    title = shown_title(drag.entry) if drag.entry else tr("New")
    if drag.copy:
        title = tr("{title} (copy)", title=title)
    if box.h >= ink.height(Face.TITLE):
        ink.draw(painter, Face.TITLE, title, theme.text, Box(8, 0, box.w - 16, box.h))
    painter.end()
    return body


def _remark(said: Warnings) -> str:
    parts = []
    if said.conflict:
        parts.append(tr("over ‘{title}’", title=said.conflict))
    if said.uncovers:
        parts.append(tr("leaves a peak uncovered"))
    return " · ".join(parts)


def _pill(painter: QPainter, ink: Ink, words: str, far: float, middle: float) -> None:
    """A time on a dark pill that ends at ``far``; each is painted once and kept."""
    pill = ink.kept.get(words)
    if pill is None:
        pill = ink.kept[words] = _painted_pill(ink, words)
    width, height = pill.width() / ink.ratio, pill.height() / ink.ratio
    x = far if ink.mirrored else far - width
    painter.drawPixmap(QPointF(round(x), round(middle - height / 2)), pill)


def _painted_pill(ink: Ink, words: str) -> QPixmap:
    width = ink.line(Face.PILL, words, 80).width + 16
    area = Box(0, 0, round(width), round(17 * ink.scale))
    pill = QPixmap(round(area.w * ink.ratio), round(area.h * ink.ratio))
    pill.setDevicePixelRatio(ink.ratio)
    pill.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pill)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colour(ink.theme.toast))
    painter.drawRoundedRect(rect(area), 5, 5)
    ink.draw(painter, Face.PILL, words, ink.theme.toast_text, area, centre=True)
    painter.end()
    return pill


def _say(painter: QPainter, ink: Ink, words: str, box: Box) -> None:
    """A remark on a pill above the block."""
    room = box.w + 2 * SIDE - 16
    line = ink.line(Face.SMALL, words, int(room))
    width, height = line.width + 14, 17 * ink.scale
    centre = box.x + box.w / 2
    y = box.y - 1.6 * height - 3
    pill = Box(centre - width / 2, y, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colour(ink.theme.bad))
    painter.drawRoundedRect(rect(pill), height / 2, height / 2)
    text = ink.theme.sunken if ink.theme.dark else ink.theme.surface
    area = Box(pill.x + 7, pill.y, pill.w - 12, pill.h)
    ink.draw(painter, Face.SMALL, words, text, area)
