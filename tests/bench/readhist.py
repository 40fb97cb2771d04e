"""Row 3: 16 weeks of 20 queues out of the store, against a row per interval."""

from __future__ import annotations

import gc
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import numpy as np

from app.domain.edits import Subject, new_command_id
from app.domain.text import text
from app.domain.volumes import FloatArray, Measure, QueueName, VolumeDay
from app.storage.store import Store, open_store
from tests.bench.row import Result, in_turn, show
from tests.times import frozen_clock

_WEEKS, _QUEUES, _INTERVALS = 16, 20, 96
_FIRST = date(2026, 6, 1)
_AFTER_LAST = _FIRST + timedelta(weeks=_WEEKS)
_DAYS = _WEEKS * 7
_SECONDS = 900
_EPOCH = int(datetime.combine(_FIRST, time(), UTC).timestamp())
_TARGET = 25.0


def run(seeds: int) -> Result:
    """What a forecast reads: the contacts of every queue as a day × interval table."""
    worst: tuple[float, float, float] | None = None
    ratio_all = float("inf")
    for seed in range(seeds):
        with tempfile.TemporaryDirectory() as folder:
            store = open_store(Path(folder) / "ours" / "store.sqlite", clock=frozen_clock)
            _put(store, _made(seed))
            with closing(store), closing(_peer(Path(folder) / "peer.sqlite", seed)) as peer:
                gc.collect()  # what was made for both must not slow either
                ours, theirs = _contacts(store, peer, seed)
                ratio_all = min(ratio_all, _everything(store, peer, seed))
        if worst is None or theirs / ours < worst[0]:
            worst = theirs / ours, ours * 1000, theirs * 1000
    if worst is None:
        raise ValueError("at least one seed")
    ratio, mine, peers = worst
    return Result(
        row=3,
        name="readhist",
        ours=mine,
        peer=peers,
        ratio=ratio,
        target=_TARGET,
        more={"unit": "ms", "ratio_all_seven_measures": ratio_all},
    )


def _contacts(store: Store, peer: sqlite3.Connection, seed: int) -> tuple[float, float]:
    """Contacts per queue, shape (days, intervals)."""

    def ours() -> dict[str, FloatArray]:
        return _tables(store, Measure.OFFERED)

    def theirs() -> dict[str, FloatArray]:
        rows = peer.execute("SELECT queue, at, offered FROM volume ORDER BY queue, at").fetchall()
        return _placed(rows)

    _same(ours(), theirs())
    mine, peers = in_turn(ours, theirs)
    show(f"contacts, seed {seed}", mine, peers)
    return mine.wall, peers.wall


def _placed(rows: list[tuple[str, int, float]]) -> dict[str, FloatArray]:
    """Put each interval where it belongs: rows may be missing, as ours may."""
    names = sorted({row[0] for row in rows})
    number = {name: n for n, name in enumerate(names)}
    queue = np.array([number[row[0]] for row in rows])
    slot = (np.array([row[1] for row in rows]) - _EPOCH) // _SECONDS
    values = np.full((len(names), _DAYS * _INTERVALS), np.nan)
    values[queue, slot] = [row[2] for row in rows]
    return dict(zip(names, values.reshape(len(names), _DAYS, _INTERVALS), strict=True))


def _everything(store: Store, peer: sqlite3.Connection, seed: int) -> float:
    """All seven measures."""

    def ours() -> dict[Measure, dict[str, FloatArray]]:
        days = store.read.volume_days(_FIRST, _AFTER_LAST)
        return {measure: _by_queue(days, measure) for measure in Measure}

    def theirs() -> FloatArray:
        columns = ", ".join(Measure)
        rows = peer.execute(f"SELECT {columns} FROM volume ORDER BY queue, at").fetchall()
        return np.array(rows, np.float64).reshape(_QUEUES, _DAYS, _INTERVALS, len(Measure))

    mine, peers = in_turn(ours, theirs)
    show(f"all seven measures, seed {seed}", mine, peers)
    return peers.wall / mine.wall


def _tables(store: Store, measure: Measure) -> dict[str, FloatArray]:
    return _by_queue(store.read.volume_days(_FIRST, _AFTER_LAST), measure)


def _by_queue(days: list[VolumeDay], measure: Measure) -> dict[str, FloatArray]:
    return {
        queue: np.array([day.measures[measure] for day in some])
        for queue, some in groupby(days, key=attrgetter("queue"))
    }


def _same(ours: dict[str, FloatArray], theirs: dict[str, FloatArray]) -> None:
    equal = [np.array_equal(ours[queue], theirs[queue]) for queue in ours]
    if ours.keys() != theirs.keys() or not all(equal):
        raise AssertionError("both sides must read the same numbers")


def _made(seed: int) -> list[VolumeDay]:
    """A large centre: up to 250 contacts a quarter of an hour, every measure given."""
    rng = np.random.default_rng(seed)
    curve = 20 + 230 * np.exp(-(((np.arange(_INTERVALS) - 44) / 18.0) ** 2))
    return [
        VolumeDay(
            QueueName(f"Queue {queue:02}"),
            _FIRST + timedelta(days=offset),
            15,
            _day(rng, curve * (0.3 + 0.7 * (queue + 1) / _QUEUES)),
        )
        for queue in range(_QUEUES)
        for offset in range(_DAYS)
    ]


def _day(rng: np.random.Generator, curve: FloatArray) -> dict[Measure, FloatArray]:
    offered = rng.poisson(curve).astype(float)
    abandoned = rng.binomial(offered.astype(int), 0.04).astype(float)
    handled = offered - abandoned
    return {
        Measure.OFFERED: offered,
        Measure.HANDLED: handled,
        Measure.ABANDONED: abandoned,
        Measure.IN_THRESHOLD: np.floor(handled * 0.8),
        Measure.HANDLE_SECONDS: np.rint(handled * rng.normal(300, 20, _INTERVALS)),
        Measure.WAIT_SECONDS: np.rint(handled * rng.gamma(2, 10, _INTERVALS)),
        Measure.LONGEST_WAIT: np.rint(rng.gamma(2, 60, _INTERVALS)),
    }


def _put(store: Store, days: list[VolumeDay]) -> None:
    store.write(
        text("Fill"),
        lambda unit: unit.volumes.put(days),
        command=new_command_id(),
        subjects=frozenset({Subject.VOLUMES}),
    )
    store.checkpoint(finish=True)


def _peer(file: Path, seed: int) -> sqlite3.Connection:
    """A row per interval, found by queue and moment."""
    peer = sqlite3.connect(file)
    peer.execute("PRAGMA journal_mode = WAL")
    columns = ", ".join(f"{measure.value} REAL" for measure in Measure)
    peer.execute(
        f"CREATE TABLE volume (queue TEXT, at INTEGER, {columns}, PRIMARY KEY (queue, at)) "
        "WITHOUT ROWID"
    )
    marks = ", ".join("?" * (2 + len(Measure)))
    peer.executemany(f"INSERT INTO volume VALUES ({marks})", _peer_rows(_made(seed)))
    peer.commit()
    peer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return peer


def _peer_rows(days: list[VolumeDay]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for day in days:
        start = int(datetime.combine(day.day, time(), UTC).timestamp())
        values = np.array([day.measures[measure] for measure in Measure]).T.tolist()
        rows += [(day.queue, start + _SECONDS * n, *row) for n, row in enumerate(values)]
    return rows
