"""The manager's routines: a list, a form, and how many hours they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.edits import Subject
from ui.theme import Theme
from ui.widgets.desk import Desk
from ui.widgets.language import tr

if TYPE_CHECKING:
    from app.bootstrap import Planner


class RoutinesPage(QWidget):
    """Lists rules; each is added, changed and removed by an edit."""

    settings_asked = Signal(str)
    team_asked = Signal()

    def __init__(
        self, planner: Planner, desk: Desk, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._planner, self._desk, self._theme = planner, desk, theme

    def title(self) -> tuple[str, str]:
        """What the toolbar says while this page is shown."""
        return tr("Routines"), ""

    def refresh(self, subjects: frozenset[Subject]) -> None:
        """Read again what ``subjects`` name."""

    def show_rule(self, rule_id: str) -> None:
        """Show one routine in the form."""

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
