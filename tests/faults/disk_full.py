"""A full disk: a sentence, nothing half done, and work goes on once there is room again."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import numpy as np

from app.domain.edits import Edit, Subject, new_command_id
from app.domain.entries import Entry, EntryKind
from app.domain.errors import StoreError
from app.domain.text import text
from app.domain.volumes import Measure, QueueName, VolumeDay
from app.services.care import Care
from app.services.edits import Editor
from app.storage.store import Store, open_store
from tests.faults.children import NO_FORK, Child, Say
from tests.faults.tally import Tally, promise
from tests.times import WEEK, day, frozen_clock, span

RUNS = 40
_ROOM_KB = 600
_PATIENCE = 60.0


def run(runs: int) -> Tally:
    """A small disk where we may mount one, else a limit on how long a file may grow."""
    tally = Tally()
    if NO_FORK:
        tally.skipped = NO_FORK
        return tally
    for number in range(runs):
        with tally.one(number), tempfile.TemporaryDirectory() as folder:
            with _small_disk(Path(folder)) as mounted:
                _survived(Path(folder), number, tally, limit=not mounted)
            tally.note("on a small disk" if mounted else "under a limit on file length")
    return tally


def _survived(folder: Path, number: int, tally: Tally, *, limit: bool) -> None:
    """Fill the disk in a process of its own, so that a limit on it does not stay with us."""

    def work(say: Say) -> None:
        say(_filled_up(folder, random.Random(number), limit=limit))

    child = Child(work)
    said = child.wait_for(_PATIENCE)
    code = child.join()
    promise(code == 0 and said is not None, f"the process ended with {code}")
    promise(said["problem"] == "", said["problem"])
    tally.note("refusals", said["refused"])
    tally.note("writes", said["written"])


def _filled_up(folder: Path, rng: random.Random, *, limit: bool) -> dict[str, object]:
    home = folder / "home"
    written, refused, problem = 0, 0, ""
    with closing(open_store(home / "store.sqlite", clock=frozen_clock)) as store:
        lift = _fill(folder, rng, limit=limit)
        while refused < 5 and written < 2000 and not problem:
            before = _content(store)
            try:
                _write(store, rng)
                written += 1
            except StoreError as error:
                refused += 1
                if "full" not in str(error) and "did not read or write" not in str(error):
                    problem = f"unclear: {error}"
                if _content(store) != before:
                    problem = "something half done stayed"
        try:
            Care(store, home, frozen_clock).backup()
        except StoreError:
            refused += 1
        lift()
        before = _content(store)
        _write(store, rng)
        if _content(store) == before:
            problem = problem or "nothing could be written with room again"
        if not Care(store, home, frozen_clock).check().sound:
            problem = problem or "the store is not sound"
    if not refused:
        problem = problem or "the disk never filled up"
    return {"written": written, "refused": refused, "problem": problem}


def _write(store: Store, rng: random.Random) -> None:
    if rng.random() < 0.5:
        entry = Entry(span("09:00", "10:00"), EntryKind.MEETING, "Meeting", note="x" * 500)
        Editor(store).apply(Edit(text("Add"), after=(entry,)))
        return
    values = np.random.default_rng(rng.randrange(1000)).poisson(300, 96).astype(float)
    first = rng.randrange(-3000, 0)
    days = [
        VolumeDay(
            QueueName("Support"), day(0) + timedelta(days=first + n), 15, {Measure.OFFERED: values}
        )
        for n in range(rng.choice([1, 30, 300]))
    ]
    store.write(
        text("Import"),
        lambda unit: unit.volumes.put(days),
        command=new_command_id(),
        subjects=frozenset({Subject.VOLUMES}),
    )


def _content(store: Store) -> tuple[object, ...]:
    """What a half-done write would change."""
    return (
        len(store.read.entries(WEEK)),
        store.read.volume_range(),
        tuple(store.read.steps().items()),
    )


def _fill(folder: Path, rng: random.Random, *, limit: bool) -> Callable[[], None]:
    """Leave little room; answers how to make room again."""
    if limit:
        return _limit_length(rng.randrange(200, 400) * 1024)
    ballast = folder / "ballast"
    size = max(0, _free(folder) - rng.randrange(40, 160) * 1024)
    ballast.write_bytes(bytes(size))
    return ballast.unlink


def _limit_length(size: int) -> Callable[[], None]:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _free(folder: Path) -> int:
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


@contextmanager
def _small_disk(folder: Path) -> Iterator[bool]:
    """Mount a disk of 600 KB on ``folder`` where that is allowed."""
    if not sys.platform.startswith("linux") or os.getuid() != 0:
        yield False
        return
    options = f"size={_ROOM_KB}k,mode=0700"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    try:
        yield mounted.returncode == 0
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", str(folder)], check=True)
