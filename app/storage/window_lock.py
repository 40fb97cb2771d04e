"""The lock that the one window of a store holds.

Its holder alone checkpoints the write-ahead log; nothing is restored while it is held. A
window that was killed holds it no longer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

from app.storage.failures import told
from app.storage.file_lock import FileLock
from app.storage.folder import make_folder


class WindowLock(FileLock):
    """Held from the window's opening to its end."""

    @classmethod
    def take(cls, file: Path) -> Self | None:
        """Take the lock; None when another window has it.

        Raises:
            StoreError: the folder cannot be made or written.

        """
        with told(file):
            make_folder(file.parent)
            return super().take(file)
