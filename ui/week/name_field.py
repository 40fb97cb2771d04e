"""The panel's field for an entry's name: Enter or leaving it saves, Esc does not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.widgets.language import tr

LONGEST = 200


class NameField(QLineEdit):
    """Holds a name; Esc puts back what stood there and leaves the key to the panel."""

    def __init__(self) -> None:
        super().__init__()
        self._stood = ""
        self.setAccessibleName(tr("Name"))
        self.setMaxLength(LONGEST)

    def show_name(self, name: str) -> None:
        """Show the name that stands."""
        self._stood = name
        self.setText(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._stood)
            event.ignore()
        else:
            super().keyPressEvent(event)
