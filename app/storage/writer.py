"""The one thread of a process that writes the store."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from app.storage import connections

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

Result = TypeVar("Result")


class _Job(Generic[Result]):
    """Something to do in the writer's thread, and what came of it."""

    def __init__(self, work: Callable[[Writer], Result]) -> None:
        self._work = work
        self._done = threading.Event()
        self._result: list[Result] = []
        self._error: BaseException | None = None

    def run(self, writer: Writer) -> None:
        """Do the work; a failure goes to whoever waits."""
        try:
            self._result.append(self._work(writer))
        except BaseException as error:
            self._error = error
        self._done.set()

    def wait(self) -> Result:
        """Block until it is done."""
        self._done.wait()
        if self._error is not None:
            raise self._error
        return self._result[0]


class Writer:
    """Owns the connection that writes; jobs run one after another, in the order asked."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._jobs: SimpleQueue[_Job[Any] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._connection: connections.WriterConnection | None = None
        self._engine: Engine | None = None

    @property
    def connection(self) -> connections.WriterConnection:
        """The connection, opened when first needed. Only for jobs."""
        if self._connection is None:
            self._connection = connections.open_writer(self._file)
        return self._connection

    @property
    def started(self) -> bool:
        """Whether anything was ever asked of it."""
        return self._thread is not None

    def do(self, work: Callable[[Writer], Result]) -> Result:
        """Run ``work`` in the writer's thread and wait for it."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("the writer would wait for itself: write from another thread")
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._serve, name="firebreak-writer", daemon=True
                )
                self._thread.start()
        job = _Job(work)
        self._jobs.put(job)
        return job.wait()

    def new_session(self) -> Session:
        """Open an ORM session that joins the open transaction. Only for jobs."""
        from sqlalchemy.orm import Session  # noqa: PLC0415 - only writes of records need the ORM

        if self._engine is None:
            from app.storage.records import engine_on  # noqa: PLC0415 - the same

            self._engine = engine_on(self.connection)
        return Session(self._engine, autoflush=False)

    def close(self) -> None:
        """Finish what was asked, then close the connection and end the thread."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._jobs.put(None)
            thread.join()

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            job.run(self)
        if self._engine is not None:
            self._engine.dispose()
        if self._connection is not None:
            self._connection.close()
        self._engine = self._connection = None


def roll_back(connection: sqlite3.Connection) -> None:
    """End the open transaction, if SQLite has not done so already, without a trace."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")
