"""The side panel of one team: its name, its lead, who is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.entries import new_id
from app.domain.errors import BadInputError
from app.domain.people import Person, PersonId, Role, Team, TeamId
from ui.widgets.buttons import Button, icon_button
from ui.widgets.choices import CalmCombo
from ui.widgets.desk import Desk
from ui.widgets.language import tr
from ui.widgets.refusal import Refusal
from ui.widgets.spoken import number
from ui.widgets.style import label
from ui.widgets.typed import show_saved

if TYPE_CHECKING:
    from app.bootstrap import Planner


class TeamPanel(QWidget):
    """Saves at once, as a person's does."""

    closed = Signal()
    added = Signal(object)  # TeamId

    def __init__(self, planner: Planner, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planner, self._desk = planner, desk
        self._team: Team | None = None
        self._new = False
        self._title = label("", "heading", wrap=True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._close = icon_button("close", tr("Close the panel"), flat=True)
        self.name, self.lead = QLineEdit(), CalmCombo()
        self.name.setPlaceholderText(tr("Team A"))
        self._count = label("", "second", wrap=True)
        self.wrong = Refusal()
        self.add = Button(tr("Add"), "primary", "plus")
        self.remove = Button(tr("Remove"), "flat", "trash")
        self._lay_out()
        self._close.clicked.connect(self.closed)
        self.name.editingFinished.connect(self._save)
        self.name.returnPressed.connect(self._add)
        self.lead.activated.connect(lambda _: self._save())
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)

    @property
    def team(self) -> Team | None:
        """Which team is shown; None while a new one is typed in."""
        return None if self._new else self._team

    def show_team(self, team: Team, people: Sequence[Person]) -> None:
        """Show a team as the store has it."""
        self._new = False
        self._begin(team, people)

    def begin_new(self, people: Sequence[Person]) -> None:
        """Ask for a new team."""
        self._new = True
        self._begin(Team(TeamId(new_id()), ""), people)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, team: Team, people: Sequence[Person]) -> None:
        self._team = team
        self._title.setText(tr("A new team") if self._new else team.name)
        self.wrong.clear()
        show_saved(self.name, team.name)
        with QSignalBlocker(self.lead):
            self.lead.clear()
            self.lead.addItem(tr("Nobody"), "")
            for person in sorted(people, key=lambda one: (one.role is Role.AGENT, one.name)):
                self.lead.addItem(person.name, person.id)
            self.lead.setCurrentIndex(max(self.lead.findData(team.lead or ""), 0))
        count = sum(person.team == team.id for person in people)
        self._count.setText(tr("{count} people", count=number(count)))
        self._count.setVisible(not self._new)
        self.add.setVisible(self._new)
        self.remove.setVisible(not self._new)

    def _wanted(self) -> Team:
        assert self._team is not None
        lead = self.lead.currentData()
        return replace(
            self._team, name=self.name.text().strip(), lead=PersonId(lead) if lead else None
        )

    def _save(self) -> None:
        if self._team is None or self._new:
            return
        wanted = self._wanted()
        if wanted == self._team:
            self.wrong.clear()
            return
        try:
            edit = self._planner.roster.edit_to_change_team(wanted)
        except BadInputError as error:
            self.wrong.say(error)
            return
        self.wrong.clear()
        edit = replace(edit, before=(self._team,))
        [saved] = edit.after
        assert isinstance(saved, Team)
        self._team = saved
        self._title.setText(saved.name)
        self._desk.submit(edit)

    def _add(self) -> None:
        if self._team is None or not self._new:
            return
        wanted = self._wanted()
        try:
            edit = self._planner.roster.edit_to_add_team(wanted)
        except BadInputError as error:
            self.wrong.say(error)
            return
        self._new = False
        self.added.emit(wanted.id)
        self._desk.submit(edit)

    def _remove(self) -> None:
        if self._team is None or self._new:
            return
        try:
            edit = self._planner.roster.edit_to_remove_team(self._team)
        except BadInputError as error:
            self.wrong.say(error)
            return
        self.closed.emit()
        self._desk.submit(edit)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        form = QFormLayout()
        form.setSpacing(7)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in ((tr("Name"), self.name), (tr("Lead"), self.lead)):
            field.setAccessibleName(words)
            form.addRow(words, field)
        foot = QHBoxLayout()
        foot.addWidget(self.remove)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(form)
        column.addWidget(self._count)
        column.addWidget(self.wrong)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(foot)
        column.addStretch(1)
