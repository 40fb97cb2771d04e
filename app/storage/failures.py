"""What SQLite says, turned into what the manager can do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.errors import DamagedStoreError, PlannerError, StaleEditError, StoreError

_PRIMARY = 0xFF
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_BARRED = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_TAKEN = {
    sqlite3.SQLITE_CONSTRAINT_UNIQUE,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    sqlite3.SQLITE_CONSTRAINT_ROWID,
}


class BrokenBlobError(Exception):
    """A blob is not one that `app.storage.packing.pack` made."""


@contextmanager
def told(file: Path) -> Iterator[None]:
    """Let only sentences out: a failure of SQLite on ``file`` becomes a `PlannerError`.

    What cannot be the environment's doing (wrong SQL, a broken rule of ours) passes
    unchanged and ends in the crash dialog.
    """
    try:
        yield
    except Exception as error:
        sentence = sentence_for(error, file)
        if sentence is None:
            raise
        raise sentence from error


def sentence_for(error: BaseException, file: Path) -> PlannerError | None:
    """Find the sentence for ``error``; None when it is not SQLite's or is ours to mend."""
    cause = getattr(error, "orig", None) or error  # SQLAlchemy wraps what the driver raised
    if isinstance(cause, sqlite3.Error):
        return _for_sqlite(cause, file)
    if isinstance(cause, OSError):
        return _for_system(cause, file)
    return None


def damaged(file: Path) -> DamagedStoreError:
    """Say that ``file`` is not sound, and what brings the last good copy back."""
    return DamagedStoreError(
        "The store {file} is damaged. It was left as it is; “firebreak restore” brings back "
        "the newest backup and keeps this file beside it.",
        file=str(file),
    )


def unwritable(file: Path) -> StoreError:
    """Say that the folder or file is closed to us."""
    return StoreError(
        "The store {file} cannot be written: the folder or the file is read-only for you. "
        "Give yourself write access or choose another folder with --home.",
        file=str(file),
    )


def full(file: Path) -> StoreError:
    """Say that there is no room left."""
    return StoreError(
        "The disk that holds {file} is full, so nothing was changed. Free some space and try "
        "again.",
        file=str(file),
    )


def busy(file: Path) -> StoreError:
    """Say that somebody else holds the store for too long."""
    return StoreError(
        "Another program is writing to {file} and did not finish in time; nothing was changed. "
        "Try again in a moment.",
        file=str(file),
    )


def _unreadable(file: Path) -> StoreError:
    return StoreError(
        "The disk did not read or write {file} properly, so nothing was changed. Check that the "
        "disk is connected and sound, then start again.",
        file=str(file),
    )


def _misplaced(file: Path) -> StoreError:
    return StoreError(
        "The store cannot be kept at {file}: something else has the place of the file or of a "
        "folder above it. Choose another folder with --home.",
        file=str(file),
    )


def _for_sqlite(error: sqlite3.Error, file: Path) -> PlannerError | None:
    code: int = getattr(error, "sqlite_errorcode", 0)
    primary = code & _PRIMARY
    sentence: PlannerError | None = None
    if primary == sqlite3.SQLITE_CONSTRAINT:
        sentence = _for_constraint(code)
    elif primary in _DAMAGED or _is_undecodable(error):
        sentence = damaged(file)
    elif primary == sqlite3.SQLITE_FULL:
        sentence = full(file)
    elif primary in _BUSY:
        sentence = busy(file)
    elif primary in _BARRED:
        sentence = unwritable(file)
    elif primary == sqlite3.SQLITE_IOERR:
        sentence = _unreadable(file)
    return sentence


def _is_undecodable(error: sqlite3.Error) -> bool:
    """Whether a text in the file is no UTF-8; the driver gives that no code of its own."""
    return isinstance(error, sqlite3.OperationalError) and "Could not decode" in str(error)


def _for_constraint(code: int) -> PlannerError | None:
    if code in _TAKEN:
        return StaleEditError("Somebody else has just taken this place, so nothing was changed.")
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return StaleEditError(
            "Something that this belongs to was removed meanwhile, so nothing was changed."
        )
    return None


def _for_system(error: OSError, file: Path) -> PlannerError | None:
    import errno  # noqa: PLC0415 - only on the way to a sentence

    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return full(file)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return unwritable(file)
    if error.errno in {errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG}:
        return _misplaced(file)
    if error.errno == errno.EIO:
        return _unreadable(file)
    return None
