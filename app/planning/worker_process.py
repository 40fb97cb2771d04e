"""The worker seen from the planner: started, asked, listened to and ended."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from app.planning.wire import ClosedError, Message, read_message, write_message

_ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "app.planning.worker")
_WAITS = 0.5
"""Seconds that a worker is given to end by itself."""


class LostError(Exception):
    """The worker is gone, or could not be started."""


class WorkerProcess:
    """One child process. It ends with `end`, or by itself when this process ends.

    Raises:
        LostError: it cannot be started.

    """

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        try:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,  # where -m finds the same code that runs here
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as problem:
            raise LostError(str(problem)) from problem
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._orders: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._ready = threading.Event()
        self._speaker = threading.Thread(
            target=self._speak, args=(self._process.stdin,), name="orders", daemon=True
        )
        self._listener = threading.Thread(
            target=self._listen, args=(self._process.stdout,), name="answers", daemon=True
        )
        self._speaker.start()
        self._listener.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    @property
    def ready(self) -> bool:
        """Whether it has what it needs and looks at orders; until then they lie waiting."""
        return self._ready.is_set()

    def tell(self, message: Message) -> None:
        """Send; returns at once. What cannot be sent shows as the worker's end."""
        self._orders.put(message)

    def answer(self, seconds: float) -> Message | None:
        """The next answer, or None when there was none for so many seconds.

        Raises:
            LostError: the worker ended; there are no more answers.

        """
        try:
            message = self._answers.get(timeout=seconds)
        except queue.Empty:
            return None
        if message is None:
            self._answers.put(None)  # for whoever asks again
            raise LostError
        return message

    def end(self) -> None:
        """End it, gently at first; returns when the process is gone."""
        self._orders.put(None)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_WAITS)
        self._process.kill()
        self._process.wait()
        self._speaker.join()  # an order that was stuck on its way has failed by now
        self._listener.join()

    def _speak(self, into: IO[bytes]) -> None:
        gone = False
        while (message := self._orders.get()) is not None:
            try:
                if not gone:
                    write_message(into, message)
            except OSError:
                gone = True
        with contextlib.suppress(OSError):
            into.close()  # at which the worker ends

    def _listen(self, answers: IO[bytes]) -> None:
        with answers, contextlib.suppress(ClosedError):
            while True:
                message = read_message(answers)
                if "ready" in message.says:
                    self._ready.set()
                else:
                    self._answers.put(message)
        self._answers.put(None)
