"""A row of choices of which one is taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.widgets.buttons import Button
from ui.widgets.style import BASE_SIZE, app_font

PADDING = 26
"""What the style sheet puts round a segment's words."""


class SegmentedControl(QFrame):
    """Buttons side by side; arrow keys move between them, one tab stop for all."""

    picked = Signal(str)  # the choice's id, by hand only

    def __init__(
        self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("segmented")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        for choice, words in choices:
            button = Button(words, "segment")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setMinimumWidth(_width_when_taken(words))
            button.clicked.connect(lambda _=False, c=choice: self.picked.emit(c))
            self._group.addButton(button)
            self._buttons[choice] = button
            row.addWidget(button)

    def choose(self, choice: str) -> None:
        """Show ``choice`` as taken, without a signal; nothing happens when it is none of them."""
        if choice in self._buttons:
            self._buttons[choice].setChecked(True)

    def clear(self) -> None:
        """Show nothing as taken."""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def choice(self) -> str:
        """The id of what is taken; empty when nothing is."""
        return next((c for c, button in self._buttons.items() if button.isChecked()), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: arrows go to the neighbour, in reading direction."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            step = -step
        choices = list(self._buttons)
        if not step or not self.choice():
            super().keyPressEvent(event)
            return
        neighbour = choices[(choices.index(self.choice()) + step) % len(choices)]
        self._buttons[neighbour].setFocus()
        self._buttons[neighbour].click()


def _width_when_taken(words: str) -> int:
    """The room that the words need once they are bold."""
    bold = QFontMetrics(app_font(BASE_SIZE, QFont.Weight.DemiBold))
    return bold.horizontalAdvance(words) + PADDING
