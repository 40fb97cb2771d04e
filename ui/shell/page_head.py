"""The strip above a page that is not about a stretch of time."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ui.shell.toolbar import HEIGHT


class PageHead(QFrame):
    """As high as the toolbar, so that nothing jumps from page to page."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setFixedHeight(HEIGHT)
        self._title = QLabel()
        self._title.setObjectName("week-title")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 0)
        row.addWidget(self._title)
        row.addStretch(1)
        self.hide()

    def say(self, title: str) -> None:
        """Show the page's name."""
        self._title.setText(title)
