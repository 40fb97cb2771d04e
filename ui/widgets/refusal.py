"""A sentence that stands beside a field and says what is wrong with what was written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.errors import PlannerError
from ui.widgets.language import tr_text


class Refusal(QLabel):
    """Hidden while all is well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bad")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def say(self, error: PlannerError) -> None:
        """Show the planner's own sentence."""
        self.setText(f"△ {tr_text(error.text)}")
        self.setAccessibleName(tr_text(error.text))
        self.show()

    def clear(self) -> None:
        """Qt override: all is well."""
        super().clear()
        self.hide()
