"""A power cut: what was not yet on the disk is lost or torn, what was acknowledged is there.

The writer runs under strace. From its log come crash images: up to some moment every write
before a file's last fsync is kept, each later one kept, dropped or torn at a sector. Each
image must open soundly and hold every acknowledged command. The same is done without the
fsync of each commit (synchronous=NORMAL): there commands must get lost, or the harness
itself is blind.
"""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.tally import Tally, promise

RUNS = 2000
_SECTOR = 512
_COMMANDS = 60
_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_TRACED = "openat,close,pwrite64,write,fdatasync,fsync,ftruncate,unlink"
_CHILD = """
import sys
from pathlib import Path
from app.domain.edits import CommandId, Subject
from app.domain.text import text
from app.storage import connections
from app.storage.store import open_store
from tests.times import frozen_clock
if sys.argv[2] == "normal":
    connections._SYNCHRONOUS["full"] = 1
store = open_store(Path(sys.argv[1]), clock=frozen_clock)
for number in range(int(sys.argv[3])):
    store.write(
        text("Write"),
        lambda unit: unit.facts.put(f"fact {number % 7}", "x" * (number * 37 % 5000)),
        command=CommandId(f"command {number}"),
        subjects=frozenset({Subject.CALENDAR}),
    )
    sys.stdout.write(f"did {number}\\n")
    sys.stdout.flush()
    if number % 25 == 24:
        store.checkpoint(finish=True)
"""


@dataclass
class _File:
    """A file as a disk has it: what is safe, and what was written since the last fsync."""

    safe: bytes = b""
    loose: list[tuple[int, bytes]] = field(default_factory=list)

    def surviving(self, rng: random.Random) -> bytes:
        """What is found after the cut: loose writes each there, gone or torn, in any order."""
        content = bytearray(self.safe)
        for offset, data in self.loose:
            fate = rng.random()
            if fate < 0.4:
                continue
            kept = data
            if fate < 0.6 and len(data) > _SECTOR:
                kept = data[: rng.randrange(0, len(data), _SECTOR)]
            _put(content, offset, kept)
        return bytes(content)

    def sync(self) -> None:
        """All that was written is safe."""
        content = bytearray(self.safe)
        for offset, data in self.loose:
            _put(content, offset, data)
        self.safe, self.loose = bytes(content), []


