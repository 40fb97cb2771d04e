"""The back-test's figures as bars with their numbers beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.entries import EntryKind
from ui.theme import Theme
from ui.widgets.language import tr
from ui.widgets.spoken import percent

ROW = 34
NAME_WIDTH = 230.0
NUMBER_WIDTH = 62.0
HATCH = 6.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure. ``share`` is of 1; ``ours`` is what the planner does, ``best`` hindsight."""

    name: str
    share: float
    ours: bool = False
    best: bool = False


class EvidenceBars(QWidget):
    """Bars from nothing to 100 %, each said in words to a screen reader."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: Sequence[Bar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Share of the peak contacts caught"))

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Replace what is shown."""
        self._bars = bars
        self.setFixedHeight(max(len(bars), 1) * ROW)
        self.setAccessibleDescription(
            "; ".join(f"{bar.name}: {percent(bar.share, 1)}" for bar in bars)
        )
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(560, max(len(self._bars), 1) * ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, bar in enumerate(self._bars):
            self._paint_bar(painter, index * ROW, bar)
        self._paint_mark(painter)
        painter.end()

    def _track(self, top: float) -> QRectF:
        box = QRectF(
            NAME_WIDTH, top + 9, max(self.width() - NAME_WIDTH - NUMBER_WIDTH, 10.0), ROW - 18
        )
        return self._mirrored(box)

    def _mirrored(self, box: QRectF) -> QRectF:
        if self.isRightToLeft():
            box.moveLeft(self.width() - box.right())
        return box

    def _filled(self, track: QRectF, share: float) -> QRectF:
        width = track.width() * min(max(share, 0.0), 1.0)
        left = track.right() - width if self.isRightToLeft() else track.left()
        return QRectF(left, track.top(), width, track.height())

    def _paint_bar(self, painter: QPainter, top: float, bar: Bar) -> None:
        theme, track = self._theme, self._track(top)
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._font(bold=bar.ours))
        painter.setPen(QColor(theme.text))
        name = self._mirrored(QRectF(0, top, NAME_WIDTH - 12, ROW))
        words = painter.fontMetrics().elidedText(
            bar.name, Qt.TextElideMode.ElideRight, int(name.width())
        )
        painter.drawText(name, leading, words)
        end = self._mirrored(QRectF(self.width() - NUMBER_WIDTH, top, NUMBER_WIDTH, ROW))
        painter.drawText(end, trailing, percent(bar.share, 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.sunken))
        painter.drawRoundedRect(track, 4, 4)
        filled = self._filled(track, bar.share)
        if bar.best:
            painter.setPen(QPen(QColor(theme.second_text), 1.2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(filled.adjusted(0.6, 0.6, -0.6, -0.6), 4, 4)
        elif bar.ours:
            self._paint_ours(painter, filled)
        else:
            painter.setBrush(QColor(theme.volume_bar))
            painter.drawRoundedRect(filled, 4, 4)

    def _paint_ours(self, painter: QPainter, box: QRectF) -> None:
        """Hatch what the planner does like the blocks in the week: told apart without colour."""
        mark = self._theme.kinds[EntryKind.UNPLANNED]
        painter.setPen(QPen(QColor(mark.mark), 1.4))
        painter.setBrush(QColor(mark.fill))
        painter.drawRoundedRect(box.adjusted(0.7, 0.7, -0.7, -0.7), 4, 4)
        painter.save()
        painter.setClipRect(box)
        stripe = QColor(mark.mark)
        stripe.setAlphaF(0.6)
        painter.setPen(QPen(stripe, 1))
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
            x += HATCH
        painter.restore()

    def _paint_mark(self, painter: QPainter) -> None:
        """Carry the planner's own figure down through the others."""
        ours = next((bar for bar in self._bars if bar.ours), None)
        if ours is None:
            return
        filled = self._filled(self._track(0), ours.share)
        x = filled.left() if self.isRightToLeft() else filled.right()
        painter.setPen(QPen(QColor(self._theme.text), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, 4), QPointF(x, len(self._bars) * ROW - 4))

    def _font(self, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(13)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font
