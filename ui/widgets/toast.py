"""A passing word on what was done, with a way back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.widgets.buttons import Button
from ui.widgets.floating import Floating
from ui.widgets.language import tr

_STAYS = 7000
"""Milliseconds; longer while the mouse rests on it."""


class Toast(Floating):
    """Never takes the focus; a new word replaces the old one."""

    undo_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, raised=64)
        self.setObjectName("toast")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        keys = QKeySequence(QKeySequence.StandardKey.Undo)
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
        self._undo = Button(f"{tr('Undo')}   {shown}", "plain")
        self._undo.setAccessibleName(tr("Undo"))
        self._undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._undo.clicked.connect(self._ask_undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 10, 5)
        row.setSpacing(28)
        row.addWidget(self._words)
        row.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS)
        self._timer.timeout.connect(self.hide)

    def say(self, words: str, *, undo: bool) -> None:
        """Show ``words`` for a while; ``undo`` offers the way back."""
        self._words.setText(words)
        self._undo.setVisible(undo)
        self.setAccessibleName(words)
        self.float_up()
        self._timer.start()

    def words(self) -> str:
        """What it says, or said last."""
        return self._words.text()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt override: who is reading gets the time to."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt override."""
        if self.isVisible():
            self._timer.start()
        super().leaveEvent(event)

    def _ask_undo(self) -> None:
        self.hide()
        self.undo_asked.emit()
