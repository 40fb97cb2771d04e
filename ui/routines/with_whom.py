"""With whom a routine is: teams and people, found by typing, taken out by a click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.people import Person, PersonId, Role, Team, TeamId
from ui.widgets.buttons import Button
from ui.widgets.choices import SearchCombo
from ui.widgets.flow import FlowLayout, empty
from ui.widgets.language import tr
from ui.widgets.spoken import number
from ui.widgets.style import label

MOST_CHIPS = 30
ALL_TEAMS, ALL_LEADS = "all:teams", "all:leads"


class WithWhom(QWidget):
    """Chips of whom it is with, over a list to choose more from."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: Sequence[Person] = ()
        self._teams: Sequence[Team] = ()
        self._teams_only = False
        self.persons: tuple[PersonId, ...] = ()
        self.teams: tuple[TeamId, ...] = ()
        chips = QWidget()
        self._chips = FlowLayout(chips, gap=5)
        self.more = SearchCombo([])
        self.more.setAccessibleName(tr("Add a person or a team"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(chips)
        column.addWidget(self.more)
        self.more.activated.connect(lambda _: self._take())
        line = self.more.lineEdit()
        if line is not None:
            line.setPlaceholderText(tr("Add a person or a team…"))
            line.returnPressed.connect(self._take)

    def show_everybody(self, people: Sequence[Person], teams: Sequence[Team]) -> None:
        """Offer other people and teams."""
        self._people, self._teams = people, teams
        self._show()

    def show_chosen(
        self, persons: Sequence[PersonId], teams: Sequence[TeamId], *, teams_only: bool
    ) -> None:
        """Show whom it is with, without announcing it; ``teams_only`` offers no single people."""
        self.persons, self.teams = tuple(persons), tuple(teams)
        self._teams_only = teams_only
        self._show()

    def _show(self) -> None:
        empty(self._chips)
        names = {person.id: person.name for person in self._people}
        team_names = {team.id: team.name for team in self._teams}
        for team in self.teams:
            self._chips.addWidget(self._chip(team_names.get(team, "?"), str(team)))
        for person in self.persons[:MOST_CHIPS]:
            self._chips.addWidget(self._chip(names.get(person, "?"), str(person)))
        if len(self.persons) > MOST_CHIPS:
            rest = number(len(self.persons) - MOST_CHIPS)
            self._chips.addWidget(label(tr("… and {count} more", count=rest), "second"))
        self._offer()

    def _offer(self) -> None:
        choices: list[tuple[str, str]] = []
        if len(self._teams) > 1:
            choices.append((tr("All teams"), ALL_TEAMS))
        choices += [(team.name, str(team.id)) for team in self._teams if team.id not in self.teams]
        if not self._teams_only:
            leads = [person for person in self._people if person.role is Role.LEAD]
            if len(leads) > 1:
                choices.append((tr("All team leads"), ALL_LEADS))
            choices += [
                (person.name, str(person.id))
                for person in self._people
                if person.id not in self.persons
            ]
        with QSignalBlocker(self.more):
            self.more.show_choices(choices)
            self.more.setCurrentIndex(-1)
            self.more.setEditText("")

    def _chip(self, name: str, which: str) -> Button:
        chip = Button(name, "chip", "close")
        chip.setMinimumHeight(26)
        chip.setAccessibleName(tr("Take out: {name}", name=name))
        chip.setToolTip(tr("Take out: {name}", name=name))
        chip.clicked.connect(lambda _: self._drop(which))
        return chip

    def _take(self) -> None:
        wanted = self.more.written()
        teams = [team.id for team in self._teams if wanted in (ALL_TEAMS, team.id)]
        persons = [
            person.id
            for person in self._people
            if wanted == person.id or (wanted == ALL_LEADS and person.role is Role.LEAD)
        ]
        if not teams and not persons:
            return
        self.teams = tuple(dict.fromkeys((*self.teams, *teams)))
        self.persons = tuple(dict.fromkeys((*self.persons, *persons)))
        self._show()
        self.changed.emit()

    def _drop(self, which: str) -> None:
        self.teams = tuple(team for team in self.teams if team != which)
        self.persons = tuple(person for person in self.persons if person != which)
        self._show()
        self.more.setFocus()
        self.changed.emit()
