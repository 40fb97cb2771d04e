"""Connections to the store's file, all of one make and checked after being made.

Each runs in SQLite's own autocommit mode: a transaction is what our own BEGIN opens and
our own COMMIT closes, nothing the driver guesses. No connection checkpoints by itself;
`app.storage.store.Store.checkpoint` and the last connection to close do.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

BUSY_MILLISECONDS = 5_000
_SYNCHRONOUS = {"full": 2, "extra": 3}

Connected = TypeVar("Connected", bound="PlannerConnection")


class PlannerConnection(sqlite3.Connection):
    """A connection that others may point at weakly and that closes when it is dropped."""

    def __del__(self) -> None:
        # One that could not be opened has nothing to close.
        with suppress(sqlite3.ProgrammingError):
            self.close()


class WriterConnection(PlannerConnection):
    """The writer's connection: only its SQL begins, commits or rolls back.

    SQLAlchemy joins the writer's transaction; its own calls to end one have no effect.
    """

    def commit(self) -> None:
        """Leave the transaction open: the writer ends it."""

    def rollback(self) -> None:
        """Leave the transaction open: the writer ends it."""


def open_reader(file: Path) -> PlannerConnection:
    """Open ``file`` for reading only, to be used by one thread and closed by any."""
    connection = _connect(file, PlannerConnection)
    _set(connection, "query_only", 1)
    return connection


def open_inspector(file: Path) -> PlannerConnection:
    """Open ``file`` to look at it: nothing in it changes, not even by closing."""
    connection = _connect(file, PlannerConnection, mode="ro", configure=False)
    _set(connection, "busy_timeout", BUSY_MILLISECONDS)
    _set(connection, "trusted_schema", 0)
    return connection


def open_writer(file: Path) -> WriterConnection:
    """Open ``file`` for writing; made for the store's one writer thread."""
    return _connect(file, WriterConnection)


def begin(connection: sqlite3.Connection) -> None:
    """Begin a transaction that may write, waiting for others up to the busy timeout.

    A deferred BEGIN would fail at its first write without waiting, whatever the timeout.
    SQLite's own waiting lets who has waited long wait longer between tries: of sixteen
    processes one starved for four seconds. Here all try equally often.

    Raises:
        sqlite3.OperationalError: others were writing all the time.

    """
    until = time.monotonic() + BUSY_MILLISECONDS / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                waited_for_others = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not waited_for_others or time.monotonic() > until:
                    raise
                # Not in step with the others: the clock's last digits are as good as dice.
                time.sleep(0.001 + time.perf_counter_ns() % 8_000_000 / 1e9)
            else:
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")


def _connect(
    file: Path, make: type[Connected], *, mode: str = "rw", configure: bool = True
) -> Connected:
    options: dict[str, Any] = {}
    if sys.version_info >= (3, 12):
        options["autocommit"] = sqlite3.LEGACY_TRANSACTION_CONTROL
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MILLISECONDS / 1000,
        factory=make,
        **options,
    )
    if not configure:
        return connection
    try:
        _configure(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _configure(connection: sqlite3.Connection) -> None:
    _set(connection, "busy_timeout", BUSY_MILLISECONDS)
    _set(connection, "foreign_keys", 1)
    _set(connection, "trusted_schema", 0)
    _set(connection, "mmap_size", 0)
    _set(connection, "wal_autocheckpoint", 0)
    journal = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    # Where WAL is refused (some network drives) a rollback journal needs one fsync more.
    _set(connection, "synchronous", _SYNCHRONOUS["full" if journal == "wal" else "extra"])


def _set(connection: sqlite3.Connection, pragma: str, value: int) -> None:
    """Set a pragma and make sure of it: SQLite ignores in silence what it does not know."""
    connection.execute(f"PRAGMA {pragma} = {value}")
    row = connection.execute(f"PRAGMA {pragma}").fetchone()
    # A file system that cannot map answers mmap_size with no row at all.
    found = row[0] if row else 0
    if found != value:
        raise RuntimeError(f"SQLite kept {pragma} at {found} instead of {value}")
