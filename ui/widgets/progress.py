"""Long work: its name, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.floating import Floating
from ui.widgets.language import tr

_STEPS = 1000


class ProgressCard(Floating):
    """Floats over the window, which stays usable behind it."""

    cancel_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, raised=116)
        self.setObjectName("progress")
        self.setMinimumWidth(380)
        self._words = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = Button(tr("Cancel"))
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout()
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.addWidget(self._words)
        column.addLayout(row)

    def show_work(self, words: str, fraction: float) -> None:
        """Show how far the work is: ``fraction`` 0 to 1, 0 while nobody knows."""
        if self._words.text() != words:
            self._cancel.setEnabled(True)
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, _STEPS if fraction > 0 else 0)
        self._bar.setValue(round(fraction * _STEPS))
        if not self.isVisible():
            self.float_up()

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self.cancel_asked.emit()
