"""An export killed while it is written: the old file or the new one, never half of either."""

from __future__ import annotations

import itertools
import random
import tempfile
import time
from pathlib import Path

from app.exchange.atomic import write_atomically
from tests.faults.children import NO_FORK, Child, Say
from tests.faults.tally import Tally, promise

RUNS = 150
_LENGTH = 4_000_000
_READY_SECONDS = 60.0
_LONGEST_LIFE = 0.05


def run(runs: int) -> Tally:
    """A child writes file after file over each other; the same with plain writes, as control."""
    tally = Tally()
    if NO_FORK:
        tally.skipped = NO_FORK
        return tally
    for number in range(runs):
        with tally.one(number):
            promise(_whole(number, plain=False), "half a file was left")
    controls = max(runs // 5, 5)
    torn = sum(not _whole(number, plain=True) for number in range(controls))
    tally.note(f"of {controls} plain writes torn, as they must", torn)
    with tally.one("the harness sees what is torn"):
        promise(torn > 0, "no plain write was torn: the harness is blind")
    return tally


def _whole(number: int, *, plain: bool) -> bool:
    """Kill a writer at some moment; whether the file is one whole version."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "week.ics"
        file.write_bytes(_version(0))

        def work(say: Say) -> None:
            say("ready")
            for version in itertools.count(1):
                content = _version(version)
                if plain:
                    file.write_bytes(content)
                else:
                    write_atomically(file, content)

        child = Child(work)
        child.wait_for(_READY_SECONDS)
        time.sleep(random.Random(number).random() * _LONGEST_LIFE)
        child.kill()
        child.join()
        found = file.read_bytes()
        return len(found) == _LENGTH and found == found[:8] * (_LENGTH // 8)


def _version(number: int) -> bytes:
    """A file of one length that says its number all over."""
    return number.to_bytes(8, "little") * (_LENGTH // 8)
