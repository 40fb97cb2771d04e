"""The week's entries as a Qt item model: what grid, agenda and screen reader share."""

from __future__ import annotations

import enum
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.domain.entries import Entry, EntryId
from ui.week.changes import wall_minutes
from ui.week.dates import Dates
from ui.week.sentences import kind_name, shown_title, spoken, state_name

if TYPE_CHECKING:
    from app.services.weeks import WeekView

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Role(enum.IntEnum):
    """Data beyond what Qt already names. Start and end are seconds, so that they sort."""

    ENTRY = Qt.ItemDataRole.UserRole
    ID = Qt.ItemDataRole.UserRole + 1
    KIND = Qt.ItemDataRole.UserRole + 2
    START = Qt.ItemDataRole.UserRole + 3
    END = Qt.ItemDataRole.UserRole + 4
    DAY = Qt.ItemDataRole.UserRole + 5
    TIMES = Qt.ItemDataRole.UserRole + 6
    STATE = Qt.ItemDataRole.UserRole + 7
    OPENS_DAY = Qt.ItemDataRole.UserRole + 8


class WeekModel(QAbstractListModel):
    """A flat, read-only list in start order. Edits go through the presenter, never ``setData``."""

    def __init__(self, dates: Dates, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dates = dates
        self._view: WeekView | None = None
        self._entries: list[Entry] = []

    @property
    def entries(self) -> list[Entry]:
        """What is shown, in start order."""
        return self._entries

    def show(self, view: WeekView, entries: list[Entry]) -> None:
        """Replace what is shown; ``view`` says in which zone."""
        self.beginResetModel()
        self._view, self._entries = view, entries
        self.endResetModel()

    def row_of(self, entry_id: EntryId | None) -> int:
        """Where an entry stands, -1 when it is not here."""
        rows = (row for row, entry in enumerate(self._entries) if entry.id == entry_id)
        return next(rows, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Qt override."""
        return 0 if parent.isValid() else len(self._entries)

    def roleNames(self) -> dict[int, QByteArray]:
        """Qt override."""
        own = {int(role): QByteArray(role.name.lower().encode()) for role in Role}
        return {**super().roleNames(), **own}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt override."""
        if not index.isValid() or self._view is None or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role >= Qt.ItemDataRole.UserRole:
            return self._own(entry, index.row(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_title(entry)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(entry, self._view.site.tz, self._dates)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return kind_name(entry.kind)
        return None

    def _own(self, entry: Entry, row: int, role: int) -> object:
        match role:
            case Role.ENTRY:
                return entry
            case Role.ID:
                return entry.id
            case Role.KIND:
                return entry.kind.value
            case Role.START:
                return entry.span.start.timestamp()
            case Role.END:
                return entry.span.end.timestamp()
            case Role.DAY:
                return self._day(row)
            case Role.TIMES:
                return self._times(entry)
            case Role.STATE:
                return state_name(entry)
            case Role.OPENS_DAY:
                return row == 0 or self._day(row) != self._day(row - 1)
        return None

    def _day(self, row: int) -> date:
        assert self._view is not None
        return self._entries[row].span.start.astimezone(self._view.site.tz).date()

    def _times(self, entry: Entry) -> str:
        assert self._view is not None
        if entry.days is not None:
            return ""
        _, start, end = wall_minutes(entry, self._view.site.tz)
        return self._dates.times(start, end)
