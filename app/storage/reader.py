"""Reading the store: plain SQL in, values out.

Used by every screen while it draws, so it neither waits for the writer (WAL lets both
work at once) nor imports the ORM. Each call sees one consistent state of the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from app.domain.edits import Subject
from app.domain.entries import Entry, EntryId, RoutineId
from app.domain.known_events import KnownEvent, SpecialDay
from app.domain.people import Leave, LeaveId, Person, PersonId, Shift, ShiftId, Team
from app.domain.routines import Routine
from app.domain.rules import Rule
from app.domain.site import Site
from app.domain.span import Span
from app.domain.volumes import QueueName, VolumeDay
from app.storage import mapping
from app.storage.failures import BrokenBlobError, damaged, told
from app.storage.mapping import LONGEST_SHORT

Value = TypeVar("Value")
Asked = Sequence[object] | Mapping[str, object]
"""The values of a query's marks."""

_AT_ONCE = 500
"""How many ids one query names; SQLite has a limit."""

_WITHIN = f"""
SELECT {mapping.ENTRY_COLUMNS} FROM entry
 WHERE ends_at - starts_at <= {LONGEST_SHORT}
   AND starts_at > :start - {LONGEST_SHORT} AND starts_at < :end AND ends_at > :start
UNION ALL
SELECT {mapping.ENTRY_COLUMNS} FROM entry
 WHERE ends_at - starts_at > {LONGEST_SHORT} AND ends_at > :start AND starts_at < :end
 ORDER BY starts_at, id
"""


