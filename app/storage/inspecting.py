"""Look at a file, without changing it: is it sound, is it ours, of which version."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from app.domain.errors import NewerStoreError, StoreError
from app.storage.connections import open_inspector
from app.storage.failures import damaged

HEAD = "0005"
"""The revision this version works with; a test keeps it equal to Alembic's head."""


def inspect(file: Path) -> str | None:
    """Look whether ``file`` is sound and tell its revision, None when it is empty.

    Raises:
        DamagedStoreError: its structure is broken.
        StoreError: it is a database of another program.
        sqlite3.Error: it cannot be opened.

    """
    with closing(open_inspector(file)) as connection:
        try:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise damaged(file)
            return revision_in(connection, file)
        except UnicodeDecodeError as error:
            # A garbled schema gets into SQLite's message, which the driver cannot decode.
            raise damaged(file) from error


def revision_in(connection: sqlite3.Connection, file: Path) -> str | None:
    """The revision of the store behind ``connection``, None when there is nothing in it."""
    names = {
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    }
    if not names:
        return None
    if "alembic_version" not in names:
        raise StoreError(
            "{file} is a database of another program, so it was left alone. Choose another "
            "folder with --home.",
            file=str(file),
        )
    rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if len(rows) != 1:
        raise damaged(file)
    return str(rows[0][0])


def newer(file: Path) -> NewerStoreError:
    """Say that ``file`` is beyond this version."""
    return NewerStoreError(
        "{file} was written by a newer version of Firebreak, so it was left as it is. Update "
        "Firebreak, then open it again.",
        file=str(file),
    )
