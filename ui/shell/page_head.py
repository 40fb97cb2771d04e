"""The strip above a page that is not about a stretch of time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.shell.toolbar import HEIGHT
from ui.widgets.buttons import Button, icon_button

_ICONS = {"search": "search", "undo": "undo", "redo": "redo"}


class PageHead(QFrame):
    """As high as the toolbar, so that nothing jumps from page to page."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setFixedHeight(HEIGHT)
        self._title = QLabel()
        self._title.setObjectName("week-title")
        self._own: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 0, 16, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._title)
        self._row.addStretch(1)
        self.hide()

    def offer(self, actions: Sequence[QAction]) -> None:
        """Put a button for each of the window's own actions on every page."""
        for action in actions:
            self._row.addWidget(_button_for(action))

    def say(self, title: str, parts: Sequence[QWidget] = ()) -> None:
        """Show the page's name and, at the far end, what the page does itself."""
        self._title.setText(title)
        for part in self._own:
            part.hide()
        self._own = list(parts)
        for part in self._own:
            if part.parentWidget() is not self:
                self._row.addWidget(part)
            part.show()


def _button_for(action: QAction) -> Button:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
    button = icon_button(_ICONS.get(action.objectName(), "more"), action.text(), shortcut=keys)
    button.clicked.connect(action.trigger)
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
    return button
