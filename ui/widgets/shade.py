"""A window grows dim behind its dialog, so that the dialog stands clear of what lies there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QWidget

DIM = QColor(10, 14, 20, 110)


class Shade(QWidget):
    """Lies over ``window`` while ``dialog`` is open."""

    def __init__(self, dialog: QDialog, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self._dialog = dialog
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        for watched in (dialog, window):
            watched.installEventFilter(self)
        dialog.destroyed.connect(self.deleteLater)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: come and go with the dialog, follow the window's size."""
        if event.type() is QEvent.Type.Show and watched is self._dialog:
            self.setGeometry(self._over.rect())
            self.show()
            self.raise_()
        elif event.type() is QEvent.Type.Hide and watched is self._dialog:
            self.hide()
        elif event.type() is QEvent.Type.Resize and watched is self._over:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), DIM)
        painter.end()


def shade_behind(dialog: QDialog) -> None:
    """Dim the window that ``dialog`` belongs to while it is open; without one do nothing."""
    parent = dialog.parentWidget()
    if parent is not None:
        Shade(dialog, parent.window())
