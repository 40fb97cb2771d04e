"""Put a backup in the store's place, keeping what is there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import backup_folder, store_file, window_lock_file
from app.domain.edits import Subject
from app.domain.errors import BadInputError, DamagedStoreError, StoreError
from app.storage import inspecting
from app.storage.backup import (
    back_up,
    backups_in,
    checksum,
    copy_store,
    named_checksum,
    open_copy,
    patience,
    sync_folder,
)
from app.storage.connections import begin, open_writer
from app.storage.failures import told
from app.storage.folder import make_file, make_folder
from app.storage.window_lock import WindowLock

if TYPE_CHECKING:
    from app.config import Clock

_PARTS = ("-wal", "-shm", "-journal", "")
"""The file last: a log must never stand beside a file that it does not belong to."""


def newest_backup(home: Path) -> Path:
    """The backup to restore when none is named.

    Raises:
        BadInputError: there is none.

    """
    folder = backup_folder(home)
    for backup in backups_in(folder):
        if backup.why != "before-restore":  # what a restore set aside is no state to go back to
            return backup.file
    raise BadInputError("There is no backup in {folder} to restore.", folder=str(folder))


def restore_store(
    home: Path, backup: Path, clock: Clock, *, window_ours: bool = False
) -> Path | None:
    """Make ``backup`` the store of ``home``; tells where what was there is kept.

    A sound store is first backed up and then overwritten in one transaction, so that
    others who have it open see the change; a damaged one is moved aside. An older backup
    is brought up to this version when the store is next opened. ``window_ours``: this
    process holds the window's lock and goes on with the store, so it must fit as it is.

    Raises:
        BadInputError: ``backup`` is missing or not one of ours, or too old for an open window.
        DamagedStoreError: ``backup`` itself is not sound.
        NewerStoreError: a later version wrote ``backup``.
        StoreError: a window is open, or the store cannot be written.

    """
    file = store_file(home)
    revision = verify_backup(backup)
    if window_ours:
        return _restore_under_window(file, backup, revision, clock)
    lock = WindowLock.take(window_lock_file(home))
    if lock is None:
        raise StoreError("Firebreak's window is open. Close it, then restore the backup again.")
    with lock, told(file):
        try:
            missing = not file.exists() or inspecting.inspect(file) is None
        except (DamagedStoreError, sqlite3.DatabaseError) as error:
            if isinstance(error, sqlite3.OperationalError):
                raise  # closed to us or busy, not damaged
            missing = True
        if missing:
            aside = _move_aside(file, clock)
            _put_in_place(backup, file)
            return aside
        kept = back_up(file, clock, why="before-restore")
        _overwrite(backup, file)
        return kept


def _restore_under_window(file: Path, backup: Path, revision: str, clock: Clock) -> Path:
    if revision != inspecting.HEAD:
        raise BadInputError(
            "An earlier version wrote the backup {file}, so it cannot be restored under an open "
            "window. Close Firebreak, then run “firebreak restore” with this file.",
            file=backup.name,
        )
    with told(file):
        kept = back_up(file, clock, why="before-restore")
        _overwrite(backup, file)
        return kept


def verify_backup(backup: Path) -> str:
    """Make sure that ``backup`` is whole, sound and of a version we know; tell its revision.

    Raises:
        BadInputError, DamagedStoreError, NewerStoreError: it is not.

    """
    if not backup.is_file():
        raise BadInputError("There is no backup called {file}.", file=str(backup))
    with told(backup):
        named = named_checksum(backup)
        if named is not None and checksum(backup) != named:
            raise _broken(backup)
        try:
            with closing(open_copy(backup)) as copy:
                sound = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
                revision = inspecting.revision_in(copy, backup) if sound else None
        except sqlite3.DatabaseError as error:
            raise _broken(backup) from error
    if revision is None:
        raise _broken(backup)
    from app.storage.migrate import knows  # noqa: PLC0415 - Alembic, only for a restore

    if not knows(revision):
        raise inspecting.newer(backup)
    return revision


def _broken(backup: Path) -> DamagedStoreError:
    return DamagedStoreError(
        "The backup {file} is damaged or not a backup of Firebreak, so nothing was changed. "
        "Choose another; “firebreak restore --list” names them.",
        file=str(backup),
    )


def _overwrite(backup: Path, file: Path) -> None:
    """Copy ``backup`` over the sound store in ``file``, in one transaction of SQLite's."""
    with closing(open_copy(backup)) as source, closing(open_writer(file)) as store:
        before = dict(store.execute("SELECT subject, value FROM counter").fetchall())
        source.backup(store, pages=-1, progress=patience(file))
        begin(store)  # whoever has the store open learns that everything changed
        store.executemany(
            "INSERT INTO counter (subject, value) VALUES (?1, ?2) "
            "ON CONFLICT (subject) DO UPDATE SET value = max(value + 1, ?2)",
            ((subject.value, before.get(subject.value, 0) + 1) for subject in Subject),
        )
        store.execute("COMMIT")


def _put_in_place(backup: Path, file: Path) -> None:
    """Copy ``backup`` to where no store is; it has its name only once it is whole."""
    make_folder(file.parent)
    unfinished = file.with_name(f"{file.name}-restoring")
    make_file(unfinished)
    try:
        with closing(open_copy(backup)) as source:
            copy_store(source, unfinished)
        unfinished.replace(file)
        sync_folder(file.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _move_aside(file: Path, clock: Clock) -> Path | None:
    """Keep the damaged store, with its log, among the backups; None when nothing is there."""
    parts = [part for part in _PARTS if file.with_name(file.name + part).exists()]
    if not parts:
        return None
    folder = backup_folder(file.parent)
    make_folder(folder)
    at = clock().astimezone(UTC)
    kept = folder / f"damaged-{at:%Y%m%dT%H%M%SZ}.sqlite"
    number = 1
    while kept.exists():
        number += 1
        kept = folder / f"damaged-{at:%Y%m%dT%H%M%SZ}-{number}.sqlite"
    for part in parts:
        shutil.move(file.with_name(file.name + part), kept.with_name(kept.name + part))
    return kept
