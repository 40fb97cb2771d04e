"""The window's lock when its holder is killed: free for the next at once."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from app.storage.window_lock import WindowLock
from tests.faults.children import NO_FORK, Child, Say
from tests.faults.tally import Tally, promise

RUNS = 50
_READY_SECONDS = 60.0
_FREE_WITHIN = 2.0
_HOLDERS = 4


def run(runs: int) -> Tally:
    """Several start at once, one gets the lock; it is killed and the next one gets it."""
    tally = Tally()
    if NO_FORK:
        tally.skipped = NO_FORK
        return tally
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "home" / "window.lock"
        slowest = 0.0
        for number in range(runs):
            with tally.one(number):
                slowest = max(slowest, _passed_on(file))
    tally.note("ms until the lock was free at the slowest", round(slowest * 1000))
    return tally


def _passed_on(file: Path) -> float:
    """Seconds from the kill of the holder to the lock's being somebody else's."""

    def work(say: Say) -> None:
        lock = WindowLock.take(file)
        say(lock is not None)
        while True:
            time.sleep(1)

    children = [Child(work) for _ in range(_HOLDERS)]
    try:
        holds = [child.wait_for(_READY_SECONDS) for child in children]
        promise(sum(map(bool, holds)) == 1, f"{sum(map(bool, holds))} windows hold the lock")
        promise(WindowLock.take(file) is None, "the lock was given twice")
        children[holds.index(True)].kill()
        killed = time.perf_counter()
        while (lock := WindowLock.take(file)) is None:
            promise(time.perf_counter() - killed < _FREE_WITHIN, "the lock stayed taken")
            time.sleep(0.001)
        lock.release()
        return time.perf_counter() - killed
    finally:
        for child in children:
            child.kill()
            child.join()
