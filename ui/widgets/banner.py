"""What went wrong and what to do, until it is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.widgets.buttons import icon_button
from ui.widgets.glyph import Glyph
from ui.widgets.language import tr


class Banner(QFrame):
    """A strip across a page; one sentence at a time, the newest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._mark = Glyph("warning", "#000000", 18)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        close = icon_button("close", tr("Close this message"), flat=True)
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        row.addWidget(close)
        self.hide()

    def say(self, words: str) -> None:
        """Show ``words`` until closed or replaced."""
        colour = QGuiApplication.palette().color(QPalette.ColorRole.BrightText).name()
        self._mark.show_icon("warning", colour)
        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()

    def words(self) -> str:
        """What it says, or said last."""
        return self._words.text()
