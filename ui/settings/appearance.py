"""Light, dark or as the system has it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.settings.rows import NAME_WIDTH
from ui.widgets.buttons import Button
from ui.widgets.language import tr
from ui.widgets.style import label

LOOKS = ("light", "dark", "system")


class AppearanceRow(QWidget):
    """Three buttons of which one is down."""

    look_changed = Signal(str)  # one of LOOKS

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = {"light": tr("Light"), "dark": tr("Dark"), "system": tr("As the system")}
        frame = QFrame()
        frame.setObjectName("segmented")
        segments = QHBoxLayout(frame)
        segments.setContentsMargins(3, 3, 3, 3)
        segments.setSpacing(2)
        group = QButtonGroup(self)
        self.buttons = {}
        for look in LOOKS:
            made = Button(names[look], "segment")
            made.setCheckable(True)
            group.addButton(made)
            segments.addWidget(made)
            self.buttons[look] = made
            made.clicked.connect(lambda _=False, look=look: self.look_changed.emit(look))
        title = label(tr("Colours"))
        title.setFixedWidth(NAME_WIDTH)
        words = QVBoxLayout()
        words.addWidget(title)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(18)
        row.addLayout(words)
        row.addWidget(frame)
        row.addStretch(1)

    def show_look(self, look: str) -> None:
        """Show which look is on, without announcing it."""
        if look in self.buttons:
            with QSignalBlocker(self.buttons[look]):
                self.buttons[look].setChecked(True)
