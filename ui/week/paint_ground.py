"""The page under the blocks: shaded hours, lines, peak bands and the volume gutter."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ui.week.geometry import ALL_DAY_PAD, Box, Column
from ui.week.ink import Face, Ink, rect
from ui.week.scene import Scene
from ui.week.tips import city_of
from ui.widgets.language import tr

HALF_HOURS_FROM = 22.0
"""Pixels an hour from which half hours get a line of their own."""


def paint_ground(painter: QPainter, ink: Ink, scene: Scene) -> None:
    """Paint everything that lies behind the blocks, below the heads."""
    geometry = scene.geometry
    painter.save()
    painter.setClipRect(0, round(geometry.top), round(geometry.width), round(geometry.height))
    for column in geometry.columns:
        _shade(painter, ink, scene, column)
    _hour_lines(painter, ink, scene)
    for column in geometry.columns:
        _bands(painter, ink, scene, column)
        _gutter(painter, ink, scene, column)
    painter.restore()
    _columns(painter, ink, scene)
    _hours(painter, ink, scene)


def _shade(painter: QPainter, ink: Ink, scene: Scene, column: Column) -> None:
    """Grey over what is not the manager's working time."""
    geometry, site = scene.geometry, scene.view.site
    sunken = ink.colour(ink.theme.sunken)
    if not scene.is_working(column.day):
        painter.fillRect(rect(geometry.stretch(column, geometry.first, geometry.last)), sunken)
        return
    for start, end in ((0, site.working.start), (site.working.end, 1440)):
        painter.fillRect(rect(geometry.stretch(column, start, end)), sunken)


