"""Damaged copies of a filled store: structural damage is seen at opening, the file kept."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import numpy as np

from app.domain.edits import Edit, Subject, new_command_id
from app.domain.entries import Entry, EntryKind
from app.domain.errors import StoreError
from app.domain.text import text
from app.domain.volumes import Measure, QueueName, VolumeDay
from app.services.care import Care, restore_store
from app.services.edits import Editor
from app.storage.store import Store, open_store
from tests.faults.tally import Tally, promise
from tests.times import WEEK, day, frozen_clock, span

RUNS = 300
_PAGE = 4096


def run(runs: int) -> Tally:
    """Each run mutates a fresh copy and opens it, reads it and restores it."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "made"
        backup = _filled(home)
        original = (home / "store.sqlite").read_bytes()
        for number in range(runs):
            copy = Path(folder) / str(number)
            copy.mkdir(mode=0o700)
            with tally.one(number):
                what = _survived(original, copy, backup, random.Random(number))
                tally.note(what)
    return tally


def _survived(original: bytes, home: Path, backup: Path, rng: random.Random) -> str:
    file = home / "store.sqlite"
    mutated = _mutated(original, rng)
    file.write_bytes(mutated)
    broken = not _sound(file)
    file.write_bytes(mutated)
    outcome = _opened(file)
    promise(not broken or outcome == "refused", "structural damage was not seen at opening")
    if outcome != "refused":
        return outcome
    promise(file.read_bytes() == mutated, "the damaged file was changed")
    kept = restore_store(home, backup, frozen_clock)
    promise(kept is not None and kept.read_bytes() == mutated, "the damaged file was not kept")
    with closing(open_store(file, clock=frozen_clock)) as store:
        promise(len(store.read.entries(WEEK)) > 0, "the restored store is empty")
    return outcome


def _sound(file: Path) -> bool:
    """What SQLite itself says of the structure."""
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def _opened(file: Path) -> str:
    """Open and read everything; only sentences may come out."""
    try:
        store = open_store(file, clock=frozen_clock)
    except StoreError:
        return "refused"
    with closing(store):
        try:
            list(store.read.all_entries())
            for volume in store.read.volume_days(day(-200), day(200)):
                dict(volume.measures)
            report = Care(store, file.parent, frozen_clock).check()
        except StoreError:
            return "told when read"
        except Exception:
            report = Care(store, file.parent, frozen_clock).check()
            promise(not report.sound, "unreadable, but said to be sound")
            return "told by check"
    return "still sound" if report.sound else "told by check"


def _mutated(original: bytes, rng: random.Random) -> bytes:
    content = bytearray(original)
    pages = len(content) // _PAGE
    match rng.randrange(6):
        case 0:  # cut short, as by a copy that was broken off
            del content[rng.randrange(1, len(content)) :]
        case 1:  # a page of noughts, as after a power cut on a drive that lied
            at = rng.randrange(pages) * _PAGE
            content[at : at + _PAGE] = bytes(_PAGE)
        case 2:  # a page of noise
            at = rng.randrange(pages) * _PAGE
            content[at : at + _PAGE] = rng.randbytes(_PAGE)
        case 3:  # two pages in each other's places
            one, other = (rng.randrange(pages) * _PAGE for _ in range(2))
            page = content[one : one + _PAGE]
            content[one : one + _PAGE] = content[other : other + _PAGE]
            content[other : other + _PAGE] = page
        case 4:  # the heads of pages, where the structure is
            for _ in range(4):
                content[rng.randrange(pages) * _PAGE + rng.randrange(12)] ^= rng.randrange(1, 256)
        case _:  # single bytes anywhere
            for _ in range(rng.choice([1, 20, 200])):
                content[rng.randrange(len(content))] ^= rng.randrange(1, 256)
    return bytes(content)


def _filled(home: Path) -> Path:
    """A store with a few hundred entries and volume days, and a backup of it."""
    with closing(open_store(home / "store.sqlite", clock=frozen_clock)) as store:
        _fill(store)
        return Care(store, home, frozen_clock).backup()


def _fill(store: Store) -> None:
    entries = tuple(
        Entry(span(f"{8 + hour:02}:00", f"{8 + hour:02}:45", offset), EntryKind.MEETING, "Meeting")
        for offset in range(-30, 30)
        for hour in range(6)
    )
    Editor(store).apply(Edit(text("Fill"), after=entries))
    rng = np.random.default_rng(1)
    days = [
        VolumeDay(
            QueueName(queue),
            day(0) + timedelta(days=offset),
            15,
            {m: rng.poisson(90, 96).astype(float) for m in (Measure.OFFERED, Measure.HANDLED)},
        )
        for queue in ("Sales", "Support")
        for offset in range(-100, 0)
    ]
    store.write(
        text("Fill"),
        lambda unit: unit.volumes.put(days),
        command=new_command_id(),
        subjects=frozenset({Subject.VOLUMES}),
    )
