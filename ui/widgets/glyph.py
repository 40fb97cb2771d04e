"""An icon that stands in a layout."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.widgets.icons import paint_icon


class Glyph(QWidget):
    """Paints one icon, in a box of its colour's fill when there is one. Never focusable."""

    def __init__(
        self, name: str, colour: str, size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._colour, self._fill = name, colour, ""
        self._box = size
        self.setFixedSize(size, size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, colour: str, fill: str = "") -> None:
        """Paint another icon; ``fill`` puts it in a bordered box of that colour."""
        self._name, self._colour, self._fill = name, colour, fill
        self.update()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(self._box, self._box)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._fill:
            paint_boxed_icon(painter, self._name, box, self._colour, self._fill)
        else:
            paint_icon(painter, self._name, box, self._colour)
        painter.end()


def paint_boxed_icon(painter: QPainter, name: str, box: QRectF, colour: str, fill: str) -> None:
    """Paint ``name`` inside a rounded, bordered box; ``painter`` is antialiased."""
    edge = max(1.0, box.width() / 18)
    frame = box.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
    painter.setPen(QPen(QColor(colour), edge))
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(frame, box.width() * 0.25, box.width() * 0.25)
    inset = box.width() * 0.2
    paint_icon(painter, name, box.adjusted(inset, inset, -inset, -inset), colour)
