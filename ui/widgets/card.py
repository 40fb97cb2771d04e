"""A white card on a page, its rows parted by hairlines."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.widgets.style import line


class Card(QFrame):
    """A white card on the page with hairlines between its rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(0)

    def add(self, row: QWidget) -> None:
        """Put a row under the others."""
        if self._column.count():
            self._column.addWidget(line())
        self._column.addWidget(row)
