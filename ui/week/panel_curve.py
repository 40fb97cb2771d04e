"""One day's expected contacts as a small picture, with the block and the peak line on it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.outlook import DayOutlook
from app.domain.site import Hours
from ui.theme import Mark, Theme
from ui.widgets.language import tr
from ui.widgets.spoken import minute_of_day, number

HEIGHT = 96
MARGIN = 9.0
FOOT = 18.0
HATCH = 6.0
LEAST_POINTS = 2
LINE_UNIT = 30
"""The peak line is said in contacts per this many minutes, or per interval where longer."""


@dataclass(frozen=True, slots=True, eq=False)
class CurveFacts:
    """What the picture shows. ``block`` are wall-clock minutes ``[start, end)`` or None."""

    day: DayOutlook
    hours: Hours
    block: tuple[int, int] | None
    mark: Mark


class DayCurve(QWidget):
    """Paints ``CurveFacts``. Reading direction decides which side morning is on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._facts: CurveFacts | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: CurveFacts) -> None:
        """Show another day."""
        self._facts = facts
        self.setAccessibleName(tr("Expected contacts of the day"))
        self.setAccessibleDescription(self._spoken(facts))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(250, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.sunken))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self._facts is not None:
            self._paint_block(painter, self._facts)
            self._paint_curve(painter, self._facts)
            self._paint_hours(painter, self._facts)
            self._paint_peak_line(painter, self._facts)
        painter.end()

    def _plot(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -FOOT)

    def _x(self, minute: float, hours: Hours) -> float:
        plot = self._plot()
        share = (minute - hours.start) / (hours.end - hours.start)
        return (
            plot.right() - share * plot.width()
            if self.isRightToLeft()
            else (plot.left() + share * plot.width())
        )

    def _y(self, contacts: float, facts: CurveFacts) -> float:
        plot = self._plot()
        most = max(float(max(facts.day.expected, default=0.0)), facts.day.peak_line, 1e-9) * 1.08
        return plot.bottom() - contacts / most * plot.height()

    def _paint_block(self, painter: QPainter, facts: CurveFacts) -> None:
        if facts.block is None:
            return
        start, end = (min(max(m, facts.hours.start), facts.hours.end) for m in facts.block)
        one, other = sorted((self._x(start, facts.hours), self._x(end, facts.hours)))
        box = QRectF(one, 5, other - one, self.height() - FOOT - 4)
        if box.width() <= 0:
            return
        painter.save()
        clip = QPainterPath()
        clip.addRoundedRect(box, 3, 3)
        painter.setClipPath(clip)
        painter.fillRect(box, QColor(facts.mark.fill))
        stroke = QColor(facts.mark.mark)
        stroke.setAlphaF(0.5)
        painter.setPen(QPen(stroke, 1))
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
            x += HATCH
        painter.restore()

    def _paint_curve(self, painter: QPainter, facts: CurveFacts) -> None:
        points = self._points(facts)
        if len(points) < LEAST_POINTS:
            return
        line = QPainterPath(points[0])
        for before, after in pairwise(points):
            middle = (before.x() + after.x()) / 2
            line.cubicTo(QPointF(middle, before.y()), QPointF(middle, after.y()), after)
        plot = self._plot()
        under = QPainterPath(line)
        under.lineTo(points[-1].x(), plot.bottom())
        under.lineTo(points[0].x(), plot.bottom())
        shade, clear = QColor(self._theme.volume_bar), QColor(self._theme.volume_bar)
        shade.setAlphaF(0.22)
        clear.setAlphaF(0.04)
        gradient = QLinearGradient(0, plot.top(), 0, plot.bottom())
        gradient.setColorAt(0, shade)
        gradient.setColorAt(1, clear)
        painter.fillPath(under, gradient)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(QColor(self._theme.text), 1.8)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(line)

    def _points(self, facts: CurveFacts) -> list[QPointF]:
        width = facts.day.minutes
        points: list[QPointF] = []
        for index, contacts in enumerate(facts.day.expected):
            middle = index * width + width / 2
            if facts.hours.start <= middle <= facts.hours.end and np.isfinite(contacts):
                points.append(QPointF(self._x(middle, facts.hours), self._y(contacts, facts)))
        return points

    def _paint_peak_line(self, painter: QPainter, facts: CurveFacts) -> None:
        if facts.day.peak_line <= 0:
            return
        theme, plot = self._theme, self._plot()
        y = self._y(facts.day.peak_line, facts)
        painter.setPen(QPen(QColor(theme.second_text), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        self._paint_legend(painter, facts)

    def _paint_legend(self, painter: QPainter, facts: CurveFacts) -> None:
        """Name the dashed line in the corner that the curve leaves free, on a patch."""
        words = peak_line_words(facts.day)
        painter.setFont(self._font(9, bold=True))
        width = painter.fontMetrics().horizontalAdvance(words) + 26
        patch = self._free_corner(width, facts)
        backing = QColor(self._theme.sunken)
        backing.setAlphaF(0.85)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(backing)
        painter.drawRoundedRect(patch, 4, 4)
        painter.setPen(QPen(QColor(self._theme.second_text), 1, Qt.PenStyle.DashLine))
        middle = patch.center().y()
        dashes = patch.right() - 18 if self.isRightToLeft() else patch.left() + 4
        painter.drawLine(QPointF(dashes, middle), QPointF(dashes + 14, middle))
        box = patch.adjusted(4, 0, -22, 0) if self.isRightToLeft() else patch.adjusted(22, 0, -4, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _free_corner(self, width: float, facts: CurveFacts) -> QRectF:
        plot, points = self._plot(), self._points(facts)
        right = QRectF(plot.right() - width, 4, width, 14)
        left = QRectF(plot.left(), 4, width, 14)
        room = {
            side: min(
                (p.y() for p in points if box.left() - 4 <= p.x() <= box.right() + 4),
                default=plot.bottom(),
            )
            for side, box in (("right", right), ("left", left))
        }
        return right if room["right"] >= room["left"] else left

    def _paint_hours(self, painter: QPainter, facts: CurveFacts) -> None:
        painter.setFont(self._font(10))
        painter.setPen(QColor(self._theme.second_text))
        first, last = -(-facts.hours.start // 60), facts.hours.end // 60
        step = max(1, -(-(last - first) // 6))
        for hour in range(first, last + 1, step):
            words = number(hour).rjust(2, number(0))
            width = painter.fontMetrics().horizontalAdvance(words) + 2
            x = self._x(hour * 60, facts.hours) - width / 2
            x = min(max(x, 4.0), self.width() - width - 4.0)
            box = QRectF(x, self.height() - FOOT + 1, width, FOOT - 2)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _font(self, pixels: int, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def _spoken(self, facts: CurveFacts) -> str:
        peaks = ", ".join(
            f"{minute_of_day(peak.start)}–{minute_of_day(peak.end)}" for peak in facts.day.peaks
        )
        total = number(facts.day.total)
        if not peaks:
            return tr("{total} contacts expected, no peak", total=total)
        return tr("{total} contacts expected, peaks {peaks}", total=total, peaks=peaks)


def peak_line_words(day: DayOutlook) -> str:
    """Say the peak line, "peak line 88 / 30 min"."""
    unit = max(LINE_UNIT, day.minutes)
    contacts = day.peak_line * unit / day.minutes
    return tr(
        "peak line {contacts} / {minutes} min", contacts=number(contacts), minutes=number(unit)
    )
