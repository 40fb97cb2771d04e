"""Hostile calendars: each gives its content or one sentence in time; refused ones store nothing.

Forty-odd generators, mutations of real calendars (of our own where those are not beside
the project), and every real calendar as it is; all through the child process and the store.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from app.domain.errors import PlannerError
from app.services.calendar_files import CalendarFiles, CalendarPreview
from app.services.edits import Editor
from app.storage.store import Store, open_store
from tests.faults._hostile_calendars import hostile_calendars
from tests.faults.tally import Tally, promise
from tests.times import frozen_clock

Case = tuple[str, bytes]


def _years_ago(years: int) -> datetime:
    return frozen_clock().replace(year=frozen_clock().year - years)


RUNS = 2_784
"""All generators, all 736 real calendars and 2,000 mutations."""
_MUTATIONS = 2_000
_REAL = Path(__file__).resolve().parents[3] / "shared" / "ics"
_LONGEST = 15.0
_MOST_MEMORY = 1024 * 1024
_CLOCKS = [partial(_years_ago, years) for years in (0, 11, 18, 28)]
"""Today, and days on which the real calendars were young and had much to happen."""
_LARGE = 20_000
"""Bytes of a calendar too large to make two thousand mutations of."""
_AT_ONCE = 2
_CUT_OFF = 0.1
_BITS = (
    b"RRULE:FREQ=HOURLY\r\n", b"RRULE:FREQ=YEARLY;BYDAY=53MO;BYWEEKNO=-53\r\n", b"BEGIN:VEVENT\r\n",
    b"END:VCALENDAR\r\n", b"DTSTART;VALUE=DATE:20261118\r\n", b"EXDATE:20261118\r\n", b"\r\n ",
    b"RECURRENCE-ID;RANGE=THISANDFUTURE:20261118T090000Z\r\n", b"99999999", b"-", b"\xe2\x80\xae",
    b";TZID=Europe/Oslo", b";", b":", b",", b"\\", b'"', b"\0", b"\xff", b"T246060Z", b"P1W",
)  # fmt: skip


def run(runs: int) -> Tally:
    """Read ``runs`` of the cases; where that is not all, half of them hostile."""
    tally = Tally()
    hostile, others = list(hostile_calendars().items()), list(_others())
    if runs < len(hostile) + len(others):
        hostile, others = _spread(hostile, runs // 2), _spread(others, runs - runs // 2)
    chosen = hostile + others
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(Path(folder) / "read" / "store.sqlite", clock=frozen_clock)) as empty,
        closing(open_store(Path(folder) / "kept" / "store.sqlite", clock=frozen_clock)) as store,
        ThreadPoolExecutor(_AT_ONCE) as pool,
    ):
        longest = 0.0
        files = [CalendarFiles(empty, clock) for clock in _CLOCKS]
        read = pool.map(
            lambda number: _read(files[number % len(files)], Path(folder), *chosen[number]),
            range(len(chosen)),
        )
        for (name, _), (outcome, seconds) in zip(chosen, read, strict=True):
            longest = max(longest, seconds)
            with tally.one(name):
                tally.note(_judged(store, outcome, seconds))
    tally.note("ms the longest", round(longest * 1000))
    with tally.one("memory"):
        used = _memory_of_children()
        tally.note("MB the most memory", used // 1024)
        promise(used <= _MOST_MEMORY, f"a child took {used // 1024} MB")
    return tally


def _read(
    files: CalendarFiles, folder: Path, name: str, data: bytes
) -> tuple[CalendarPreview | Exception, float]:
    file = folder / f"{abs(hash(name))}.ics"
    file.write_bytes(data)
    began = time.perf_counter()
    outcome: CalendarPreview | Exception
    try:
        outcome = files.preview(file)
    except Exception as problem:  # whatever comes out is judged
        outcome = problem
    file.unlink()
    return outcome, time.perf_counter() - began


def _judged(store: Store, outcome: CalendarPreview | Exception, seconds: float) -> str:
    promise(seconds <= _LONGEST, f"took {seconds:.1f} s")
    before = store.read.counters()
    if isinstance(outcome, Exception):
        promise(isinstance(outcome, PlannerError), f"raised {outcome!r}")
        promise(bool(str(outcome)), "refused without a sentence")
        promise(store.read.counters() == before, "a refused file changed the store")
        return "refused"
    for entry in outcome.after:
        told = entry.title + entry.place
        promise(told.isprintable() or _is_plain(told), f"shows {told!r}")
    str(outcome.summary), [str(remark) for remark in outcome.remarks]
    if not outcome.changes_anything:
        return "read, nothing to store"
    files = CalendarFiles(store, frozen_clock)
    edit = files.edit_for(outcome)
    Editor(store).apply(edit)
    Editor(store).apply(edit.inverse())
    promise(next(store.read.all_entries(), None) is None, "undo left something behind")
    return "read and stored"


def _is_plain(told: str) -> bool:
    return not any(mark < " " or "\u202a" <= mark <= "\u202e" for mark in told)


def _spread(cases: list[Case], count: int) -> list[Case]:
    """``count`` of the cases, evenly spread; all where there are fewer."""
    count = min(count, len(cases))
    return [cases[n * len(cases) // count] for n in range(count)]


def _others() -> Iterator[Case]:
    """Real calendars, and the mutations of all."""
    real = {str(file.relative_to(_REAL)): file.read_bytes() for file in _real_files()}
    yield from real.items()
    small = [data for data in hostile_calendars().values() if 0 < len(data) < _LARGE]
    seeds = list(real.values()) or small
    for number in range(_MUTATIONS):
        rng = random.Random(number)
        yield f"mutation {number}", _mutated(rng.choice(seeds), rng)


def _real_files() -> list[Path]:
    found = [file for file in _REAL.rglob("*") if file.is_file() and file.suffix != ".tsv"]
    return sorted(found)


def _mutated(data: bytes, rng: random.Random) -> bytes:
    """Change some of ``data`` as accidents and attackers do."""
    content = bytearray(data or b"BEGIN:VCALENDAR\r\n")
    for _ in range(rng.choice((1, 2, 5, 20))):
        at = rng.randrange(len(content) + 1)
        match rng.randrange(6):
            case 0:
                content[at:at] = rng.choice(_BITS)
            case 1:
                del content[at : at + rng.randrange(1, 40)]
            case 2:
                content[at : at + 1] = rng.randbytes(1)
            case 3:
                line = _a_line(content, rng)
                content[at:at] = line * rng.choice((1, 2, 50))
            case 4:
                digits = [n for n, mark in enumerate(content) if 48 <= mark <= 57]
                if digits:
                    content[rng.choice(digits)] = rng.choice(b"0123456789")
            case _ if rng.random() < _CUT_OFF:
                del content[at:]
        content = content or bytearray(b"\n")
    return bytes(content)


def _a_line(content: bytearray, rng: random.Random) -> bytes:
    lines = bytes(content).splitlines(keepends=True)
    return rng.choice(lines) if lines else b"\n"


def _memory_of_children() -> int:
    """The most memory that any child took, in kB; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most
