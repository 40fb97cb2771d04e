"""See to it that a file can be used, with SQLite alone where it can be used as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.storage.failures import told
from app.storage.folder import close_to_others, make_file, make_folder, reopen_log
from app.storage.inspecting import HEAD, inspect

if TYPE_CHECKING:
    from app.config import Clock


def make_ready(file: Path, clock: Clock) -> None:
    """See to it that ``file`` is a sound store of this version.

    The usual start asks SQLite three questions; only a file that is new or older imports
    Alembic.

    Raises:
        NewerStoreError: a later version wrote it.
        DamagedStoreError: it is no sound store.
        StoreError: it cannot be made, read or written here.

    """
    with told(file):
        if not file.exists():
            make_folder(file.parent)
            make_file(file)
        close_to_others(file)
        reopen_log(file)
        revision = inspect(file)
    if revision != HEAD:
        from app.storage.migrate import migrate  # noqa: PLC0415 - most starts need no Alembic

        with told(file):
            migrate(file, clock)
