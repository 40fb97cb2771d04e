"""Row 1: 3.5 million intervals from CSV into the store, against csv and sqlite3.executemany."""

from __future__ import annotations

import csv
import json
import multiprocessing
import sqlite3
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from app.services.volume_imports import VolumeImports
from app.storage.store import open_store
from tests.bench.row import Result, in_turn
from tests.times import frozen_clock

QUEUES, DAYS, INTERVALS = 20, 1826, 96
HEAD = "queue,interval_start,offered,handled,abandoned,handle_seconds,wait_seconds\n"
_MOST_MEGABYTES = 300.0
_PEER_TABLE = """
CREATE TABLE volume (queue TEXT, interval_start TEXT, offered INTEGER, handled INTEGER,
  abandoned INTEGER, handle_seconds INTEGER, wait_seconds INTEGER,
  PRIMARY KEY (queue, interval_start)) WITHOUT ROWID
"""


def run(seeds: int) -> Result:
    """The same file into both, best of three rounds; memory in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "five_years.csv"
        write_export(file, date(2019, 1, 1), DAYS, seed=seeds)
        ours, peer = in_turn(
            lambda: _import(file, Path(folder)), lambda: _peer(file, Path(folder)), rounds=3
        )
        megabytes = _peak_megabytes(file, Path(folder))
    return Result(
        row=1,
        name="import5y",
        ours=ours.wall,
        peer=peer.wall,
        ratio=peer.wall / ours.wall,
        target=5.0,
        also={"memory_holds": megabytes <= _MOST_MEGABYTES},
        more={
            "unit": "s",
            "intervals": QUEUES * DAYS * INTERVALS,
            "megabytes": megabytes,
            "cpu_ours": ours.cpu,
            "cpu_peer": peer.cpu,
        },
    )


def write_export(file: Path, first: date, days: int, *, seed: int) -> None:
    """Write an export of twenty queues in intervals of fifteen minutes, by day."""
    chance = np.random.default_rng(seed)
    clocks = [f"T{place // 4:02}:{place % 4 * 15:02}:00" for place in range(INTERVALS)]
    with file.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for day in range(days):
            written = (first + timedelta(days=day)).isoformat()
            for queue in range(1, QUEUES + 1):
                offered = chance.poisson(30, INTERVALS)
                lost = chance.binomial(offered, 0.05)
                handled = offered - lost
                handle = handled * 240 + chance.integers(0, 240, INTERVALS)
                columns = (offered, handled, lost, handle, handled * 20)
                start = f"Queue {queue:02},{written}"
                rows = zip(clocks, *(column.tolist() for column in columns), strict=True)
                out.writelines(f"{start}{','.join(map(str, row))}\n" for row in rows)


def _import(file: Path, folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as home:
        store = open_store(Path(home) / "store.sqlite", clock=frozen_clock)
        imports = VolumeImports(store, frozen_clock)
        report = imports.run(imports.preview(file))
        store.close()
    assert report.new == QUEUES * DAYS * INTERVALS


def _peer(file: Path, folder: Path) -> None:
    with (
        tempfile.TemporaryDirectory(dir=folder) as home,
        closing(sqlite3.connect(Path(home) / "peer.sqlite", isolation_level=None)) as store,
        file.open(newline="", encoding="utf-8") as stream,
    ):
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("PRAGMA synchronous = FULL")
        store.execute(_PEER_TABLE)
        rows = csv.reader(stream)
        next(rows)
        store.execute("BEGIN")
        store.executemany("INSERT OR REPLACE INTO volume VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        store.execute("COMMIT")


def _peak_megabytes(file: Path, folder: Path) -> float:
    """The most memory a fresh process had in its hands while it imported."""
    answer = folder / "memory.json"
    process = multiprocessing.get_context("spawn").Process(
        target=_measure_memory, args=(file, folder, answer)
    )
    process.start()
    process.join()
    return float(json.loads(answer.read_text(encoding="utf-8")))


def _measure_memory(file: Path, folder: Path, answer: Path) -> None:
    """Not by getrusage: its maximum is inherited from the process that started this one."""
    _import(file, folder)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = int(status.partition("VmHWM:")[2].split()[0])
    answer.write_text(json.dumps(kilobytes / 1024), encoding="utf-8")
