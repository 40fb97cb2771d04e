"""Verified copies of the store, each one file that says by its name whether it is whole."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import backup_folder
from app.storage.connections import open_reader
from app.storage.failures import damaged
from app.storage.folder import close_to_others, make_folder

if TYPE_CHECKING:
    from app.config import Clock

_NAME = re.compile(
    r"firebreak-(?P<at>\d{8}T\d{6}Z)(?:-(?P<why>[a-z0-9-]+?))?-(?P<sum>[0-9a-f]{16})\.sqlite"
)
_MOMENT = "%Y%m%dT%H%M%SZ"
_SUM_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the store as it was at ``at`` (UTC); ``why`` is empty for a regular one."""

    file: Path
    at: datetime
    why: str
    size: int


def back_up(file: Path, clock: Clock, *, why: str = "") -> Path:
    """Copy the store in ``file`` as it is now, beside it; verified before it gets its name.

    SQLite itself copies: a plain copy would miss what is still in the write-ahead log.

    Raises:
        DamagedStoreError: the copy is not sound, so the store is not.
        OSError, sqlite3.Error: it cannot be written.

    """
    folder = backup_folder(file.parent)
    make_folder(folder)
    unfinished = folder / f"unfinished-{os.getpid()}.sqlite"
    try:
        _copy(file, unfinished)
        label = f"-{why}" if why else ""
        at = clock().astimezone(UTC).strftime(_MOMENT)
        target = folder / f"firebreak-{at}{label}-{checksum(unfinished)}.sqlite"
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def backups_in(folder: Path) -> list[Backup]:
    """The finished backups in ``folder``, newest first."""
    found = [_described(file) for file in folder.glob("firebreak-*.sqlite")]
    return sorted(
        (backup for backup in found if backup is not None),
        key=lambda backup: (backup.at, backup.file.name),
        reverse=True,
    )


def checksum(file: Path) -> str:
    """The first half of the sha256 that a backup carries in its name."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()[:_SUM_LENGTH]


def named_checksum(file: Path) -> str | None:
    """The checksum in the name of a backup, None when the name is not one of ours."""
    match = _NAME.fullmatch(file.name)
    return match["sum"] if match else None


def _described(file: Path) -> Backup | None:
    match = _NAME.fullmatch(file.name)
    if match is None:
        return None
    at = datetime.strptime(match["at"], _MOMENT).replace(tzinfo=UTC)
    return Backup(file, at, match["why"] or "", file.stat().st_size)


def _copy(source: Path, target: Path) -> None:
    os.close(os.open(target, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
    close_to_others(target)
    with closing(open_reader(source)) as store, closing(sqlite3.connect(target)) as copy:
        store.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise damaged(source)
    with target.open("rb+") as written:
        os.fsync(written.fileno())
