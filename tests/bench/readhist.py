"""Row 3: 16 weeks of 20 queues out of the store, against a row per interval."""

from __future__ import annotations

import gc
import sqlite3
import tempfile
from collections.abc import Callable
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
Answer = Callable[[], dict[str, FloatArray]]
_EPOCH = int(datetime.combine(_FIRST, time(), UTC).timestamp())
_TARGET = 25.0


def run(seeds: int) -> Result:
    """The days of every queue as the planner has them, their contacts looked at.

    The peer answers the same question from a row per interval: it cannot know which
    measures will be looked at. Beside it, the peer spared six of the seven measures
    (``ratio_contacts_alone``) and both sides made to look at all seven.
    """
    ratios: dict[str, float] = {}
    times: dict[str, tuple[float, float]] = {}
    for seed in range(seeds):
        with tempfile.TemporaryDirectory() as folder:
            store = open_store(Path(folder) / "ours" / "store.sqlite", clock=frozen_clock)
            _put(store, _made(seed))
            with closing(store), closing(_peer(Path(folder) / "peer.sqlite", seed)) as peer:
                gc.collect()  # what was made for both must not slow either
                for name, (ours, theirs) in _questions(store, peer).items():
                    _same(ours(), theirs())
                    mine, peers = in_turn(ours, theirs)
                    show(f"{name}, seed {seed}", mine, peers)
                    ratio = peers.wall / mine.wall
                    if ratio < ratios.get(name, float("inf")):
                        ratios[name], times[name] = ratio, (mine.wall, peers.wall)
    return Result(
        row=3,
        name="readhist",
        ours=times["days"][0] * 1000,
        peer=times["days"][1] * 1000,
        ratio=ratios["days"],
        target=_TARGET,
        more={
            "unit": "ms",
            "ratio_contacts_alone": ratios["contacts alone"],
            "ratio_all_seven_measures": ratios["all seven measures"],
        },
    )


def _questions(store: Store, peer: sqlite3.Connection) -> dict[str, tuple[Answer, Answer]]:
    """What is asked, with our answer and the peer's: tables of days × intervals by name."""
    return {
        "days": (
            lambda: _by_queue(store.read.volume_days(_FIRST, _AFTER_LAST), Measure.OFFERED),
            lambda: _by_queue(_peer_days(peer), Measure.OFFERED),
        ),
        "contacts alone": (
            lambda: _by_queue(store.read.volume_days(_FIRST, _AFTER_LAST), Measure.OFFERED),
            lambda: _peer_tables(peer, [Measure.OFFERED]),
        ),
        "all seven measures": (
            lambda: _all_measures(store.read.volume_days(_FIRST, _AFTER_LAST)),
            lambda: _peer_tables(peer, list(Measure)),
        ),
    }


def _peer_days(peer: sqlite3.Connection) -> list[VolumeDay]:
    """The same days as ours, from a row per interval."""
    names, values = _placed(peer, list(Measure))
    return [
        VolumeDay(
            QueueName(name),
            _FIRST + timedelta(days=offset),
            15,
            {measure: values[number, queue, offset] for number, measure in enumerate(Measure)},
        )
        for queue, name in enumerate(names)
        for offset in range(_DAYS)
    ]


def _peer_tables(peer: sqlite3.Connection, measures: list[Measure]) -> dict[str, FloatArray]:
    names, values = _placed(peer, measures)
    return {
        name + (measure if len(measures) > 1 else ""): values[number, queue]
        for number, measure in enumerate(measures)
        for queue, name in enumerate(names)
    }


def _placed(peer: sqlite3.Connection, measures: list[Measure]) -> tuple[list[str], FloatArray]:
    """Queues, and values of the shape (measures, queues, days, intervals).

    Each interval is put where it belongs: rows may be missing, as they may in our days.
    """
    columns = ", ".join(measures)
    rows = peer.execute(f"SELECT queue, at, {columns} FROM volume ORDER BY queue, at").fetchall()
    names = sorted({row[0] for row in rows})
    number = {name: n for n, name in enumerate(names)}
    queue = np.array([number[row[0]] for row in rows])
    slot = (np.array([row[1] for row in rows]) - _EPOCH) // _SECONDS
    values = np.full((len(measures), len(names), _DAYS * _INTERVALS), np.nan)
    values[:, queue, slot] = np.array([row[2:] for row in rows], np.float64).T
    return names, values.reshape(len(measures), len(names), _DAYS, _INTERVALS)


def _all_measures(days: list[VolumeDay]) -> dict[str, FloatArray]:
    return {
        queue + measure: table
        for measure in Measure
        for queue, table in _by_queue(days, measure).items()
    }


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
