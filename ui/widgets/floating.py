"""Something that floats over the lower part of a page and stays centred there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QWidget


class Floating(QFrame):
    """A card over its parent. ``raised`` is how far above the parent's lower edge it hangs."""

    def __init__(self, parent: QWidget, raised: int) -> None:
        super().__init__(parent)
        self._over = parent
        self._raised = raised
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(18)
        shadow.setOffset(0, 3)
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        parent.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: follow the parent's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.settle()
        return super().eventFilter(watched, event)

    def float_up(self) -> None:
        """Show it in its place, over everything."""
        self.settle()
        self.show()
        self.raise_()

    def settle(self) -> None:
        """Take the place that the words inside need."""
        parent = self._over
        self.setMaximumWidth(max(200, parent.width() - 48))
        self.adjustSize()
        self.move(
            (parent.width() - self.width()) // 2,
            parent.height() - self.height() - self._raised,
        )
