"""Verified copies of the store, each one file that says by its name whether it is whole."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import backup_folder
from app.storage.connections import open_reader
from app.storage.failures import busy, damaged
from app.storage.folder import close_to_others, make_file, make_folder

if TYPE_CHECKING:
    from app.config import Clock

_NAME = re.compile(
    r"firebreak-(?P<at>\d{8}T\d{6}Z)(?:-(?P<why>[a-z0-9-]+?))?-(?P<sum>[0-9a-f]{16})\.sqlite"
)
_MOMENT = "%Y%m%dT%H%M%SZ"
_SUM_LENGTH = 16
_BUSY_SECONDS = 10.0
_UNFINISHED_SECONDS = 3_600.0
_ALL_KEPT = timedelta(days=2)
_DAILY_KEPT = timedelta(days=14)
_WEEKLY_KEPT = timedelta(weeks=10)
_MONTHLY_KEPT = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the store as it was at ``at`` (UTC); ``why`` is empty for a regular one."""

    file: Path
    at: datetime
    why: str
    size: int


def back_up(file: Path, clock: Clock, *, why: str = "") -> Path:
    """Copy the store in ``file`` as it is now into its backup folder; verified before named.

    SQLite itself copies: a plain copy would miss what is still in the write-ahead log.

    Raises:
        DamagedStoreError: the copy is not sound, so the store is not.
        OSError, sqlite3.Error: it cannot be written.

    """
    folder = backup_folder(file.parent)
    make_folder(folder)
    unfinished = folder / f"unfinished-{os.getpid()}-{threading.get_ident()}.sqlite"
    try:
        make_file(unfinished)
        with closing(open_reader(file)) as store:
            copy_store(store, unfinished)
        _verify(unfinished, file)
        label = f"-{why}" if why else ""
        at = clock().astimezone(UTC).strftime(_MOMENT)
        target = folder / f"firebreak-{at}{label}-{checksum(unfinished)}.sqlite"
        unfinished.replace(target)
        sync_folder(folder)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def copy_store(source: sqlite3.Connection, target: Path) -> None:
    """Copy all of ``source`` into the file ``target``, which ends as one file without a log."""
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        source.backup(copy, pages=-1, progress=patience(target))
        copy.execute("PRAGMA journal_mode = DELETE").fetchone()
    close_to_others(target)
    with target.open("rb+") as written:
        os.fsync(written.fileno())


def patience(file: Path) -> Callable[[int, int, int], None]:
    """Watch over a copy: SQLite would wait for a busy file without end."""
    until = time.monotonic() + _BUSY_SECONDS

    def told_progress(status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > until:
            raise busy(file)

    return told_progress


def backups_in(folder: Path) -> list[Backup]:
    """The finished backups in ``folder``, newest first."""
    found = [_described(file) for file in folder.glob("firebreak-*.sqlite")]
    return sorted(
        (backup for backup in found if backup is not None),
        key=lambda backup: (backup.at, backup.file.name),
        reverse=True,
    )


def thin(folder: Path, now: datetime) -> list[Path]:
    """Take out backups that nobody will miss, and tell which.

    All of two days stay, then the last of each day for two weeks, of each week for ten, of
    each month for thirteen months; and always the newest of its kind.
    """
    taken: set[object] = set()
    gone = [file for file in folder.glob("unfinished-*") if _is_left_behind(file)]
    for file in gone:
        file.unlink(missing_ok=True)
    for backup in backups_in(folder):  # newest first: the first of a place is its last
        place, kind = _place(backup, now), ("kind", backup.why)
        if (place is None or place in taken) and kind in taken:
            backup.file.unlink(missing_ok=True)
            gone.append(backup.file)
        taken |= {place, kind}
    return gone


def checksum(file: Path) -> str:
    """The part of the sha256 that a backup carries in its name."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()[:_SUM_LENGTH]


def named_checksum(file: Path) -> str | None:
    """The checksum in the name of a backup, None when the name is not one of ours."""
    match = _NAME.fullmatch(file.name)
    return match["sum"] if match else None


def _is_left_behind(file: Path) -> bool:
    """Whether a copy was begun so long ago that its writer must have been killed."""
    return time.time() - file.stat().st_mtime > _UNFINISHED_SECONDS


def _place(backup: Backup, now: datetime) -> object:
    """The stretch of time that keeps one backup; None when it is too old to be kept."""
    age = now - backup.at
    if age <= _ALL_KEPT:
        return backup.file.name
    if age <= _DAILY_KEPT:
        return backup.at.date()
    if age <= _WEEKLY_KEPT:
        return backup.at.isocalendar()[:2]
    if age <= _MONTHLY_KEPT:
        return "month", backup.at.year, backup.at.month
    return None


def _described(file: Path) -> Backup | None:
    match = _NAME.fullmatch(file.name)
    if match is None:
        return None
    at = datetime.strptime(match["at"], _MOMENT).replace(tzinfo=UTC)
    return Backup(file, at, match["why"] or "", file.stat().st_size)


def _verify(copy: Path, source: Path) -> None:
    with closing(open_copy(copy)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise damaged(source)


def open_copy(file: Path) -> sqlite3.Connection:
    """Open a finished copy for looking only: nothing is written, not even beside it."""
    return sqlite3.connect(
        f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
    )


def steps_in(copy: sqlite3.Connection) -> dict[str, int] | None:
    """The counters of a copy, None when it cannot tell."""
    try:
        return dict(copy.execute("SELECT subject, value FROM counter").fetchall())
    except sqlite3.DatabaseError:
        return None


def sync_folder(folder: Path) -> None:
    """Make a new name in ``folder`` last through a power cut; Windows does so by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
