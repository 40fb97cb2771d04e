"""Row 11: the newest week out of 100,000 and 1,000,000 entries, against one index on the start."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from app.domain.span import Span
from app.storage import mapping
from app.storage.mapping import entry_of, moment
from app.storage.store import Store, open_store
from tests.bench.row import Result, in_turn, show
from tests.times import frozen_clock

_QUARTER = 900
_A_DAY = 86_400
_TARGETS = {100_000: 30.0, 1_000_000: 100.0}
_ENTRIES_A_WEEK = 85
_PEER = f"""
SELECT {mapping.ENTRY_COLUMNS} FROM entry
 WHERE starts_at < :end AND ends_at > :start ORDER BY starts_at, id
"""


def run(seeds: int) -> Result:
    """Both sizes, ``seeds`` calendars each at 100,000 (one at a million); the worst counts."""
    ratios: dict[int, float] = {}
    ours = peer = 0.0
    for size in _TARGETS:
        for seed in range(seeds if size == min(_TARGETS) else 1):
            our, their = _one(size, seed)
            ratio = their / our
            if ratio < ratios.get(size, float("inf")):
                ratios[size] = ratio
            if size == min(_TARGETS):
                ours, peer = max(ours, our), max(peer, their)
    small, large = _TARGETS
    return Result(
        row=11,
        name="week_query",
        ours=ours * 1000,
        peer=peer * 1000,
        ratio=ratios[small],
        target=_TARGETS[small],
        also={"million_holds": ratios[large] >= _TARGETS[large]},
        more={"unit": "ms", "ratio_million": ratios[large], "target_million": _TARGETS[large]},
    )


def _one(size: int, seed: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        ours = _filled(Path(folder) / "ours" / "store.sqlite", size, seed)
        peer_file = Path(folder) / "peer.sqlite"
        _as_peer(ours, peer_file)
        week = _newest_week(size)
        bounds = {"start": int(week.start.timestamp()), "end": int(week.end.timestamp())}
        with closing(ours), closing(sqlite3.connect(peer_file)) as peer:

            def ask_ours() -> object:
                return ours.read.entries(week)

            def ask_peer() -> object:
                return [entry_of(row) for row in peer.execute(_PEER, bounds)]

            if ask_ours() != ask_peer():
                raise AssertionError("both sides must find the same entries")
            mine, theirs = in_turn(ask_ours, ask_peer)
        show(f"{size:,} entries, seed {seed}", mine, theirs)
        return mine.wall, theirs.wall


def _newest_week(size: int) -> Span:
    weeks = size // _ENTRIES_A_WEEK
    start = 7 * _A_DAY * (weeks - 1)
    return Span(moment(start), moment(start + 7 * _A_DAY))


def _filled(file: Path, size: int, seed: int) -> Store:
    """A store with ``size`` entries: meetings of 15 to 120 minutes, one in 200 for days."""
    store = open_store(file, clock=frozen_clock)
    rng = random.Random(seed)
    weeks = size // _ENTRIES_A_WEEK
    with closing(sqlite3.connect(file)) as connection:
        connection.executemany(
            f"INSERT INTO entry ({mapping.ENTRY_COLUMNS}) VALUES ({', '.join('?' * 21)})",
            (_row(number, weeks, rng) for number in range(size)),
        )
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return store


def _row(number: int, weeks: int, rng: random.Random) -> tuple[object, ...]:
    long = rng.random() < 1 / 200
    starts_at = rng.randrange(weeks * 7 * 96) * _QUARTER
    length = rng.randint(2, 14) * _A_DAY if long else rng.randint(1, 8) * _QUARTER
    whole = ("meeting", f"Meeting {number}", starts_at, starts_at + length)
    first = date(1970, 1, 1) + timedelta(seconds=starts_at)
    days = (first.isoformat(), (first + timedelta(days=2)).isoformat()) if long else (None, None)
    rest = ("locked", "busy", 0, *days, None, None, None, None, None, "Room 2", "", "[]")
    placed_for = ("", "[]", 0)
    return (f"{number:032x}", *whole, *rest, *placed_for)


def _as_peer(store: Store, file: Path) -> None:
    """The same rows in a file with one index on the start."""
    with closing(sqlite3.connect(file)) as peer:
        peer.execute("PRAGMA journal_mode = WAL")
        peer.execute("ATTACH ? AS ours", (str(store.file),))
        peer.execute(f"CREATE TABLE entry AS SELECT {mapping.ENTRY_COLUMNS} FROM ours.entry")
        peer.execute("CREATE UNIQUE INDEX by_id ON entry (id)")
        peer.execute("CREATE INDEX by_start ON entry (starts_at)")
        peer.execute("ANALYZE")
        peer.commit()
