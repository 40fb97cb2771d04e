"""Choose a file, or drop it here: the first step of every import."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.glyph import Glyph
from ui.widgets.language import tr
from ui.widgets.style import label


def dropped_file(data: QMimeData) -> Path | None:
    """The file that is being dropped; None when it is none, or none of this machine."""
    local = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return local[0] if len(local) == 1 else None


@dataclass(frozen=True, slots=True)
class PickWords:
    """What is said: to drop here, about the file, over the dialog, and what files it lists."""

    drop: str
    about: str
    title: str
    kinds: str


class FilePick(QWidget):
    """A place to drop a file on, and a button that opens the system's dialog."""

    file_picked = Signal(object)  # Path

    def __init__(self, theme: Theme, words: PickWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._over = False
        self.setAcceptDrops(True)
        self.choose = Button(tr("Choose a file…"), "primary", "folder")
        self.wrong = label("", "bad", wrap=True)
        self.wrong.setTextFormat(Qt.TextFormat.PlainText)
        self.wrong.hide()
        self._lay_out()
        self.choose.clicked.connect(self._choose)

    def refuse(self, sentence: str) -> None:
        """Say why the last file could not be used; an empty sentence takes it back."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def put_beneath(self, widget: QWidget) -> None:
        """Put ``widget`` at the lower end, for what is meant otherwise."""
        self._column.addWidget(widget)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt override."""
        if dropped_file(event.mimeData()) is not None:
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: object) -> None:
        """Qt override."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt override."""
        self._over = False
        self.update()
        file = dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.file_picked.emit(file)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override: a dashed edge round what takes files."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.accent if self._over else self._theme.strong_line
        painter.setPen(QPen(QColor(colour), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(self._theme.accent_fill if self._over else self._theme.sunken))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 10, 10)
        painter.end()

    def _choose(self) -> None:
        words = self._words
        name, _ = QFileDialog.getOpenFileName(self, words.title, "", words.kinds)
        if name:
            self.file_picked.emit(Path(name))

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(30, 24, 30, 24)
        column.setSpacing(10)
        column.addStretch(1)
        column.addWidget(
            Glyph("import", self._theme.second_text, 34), 0, Qt.AlignmentFlag.AlignHCenter
        )
        title = label(self._words.drop, "heading")
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        about = label(self._words.about, "second", wrap=True)
        about.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(about)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.choose)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.wrong)
        column.addStretch(1)
