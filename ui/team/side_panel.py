"""The panel at the far side: a person, a team, or something new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from app.domain.people import Person, PersonId, Team, TeamId
from ui.team.person_panel import PersonPanel
from ui.team.team_panel import TeamPanel
from ui.theme import Theme
from ui.widgets.desk import Desk

if TYPE_CHECKING:
    from app.bootstrap import Planner

WIDTH = 372


class SidePanel(QFrame):
    """Hidden while nothing is picked; shows again what is still there after a change."""

    closed = Signal()

    def __init__(
        self, planner: Planner, desk: Desk, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.person = PersonPanel(planner, desk, theme)
        self.team = TeamPanel(planner, desk)
        self._expected: str = ""
        self._parts = QStackedWidget()
        self._edge = QFrame()
        self._edge.setProperty("kind", "edge")
        self._edge.setFixedWidth(1)
        self.setFixedWidth(WIDTH)
        self._lay_out()
        for part in (self.person, self.team):
            part.closed.connect(self.closed)
            part.added.connect(self.expect)

    def person_id(self) -> PersonId | None:
        """Who is shown, or was just added."""
        if self.isHidden() or self._parts.currentWidget() is not self._scrolls[0]:
            return None
        if self._expected:
            return PersonId(self._expected)
        return self.person.person.id if self.person.person else None

    def show_person(self, person: Person, teams: Sequence[Team]) -> None:
        """Show somebody; the panel stays where it is scrolled when they are there already."""
        self._expected = ""
        self.person.show_person(person, teams)
        self._show(0)

    def new_person(self, teams: Sequence[Team], team: TeamId | None) -> None:
        """Ask for somebody new."""
        self._expected = ""
        self._show(0)
        self.person.begin_new(teams, team)

    def show_team(self, team: Team, people: Sequence[Person]) -> None:
        """Show a team."""
        self._expected = ""
        self.team.show_team(team, people)
        self._show(1)

    def new_team(self, people: Sequence[Person]) -> None:
        """Ask for a new team."""
        self._expected = ""
        self._show(1)
        self.team.begin_new(people)

    def expect(self, added: str) -> None:
        """What was just added is shown as soon as it is there."""
        self._expected = added

    def show_again(self, people: Sequence[Person], teams: Sequence[Team]) -> None:
        """Something changed: show what is there now, or close when it is gone."""
        if self.isHidden():
            return
        if self._parts.currentWidget() is self._scrolls[0]:
            self._show_person_again(people, teams)
        else:
            self._show_team_again(people, teams)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.surface))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.person.set_theme(theme)

    def _show_person_again(self, people: Sequence[Person], teams: Sequence[Team]) -> None:
        wanted = self._expected or (self.person.person.id if self.person.person else "")
        if not wanted:
            self.person.show_teams(teams)
            return
        there = next((person for person in people if person.id == wanted), None)
        if there is not None:
            self.show_person(there, teams)
        elif not self._expected:
            self.closed.emit()

    def _show_team_again(self, people: Sequence[Person], teams: Sequence[Team]) -> None:
        wanted = self._expected or (self.team.team.id if self.team.team else "")
        there = next((team for team in teams if team.id == wanted), None)
        if there is not None:
            self.show_team(there, people)
        elif wanted and not self._expected:
            self.closed.emit()

    def _show(self, which: int) -> None:
        self._parts.setCurrentIndex(which)
        self.show()

    def _lay_out(self) -> None:
        self._scrolls = [_scrolling(part) for part in (self.person, self.team)]
        for scroll in self._scrolls:
            self._parts.addWidget(scroll)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._edge)
        across.addWidget(self._parts, 1)


def _scrolling(part: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidget(part)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.viewport().setAutoFillBackground(False)
    part.setAutoFillBackground(False)
    return scroll
