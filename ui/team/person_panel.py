"""The side panel of one person: who they are, and their week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import BadInputError
from app.domain.people import Person, Role, Team, TeamId
from ui.team.person_fields import PersonFields
from ui.team.person_week import PersonWeek
from ui.theme import Theme
from ui.widgets.buttons import Button, icon_button
from ui.widgets.desk import Desk
from ui.widgets.language import tr
from ui.widgets.refusal import Refusal
from ui.widgets.style import label, line

if TYPE_CHECKING:
    from app.bootstrap import Planner


class PersonPanel(QWidget):
    """Every field left is saved at once; somebody new is added by a button."""

    closed = Signal()
    added = Signal(object)  # PersonId

    def __init__(
        self, planner: Planner, desk: Desk, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._planner, self._desk = planner, desk
        self._person: Person | None = None
        self._new = False
        self._title = label("", "heading", wrap=True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._close = icon_button("close", tr("Close the panel"), flat=True)
        self.fields = PersonFields()
        self.wrong = Refusal()
        self.add = Button(tr("Add"), "primary", "plus")
        self.remove = Button(tr("Remove"), "flat", "trash")
        self.week = PersonWeek(planner, desk, theme)
        self._rest = QWidget()
        self._lay_out()
        self._close.clicked.connect(self.closed)
        self.fields.finished.connect(self._save)
        self.add.clicked.connect(self._add)
        self.fields.name.returnPressed.connect(self._add)
        self.remove.clicked.connect(self._remove)

    @property
    def person(self) -> Person | None:
        """Who is shown; None while somebody new is typed in."""
        return None if self._new else self._person

    def show_person(self, person: Person, teams: Sequence[Team]) -> None:
        """Show somebody as the store has them."""
        self._person, self._new = person, False
        self._begin(person, teams)
        self.week.show_person(person)

    def begin_new(self, teams: Sequence[Team], team: TeamId | None) -> None:
        """Ask for somebody new, of ``team`` unless said otherwise."""
        self._person, self._new = Person("", Role.AGENT, team=team), True
        self._begin(self._person, teams)
        self.fields.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_teams(self, teams: Sequence[Team]) -> None:
        """Offer other teams while somebody new is typed in."""
        if self._person is not None:
            self.fields.show_person(self.fields.wanted(self._person), teams)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.week.set_theme(theme)

    def _begin(self, person: Person, teams: Sequence[Team]) -> None:
        self._title.setText(tr("Somebody new") if self._new else person.name)
        self.wrong.clear()
        self.fields.show_person(person, teams)
        self.add.setVisible(self._new)
        self._rest.setVisible(not self._new)

    def _save(self) -> None:
        """Save what was typed over; two quick changes follow each other."""
        if self._person is None or self._new:
            return
        wanted = self.fields.wanted(self._person)
        if wanted == self._person:
            self.wrong.clear()
            return
        try:
            edit = self._planner.roster.edit_to_change_person(wanted)
        except BadInputError as error:
            self.wrong.say(error)
            return
        self.wrong.clear()
        edit = replace(edit, before=(self._person,))
        [saved] = edit.after
        assert isinstance(saved, Person)
        self._person = saved
        self._title.setText(saved.name)
        self._desk.submit(edit)

    def _add(self) -> None:
        if self._person is None or not self._new:
            return
        wanted = self.fields.wanted(self._person)
        try:
            edit = self._planner.roster.edit_to_add_person(wanted)
        except BadInputError as error:
            self.wrong.say(error)
            return
        self._new = False
        self.added.emit(wanted.id)
        self._desk.submit(edit)

    def _remove(self) -> None:
        if self._person is None or self._new:
            return
        try:
            edit = self._planner.roster.edit_to_remove_person(self._person)
        except BadInputError as error:
            self.wrong.say(error)
            return
        self.closed.emit()
        self._desk.submit(edit)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(12)
        rest.addWidget(line())
        rest.addWidget(self.week)
        rest.addWidget(line())
        foot = QHBoxLayout()
        foot.addWidget(self.remove)
        foot.addStretch(1)
        rest.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.fields)
        column.addWidget(self.wrong)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._rest)
        column.addStretch(1)
