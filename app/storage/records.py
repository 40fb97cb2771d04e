"""Writing what the manager edits, through the ORM, inside the writer's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from typing import Any

from sqlalchemy import Engine, create_engine, delete, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from app.domain.edits import Record, RecordKey, key_of
from app.domain.entries import Entry
from app.domain.known_events import KnownEvent, SpecialDay
from app.domain.people import Leave, Person, PersonId, Shift, Team, TeamId
from app.domain.routines import Routine
from app.domain.site import Site
from app.storage import mapping
from app.storage.rows import (
    Base,
    EntryRow,
    KnownEventRow,
    LeaveRow,
    PersonRow,
    RoutineRow,
    ShiftRow,
    SiteRow,
    SpecialDayRow,
    TeamRow,
)

_AT_ONCE = 500
_SITE_ID = 1


def engine_on(connection: sqlite3.Connection) -> Engine:
    """Give SQLAlchemy the writer's own connection, to join the transaction open on it.

    SQLAlchemy never begins, commits or rolls back there: `WriterConnection` sees to that.
    """
    return create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)


class Records:
    """Entries, routines, known events, special days and the settings, by their keys."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def current(self, keys: Collection[RecordKey]) -> dict[RecordKey, Record]:
        """Those of ``keys`` that are there, as they are."""
        found: dict[RecordKey, Record] = {}
        for kind, ids in _by_kind(keys).items():
            table, column, make = _READ[kind]
            for some in _portions(ids):
                query = select(*table.__table__.c).where(column.in_(some))
                for row in self._session.execute(query):
                    record = make(row)
                    found[key_of(record)] = record
        return found

    def remove(self, records: Iterable[Record]) -> None:
        """Take records out by their keys; what is not there is passed over."""
        for kind, ids in _by_kind(map(key_of, records)).items():
            table, column, _make = _READ[kind]
            for some in _portions(ids):
                self._session.execute(delete(table).where(column.in_(some)))

    def add(self, records: Iterable[Record]) -> None:
        """Put records in. To change one, remove it first: records are values.

        Raises:
            sqlalchemy.exc.IntegrityError: one with that key, or with that day of its
                series, is there already; the store turns it into `StaleEditError`.

        """
        rows: dict[type[Base], list[mapping.Columns]] = {}
        for record in records:
            table, columns = _columns(record)
            rows.setdefault(table, []).append(columns)
        for table, some in rows.items():
            self._session.execute(insert(table), some)


class People:
    """Who works at the site."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        teams: Iterable[Team] = (),
        persons: Iterable[Person] = (),
        shifts: Iterable[Shift] = (),
        leaves: Iterable[Leave] = (),
    ) -> None:
        """Put them in; teams before their people, people before their shifts and leave."""
        for table, rows in (
            (TeamRow, [mapping.team_columns(team) for team in teams]),
            (PersonRow, [mapping.person_columns(person) for person in persons]),
            (ShiftRow, [mapping.shift_columns(shift) for shift in shifts]),
            (LeaveRow, [mapping.leave_columns(leave) for leave in leaves]),
        ):
            if rows:
                self._session.execute(insert(table), rows)

    def remove(self, persons: Collection[PersonId] = (), teams: Collection[TeamId] = ()) -> None:
        """Take people out, with their shifts and leave, then teams that nobody is in."""
        self._session.execute(delete(PersonRow).where(PersonRow.id.in_(persons)))
        self._session.execute(delete(TeamRow).where(TeamRow.id.in_(teams)))

    def remove_all(self) -> None:
        """Take everybody out, with teams, shifts and leave."""
        self._session.execute(delete(PersonRow))
        self._session.execute(delete(TeamRow))


def _site_of(row: mapping.Row) -> Site:
    return mapping.site_of(row[1])


_READ: dict[str, tuple[type[Base], Any, Callable[[Any], Record]]] = {
    "entry": (EntryRow, EntryRow.id, mapping.entry_of),
    "routine": (RoutineRow, RoutineRow.id, mapping.routine_of),
    "event": (KnownEventRow, KnownEventRow.id, mapping.event_of),
    "special_day": (SpecialDayRow, SpecialDayRow.day, mapping.special_day_of),
    "site": (SiteRow, SiteRow.id, _site_of),
}


def _columns(record: Record) -> tuple[type[Base], mapping.Columns]:
    match record:
        case Entry():
            return EntryRow, mapping.entry_columns(record)
        case Routine():
            return RoutineRow, mapping.routine_columns(record)
        case KnownEvent():
            return KnownEventRow, mapping.event_columns(record)
        case SpecialDay():
            return SpecialDayRow, mapping.special_day_columns(record)
        case Site():
            return SiteRow, mapping.site_columns(record)


def _by_kind(keys: Iterable[RecordKey]) -> dict[str, list[str | int]]:
    found: dict[str, list[str | int]] = {}
    for kind, name in keys:
        found.setdefault(kind, []).append(_SITE_ID if kind == "site" else name)
    return found


def _portions(ids: list[str | int]) -> Iterable[list[str | int]]:
    """``ids`` in portions that fit into one query."""
    return (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))
