"""Day heads and the all-day row."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from app.domain.entries import EntryKind
from app.domain.trends import Trend
from ui.week.blocks import AllDayBar
from ui.week.geometry import Box, Column
from ui.week.ink import Face, Ink, rect
from ui.week.scene import Scene
from ui.widgets.language import tr

STRIPE = 4


def paint_heads(painter: QPainter, ink: Ink, scene: Scene) -> None:
    """Date, contacts expected, trend and marks of each day; then the all-day bars."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for column in scene.geometry.columns:
        _date(painter, ink, scene, column)
        _numbers(painter, ink, scene, column)
        _door(painter, ink, scene, column)
    for box, bar in scene.bars:
        _bar(painter, ink, box, bar)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _date(painter: QPainter, ink: Ink, scene: Scene, column: Column) -> None:
    """Write "18 Wed", today's number in a filled circle."""
    theme, scale = ink.theme, scene.geometry.scale
    number = ink.dates.number_of_day(column.day)
    today = column.day == scene.today
    width = ink.line(Face.HEAD, number, 60).width
    top, height, side = 9 * scale, 27 * scale, 27 * scale
    at = 8 if column.narrow else 12
    left = column.x + column.w - at - max(width, 10) if column.mirrored else column.x + at
    colour = theme.text
    if today:
        left = column.x + column.w - side - 7 if column.mirrored else column.x + 7
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.colour(theme.accent))
        painter.drawEllipse(QRectF(left, top, side, side))
        colour = theme.accent_text
        area = Box(left, top, side, height)
        ink.draw(painter, Face.HEAD, number, colour, area, centre=True)
        used = side + 3
    else:
        ink.draw(painter, Face.HEAD, number, colour, Box(left, top, width + 1, height))
        used = width + 9
    room = column.w - at - used - (4 if column.narrow else 30)
    start = column.x + 4 if column.mirrored else left + used
    if column.mirrored:
        start = left + (side if today else width) - used - room
    name = ink.dates.weekday(column.day)
    face_colour = theme.accent if today else theme.second_text
    ink.draw(painter, Face.WEEKDAY, name, face_colour, Box(start, top, max(room, 0), height))


def _numbers(painter: QPainter, ink: Ink, scene: Scene, column: Column) -> None:
    """Contacts expected and how the day stands to the week's mean, by shape and colour."""
    marks = scene.marks.get(column.day)
    if marks is None or marks.total <= 0:
        return
    scale, theme = scene.geometry.scale, ink.theme
    top, height = 35 * scale, 18 * scale
    area = Box(column.x + 10, top, column.w - 18, height)
    used = ink.draw(painter, Face.TOTAL, ink.dates.number(marks.total), theme.text, area)
    if marks.trend is None or column.narrow:
        return
    rest = _after(area, used + 9, mirrored=column.mirrored)
    if marks.trend.way == 0:
        ink.draw(painter, Face.AVERAGE, tr("≈ avg"), theme.second_text, rest)
        return
    _trend(painter, ink, marks.trend, rest, mirrored=column.mirrored)


def _trend(painter: QPainter, ink: Ink, trend: Trend, area: Box, *, mirrored: bool) -> None:
    theme = ink.theme
    colour = theme.second_text
    if trend.clear:
        colour = theme.bad if trend.way > 0 else theme.good
    side = 9 * ink.scale
    x = area.right - side if mirrored else area.x
    middle = area.y + area.h / 2
    tip, foot = (-side / 2, side / 2 - 1) if trend.way > 0 else (side / 2, -side / 2 + 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colour(colour))
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(x, middle + foot),
                QPointF(x + side, middle + foot),
                QPointF(x + side / 2, middle + tip),
            ]
        )
    )
    face = Face.TREND if trend.clear else Face.AVERAGE
    rest = _after(area, side + 4, mirrored=mirrored)
    ink.draw(painter, face, ink.dates.percent(trend.percent), colour, rest)


def _door(painter: QPainter, ink: Ink, scene: Scene, column: Column) -> None:
    """A boxed door where the open door stands, a bare one on the reliable calm day."""
    if column.narrow or column.w < 70:  # noqa: PLR2004 - no room beside the date
        return
    offered = any(
        block.day == column.day
        and block.entry is not None
        and block.entry.kind is EntryKind.OPEN_DOOR
        and not block.entry.cancelled
        for _, block in scene.blocks
    )
    calm = scene.view.outlook.calm
    candidate = bool(calm) and calm[0].reliable and calm[0].weekday == column.day.weekday()
    if not offered and not candidate:
        return
    mark = ink.theme.kinds[EntryKind.OPEN_DOOR]
    side = 19 * scene.geometry.scale
    x = column.x + 8 if column.mirrored else column.x + column.w - side - 8
    box = QRectF(round(x) + 0.5, round(13 * scene.geometry.scale) + 0.5, side - 1, side - 1)
    if offered:
        painter.setPen(ink.pen(mark.mark, 1.3))
        painter.setBrush(ink.colour(mark.fill))
        painter.drawRoundedRect(box, 5, 5)
    size = round(side - 5)
    pixmap = ink.icon("door", mark.mark, size)
    painter.drawPixmap(box.center() - QPointF(size / 2, size / 2), pixmap)


def _bar(painter: QPainter, ink: Ink, box: Box, bar: AllDayBar) -> None:
    """One all-day bar: an entry in its kind's colour, an event or holiday in the planner's."""
    kind = EntryKind.MEETING
    if bar.event is not None:
        kind = EntryKind.PERFORMANCE
    if bar.entry is not None:
        kind = bar.entry.kind
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.fill(kind))
    painter.drawRoundedRect(rect(box), 3, 3)
    x = box.right - STRIPE if ink.mirrored else box.x
    painter.setBrush(ink.mark(kind))
    painter.drawRoundedRect(QRectF(x, box.y, STRIPE, box.h), 2, 2)
    area = Box(box.x + (6 if ink.mirrored else STRIPE + 6), box.y, box.w - STRIPE - 12, box.h)
    face = Face.STRUCK if bar.entry is not None and bar.entry.cancelled else Face.SMALL
    title = bar.title
    if bar.event is not None and bar.event.percent:
        sign = "+" if bar.event.percent > 0 else "−"
        percent = ink.dates.percent(abs(round(bar.event.percent)))
        title = tr("{name}: {change}", name=bar.title, change=f"{sign}{percent}")
    ink.draw(painter, face, title, ink.theme.text, area)


def _after(area: Box, used: float, *, mirrored: bool) -> Box:
    """What is left of a line after ``used`` pixels of it."""
    width = max(area.w - used, 0)
    return Box(area.x if mirrored else area.x + used, area.y, width, area.h)
