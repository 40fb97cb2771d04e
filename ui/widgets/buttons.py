"""Buttons whose icons follow the theme by themselves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QGuiApplication, QKeySequence, QPalette
from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.icons import icon

_ROLES = {
    "primary": QPalette.ColorRole.HighlightedText,
    "bar-primary": QPalette.ColorRole.HighlightedText,
    "link": QPalette.ColorRole.Link,
    "danger": QPalette.ColorRole.BrightText,
    "icon-flat": QPalette.ColorRole.PlaceholderText,
}


_GAP = 5


class Button(QPushButton):
    """A push button of one kind (``ui.widgets.style``), with or without icon.

    ``plain primary flat link danger chip icon icon-flat`` belong to pages, ``bar bar-primary
    segment status`` to the frame.
    """

    def __init__(
        self,
        text: str,
        kind: str = "plain",
        icon_name: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        self._icon_name = icon_name
        self._kind = kind
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setIconSize(QSize(16, 16))
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        """Qt override: another theme brings another palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()
        super().changeEvent(event)

    def setText(self, text: str) -> None:
        """Qt override: an icon keeps its distance from the words."""
        super().setText(text)
        self._draw_icon()

    def _draw_icon(self) -> None:
        if not self._icon_name:
            return
        role = _ROLES.get(self._kind, QPalette.ColorRole.WindowText)
        # The application's palette: a widget's own one is bent by the stylesheet.
        colour = QGuiApplication.palette().color(role).name()
        gap = _GAP if self.text() else 0
        size = self.iconSize().height()
        self.setIcon(icon(self._icon_name, colour, size, gap=gap))
        self.setIconSize(QSize(size + gap, size))


def icon_button(name: str, tip: str, *, flat: bool = False, shortcut: str = "") -> Button:
    """Make a square button that shows only an icon; ``tip`` is its accessible name."""
    made = Button("", "icon-flat" if flat else "icon", name)
    made.setAccessibleName(tip)
    keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    made.setToolTip(f"{tip} ({keys})" if keys else tip)
    return made
