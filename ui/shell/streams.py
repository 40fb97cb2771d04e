"""Work that goes on telling better answers until it is done or stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from ui.shell.bridge import Bridge

P = TypeVar("P")


class Stream(Generic[P]):
    """What a worker tells on the way, handed to the GUI thread: always the newest, none twice.

    A worker that tells more often than the window has time to listen is heard less often; it
    never waits.
    """

    def __init__(self, bridge: Bridge, heard: Callable[[P], None]) -> None:
        self._bridge = bridge
        self._heard = heard
        self._lock = threading.Lock()
        self._newest: list[P] = []
        self._stopped = threading.Event()
        self._deaf = False

    def stop(self) -> None:
        """Ask the worker to come to an end with what it has."""
        self._stopped.set()

    def stopped(self) -> bool:
        """Whether the worker should come to an end. Any thread."""
        return self._stopped.is_set()

    def tell(self, value: P) -> None:
        """Hand an answer over. Any thread."""
        with self._lock:
            waiting = bool(self._newest)
            self._newest = [value]
        if not waiting:
            self._bridge.call(self._hear)

    def end(self) -> None:
        """The last answer is there: what was told before is old. GUI thread."""
        self._deaf = True

    def _hear(self) -> None:
        with self._lock:
            told, self._newest = self._newest, []
        if told and not self._deaf:
            self._heard(told[0])
