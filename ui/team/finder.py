"""The middle of the Team page: a field to find people by, and the table of those found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.people import PersonId
from ui.team.people import PeopleModel, Row
from ui.team.table import PeopleTable
from ui.theme import Theme
from ui.widgets.language import tr
from ui.widgets.spoken import number
from ui.widgets.style import label


class PeopleFinder(QWidget):
    """Ctrl+F goes to the field, Enter from there to the table."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = PeopleModel()
        self._there = 0
        self.search = QLineEdit()
        self.count = label("", "second")
        self.table = PeopleTable(self._model, theme)
        self._lay_out()
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self.table.setFocus)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)

    def show_rows(self, rows: Sequence[Row], today: date, selected: PersonId | None) -> None:
        """Show other rows, with somebody selected."""
        self._there = len(rows)
        self.table.setUpdatesEnabled(False)
        self._model.show_rows(rows, today)
        self.table.select(selected)
        self.table.setUpdatesEnabled(True)
        self._say_count()

    def show_only(self, wanted: str | None) -> None:
        """Show a team, those in none, those overdue, or with None everybody."""
        self.table.rows.show_only(wanted)
        self._say_count()

    def _search(self, words: str) -> None:
        self.table.rows.search(words)
        self._say_count()

    def _say_count(self) -> None:
        shown = self.table.rows.rowCount()
        if shown == self._there:
            self.count.setText(tr("{count} people", count=number(shown)))
        else:
            self.count.setText(
                tr("{shown} of {count} people", shown=number(shown), count=number(self._there))
            )

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(tr("Find a name, team, mail or id"))
        self.search.setAccessibleName(tr("Find people"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(340)
        finding = QHBoxLayout()
        finding.addWidget(self.search, 1)
        finding.addWidget(self.count)
        finding.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(12)
        column.addLayout(finding)
        column.addWidget(self.table, 1)
