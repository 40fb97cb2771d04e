"""What every test may ask for: a real store in a folder of its own, a clock that stands."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from app.domain.entries import Entry, EntryKind
from tests.times import frozen_clock, span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.config import Clock
    from app.domain.edits import Subject
    from app.storage.store import Store

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples each time, and no stopwatch: a slow machine must not fail a test.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture
def clock() -> Clock:
    return frozen_clock


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as a first start makes it, made once and copied for each test."""
    from app.storage.store import open_store

    file = tmp_path_factory.mktemp("empty") / "store.sqlite"
    open_store(file, clock=frozen_clock).close()
    return file


@pytest.fixture
def home(tmp_path: Path, empty_store: Path) -> Path:
    """A home folder whose store is made and empty."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    file = folder / "store.sqlite"
    file.write_bytes(empty_store.read_bytes())
    file.chmod(0o600)
    return folder


@pytest.fixture
def changes() -> list[frozenset[Subject]]:
    """What ``store`` told its listener, oldest first."""
    return []


@pytest.fixture
def store(home: Path, clock: Clock, changes: list[frozenset[Subject]]) -> Iterator[Store]:
    """An open, empty store whose clock stands at 2026-11-18T10:02+01:00."""
    from app.storage.store import open_store

    store = open_store(home / "store.sqlite", clock=clock, changed=changes.append)
    yield store
    store.close()


@pytest.fixture
def make_entry() -> Callable[..., Entry]:
    """Make an entry of the test week: wall-clock times in Oslo, ``day`` counted from Monday."""

    def make(
        start: str = "09:00",
        end: str = "10:00",
        *,
        day: int = 0,
        kind: EntryKind = EntryKind.MEETING,
        title: str = "1:1",
        **more: Any,
    ) -> Entry:
        return Entry(span(start, end, day), kind, title, **more)

    return make


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what each fault harness said, also when the tests ran in workers."""
    said = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "fault"
    ]
    if said:
        terminalreporter.section("what must survive")
    for line in sorted(said):
        terminalreporter.write_line(line)
