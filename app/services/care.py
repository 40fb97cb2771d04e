"""Take care of the store: check it, keep copies of it, bring one back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import backup_folder
from app.storage.failures import told

if TYPE_CHECKING:
    from app.config import Clock
    from app.storage.backup import Backup
    from app.storage.checking import CheckReport
    from app.storage.store import Store


class Care:
    """Looks after one open store."""

    def __init__(self, store: Store, home: Path, clock: Clock) -> None:
        self._store = store
        self._home = home
        self._clock = clock

    def check(self) -> CheckReport:
        """Read all there is and report what is wrong with it.

        Raises:
            StoreError: the file cannot even be opened.

        """
        from app.storage.checking import check  # noqa: PLC0415 - only this command checks

        return check(self._store.file)

    def backup(self) -> Path:
        """Write a verified copy of the store as it is now; thin out the older ones.

        Raises:
            StoreError: it cannot be written, or the store is damaged.

        """
        from app.storage.backup import back_up, thin  # noqa: PLC0415 - not on the way to a week

        with told(backup_folder(self._home)):
            file = back_up(self._store.file, self._clock)
            thin(backup_folder(self._home), self._clock())
            return file

    def backup_if_changed(self) -> Path | None:
        """Back up when something was changed since the newest copy; None when nothing was.

        Meant for every start and every half hour after it.

        Raises:
            StoreError: it cannot be written, or the store is damaged.

        """
        newest = next(iter(self.backups()), None)
        if newest is not None and self._is_current(newest):
            return None
        return self.backup()

    def backups(self) -> list[Backup]:
        """The copies there are, newest first."""
        return list_backups(self._home)

    def restore(self, backup: Path) -> Path | None:
        """Make ``backup`` the store; see `restore_store`. The store of this process is closed.

        Raises:
            BadInputError, DamagedStoreError, NewerStoreError: ``backup`` is no use.
            StoreError: a window is open, or the store cannot be written.

        """
        self._store.close()
        return restore_store(self._home, backup, self._clock)

    def restore_in_window(self, backup: Path) -> Path | None:
        """Make ``backup`` the store while the window of this process stays open over it.

        What stood there before is kept as a backup of its own; tells where.

        Raises:
            BadInputError, DamagedStoreError, NewerStoreError: ``backup`` is no use here.
            StoreError: the store cannot be written.

        """
        from app.storage import restore  # noqa: PLC0415 - not on the way to a week

        return restore.restore_store(self._home, backup, self._clock, window_ours=True)

    def _is_current(self, backup: Backup) -> bool:
        """Whether ``backup`` has every command that the store has."""
        from app.storage.backup import open_copy, steps_in  # noqa: PLC0415 - as above

        with told(backup.file), closing(open_copy(backup.file)) as copy:
            return steps_in(copy) == self._store.read.steps()


def list_backups(home: Path) -> list[Backup]:
    """The copies there are in ``home``, newest first; needs no open store."""
    from app.storage.backup import backups_in  # noqa: PLC0415 - not on the way to a week

    return backups_in(backup_folder(home))


def restore_store(home: Path, backup: Path | None, clock: Clock) -> Path | None:
    """Make ``backup``, or the newest one, the store of ``home``.

    Needs no open store, so that a damaged one can be put right. Tells where what was there
    is kept, None when nothing was.

    Raises:
        BadInputError: there is no such backup, or it is not one of ours.
        DamagedStoreError, NewerStoreError: the backup is no use.
        StoreError: a window is open, or the store cannot be written.

    """
    from app.storage import restore  # noqa: PLC0415 - not on the way to a week

    return restore.restore_store(home, backup or restore.newest_backup(home), clock)
