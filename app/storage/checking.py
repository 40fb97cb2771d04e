"""Look at everything in the store, more thoroughly than opening it does."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import PlannerError
from app.domain.text import Text, text
from app.domain.volumes import ALLOWED_INTERVALS
from app.storage import inspecting, mapping
from app.storage.connections import open_reader
from app.storage.failures import BrokenBlobError, told
from app.storage.packing import unpack

_COUNTED = {
    "entries": "entry",
    "routines": "routine",
    "events": "known_event",
    "special_days": "special_day",
    "queues": "queue",
    "volume_days": "volume_day",
    "people": "person",
    "teams": "team",
    "shifts": "shift",
    "commands": "command",
}


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: ``problems`` in the order found, and how much of what there is."""

    file: Path
    problems: tuple[Text, ...]
    counts: dict[str, int]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(file: Path) -> CheckReport:
    """Check structure, references, rules, and that every row and every blob can be read.

    Raises:
        StoreError: the file cannot even be opened.

    """
    with told(file), closing(open_reader(file)) as connection:
        connection.execute("BEGIN")  # all of it as it was at one moment
        problems = [*_structure(connection), *_references(connection)]
        if not problems:
            problems += [*_rows(connection), *_volumes(connection)]
        counts = {
            name: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for name, table in _COUNTED.items()
        }
        if inspecting.revision_in(connection, file) != inspecting.HEAD:
            problems.append(text("The store is not of this version; start Firebreak once."))
        return CheckReport(file, tuple(problems), counts)


def _structure(connection: sqlite3.Connection) -> list[Text]:
    found = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
    return [] if found == ["ok"] else [text("Structure: {what}", what=what) for what in found]


def _references(connection: sqlite3.Connection) -> list[Text]:
    return [
        text(
            "Row {row} of {table} belongs to a row of {parent} that is not there.",
            row=row or 0,
            table=table,
            parent=parent,
        )
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check")
    ]


_MAPPED: tuple[tuple[str, str, Callable[[mapping.Row], object]], ...] = (
    ("entry", mapping.ENTRY_COLUMNS, mapping.entry_of),
    ("routine", mapping.ROUTINE_COLUMNS, mapping.routine_of),
    ("known_event", mapping.EVENT_COLUMNS, mapping.event_of),
    ("special_day", mapping.SPECIAL_DAY_COLUMNS, mapping.special_day_of),
    ("site", "settings", lambda row: mapping.site_of(row[0]).tz),
    ("team", mapping.TEAM_COLUMNS, mapping.team_of),
    ("person", mapping.PERSON_COLUMNS, mapping.person_of),
    ("shift", mapping.SHIFT_COLUMNS, mapping.shift_of),
    ("leave", mapping.LEAVE_COLUMNS, mapping.leave_of),
)


def _rows(connection: sqlite3.Connection) -> list[Text]:
    """Make a value of every row: what cannot be made would break a screen later."""
    problems = []
    for table, columns, make in _MAPPED:
        for number, *row in connection.execute(f"SELECT rowid, {columns} FROM {table}"):
            try:
                make(row)
            except (ValueError, TypeError, KeyError, OverflowError, PlannerError):
                problems.append(
                    text("Row {row} of {table} cannot be read.", row=number, table=table)
                )
    return problems


def _volumes(connection: sqlite3.Connection) -> list[Text]:
    query = (
        "SELECT queue.name, day, minutes, measures FROM volume_day "
        "JOIN queue ON queue.id = volume_day.queue"
    )
    return [
        text("The volumes of {queue} on {day} cannot be read.", queue=queue, day=day)
        for queue, day, minutes, blob in connection.execute(query)
        if not _readable(minutes, blob)
    ]


def _readable(minutes: int, blob: bytes) -> bool:
    try:
        measures = unpack(blob)
    except BrokenBlobError:
        return False
    lengths = {len(values) for values in measures.values()}  # decodes every one
    return minutes in ALLOWED_INTERVALS and len(lengths) <= 1
