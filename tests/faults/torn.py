"""A program killed while it writes a file for others: the old file or the new one, never half."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from app.domain.edits import Edit
from app.domain.entries import Entry, EntryKind
from app.domain.span import Span
from app.domain.text import text
from app.exchange.atomic import write_atomically
from app.services.calendar_files import CalendarFiles
from app.services.edits import Editor
from app.storage.store import open_store
from tests.faults.children import NO_FORK, Child, Say
from tests.faults.tally import Tally, promise
from tests.times import WEEK, frozen_clock

RUNS = 150
_ENTRIES = 2_000
_LONGEST_WAIT = 0.03
_CONTROLS = 20
Write = Callable[[Path, bytes], object]


def run(runs: int) -> Tally:
    """Kill a writer ``runs`` times; beside it, what plain writes come to, for comparison."""
    tally = Tally()
    if NO_FORK:
        tally.skipped = NO_FORK
        return tally
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        versions = _exports(home)
        for number in range(runs):
            with tally.one(number):
                found = _killed(home / "week.ics", versions, write_atomically, number)
                promise(found in versions, f"torn: {len(found)} bytes")
        tally.note("killed in mid-write", len(list(home.glob(".week.ics.*.part"))))
        controls = min(runs, _CONTROLS)
        torn = sum(
            _killed(home / "plain.ics", versions, Path.write_bytes, number) not in versions
            for number in range(controls)
        )
        tally.note(f"of {controls} plain writes torn", torn)
    return tally


def _killed(file: Path, versions: tuple[bytes, bytes], write: Write, seed: int) -> bytes:
    """Write both versions in turn until killed; what is in the file then."""
    file.write_bytes(versions[0])

    def work(say: Say) -> None:
        say("ready")
        while True:
            for version in reversed(versions):
                write(file, version)

    child = Child(work)
    promise(child.wait_for(10.0) == "ready", "the writer did not start")
    time.sleep(random.Random(seed).uniform(0.0, _LONGEST_WAIT))
    child.kill()
    child.join()
    return file.read_bytes()


def _exports(home: Path) -> tuple[bytes, bytes]:
    """One long week as the program exports it, with and without names."""
    with closing(open_store(home / "store.sqlite", clock=frozen_clock)) as store:
        minute = timedelta(minutes=1)
        entries = tuple(
            Entry(
                Span(WEEK.start + n * minute, WEEK.start + (n + 30) * minute),
                EntryKind.MEETING,
                f"Meeting number {n} about this and that",
            )
            for n in range(_ENTRIES)
        )
        Editor(store).apply(Edit(text("Fill"), after=entries))
        files = CalendarFiles(store, frozen_clock)
        full, plain = home / "full.ics", home / "neutral.ics"
        files.export(WEEK, full)
        files.export(WEEK, plain, names=False)
        return full.read_bytes(), plain.read_bytes()
