"""Writing what the manager edits, through the ORM, inside the writer's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, delete, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from app.domain.edits import Record, RecordKey, key_of
from app.domain.entries import Entry
from app.domain.known_events import KnownEvent, SpecialDay
from app.domain.people import Leave, Person, PersonId, Shift, Team, TeamId
from app.domain.routines import Routine
from app.domain.rules import Rule
from app.domain.site import Site
from app.storage import mapping
from app.storage.rows import (
    Base,
    EntryRow,
    KnownEventRow,
    LeaveRow,
    PersonRow,
    RoutineRow,
    RuleRow,
    ShiftRow,
    SiteRow,
    SpecialDayRow,
    TeamRow,
)

Id = TypeVar("Id", bound="str | int")

_AT_ONCE = 500
_SITE_ID = 1


def engine_on(connection: sqlite3.Connection) -> Engine:
    """Give SQLAlchemy the writer's own connection, to join the transaction open on it.

    SQLAlchemy never begins, commits or rolls back there: `WriterConnection` sees to that.
    """
    return create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)


class Records:
    """What edits swap, by its keys: the calendar, rules, events, settings, people.

    References among them are checked when the transaction ends, so the order does not matter.
    """

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
            table, columns_of = _WRITE[type(record)]
            rows.setdefault(table, []).append(columns_of(record))
        for table, some in rows.items():
            self._session.execute(insert(table), some)


class People:
    """Who works at the site, put in and taken out in bulk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        teams: Iterable[Team] = (),
        persons: Iterable[Person] = (),
        shifts: Iterable[Shift] = (),
        leaves: Iterable[Leave] = (),
    ) -> None:
        """Put them in."""
        Records(self._session).add((*teams, *persons, *shifts, *leaves))

    def remove(self, persons: Collection[PersonId] = (), teams: Collection[TeamId] = ()) -> None:
        """Take people out, with their shifts and leave, then teams that nobody is in."""
        for some in _portions(list(persons)):
            for table, column in _THEIRS:
                self._session.execute(delete(table).where(column.in_(some)))
        for those in _portions(list(teams)):
            self._session.execute(delete(TeamRow).where(TeamRow.id.in_(those)))


_THEIRS: tuple[tuple[type[Base], Any], ...] = (
    (ShiftRow, ShiftRow.person),
    (LeaveRow, LeaveRow.person),
    (PersonRow, PersonRow.id),
)


def _site_of(row: mapping.Row) -> Site:
    return mapping.site_of(row[1])


_READ: dict[str, tuple[type[Base], Any, Callable[[Any], Record]]] = {
    "entry": (EntryRow, EntryRow.id, mapping.entry_of),
    "routine": (RoutineRow, RoutineRow.id, mapping.routine_of),
    "rule": (RuleRow, RuleRow.id, mapping.rule_of),
    "event": (KnownEventRow, KnownEventRow.id, mapping.event_of),
    "special_day": (SpecialDayRow, SpecialDayRow.day, mapping.special_day_of),
    "site": (SiteRow, SiteRow.id, _site_of),
    "team": (TeamRow, TeamRow.id, mapping.team_of),
    "person": (PersonRow, PersonRow.id, mapping.person_of),
    "shift": (ShiftRow, ShiftRow.id, mapping.shift_of),
    "leave": (LeaveRow, LeaveRow.id, mapping.leave_of),
}


_WRITE: dict[type[Record], tuple[type[Base], Callable[[Any], mapping.Columns]]] = {
    Entry: (EntryRow, mapping.entry_columns),
    Routine: (RoutineRow, mapping.routine_columns),
    Rule: (RuleRow, mapping.rule_columns),
    KnownEvent: (KnownEventRow, mapping.event_columns),
    SpecialDay: (SpecialDayRow, mapping.special_day_columns),
    Site: (SiteRow, mapping.site_columns),
    Team: (TeamRow, mapping.team_columns),
    Person: (PersonRow, mapping.person_columns),
    Shift: (ShiftRow, mapping.shift_columns),
    Leave: (LeaveRow, mapping.leave_columns),
}


def _by_kind(keys: Iterable[RecordKey]) -> dict[str, list[str | int]]:
    found: dict[str, list[str | int]] = {}
    for kind, name in keys:
        found.setdefault(kind, []).append(_SITE_ID if kind == "site" else name)
    return found


def _portions(ids: list[Id]) -> Iterable[list[Id]]:
    """``ids`` in portions that fit into one query."""
    return (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))
