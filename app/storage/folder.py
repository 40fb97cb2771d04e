"""Folders and files that only their owner may look into."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def make_folder(folder: Path) -> None:
    """Make ``folder`` and what is missing above it, closed to others.

    One that is there and empty is closed too, for what will lie in it; one with files of
    somebody else's making keeps its mode: the store's own files are closed in any case.

    Raises:
        OSError: it cannot be made.

    """
    if not folder.is_dir():
        if not folder.parent.is_dir():
            make_folder(folder.parent)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    elif os.name == "posix" and folder.stat().st_mode & 0o077 and not any(folder.iterdir()):
        with suppress(PermissionError):  # it belongs to somebody else, who lets us write there
            folder.chmod(FOLDER_MODE)


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
        with suppress(PermissionError):  # its owner, not us, says who may read it
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
