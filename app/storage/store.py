"""The store: one file, many readers, one writer a process, several processes at once.

Light on purpose: it is on the window's way to its first picture. The ORM is imported with
the first write that needs it, Alembic only when the file has to be made or migrated.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet

from app.domain.edits import CommandId, Subject
from app.storage.connections import PlannerConnection, begin, open_reader
from app.storage.failures import told
from app.storage.opening import make_ready
from app.storage.reader import Reader
from app.storage.unit_of_work import UnitOfWork
from app.storage.writer import Writer, roll_back

if TYPE_CHECKING:
    import sqlite3

    from app.config import Clock
    from app.domain.text import Text

Changed = Callable[[frozenset[Subject]], None]
Work = Callable[[UnitOfWork], str | None]

EVERYTHING = "store"
"""The counter that every command moves."""

_COMMANDS_KEPT_SECONDS = 90 * 86_400
_CHECKPOINT_BYTES = 1 << 20
"""A log shorter than this is not worth a checkpoint while the window is open."""


def open_store(file: Path, *, clock: Clock, changed: Changed | None = None) -> Store:
    """Open the store in ``file``; make it, or bring it up to this version, where needed.

    Raises:
        NewerStoreError: a later version wrote it; the file was not touched.
        DamagedStoreError: it is no sound store; the file was not touched.
        StoreError: it cannot be made, read or written here.

    """
    make_ready(file, clock)
    return Store(file, clock=clock, changed=changed)


class Store:
    """An open store. Every method may be called from any thread."""

    def __init__(self, file: Path, *, clock: Clock, changed: Changed | None = None) -> None:
        self.file = file
        self._clock = clock
        self._changed = changed or _nobody_listens
        self._local = threading.local()
        self._readers: WeakSet[PlannerConnection] = WeakSet()
        self._closed = False
        self._writer = Writer(file)
        self._own: set[tuple[str, int]] = set()
        self.read = Reader(self._reading, file)
        """What the store holds, read on the calling thread's own connection."""
        self._seen = {s.value: count for s, count in self.read.counters().items()}

    def write(
        self,
        label: Text,
        work: Work,
        *,
        command: CommandId,
        subjects: frozenset[Subject],
    ) -> str | None:
        """Run ``work`` in one transaction, once: sent again, ``command`` does nothing.

        Blocks until the disk has it. Returns what ``work`` returned, also to a repeated
        command. Afterwards tells the listener what kinds of thing changed, from the
        writer's thread.

        Raises:
            StaleEditError: what it would add is there already, or what it needs is gone.
            StoreError: the store cannot be written right now; nothing was changed.

        """
        self._refuse_when_closed()

        def job(writer: Writer) -> str | None:
            with told(self.file):
                new, result = self._transact(writer, str(label), work, command, subjects)
            if new:
                self._changed(subjects)
            return result

        return self._writer.do(job)

    def poll(self) -> frozenset[Subject]:
        """What other processes changed since this was last asked, or since the store opened.

        Meant to be asked several times a second: costs one pragma while nothing happens.
        """
        with told(self.file):
            version = self._reading().execute("PRAGMA data_version").fetchone()[0]
        if version == getattr(self._local, "data_version", None):
            return frozenset()
        self._local.data_version = version
        changed = set()
        for subject, count in self.read.counters().items():
            seen = self._seen.get(subject.value, 0)
            news = {(subject.value, step) for step in range(seen + 1, count + 1)}
            if news - self._own or count < seen:  # fewer: a backup was restored
                changed.add(subject)
            self._own -= news
            self._seen[subject.value] = count
        return frozenset(changed)

    def checkpoint(self, *, finish: bool = False) -> None:
        """Bring what is in the write-ahead log into the file. Only for the window's lock holder.

        Two connections that checkpoint at once can break the log (SQLite before 3.51.3).
        Without ``finish`` a short log is left alone; with it the log is emptied as well,
        when nobody else is reading.
        """
        self._refuse_when_closed()
        log = self.file.with_name(f"{self.file.name}-wal")
        if not log.exists() or (not finish and log.stat().st_size < _CHECKPOINT_BYTES):
            return
        how = "TRUNCATE" if finish else "PASSIVE"

        def job(writer: Writer) -> None:
            with told(self.file):
                writer.connection.execute(f"PRAGMA wal_checkpoint({how})").fetchall()

        self._writer.do(job)

    def close(self) -> None:
        """Finish what is being written and let go of the file; a second call does nothing."""
        self._closed = True
        self._writer.close()
        for connection in list(self._readers):
            connection.close()
        self._readers.clear()

    def _transact(
        self,
        writer: Writer,
        label: str,
        work: Work,
        command: CommandId,
        subjects: frozenset[Subject],
    ) -> tuple[bool, str | None]:
        connection = writer.connection
        begin(connection)
        bumped: set[tuple[str, int]] = set()
        try:
            done = connection.execute(
                "SELECT result FROM command WHERE id = ?", (command,)
            ).fetchone()
            if done is not None:
                roll_back(connection)
                return False, done[0]
            unit = UnitOfWork(connection, writer.new_session)
            result = work(unit)
            unit.close()
            bumped = self._note(connection, label, command, result, subjects)
            connection.execute("COMMIT")
        except BaseException:
            self._own -= bumped
            roll_back(connection)
            raise
        return True, result

    def _note(
        self,
        connection: sqlite3.Connection,
        label: str,
        command: CommandId,
        result: str | None,
        subjects: frozenset[Subject],
    ) -> set[tuple[str, int]]:
        """Put the command down and move the counters; the steps it moved them to."""
        now = int(self._clock().timestamp())
        connection.execute("DELETE FROM command WHERE at < ?", (now - _COMMANDS_KEPT_SECONDS,))
        connection.execute(
            "INSERT INTO command (id, label, at, result) VALUES (?, ?, ?, ?)",
            (command, label, now, result),
        )
        steps = set()
        for subject in (EVERYTHING, *sorted(subjects)):
            row = connection.execute(
                "INSERT INTO counter (subject, value) VALUES (?, 1) "
                "ON CONFLICT (subject) DO UPDATE SET value = value + 1 RETURNING value",
                (str(subject),),
            ).fetchone()
            steps.add((str(subject), int(row[0])))
        # Known before the commit: a poll that sees the new count must know that it is ours.
        self._own |= steps
        return steps

    def _reading(self) -> PlannerConnection:
        """The calling thread's own connection, opened at its first question."""
        self._refuse_when_closed()
        connection: PlannerConnection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = open_reader(self.file)
            self._readers.add(connection)
        return connection

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise RuntimeError("the store was closed")


def _nobody_listens(_subjects: frozenset[Subject]) -> None:
    """The command line shows nothing that could go stale."""
