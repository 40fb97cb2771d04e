"""A check box whose box is seen on every background, light or dark."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.widgets.icons import paint_icon

BOX = 16
GAP = 8
LEAST = 24


class Tick(QCheckBox):
    """Paints its own box: empty and outlined, or filled with a tick in it.

    Words that have no room are cut short, or with ``wrap`` go on in the next line.
    """

    def __init__(
        self, words: str, *, bold: bool = False, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self._wrap = wrap
        font = self.font()
        font.setBold(bold)
        self.setFont(font)

    def sizeHint(self) -> QSize:
        """Qt override."""
        metrics = self.fontMetrics()
        words = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(BOX + GAP + words.width() + 2, max(LEAST, words.height()))

    def minimumSizeHint(self) -> QSize:
        """Qt override: long words are cut short, and told whole by the tool tip."""
        return QSize(BOX + GAP + 40, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override: words that wrap take the height they need."""
        super().resizeEvent(event)
        if self._wrap:
            room = QRect(0, 0, max(self.width() - BOX - GAP, 40), 1000)
            words = self.fontMetrics().boundingRect(room, self._flags(), self.text())
            self.setMinimumHeight(max(LEAST, words.height() + 2))

    def hitButton(self, point: QPoint) -> bool:
        """Qt override: the words are part of the target."""
        return self.rect().contains(point)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The application's palette: a widget's own one is bent by the stylesheet.
        palette = QGuiApplication.palette()
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        accent = palette.color(QPalette.ColorRole.Highlight)
        box = QRectF(self._mirrored(QRect(0, (self.height() - BOX) // 2, BOX, BOX)))
        frame = box.adjusted(0.75, 0.75, -0.75, -0.75)
        edge = accent if self.isChecked() else palette.color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(edge, 1.5))
        painter.setBrush(accent if self.isChecked() else palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(frame, 4, 4)
        if self.isChecked():
            colour = palette.color(QPalette.ColorRole.HighlightedText).name()
            paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), colour)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setPen(palette.color(group, QPalette.ColorRole.WindowText))
        words = self._mirrored(QRect(BOX + GAP, 0, self.width() - BOX - GAP, self.height()))
        painter.drawText(words, self._flags(), self._shown(words.width()))
        painter.end()

    def _shown(self, width: int) -> str:
        if self._wrap:
            return self.text()
        return self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, width, Qt.TextFlag.TextShowMnemonic
        )

    def _flags(self) -> int:
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        flags = int(leading) | int(Qt.TextFlag.TextShowMnemonic)
        return flags | int(Qt.TextFlag.TextWordWrap) if self._wrap else flags

    def _mirrored(self, box: QRect) -> QRect:
        if self.isRightToLeft():
            box.moveRight(self.width() - 1 - box.left())
        return box
