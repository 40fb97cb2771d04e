"""Work off the GUI thread: a few threads, results handed back over the bridge."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from app.domain.errors import CancelledError
from app.domain.text import Text
from ui.shell.bridge import Bridge
from ui.widgets.desk import Progress

T = TypeVar("T")
_STOP_SECONDS = 5.0


@dataclass(eq=False)
class Job(Generic[T]):
    """One piece of work. ``fraction`` is written by the worker and read by the window."""

    label: Text
    work: Callable[[Progress], T]
    done: Callable[[T], None]
    failed: Callable[[BaseException], None]
    quiet: bool = False
    fraction: float = 0.0
    cancelled: threading.Event = field(default_factory=threading.Event)

    def progress(self, fraction: float) -> bool:
        """Note how far the work is; answer whether to go on."""
        self.fraction = fraction
        return not self.cancelled.is_set()


class Jobs:
    """Threads that take jobs in turn. One thread keeps jobs in order."""

    def __init__(self, bridge: Bridge, threads: int = 1, name: str = "jobs") -> None:
        self._bridge = bridge
        self._waiting: queue.SimpleQueue[Job[object] | None] = queue.SimpleQueue()
        self._running: list[Job[object]] = []
        self._closed = False
        self._threads = [
            threading.Thread(target=self._serve, name=f"{name}-{n}", daemon=True)
            for n in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def begin(self, job: Job[T]) -> Job[T]:
        """Queue the job; its ``done`` or ``failed`` is called on the GUI thread.

        Once closed nothing is begun any more and nothing is called.
        """
        if self._closed:
            return job
        self._running.append(job)  # type: ignore[arg-type] # a list of jobs of any result
        self._waiting.put(job)  # type: ignore[arg-type] # the same
        return job

    def running(self) -> list[Job[object]]:
        """Jobs that are waiting or at work, oldest first. GUI thread only."""
        return list(self._running)

    def close(self) -> None:
        """Cancel what can be cancelled and wait for the rest; results are dropped."""
        self._closed = True
        for job in self._running:
            job.cancelled.set()
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join(_STOP_SECONDS)

    def _serve(self) -> None:
        while (job := self._waiting.get()) is not None:
            self._carry_out(job)

    def _carry_out(self, job: Job[object]) -> None:
        try:
            _refuse_cancelled(job)
            result = job.work(job.progress)
        except BaseException as error:
            # The window must hear of every failure, or it would wait for ever.
            failure = error
            answer: Callable[[], None] = lambda: job.failed(failure)  # noqa: E731 - a closure
        else:
            answer = lambda: job.done(result)  # noqa: E731 - a closure over the result
        if not self._closed:
            self._bridge.call(lambda: self._finish(job, answer))

    def _finish(self, job: Job[object], answer: Callable[[], None]) -> None:
        self._running.remove(job)
        if not self._closed:  # it may have been closed while the answer was on its way
            answer()


def _refuse_cancelled(job: Job[object]) -> None:
    if job.cancelled.is_set():
        raise CancelledError("This was stopped before it began.")
