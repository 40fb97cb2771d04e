"""Files written for others: the old file or the new one, never half of either."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import PlannerError

LEFTOVER_AGE = 3600.0
"""Seconds after which a half-written file beside the target is nobody's any more."""


class FileNotWrittenError(PlannerError):
    """The file could not be written; what was there before is untouched."""


def write_atomically(file: Path, data: bytes) -> None:
    """Put ``data`` in ``file`` as `atomic_file` does."""
    with atomic_file(file) as stream:
        stream.write(data)


@contextmanager
def atomic_file(file: Path) -> Iterator[BinaryIO]:
    """Open a stream whose bytes become ``file`` when the block ends without an exception.

    The bytes go to a file beside the target (readable by its owner only), reach the
    disk, and take the target's name in one step. On any failure the target is as it was.

    Raises:
        FileNotWrittenError: the folder is not there or not writable, or the disk is full.

    """
    target = file.resolve()
    part: Path | None = None
    try:
        try:
            _refuse_folder(target)
            _sweep(target)
            handle, name = tempfile.mkstemp(
                prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent
            )
            part = Path(name)
            with os.fdopen(handle, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(target)
            _sync_folder(target.parent)
        except OSError as problem:
            raise _sentence(problem, file) from problem
    except BaseException:
        if part is not None:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        raise


def _refuse_folder(target: Path) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder", str(target))


def _sweep(target: Path) -> None:
    """Take away what a writer that was killed left behind."""
    now = time.time()
    for part in target.parent.glob(f".{_escaped(target.name[:100])}.*.part"):
        with contextlib.suppress(OSError):
            if now - part.stat().st_mtime > LEFTOVER_AGE:
                part.unlink()


def _escaped(name: str) -> str:
    return "".join(f"[{mark}]" if mark in "*?[" else mark for mark in name)


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system lets a folder be synced."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some network file systems know no such thing; the file itself is safe
        pass
    finally:
        os.close(handle)


def _sentence(problem: OSError, file: Path) -> FileNotWrittenError:
    folder = str(file.parent)
    match problem.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return FileNotWrittenError(
                "The disk is full, so {file} was not written; make room and try again.",
                file=str(file),
            )
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return FileNotWrittenError(
                "{file} cannot be written: the folder {folder} does not allow it. "
                "Choose another folder.",
                file=file.name,
                folder=folder,
            )
        case errno.ENOENT | errno.ENOTDIR:
            return FileNotWrittenError(
                "There is no folder {folder}; make it first or choose another.", folder=folder
            )
        case errno.EISDIR:
            return FileNotWrittenError(
                "{file} is a folder; give the name of a file in it.", file=str(file)
            )
        case _:
            return FileNotWrittenError(
                "{file} could not be written ({reason}); choose another place and try again.",
                file=str(file),
                reason=problem.strerror or type(problem).__name__,
            )
