"""The people as rows of a table: what is known of each, found and sorted."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from app.domain.people import Leave, Person, PersonId, Team
from app.services.talks import SORTS, Talk, Talks
from ui.team.words import leave_words, role_name, talk_details, talk_words
from ui.widgets.language import tr

Index = QModelIndex | QPersistentModelIndex
NOTHING = QModelIndex()
NO_TEAM, OVERDUE = "", "overdue"
"""Ask for those who are in no team, and for those with whom a talk is overdue."""
LONG_ENOUGH = 3
"""Letters from which a word is also looked for inside other words."""
FAR = date.max.toordinal()
LONG_AGO = 0


class Column(enum.IntEnum):
    """The table's columns, in their order."""

    NAME, ROLE, TEAM, LEAD, ONE_TO_ONE, OPEN_DOOR, SIT_BESIDE, LEAVE = range(8)


TALKS = dict(zip((Column.ONE_TO_ONE, Column.OPEN_DOOR, Column.SIT_BESIDE), SORTS, strict=True))


class Data(enum.IntEnum):
    """What a cell gives beside its words."""

    PERSON = Qt.ItemDataRole.UserRole + 1
    SORT = Qt.ItemDataRole.UserRole + 2
    OVERDUE = Qt.ItemDataRole.UserRole + 3
    """Days overdue, in the columns of talks."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person with what the table says of them."""

    person: Person
    team: str
    lead: str
    talks: Talks
    leave: Leave | None
    """The leave that is, or the next one to come."""

    def days_overdue(self, today: date) -> int:
        """How far the most overdue of the talks is."""
        return max((talk.days_overdue(today) for talk in self.talks.values()), default=0)


def rows_of(
    people: Sequence[Person],
    teams: Sequence[Team],
    talks: Mapping[PersonId, Talks],
    leaves: Sequence[Leave],
    today: date,
) -> list[Row]:
    """Put together a row a person, the most overdue first.

    ``leaves`` are those of today and later, by first day.
    """
    by_team = {team.id: team for team in teams}
    names = {person.id: person.name for person in people}
    away: dict[PersonId, Leave] = {}
    for leave in leaves:
        away.setdefault(leave.person, leave)

    def row(person: Person) -> Row:
        team = by_team.get(person.team) if person.team is not None else None
        lead = names.get(team.lead, "") if team is not None and team.lead is not None else ""
        lead = "" if team is not None and team.lead == person.id else lead
        known = talks.get(person.id) or {sort: Talk() for sort in SORTS}
        return Row(person, team.name if team else "", lead, known, away.get(person.id))

    rows = [row(person) for person in people]
    return sorted(rows, key=lambda one: (-one.days_overdue(today), one.person.name.casefold()))


class PeopleModel(QAbstractTableModel):
    """Rows without I/O; native values to sort by."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._today = date.min
        self._heads = (
            tr("Name"),
            tr("Role"),
            tr("Team"),
            tr("Lead"),
            tr("Last 1:1"),
            tr("Open door"),
            tr("Sit-beside"),
            tr("Away"),
        )

    def show_rows(self, rows: Sequence[Row], today: date) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows, self._today = list(rows), today
        self.endResetModel()

    def row_of(self, person: PersonId | None) -> int:
        """The row that shows a person; -1 for none."""
        return next((i for i, row in enumerate(self._rows) if row.person.id == person), -1)

    def row(self, index: int) -> Row:
        """What a row shows."""
        return self._rows[index]

    def days_overdue(self, index: int) -> int:
        """How far the most overdue talk with a row's person is."""
        return self._rows[index].days_overdue(self._today)

    def rowCount(self, parent: Index = NOTHING) -> int:
        """Qt override."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOTHING) -> int:
        """Qt override."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's type
        """Qt override."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and section in TALKS:
            return tr("When the last one was; what is overdue has a mark")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's type
        """Qt override."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        talk = row.talks[TALKS[column]] if column in TALKS else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(row, column, talk)
            case Qt.ItemDataRole.ToolTipRole:
                return talk_details(talk, self._today) if talk else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column, talk)
            case Data.PERSON:
                return row.person
            case Data.SORT:
                return self._sort_value(row, column, talk)
            case Data.OVERDUE:
                return talk.days_overdue(self._today) if talk else 0
        return None

    def _words(self, row: Row, column: Column, talk: Talk | None) -> str:
        if talk is not None:
            return talk_words(talk, self._today)
        words = {
            Column.NAME: row.person.name,
            Column.ROLE: role_name(row.person.role),
            Column.TEAM: row.team,
            Column.LEAD: row.lead,
            Column.LEAVE: leave_words(row.leave, self._today),
        }
        return words[column]

    def _spoken(self, row: Row, column: Column, talk: Talk | None) -> str:
        words = talk_details(talk, self._today) if talk else self._words(row, column, talk)
        return tr("{head}: {words}", head=self._heads[column], words=words or tr("none"))

    def _sort_value(self, row: Row, column: Column, talk: Talk | None) -> tuple[object, ...]:
        """Native values; equal ones are told apart by name."""
        name = row.person.name.casefold()
        if column is Column.NAME:
            return (name,)
        if talk is not None:
            last = talk.last.toordinal() if talk.last else LONG_AGO
            asked = 0 if talk.every_weeks or talk.last else 1
            return (-talk.days_overdue(self._today), asked, last, name)
        if column is Column.LEAVE:
            return (row.leave.first.toordinal() if row.leave else FAR, name)
        return (self._words(row, column, None).casefold() or "\uffff", name)


class PeopleFilter(QSortFilterProxyModel):
    """The rows of one team, or of all, that hold every word searched for; overdue first."""

    def __init__(self, model: PeopleModel) -> None:
        super().__init__()
        self._people = model
        self._wanted: str | None = None
        self._words: tuple[str, ...] = ()
        self.setSourceModel(model)

    def search(self, words: str) -> None:
        """Show only rows that hold all of ``words``."""
        self._words = tuple(words.casefold().split())
        self.invalidate()

    def show_only(self, wanted: str | None) -> None:
        """Show a team by its id, `NO_TEAM`, `OVERDUE`, or with None everybody."""
        self._wanted = wanted
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Qt override."""
        shown = self._people.row(row)
        person = shown.person
        if self._wanted == OVERDUE:
            if not self._people.days_overdue(row):
                return False
        elif self._wanted is not None and self._wanted != (person.team or NO_TEAM):
            return False
        if not self._words:
            return True
        return all(_found(word, shown) for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Qt override."""
        one, other = (self._people.data(index, Data.SORT) for index in (left, right))
        return bool(one < other)


def _found(word: str, row: Row) -> bool:
    """Whether a row holds a word; a short one only where a word begins with it."""
    person = row.person
    there = (person.name, row.team, row.lead, person.email, person.workforce_id)
    words = " ".join(there).casefold()
    if len(word) < LONG_ENOUGH:
        return any(one.startswith(word) for one in words.split())
    return word in words or word in role_name(person.role).casefold()
