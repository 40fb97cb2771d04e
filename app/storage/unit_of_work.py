"""One transaction of the store, as the work inside it sees it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from app.storage.volume_table import Volumes
from app.storage.volume_undo import VolumeUndo

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.storage.records import People, Records


class UnitOfWork:
    """What may be written in one transaction; all of it stands, or none.

    The parts for records and people use the ORM, which is imported when first asked for:
    an import of volumes does not pay for it.
    """

    def __init__(self, connection: sqlite3.Connection, new_session: Callable[[], Session]) -> None:
        self._connection = connection
        self._new_session = new_session

    @cached_property
    def records(self) -> Records:
        """What edits swap: entries, routines, known events, special days, the settings."""
        from app.storage.records import Records  # noqa: PLC0415 - the ORM, see above

        return Records(self._session)

    @cached_property
    def people(self) -> People:
        """People, teams, shifts and leave."""
        from app.storage.records import People  # noqa: PLC0415 - the ORM, see above

        return People(self._session)

    @cached_property
    def volumes(self) -> Volumes:
        """Contacts per interval."""
        return Volumes(self._connection)

    @cached_property
    def volume_undo(self) -> VolumeUndo:
        """What volumes were before they were replaced."""
        return VolumeUndo(self._connection)

    @cached_property
    def facts(self) -> Facts:
        """Small remembered things."""
        return Facts(self._connection)

    @cached_property
    def _session(self) -> Session:
        return self._new_session()

    def close(self) -> None:
        """Write out what the session still holds and let go of it."""
        if "_session" in self.__dict__:
            self._session.flush()
            self._session.close()


class Facts:
    """Small remembered things, by key."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, key: str, value: str) -> None:
        """Remember ``value``, in place of what was there."""
        self._connection.execute(
            "INSERT INTO fact (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )

    def remove(self, key: str) -> None:
        """Forget; what is not there is passed over."""
        self._connection.execute("DELETE FROM fact WHERE key = ?", (key,))
