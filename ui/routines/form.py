"""The form of one routine: its fields in their places, its sentences, its hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.errors import PlannerError
from app.domain.people import Person, Team
from app.domain.rules import Rule, RuleForm
from ui.routines.form_fields import ALONE, AS_DUE, RoutineFields
from ui.routines.words import form_about
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.language import tr
from ui.widgets.refusal import Refusal
from ui.widgets.style import label

NAME_WIDTH = 130


class RoutineForm(QWidget):
    """Shows a rule to be changed, or a new one to be added. Changes nothing itself.

    ``wrong`` stands in no place yet: the form is long, and it must be seen from its end too.
    """

    drafted = Signal()
    finished = Signal()
    add_asked = Signal()
    removal_asked = Signal()

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = RoutineFields(theme, today, self)
        self.wrong = Refusal()
        self.add = Button(tr("Add this routine"), "primary", "plus")
        self.remove = Button(tr("Remove"), "flat", "trash")
        self._title = label("", "title", wrap=True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._about = label("", "small", wrap=True)
        self._counts = label("", "small", wrap=True)
        self._forms: list[QFormLayout] = []
        self._lay_out()
        self.fields.drafted.connect(self.drafted)
        self.fields.finished.connect(self._fit)
        self.fields.finished.connect(self.finished)
        self.add.clicked.connect(lambda _: self.add_asked.emit())
        self.remove.clicked.connect(lambda _: self.removal_asked.emit())

    def show_rule(self, rule: Rule, *, new: bool) -> None:
        """Show a rule, or the beginning of a new one."""
        self._title.setText(tr("A new routine") if new else rule.title)
        self.wrong.clear()
        self.fields.show_rule(rule)
        self.add.setVisible(new)
        self.remove.setVisible(not new)
        self._fit()

    def show_everybody(self, people: Sequence[Person], teams: Sequence[Team]) -> None:
        """Offer other people and teams."""
        self.fields.show_everybody(people, teams)

    def refuse(self, error: PlannerError) -> None:
        """Say what contradicts what."""
        self.wrong.say(error)

    def accept(self, title: str) -> None:
        """All is well."""
        self.wrong.clear()
        if not self.remove.isHidden():
            self._title.setText(title)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.fields.picture.set_theme(theme)

    def _fit(self) -> None:
        """Show the rows that go with what is chosen."""
        form, fields = self.fields.form(), self.fields
        self._about.setText(form_about(form))
        self._show_row(fields.kind, form is RuleForm.OWN)
        self._show_row(fields.who, form not in ALONE)
        if form in AS_DUE:
            self._counts.setText(tr("In one week; 0 means all whose turn it is."))
        else:
            self._counts.setText(tr("In the time of “every so many weeks”."))

    def _show_row(self, field: QWidget, shown: bool) -> None:
        for form in self._forms:
            if form.indexOf(field) >= 0:
                form.setRowVisible(field, shown)

    def _lay_out(self) -> None:
        fields = self.fields
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 18, 28, 24)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        what = QVBoxLayout()
        what.setSpacing(3)
        what.addWidget(fields.what)
        what.addWidget(self._about)
        self._section(
            column,
            (tr("What"), what),
            (tr("Name"), fields.name),
            (tr("Layer"), fields.kind),
            (tr("With whom"), fields.who),
            (tr("Room"), fields.room),
        )
        self._section(
            column,
            (tr("Every"), fields.every),
            (tr("How long"), fields.minutes),
            (tr("Wished for"), _beside(fields.wished, QLabel(tr("at least")), fields.minimum)),
            ("", self._counts),
            (tr("At most a day"), fields.per_day),
        )
        self._section(
            column,
            (tr("Where in the day"), fields.wish),
            ("", fields.picture),
            (tr("Between"), _beside(fields.any_time, fields.hours)),
            (tr("Weekdays"), fields.weekdays),
            ("", label(tr("None chosen: every working day."), "small", wrap=True)),
        )
        self._section(
            column,
            (tr("Priority"), _beside(fields.priority, label(tr("5 is the most"), "small"))),
            (tr("Begins"), fields.since),
            ("", _beside(fields.has_until, fields.until)),
            ("", fields.paused),
        )
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)

    def _section(
        self, column: QVBoxLayout, *rows: tuple[str, QWidget | QHBoxLayout | QVBoxLayout]
    ) -> None:
        card, inner = Card(), QWidget()
        form = QFormLayout(inner)
        form.setContentsMargins(16, 12, 16, 12)
        form.setVerticalSpacing(9)
        form.setHorizontalSpacing(14)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in rows:
            name = label(words, wrap=True)
            name.setFixedWidth(NAME_WIDTH)
            form.addRow(name, field)
        self._forms.append(form)
        card.add(inner)
        column.addWidget(card)


def _beside(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row
