"""The fields of one person; each is told when it is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from app.domain.languages import LANGUAGES
from app.domain.people import Person, Role, Team, TeamId
from ui.team.words import role_name
from ui.widgets.choices import CalmCombo, SearchCombo
from ui.widgets.language import tr
from ui.widgets.typed import show_saved


class PersonFields(QWidget):
    """Name, role, team, mail, language and the id of the workforce system."""

    finished = Signal()  # a field was left, or something else was chosen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.email, self.workforce_id = QLineEdit(), QLineEdit(), QLineEdit()
        self.role, self.team = CalmCombo(), CalmCombo()
        languages = sorted((name, code) for code, name in LANGUAGES.items())
        self.language = SearchCombo([("", ""), *languages])
        self.name.setPlaceholderText(tr("Nora Lien"))
        self.email.setPlaceholderText(tr("nora@example.org"))
        for role in Role:
            self.role.addItem(role_name(role), role.value)
        self._lay_out()
        self._wire()

    def show_person(self, person: Person, teams: Sequence[Team]) -> None:
        """Show somebody, without announcing it."""
        fields = (self.name, self.email, self.workforce_id, self.role, self.team, self.language)
        blockers = [QSignalBlocker(field) for field in fields]
        self.team.clear()
        self.team.addItem(tr("No team"), "")
        for team in teams:
            self.team.addItem(team.name, team.id)
        show_saved(self.name, person.name)
        show_saved(self.email, person.email)
        show_saved(self.workforce_id, person.workforce_id)
        self.role.setCurrentIndex(self.role.findData(person.role.value))
        self.team.setCurrentIndex(max(self.team.findData(person.team or ""), 0))
        self.language.show_value(person.language)
        del blockers

    def wanted(self, person: Person) -> Person:
        """``person`` as the fields have it; nothing is checked."""
        team = self.team.currentData()
        return replace(
            person,
            name=self.name.text().strip(),
            role=Role(self.role.currentData()),
            team=TeamId(team) if team else None,
            email=self.email.text().strip(),
            language=self.language.written(),
            workforce_id=self.workforce_id.text().strip(),
        )

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(7)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Name"), self.name),
            (tr("Role"), self.role),
            (tr("Team"), self.team),
            (tr("Mail"), self.email),
            (tr("Language"), self.language),
            (tr("Workforce id"), self.workforce_id),
        )
        for words, field in rows:
            field.setAccessibleName(words)
            field.setMinimumWidth(120)
            form.addRow(words, field)

    def _wire(self) -> None:
        for line in (self.name, self.email, self.workforce_id):
            line.editingFinished.connect(self.finished)
        for combo in (self.role, self.team, self.language):
            combo.activated.connect(lambda _: self.finished.emit())
        _on_leave(self.language, self.finished)


def _on_leave(combo: QComboBox, finished: SignalInstance) -> None:
    line = combo.lineEdit()
    if line is not None:
        line.editingFinished.connect(finished)
