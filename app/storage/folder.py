"""Folders and files that only their owner may look into."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def make_folder(folder: Path) -> None:
    """Make ``folder`` and what is missing above it, closed to others; keep one that is there.

    Raises:
        OSError: it cannot be made.

    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=FOLDER_MODE, exist_ok=True)


def make_file(file: Path) -> None:
    """Make ``file``, empty and closed to others, or close one that is there.

    Windows keeps its own permissions: a user's folders are closed to others there.

    Raises:
        OSError: it cannot be made.

    """
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, FILE_MODE))
    close_to_others(file)


def close_to_others(file: Path) -> None:
    """Take away what group and others may do with ``file``."""
    if os.name == "posix" and file.stat().st_mode & 0o077:
        file.chmod(FILE_MODE)


def reopen_log(file: Path) -> None:
    """Let the owner write the log beside ``file`` again.

    SQLite gives its log the file's mode: one left from when the file was read-only would
    keep the store so for ever.
    """
    if os.name != "posix" or not file.stat().st_mode & 0o200:
        return
    for part in ("-wal", "-shm"):
        log = file.with_name(file.name + part)
        if log.exists() and not log.stat().st_mode & 0o200:
            log.chmod(FILE_MODE)