class Reader:
    """What the store holds. ``connection`` gives the calling thread's own connection."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], file: Path) -> None:
        self._connection = connection
        self._file = file

    def entries(self, span: Span) -> list[Entry]:
        """Everything that shares a moment with ``span``, by start, then id."""
        # A span that begins within a second covers that second's entries too.
        bounds = {"start": int(span.start.timestamp()), "end": _ceil(span.end.timestamp())}
        return self._all(mapping.entry_of, _WITHIN, bounds)

    def entry(self, entry: EntryId) -> Entry | None:
        """One entry, None when it is not there."""
        found = self._all(mapping.entry_of, f"{_ENTRY} WHERE id = ?", (entry,))
        return found[0] if found else None

    def entries_of_routine(self, routine: RoutineId, first: date | None = None) -> list[Entry]:
        """The occurrences of a series, from the day ``first`` on, by day."""
        return self._all(
            mapping.entry_of,
            f"{_ENTRY} WHERE routine = ? AND (occurs_on >= ? OR ?) ORDER BY starts_at, id",
            (routine, (first or date.min).isoformat(), first is None),
        )

    def entries_with_uids(self, uids: Collection[str]) -> list[Entry]:
        """What was imported under any of ``uids``, by start, then id."""
        wanted, found = sorted(set(uids)), []
        for at in range(0, len(wanted), _AT_ONCE):
            some = wanted[at : at + _AT_ONCE]
            found += self._all(mapping.entry_of, f"{_ENTRY} WHERE uid IN ({_marks(some)})", some)
        return sorted(found, key=lambda entry: (entry.span.start, entry.id))

    def all_entries(self) -> Iterator[Entry]:
        """Every entry, by start, then id; read as they are taken."""
        with told(self._file), closing(self._connection().cursor()) as cursor:
            cursor.execute(f"{_ENTRY} ORDER BY starts_at, id")
            yield from map(mapping.entry_of, cursor)

    def routines(self, *, ended: bool = False) -> list[Routine]:
        """The series that stand; with ``ended`` those that no longer do as well."""
        return self._all(
            mapping.routine_of,
            f"SELECT {mapping.ROUTINE_COLUMNS} FROM routine WHERE ended <= ? "
            "ORDER BY weekday, start, id",
            (int(ended),),
        )

    def events(self) -> list[KnownEvent]:
        """The known events, by day, then name."""
        return self._all(
            mapping.event_of,
            f"SELECT {mapping.EVENT_COLUMNS} FROM known_event ORDER BY day, name, id",
        )

    def special_days(self) -> list[SpecialDay]:
        """The manager's own holidays, by day."""
        return self._all(
            mapping.special_day_of,
            f"SELECT {mapping.SPECIAL_DAY_COLUMNS} FROM special_day ORDER BY day",
        )

    def site(self) -> Site:
        """The settings; what a site starts with when none were saved."""
        found = self._all(lambda row: mapping.site_of(row[0]), "SELECT settings FROM site")
        return found[0] if found else Site()

    def site_saved(self) -> bool:
        """Whether the settings were ever saved."""
        return bool(self._rows("SELECT 1 FROM site"))

    def queues(self) -> list[QueueName]:
        """The queues that have volumes, by name."""
        return [QueueName(row[0]) for row in self._rows("SELECT name FROM queue ORDER BY name")]

    def volume_days(
        self, first: date, after_last: date, queues: Collection[QueueName] | None = None
    ) -> list[VolumeDay]:
        """The days ``[first, after_last)`` of ``queues`` (all when None), by queue, then day.

        Measures are decoded when first looked at.
        """
        found: list[VolumeDay] = []
        days = (first.isoformat(), after_last.isoformat())
        for number, name in self._rows("SELECT id, name FROM queue ORDER BY name"):
            if queues is None or name in queues:
                queue = QueueName(name)
                rows = self._rows(
                    f"SELECT {mapping.VOLUME_COLUMNS} FROM volume_day "
                    "WHERE queue = ? AND day >= ? AND day < ? ORDER BY day",
                    (number, *days),
                )
                try:
                    found += mapping.volume_days_of(queue, rows)
                except BrokenBlobError as error:
                    raise damaged(self._file) from error
        return found

    def volume_range(self) -> tuple[date, date] | None:
        """The first and the last day that have volumes."""
        # One search of the index a queue instead of a walk over every day.
        rows = self._rows(
            "SELECT (SELECT min(day) FROM volume_day WHERE queue = queue.id), "
            "(SELECT max(day) FROM volume_day WHERE queue = queue.id) FROM queue"
        )
        filled = [row for row in rows if row[0] is not None]
        if not filled:
            return None
        return _day(min(row[0] for row in filled)), _day(max(row[1] for row in filled))

    def rules(self) -> list[Rule]:
        """The manager's own routines that ask for places, by title."""
        return self._all(
            mapping.rule_of, f"SELECT {mapping.RULE_COLUMNS} FROM rule ORDER BY title, id"
        )

    def people(self) -> list[Person]:
        """Everybody at the site, by name."""
        return self._all(
            mapping.person_of, f"SELECT {mapping.PERSON_COLUMNS} FROM person ORDER BY name, id"
        )

    def teams(self) -> list[Team]:
        """The teams, by name."""
        return self._all(
            mapping.team_of, f"SELECT {mapping.TEAM_COLUMNS} FROM team ORDER BY name, id"
        )

    def shifts(self, span: Span) -> list[Shift]:
        """The shifts that share a moment with ``span``, by start, then person."""
        return self._all(
            mapping.shift_of,
            f"SELECT {mapping.SHIFT_COLUMNS} FROM shift WHERE starts_at < :end "
            f"AND starts_at > :start - {mapping.LONGEST_SHIFT} - 1 AND ends_at > :start "
            "ORDER BY starts_at, person, id",
            {"start": int(span.start.timestamp()), "end": _ceil(span.end.timestamp())},
        )

    def shifts_of(self, persons: Collection[PersonId]) -> list[Shift]:
        """Every shift of ``persons``, by start, then person."""
        found = self._of_persons(
            mapping.shift_of, f"SELECT {mapping.SHIFT_COLUMNS} FROM shift", persons
        )
        return sorted(found, key=lambda shift: (shift.span.start, shift.person, shift.id))

    def leaves_of(self, persons: Collection[PersonId]) -> list[Leave]:
        """Every leave of ``persons``, by first day."""
        found = self._of_persons(
            mapping.leave_of, f"SELECT {mapping.LEAVE_COLUMNS} FROM leave", persons
        )
        return sorted(found, key=lambda leave: (leave.first, leave.person, leave.id))

    def shift(self, shift: ShiftId) -> Shift | None:
        """One shift, None when it is not there."""
        query = f"SELECT {mapping.SHIFT_COLUMNS} FROM shift WHERE id = ?"
        return next(iter(self._all(mapping.shift_of, query, (shift,))), None)

    def leave(self, leave: LeaveId) -> Leave | None:
        """One leave, None when it is not there."""
        query = f"SELECT {mapping.LEAVE_COLUMNS} FROM leave WHERE id = ?"
        return next(iter(self._all(mapping.leave_of, query, (leave,))), None)

    def leaves(self, first: date, last: date) -> list[Leave]:
        """The leaves that share a day with ``first`` to ``last``, both included, by first day."""
        return self._all(
            mapping.leave_of,
            f"SELECT {mapping.LEAVE_COLUMNS} FROM leave WHERE first_day <= ? AND last_day >= ? "
            "ORDER BY first_day, person, id",
            (last.isoformat(), first.isoformat()),
        )

    def fact(self, key: str) -> str | None:
        """A small remembered thing, None when it is not there."""
        rows = self._rows("SELECT value FROM fact WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def counters(self) -> dict[Subject, int]:
        """How often each kind of thing has changed since the store was made."""
        values = self.steps()
        return {subject: values.get(subject.value, 0) for subject in Subject}

    def steps(self) -> dict[str, int]:
        """The counters as they lie in the file: equal steps, equal contents."""
        return dict(self._rows("SELECT subject, value FROM counter"))

    def _of_persons(
        self, make: Callable[[mapping.Row], Value], query: str, persons: Collection[PersonId]
    ) -> list[Value]:
        wanted, found = sorted(set(persons)), []
        for at in range(0, len(wanted), _AT_ONCE):
            some = wanted[at : at + _AT_ONCE]
            found += self._all(make, f"{query} WHERE person IN ({_marks(some)})", some)
        return found

    def _all(
        self, make: Callable[[mapping.Row], Value], query: str, values: Asked = ()
    ) -> list[Value]:
        return [make(row) for row in self._rows(query, values)]

    def _rows(self, query: str, values: Asked = ()) -> list[Any]:
        with told(self._file):
            return self._connection().execute(query, values).fetchall()


_ENTRY = f"SELECT {mapping.ENTRY_COLUMNS} FROM entry"
_day = date.fromisoformat


def _ceil(value: float) -> int:
    return -int(-value // 1)


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
