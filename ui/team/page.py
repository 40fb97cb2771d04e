"""The Team page: who is there, when they were last talked to, and their week."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.edits import Subject
from app.domain.errors import BadInputError
from app.domain.people import Person, Team, TeamId
from app.domain.text import text
from ui.team.empty import EmptyTeam
from ui.team.finder import PeopleFinder
from ui.team.import_dialog import PEOPLE, SCHEDULE, RosterImportDialog
from ui.team.people import Row
from ui.team.reading import There, look_at
from ui.team.side_panel import SidePanel
from ui.team.teams_bar import TeamLine, TeamsBar
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.desk import Desk
from ui.widgets.file_pick import dropped_file
from ui.widgets.language import tr

if TYPE_CHECKING:
    from app.bootstrap import Planner

ROOMY = 1200
"""Pixels from which teams, people and a panel stand side by side."""
SHOWN = frozenset({Subject.PEOPLE, Subject.CALENDAR, Subject.SETTINGS})


class TeamPage(QWidget):
    """Reads the roster when it is looked at; panels and dialogs ask for the edits."""

    sample_asked = Signal()

    def __init__(
        self, planner: Planner, desk: Desk, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._planner, self._desk, self._theme = planner, desk, theme
        self._stale = True
        self._asked = 0
        self._people: list[Person] = []
        self._teams: list[Team] = []
        self._team: TeamId | None = None
        self.bar = TeamsBar(theme)
        self.finder = PeopleFinder(theme)
        self.table = self.finder.table
        self.panel = SidePanel(planner, desk, theme)
        self.empty = EmptyTeam()
        self._pages = QStackedWidget()
        self._heads = [
            Button(tr("Import people…"), "bar", "import"),
            Button(tr("Import schedule…"), "bar", "calendar"),
            Button(tr("Add a person"), "bar-primary", "plus"),
        ]
        self.setAcceptDrops(True)
        self._lay_out()
        self._wire()
        self.set_theme(theme)

    def title(self) -> tuple[str, str]:
        """What the toolbar says while this page is shown."""
        return tr("Team"), ""

    def head_parts(self) -> list[QWidget]:
        """What the strip above the page offers."""
        return list(self._heads)

    def refresh(self, subjects: frozenset[Subject]) -> None:
        """Read again what ``subjects`` name, now or when the page is next looked at."""
        if subjects & SHOWN:
            self._stale = True
            if self.isVisible():
                self._read()

    def selection(self) -> str | None:
        """Who is picked, for those who try the window by program."""
        return self.panel.person_id()

    def open_import(self, what: str, file: Path | None = None) -> RosterImportDialog:
        """Open the import of "people" or the "schedule"."""
        dialog = RosterImportDialog(
            self._planner, self._desk, self._theme, what, file=file, parent=self
        )
        dialog.open()
        return dialog

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.sunken))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        for part in (self.bar, self.table, self.panel):
            part.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt override."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Escape closes the panel."""
        if event.key() == Qt.Key.Key_Escape and not self.panel.isHidden():
            self._close_panel()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt override."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt override: what a dropped file holds is told by its columns."""
        file = dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.open_import("", file)

    def _read(self) -> None:
        """Read in a worker; of two answers the later question's is shown."""
        self._stale = False
        self._asked += 1
        asked = self._asked

        def show(there: There) -> None:
            if asked == self._asked:
                self._show(there)

        self._desk.run(text("Reading the team"), lambda _: look_at(self._planner), show)

    def _show(self, there: There) -> None:
        self._people, self._teams = there.people, there.teams
        nobody = not self._people and not self._teams
        self.empty.offer_sample(there.without_volumes)
        self._show_rows(there.rows, there.today)
        self.panel.show_again(self._people, self._teams)
        if nobody and self.panel.isHidden():
            self._pages.setCurrentWidget(self.empty)
        else:
            self._pages.setCurrentWidget(self._filled)
        self._fit()

    def _show_rows(self, rows: list[Row], today: date) -> None:
        self.finder.show_rows(rows, today, self.panel.person_id())
        members = Counter(person.team for person in self._people)
        names = {person.id: person.name for person in self._people}
        lines = [
            TeamLine(team, members[team.id], names.get(team.lead, "") if team.lead else "")
            for team in self._teams
        ]
        self.bar.show_teams(
            lines,
            people=len(rows),
            overdue=sum(row.days_overdue(today) > 0 for row in rows),
            teamless=members[None],
        )

    def _pick_team(self, wanted: str | None) -> None:
        self._team = next((team.id for team in self._teams if team.id == wanted), None)
        self.finder.show_only(wanted)

    def _open_person(self, person: Person) -> None:
        self.panel.show_person(person, self._teams)
        self._fit()

    def _open_team(self, wanted: str) -> None:
        team = next((team for team in self._teams if team.id == wanted), None)
        if team is not None:
            self.table.select(None)
            self.panel.show_team(team, self._people)
            self._fit()

    def _new_person(self) -> None:
        self._pages.setCurrentWidget(self._filled)
        self.table.select(None)
        self.panel.new_person(self._teams, self._team)
        self._fit()

    def _new_team(self) -> None:
        self.table.select(None)
        self.panel.new_team(self._people)
        self._fit()

    def _remove(self, person: Person) -> None:
        try:
            edit = self._planner.roster.edit_to_remove_person(person)
        except BadInputError as error:
            self._desk.banner(error)
            return
        self.panel.hide()
        self._desk.submit(edit)

    def _close_panel(self) -> None:
        self.panel.hide()
        self.table.select(None)
        if not self._people and not self._teams:
            self._pages.setCurrentWidget(self.empty)
        self._fit()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """Teams give way to the panel in a narrow window."""
        roomy = self.width() >= ROOMY
        open_panel = not self.panel.isHidden()
        self.bar.setVisible(roomy or not open_panel)
        taken = (self.bar.width() if roomy or not open_panel else 0) + (
            self.panel.width() if open_panel else 0
        )
        self.table.fit(self.width() - taken - 40)

    def _lay_out(self) -> None:
        self._filled = QWidget()
        across = QHBoxLayout(self._filled)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.bar)
        across.addWidget(self.finder, 1)
        across.addWidget(self.panel)
        self.panel.hide()
        self._pages.addWidget(self._filled)
        self._pages.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self.setFocusProxy(self.table)

    def _wire(self) -> None:
        people, schedule, new = self._heads
        for asked in (people.clicked, self.empty.people_asked):
            asked.connect(lambda *_: self.open_import(PEOPLE))
        for asked in (schedule.clicked, self.empty.schedule_asked):
            asked.connect(lambda *_: self.open_import(SCHEDULE))
        for asked in (new.clicked, self.empty.new_asked):
            asked.connect(lambda *_: self._new_person())
        self.empty.sample_asked.connect(self.sample_asked)
        self.bar.picked.connect(self._pick_team)
        self.bar.team_opened.connect(self._open_team)
        self.bar.new_asked.connect(self._new_team)
        self.table.person_selected.connect(self._open_person)
        self.table.removal_asked.connect(self._remove)
        self.panel.closed.connect(self._close_panel)
