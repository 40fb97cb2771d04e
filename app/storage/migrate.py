"""Bring a store's file up to this version of the planner: wholly or not at all."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from app.storage import inspecting
from app.storage.backup import back_up
from app.storage.connections import WriterConnection, begin, open_writer
from app.storage.failures import busy, damaged
from app.storage.file_lock import FileLock
from app.storage.writer import roll_back

if TYPE_CHECKING:
    from app.config import Clock

MIGRATIONS = Path(__file__).parents[2] / "migrations"
_LOCK_SECONDS = 30.0
_OWN_TABLES = {"alembic_version"}


def migrate(file: Path, clock: Clock, *, to: str = "head", scripts: Path = MIGRATIONS) -> None:
    """Migrate ``file`` to revision ``to``, a verified backup first, in one transaction.

    An interruption at any point leaves the old schema or the new one; trying again works.

    Raises:
        NewerStoreError: its revision is unknown here; the file was not touched.
        DamagedStoreError: rows or references would be lost; the file was not touched.
        StoreError: another process is migrating it and does not finish.

    """
    script = ScriptDirectory.from_config(configuration(scripts))
    with _locked(file):
        found = inspecting.inspect(file)  # another process may have been faster
        if found == script.get_current_head():
            return
        if found is not None:
            if not knows(found, scripts):
                raise inspecting.newer(file)
            back_up(file, clock, why="before-update")
        with closing(open_writer(file)) as connection:
            _migrate_in_one(connection, file, to, scripts)
            # Nobody else works with this file yet: what was made must not lie in the log alone.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def configuration(scripts: Path = MIGRATIONS, connection: Connection | None = None) -> Config:
    """Point Alembic at our migrations and at a connection that is already open."""
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@contextmanager
def joined(connection: WriterConnection) -> Iterator[Connection]:
    """Lend an open connection to SQLAlchemy, which neither begins nor ends anything on it."""
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    with engine.connect() as lent:
        yield lent


def _migrate_in_one(connection: WriterConnection, file: Path, to: str, scripts: Path) -> None:
    # Rebuilding a parent table would empty its children with foreign keys on; inside a
    # transaction the pragma has no effect, so it comes first.
    connection.execute("PRAGMA foreign_keys = OFF")
    begin(connection)
    try:
        before = _row_counts(connection)
        with joined(connection) as lent:
            command.upgrade(configuration(scripts, lent), to)
        _check_nothing_lost(connection, file, before)
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise


def _check_nothing_lost(connection: sqlite3.Connection, file: Path, before: dict[str, int]) -> None:
    after = _row_counts(connection)
    lost = [name for name, count in before.items() if after.get(name, count) != count]
    if lost or connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise damaged(file)


def _row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in names
        if name not in _OWN_TABLES
    }


def knows(revision: str, scripts: Path = MIGRATIONS) -> bool:
    """Whether a store of ``revision`` can be brought up to this version."""
    script = ScriptDirectory.from_config(configuration(scripts))
    try:
        return script.get_revision(revision) is not None
    except CommandError:
        return False


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Hold the lock that one migrating process has; wait for another to finish."""
    until = time.monotonic() + _LOCK_SECONDS
    while (lock := FileLock.take(file.with_name(f"{file.name}-migrating"))) is None:
        if time.monotonic() > until:
            raise busy(file)
        time.sleep(0.05)
    with lock:
        yield
