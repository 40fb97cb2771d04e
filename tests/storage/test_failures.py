from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest

from app.domain.errors import BadInputError, DamagedStoreError, StaleEditError, StoreError
from app.storage.failures import told

FILE = Path("home/store.sqlite")


class WrappedError(Exception):
    """As SQLAlchemy hands on what the driver raised."""

    def __init__(self, orig):
        super().__init__("(sqlite3.Error) text that nobody should see")
        self.orig = orig


def driver_error(code, kind=sqlite3.OperationalError):
    error = kind("text that nobody should see")
    error.sqlite_errorcode = code
    return error


SENTENCES = [
    (driver_error(sqlite3.SQLITE_FULL), StoreError, "is full"),
    (driver_error(sqlite3.SQLITE_BUSY), StoreError, "Another program"),
    (driver_error(sqlite3.SQLITE_BUSY_SNAPSHOT), StoreError, "Another program"),
    (driver_error(sqlite3.SQLITE_READONLY_DIRECTORY), StoreError, "read-only for you"),
    (driver_error(sqlite3.SQLITE_CANTOPEN), StoreError, "read-only for you"),
    (driver_error(sqlite3.SQLITE_IOERR_WRITE), StoreError, "did not read or write"),
    (driver_error(sqlite3.SQLITE_CORRUPT, sqlite3.DatabaseError), DamagedStoreError, "restore"),
    (driver_error(sqlite3.SQLITE_NOTADB, sqlite3.DatabaseError), DamagedStoreError, "restore"),
    (driver_error(sqlite3.SQLITE_CONSTRAINT_UNIQUE), StaleEditError, "taken this place"),
    (driver_error(sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY), StaleEditError, "removed meanwhile"),
    (WrappedError(driver_error(sqlite3.SQLITE_FULL)), StoreError, "is full"),
    (OSError(errno.ENOSPC, "x"), StoreError, "is full"),
    (PermissionError(errno.EACCES, "x"), StoreError, "read-only for you"),
    (NotADirectoryError(errno.ENOTDIR, "x"), StoreError, "has the place"),
    (OSError(errno.EIO, "x"), StoreError, "did not read or write"),
]


@pytest.mark.parametrize(("error", "kind", "words"), SENTENCES)
def test_the_environments_failures_become_sentences_about_the_file(error, kind, words):
    with pytest.raises(kind, match=words) as caught, told(FILE):
        raise error

    assert "nobody should see" not in str(caught.value)
    assert str(FILE) in str(caught.value) or kind is StaleEditError


@pytest.mark.parametrize(
    "error",
    [
        driver_error(sqlite3.SQLITE_ERROR),
        driver_error(sqlite3.SQLITE_CONSTRAINT_CHECK, sqlite3.IntegrityError),
        KeyError("x"),
        BadInputError("Already a sentence."),
    ],
)
def test_what_is_ours_to_mend_passes_unchanged(error):
    with pytest.raises(type(error)) as caught, told(FILE):
        raise error

    assert caught.value is error
