"""The strip below a page: what comes next, how old the data is, which peaks are open."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from ui.widgets.buttons import Button
from ui.widgets.language import tr

HEIGHT = 28


class StatusBar(QFrame):
    """Two sentences; a click on the right one jumps to the open peak."""

    right_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(HEIGHT)
        self._next = Button("", "status", "bell")
        self._next.setIconSize(QSize(14, 14))
        self._right = Button("", "status")
        self._right.setObjectName("status-right")
        self._right.setToolTip(tr("Jump to the peak that is not covered"))
        self._right.clicked.connect(self.right_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self._next)
        row.addStretch(1)
        row.addWidget(self._right)
        for button in (self._next, self._right):
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_words(self, left: str, right: str) -> None:
        """Show both sentences; an empty one takes no room."""
        for button, words in ((self._next, left), (self._right, right)):
            button.setText(words)
            button.setAccessibleName(words)
            button.setVisible(bool(words))
