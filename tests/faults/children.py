"""Processes that may be killed: forked, so that a run costs no start of Python."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import Any

Say = Callable[[Any], None]
NO_FORK = "needs fork, which this system has not" if sys.platform == "win32" else ""


class Child:
    """A process that runs ``work(say)``; what it says comes through a pipe, a line a value."""

    def __init__(self, work: Callable[[Say], None]) -> None:
        self._out, into = os.pipe()
        self._rest = b""
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._out)
            _live(work, into)
        os.close(into)

    def wait_for(self, seconds: float) -> Any:
        """The next thing it says; None when it ended or said nothing for ``seconds``."""
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self._out], [], [], seconds)
            more = os.read(self._out, 1 << 16) if ready else b""
            if not more:
                return None
            self._rest += more
        line, self._rest = self._rest.split(b"\n", 1)
        return json.loads(line)

    def everything(self) -> Iterator[Any]:
        """What it says until it ends; a line that a kill cut off does not count."""
        while chunk := os.read(self._out, 1 << 16):
            self._rest += chunk
        *lines, _cut_off = self._rest.split(b"\n")
        yield from map(json.loads, lines)

    def kill(self) -> None:
        """End it as a power cut ends a process: without a chance to do anything."""
        os.kill(self.pid, signal.SIGKILL)

    def join(self) -> int:
        """Wait for its end; its exit code, negative when a signal ended it."""
        _, status = os.waitpid(self.pid, 0)
        os.close(self._out)
        return os.waitstatus_to_exitcode(status)


def _live(work: Callable[[Say], None], into: int) -> None:
    """The life of the child; never returns."""

    def say(value: Any) -> None:
        data = json.dumps(value).encode() + b"\n"
        while data:
            data = data[os.write(into, data) :]

    try:
        work(say)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)
