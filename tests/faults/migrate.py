"""A migration killed at every statement: the old schema or the new one, and retry works."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from app.storage import migrate as migrations
from app.storage.backup import backups_in
from app.storage.inspecting import HEAD
from app.storage.store import open_store
from tests.faults.children import NO_FORK, Child, Say
from tests.faults.tally import Tally, promise
from tests.times import frozen_clock

RUNS = 1000
"""At most; there are as many runs as statements, from each of the files migrated."""
_NEVER = 10**9
_ROUTINES = 40
_TABLES = ("routine", "entry", "team", "person", "shift", "leave")


def run(runs: int) -> Tally:
    """Kill at ``runs`` statements spread evenly over all there are, for each file."""
    tally = Tally()
    if NO_FORK:
        tally.skipped = NO_FORK
        return tally
    for name, make in (
        ("new file", _nothing),
        ("first version", _first_version),
        ("version without rules", _without_rules),
    ):
        with tempfile.TemporaryDirectory() as folder:
            total = _statements(Path(folder) / "counted", make)
        tally.note(f"statements from a {name}", total)
        count = min(runs, total)
        for number in sorted({round(n * (total - 1) / max(count - 1, 1)) for n in range(count)}):
            with tally.one(f"{name}, statement {number}"), tempfile.TemporaryDirectory() as folder:
                _killed_at(number, Path(folder) / "home", make)
    return tally


def _killed_at(number: int, home: Path, make: Callable[[Path], None]) -> None:
    home.mkdir(mode=0o700)
    file = home / "store.sqlite"
    make(file)
    before = _content(file)
    child = Child(lambda say: _open_and_die(file, number, say))
    code = child.join()
    promise(code == -9, f"the process was to be killed and ended with {code}")
    promise(_sound(file), "the file is damaged")
    revision = _content(file)[0]
    promise(revision in {before[0], HEAD}, f"half way: {revision}")
    promise(_content(file)[1] == before[1], "rows were lost")
    if before[0] is not None and revision == HEAD:
        promise(_backup_of(home) == before, "no backup of what was there before")
    open_store(file, clock=frozen_clock).close()
    promise(_content(file) == (HEAD, before[1]), "trying again did not work")


def _open_and_die(file: Path, number: int, say: Say) -> None:
    """Open the store, ended by -9 before statement ``number`` of all its connections."""
    import os
    import signal

    count = 0

    def counted(_statement: str) -> None:
        nonlocal count
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1

    plain = sqlite3.connect

    def watched(*args: Any, **options: Any) -> sqlite3.Connection:
        connection = plain(*args, **options)
        connection.set_trace_callback(counted)
        return connection

    sqlite3.connect = watched
    open_store(file, clock=frozen_clock).close()
    say(count)


def _statements(home: Path, make: Callable[[Path], None]) -> int:
    """How many statements it takes."""
    home.mkdir(mode=0o700)
    file = home / "store.sqlite"
    make(file)
    child = Child(lambda say: _open_and_die(file, _NEVER, say))
    count = int(next(iter(child.everything())))
    child.join()
    return count


def _nothing(_file: Path) -> None:
    """A first start."""


def _first_version(file: Path) -> None:
    """A store as the first version left it, with rows."""
    file.touch(mode=0o600)
    migrations.migrate(file, frozen_clock, to="0001")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.executemany(
            "INSERT INTO routine VALUES (?, 'unplanned', 'U', 0, '09:00', 60, '', '', '[]', 0)",
            [(f"r{number}",) for number in range(_ROUTINES)],
        )
        connection.execute("INSERT INTO counter VALUES ('calendar', 7)")


def _without_rules(file: Path) -> None:
    """A store whose entries, people and shifts the fifth version rebuilds, with rows."""
    file.touch(mode=0o600)
    migrations.migrate(file, frozen_clock, to="0004")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.executemany(
            "INSERT INTO entry VALUES (?, 'meeting', 'M', ?, ?, 'fixed', 'busy', 0, NULL, NULL, "
            "NULL, NULL, NULL, NULL, NULL, '', '', '[]')",
            [(f"e{number}", number, number + 3600) for number in range(_ROUTINES)],
        )
        connection.execute("INSERT INTO team VALUES ('t', 'Blue')")
        connection.execute("INSERT INTO person VALUES ('a', 'Anna', 'agent', 't', '', '', '')")
        connection.execute("INSERT INTO shift VALUES (1, 'a', 0, 3600, 'shift')")
        connection.execute("INSERT INTO leave VALUES (1, 'a', '2026-11-16', '2026-11-17')")


def _content(file: Path) -> tuple[str | None, list[int]]:
    """Revision, and how many rows the tables have that came with data."""
    nothing = [0] * len(_TABLES)
    if not file.exists():
        return None, nothing
    with closing(sqlite3.connect(file)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        if "routine" not in names:
            return None, nothing
        revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            if table in names
            else 0
            for table in _TABLES
        ]
        return ", ".join(revision for (revision,) in revisions), counts


def _sound(file: Path) -> bool:
    if not file.exists():
        return True
    with closing(sqlite3.connect(file)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")


def _backup_of(home: Path) -> tuple[str | None, list[int]]:
    oldest = backups_in(home / "backups")[-1]
    return _content(oldest.file)