def run(runs: int) -> Tally:
    """``runs`` images with every commit synced, and a fifth as many without as a control."""
    tally = Tally()
    if sys.platform != "linux" or shutil.which("strace") is None:
        tally.skipped = "needs strace"
        return tally
    with tempfile.TemporaryDirectory() as folder:
        log = _recorded(Path(folder), "full")
        if log is None:
            tally.skipped = "strace may not trace here"
            return tally
        for number in range(runs):
            with tally.one(f"image {number}"):
                _survived(log, Path(folder), random.Random(number))
        lost = _control(_recorded(Path(folder), "normal") or [], Path(folder), max(runs // 5, 20))
        tally.note("images lost a command when commits were not synced, as they must", lost)
        with tally.one("the harness sees what is lost"):
            promise(lost > 0, "nothing was lost without syncing: the harness is blind")
    return tally


def _control(log: list[tuple[str, list[str], int]], folder: Path, runs: int) -> int:
    lost = 0
    for number in range(runs):
        try:
            _survived(log, folder, random.Random(number))
        except AssertionError:
            lost += 1
    return lost


def _recorded(folder: Path, how: str) -> list[tuple[str, list[str], int]] | None:
    """The system calls of a writer, in order; None when tracing is not allowed."""
    home, log = folder / how, folder / f"{how}.log"
    subprocess.run([sys.executable, "-c", _CHILD, str(home / "store.sqlite"), how, "0"], check=True)
    shutil.copytree(home, folder / f"{how}-before")
    tracing = [
        "strace",
        "-f",
        "-q",
        "-o",
        str(log),
        "-e",
        f"trace={_TRACED}",
        "-xx",
        "-s",
        "100000",
    ]
    child = [sys.executable, "-c", _CHILD, str(home / "store.sqlite"), how, str(_COMMANDS)]
    done = subprocess.run([*tracing, *child], check=False, capture_output=True)
    if done.returncode != 0:
        return None
    before = [("start", [str(folder / f"{how}-before")], 0)]
    return before + list(_calls(log, home))


def _calls(log: Path, home: Path) -> Iterator[tuple[str, list[str], int]]:
    """Calls that concern the home folder, and acknowledgements."""
    names: dict[str, str] = {}
    for line in _joined(log):
        match = _CALL.match(line)
        if match is None:
            continue
        call, arguments, result = match[1], match[2].split(", "), int(match[3])
        if call == "openat" and result >= 0:
            path = Path(_bytes(arguments[1]).decode())
            names.pop(str(result), None)
            if path.parent == home:
                names[str(result)] = path.name
        elif call == "unlink" and Path(_bytes(arguments[0]).decode()).parent == home:
            yield call, [Path(_bytes(arguments[0]).decode()).name], result
        elif call == "write" and arguments[0] == "1":
            yield "told", [_bytes(arguments[1]).decode()], result
        elif arguments[0] in names:
            if call == "close":
                names.pop(arguments[0])
            else:
                yield call, [names[arguments[0]], *arguments[1:]], result


def _joined(log: Path) -> Iterator[str]:
    """Lines of strace's log, calls that another thread interrupted put together again."""
    unfinished: dict[str, str] = {}
    for line in log.read_text().splitlines():
        thread = line.split(" ", 1)[0]
        if line.endswith("<unfinished ...>"):
            unfinished[thread] = line.removesuffix("<unfinished ...>").rstrip()
        elif "resumed>" in line:
            yield unfinished.pop(thread, "") + line.split("resumed>", 1)[1]
        else:
            yield line


def _survived(log: list[tuple[str, list[str], int]], folder: Path, rng: random.Random) -> None:
    cut = rng.randrange(1, len(log) + 1)
    files: dict[str, _File] = {}
    acknowledged = set()
    for call, arguments, result in log[:cut]:
        if call == "start":
            for path in Path(arguments[0]).iterdir():
                if path.is_file():
                    files[path.name] = _File(path.read_bytes())
        elif call == "told":
            acknowledged |= {line.split()[1] for line in arguments[0].splitlines()}
        else:
            _apply(files, call, arguments, result)
    home = folder / "image"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    for name, file in files.items():
        if not name.endswith("-shm"):  # never synced, rebuilt from the log
            (home / name).write_bytes(file.surviving(rng))
    _check(home / "store.sqlite", acknowledged)


def _apply(files: dict[str, _File], call: str, arguments: list[str], result: int) -> None:
    name = arguments[0]
    if call == "unlink":
        files.pop(name, None)
        return
    file = files.setdefault(name, _File())
    if call == "pwrite64":
        file.loose.append((int(arguments[3]), _bytes(arguments[1])[:result]))
    elif call in {"fsync", "fdatasync"}:
        file.sync()
    elif call == "ftruncate":
        file.sync()
        file.safe = file.safe[: int(arguments[1])].ljust(int(arguments[1]), b"\0")


def _check(file: Path, acknowledged: set[str]) -> None:
    try:
        with closing(sqlite3.connect(file)) as connection:
            verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
            promise(verdict == "ok", f"integrity: {verdict}")
            known = {row[0].split()[1] for row in connection.execute("SELECT id FROM command")}
            (counted,) = connection.execute(
                "SELECT value FROM counter WHERE subject = 'calendar' UNION SELECT 0 "
                "ORDER BY 1 DESC"
            ).fetchone()
    except sqlite3.DatabaseError as error:
        promise(False, f"does not open: {error}")
    promise(known >= acknowledged, f"lost: {sorted(acknowledged - known)}")
    promise(counted == len(known), f"{counted} counted, {len(known)} commands: half a transaction")


def _put(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def _bytes(quoted: str) -> bytes:
    """The bytes behind strace's ``"\\x41\\x42"``."""
    return bytes.fromhex(quoted.strip('"').replace("\\x", ""))