def _hour_lines(painter: QPainter, ink: Ink, scene: Scene) -> None:
    geometry = scene.geometry
    faint = QColor(ink.theme.line)
    faint.setAlpha(120)
    step = 30 if geometry.per_minute * 60 >= HALF_HOURS_FROM * 2 else 60
    for minute in range(-(-geometry.first // step) * step, geometry.last, step):
        y = round(geometry.y(minute)) + 0.5
        painter.setPen(faint if minute % 60 else ink.colour(ink.theme.line))
        left, right = geometry.columns[0], geometry.columns[-1]
        start = min(left.x, right.x)
        end = max(left.x + left.w, right.x + right.w)
        painter.drawLine(QLineF(start, y, end, y))


def _columns(painter: QPainter, ink: Ink, scene: Scene) -> None:
    geometry = scene.geometry
    painter.setPen(ink.colour(ink.theme.line))
    for column in geometry.columns:
        x = column.x + column.w - 0.5 if geometry.mirrored else column.x + 0.5
        painter.drawLine(QLineF(x, 8, x, geometry.height))
    for y in (geometry.head_height + 0.5, geometry.top - 0.5):
        edge = geometry.ruler
        x0 = 0 if geometry.mirrored else edge.right
        painter.drawLine(QLineF(x0, round(y) - 0.5, x0 + geometry.width - edge.w, round(y) - 0.5))


def _hours(painter: QPainter, ink: Ink, scene: Scene) -> None:
    """The ruler's hours, and beside the heads the site's place and "all day"."""
    geometry = scene.geometry
    ruler, second = geometry.ruler, ink.theme.second_text
    painter.setClipping(False)
    pad = 8
    step = 60 if geometry.per_minute * 60 >= HALF_HOURS_FROM / 1.5 else 120
    height = ink.height(Face.HOUR)
    nowhere = -10_000
    now = geometry.y(scene.now_minute) if scene.today in scene.wanted.days else nowhere
    for minute in range(-(-geometry.first // step) * step, geometry.last, step):
        y = geometry.y(minute)
        if y < geometry.top + 4 or y > geometry.height - 6 or abs(y - now) < height * 0.8:
            continue
        area = Box(ruler.x + pad, y - height / 2, ruler.w - 2 * pad, height)
        ink.draw(painter, Face.HOUR, ink.dates.time(minute), second, area, end=True)
    _city(painter, ink, scene)
    row = Box(ruler.x + 4, geometry.head_height + ALL_DAY_PAD, ruler.w - 12, geometry.all_day_row)
    ink.draw(painter, Face.RULER, tr("all day"), second, row, end=True)


def _city(painter: QPainter, ink: Ink, scene: Scene) -> None:
    """Whose wall clock the hours are; a long name on two lines, elided only where it must be."""
    geometry, ruler = scene.geometry, scene.geometry.ruler
    margin = Box(ruler.x + 2, 37 * geometry.scale, ruler.w - 10, 0)
    height = ink.height(Face.RULER)
    lines = ink.lines(Face.RULER, city_of(scene.view.site.zone), int(margin.w), 2)
    for index, line in enumerate(lines):
        x = margin.x if ink.mirrored else margin.right - line.width
        y = margin.y + (index - len(lines) / 2) * height
        painter.setFont(ink.font(Face.RULER))
        painter.setPen(ink.colour(ink.theme.second_text))
        ink.write(painter, Face.RULER, QPointF(x, y), line)


def _bands(painter: QPainter, ink: Ink, scene: Scene, column: Column) -> None:
    """The pale band of each peak, its edges dotted."""
    marks = scene.marks.get(column.day)
    if marks is None:
        return
    band = ink.colour(ink.theme.peak_band)
    edge = ink.pen(ink.theme.peak_bar, 1.2, Qt.PenStyle.DotLine)
    for start, end in marks.bands:
        box = scene.geometry.stretch(column, start, end)
        painter.fillRect(rect(Box(box.x + 1, box.y, box.w - 1, box.h)), band)
        painter.setPen(edge)
        for y in (round(box.y) + 0.5, round(box.bottom) - 0.5):
            painter.drawLine(QLineF(box.x + 1, y, box.right, y))


def _gutter(painter: QPainter, ink: Ink, scene: Scene, column: Column) -> None:
    """Bar: contacts expected; dark tick: contacts that came; rust: above the peak line."""
    marks = scene.marks.get(column.day)
    if marks is None:
        return
    geometry, theme = scene.geometry, ink.theme
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for bar in marks.bars:
        if bar.end <= geometry.first or bar.start >= geometry.last:
            continue
        if bar.expected > 0:
            painter.setBrush(ink.colour(theme.peak_bar if bar.over else theme.volume_bar))
            box = geometry.gutter_bar(column, bar.start, bar.end, bar.expected / scene.most)
            painter.drawRoundedRect(rect(box), 1.5, 1.5)
        if math.isfinite(bar.actual) and bar.actual > 0:
            came = geometry.gutter_bar(column, bar.start, bar.end, bar.actual / scene.most)
            x = came.x if geometry.mirrored else came.right
            painter.fillRect(QRectF(x - 1, came.y, 2, came.h), ink.colour(theme.text))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def paint_legend(painter: QPainter, ink: Ink, scene: Scene) -> None:
    """What the marks mean, at the foot of the page."""
    geometry, theme = scene.geometry, ink.theme
    words = [tr("typical volume"), tr("actual"), tr("peak band"), tr("unplanned")]
    widths = [ink.line(Face.RULER, word, 200).width for word in words]
    height, swatch, gap = 18 * ink.scale, 13, 16
    total = sum(widths) + len(words) * (swatch + 5) + (len(words) + 1) * gap * 0.8
    room = geometry.width - geometry.ruler.w - 30
    if total > room or not scene.marks:
        return
    x = geometry.ruler.x - 30 - total if geometry.mirrored else geometry.ruler.right + 30
    y = geometry.height - height - 5
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(ink.pen(theme.line, 1))
    painter.setBrush(ink.colour(theme.surface))
    painter.drawRoundedRect(QRectF(x + 0.5, y + 0.5, total, height), 5, 5)
    at = x + total - gap * 0.8 if geometry.mirrored else x + gap * 0.8
    for index, word in enumerate(words):
        left = at - swatch if geometry.mirrored else at
        _swatch(painter, ink, index, QRectF(left, y + height / 2 - 5, swatch, 11))
        text_x = left - 5 - widths[index] if geometry.mirrored else left + swatch + 5
        area = Box(text_x, y, widths[index] + 1, height)
        ink.draw(painter, Face.RULER, word, theme.second_text, area)
        step = swatch + 5 + widths[index] + gap * 0.8
        at = at - step if geometry.mirrored else at + step
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _swatch(painter: QPainter, ink: Ink, which: int, area: QRectF) -> None:
    theme = ink.theme
    painter.setPen(Qt.PenStyle.NoPen)
    if which == 0:
        painter.setBrush(ink.colour(theme.volume_bar))
        painter.drawRoundedRect(area, 2, 2)
    elif which == 1:
        painter.fillRect(
            QRectF(area.center().x() - 1, area.y(), 2, area.height()), ink.colour(theme.text)
        )
    elif which == 2:  # noqa: PLR2004 - the third of four swatches
        painter.fillRect(area, ink.colour(theme.peak_band))
        painter.setPen(ink.pen(theme.peak_bar, 1.2, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(area.topLeft(), area.topRight()))
        painter.drawLine(QLineF(area.bottomLeft(), area.bottomRight()))
    else:
        unplanned = next(iter(theme.kinds.values()))
        painter.fillRect(area, ink.colour(unplanned.fill))
        painter.setBrushOrigin(QPointF(0, 0))
        painter.fillRect(area, ink.hatch(unplanned.mark, 120))
