"""The whole way in: first look, child process, limits; and the calendars of other projects."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.errors import PlannerError
from app.domain.span import Span
from app.exchange.calendars import child, limits, reader
from app.exchange.calendars.content import CalendarContent, Order
from app.exchange.calendars.events import read_events
from app.exchange.calendars.prescan import NotReadableError, prescan
from app.exchange.calendars.reader import read_bytes, read_calendar

WINDOW = Span(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC))
ORDER = Order("Europe/Oslo", WINDOW, "mine.ics")
GOOD = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Ops review\r\n"
    b"DTSTART;TZID=W. Europe Standard Time:20261118T090000\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR\r\n"
)
REAL = Path(__file__).resolve().parents[4] / "shared" / "ics"
AUDITED = """
import sys
sys.path.insert(0, sys.argv[1])
from app.exchange.calendars import child
child.forbid_everything_else()
try:
    {deed}
except child.ForbiddenError:
    print("forbidden")
"""


class Crashing:
    """Stands in for a child that the system ended, or that says something else."""

    def __init__(self, code, answer):
        self._done = subprocess.CompletedProcess([], code, answer)

    def __call__(self, *args, **kwargs):
        return self._done


def test_a_calendar_comes_back_from_the_child():
    (one,) = read_bytes(GOOD, ORDER).events
    assert one.title == "Ops review"
    assert [o.recurrence for o in one.occurrences] == ["20261118T080000Z", "20261125T080000Z"]


def test_the_child_s_sentence_is_ours():
    with pytest.raises(NotReadableError, match=r"mine\.ics is a vCalendar"):
        read_bytes(GOOD.replace(b"VERSION:2.0", b"VERSION:1.0"), ORDER)


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        (-9, b""),
        (1, b""),
        (0, b""),
        (0, b"[]"),
        (0, b'{"events": 3}'),
        (0, b'{"sentence": [1, 2]}'),
    ],
)
def test_a_child_that_dies_or_lies_is_a_sentence(monkeypatch, code, answer):
    monkeypatch.setattr(reader.subprocess, "run", Crashing(code, answer))
    with pytest.raises(NotReadableError, match=r"mine\.ics cannot be understood"):
        read_bytes(GOOD, ORDER)


def test_a_child_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.0)
    with pytest.raises(NotReadableError, match="takes too long"):
        read_bytes(GOOD, ORDER)


@pytest.mark.skipif(os.name != "posix", reason="memory limits are POSIX")
def test_a_child_that_needs_too_much_memory_is_a_sentence(monkeypatch):
    monkeypatch.setattr(limits, "MEMORY_BYTES", 10 * 1024 * 1024)
    with pytest.raises(NotReadableError, match="cannot be understood"):
        read_bytes(GOOD, ORDER)


@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/passwd').read()",
        "open('made-by-a-calendar', 'w')",
        "__import__('os').open('made-by-a-calendar', 65)",
        "__import__('socket').socket()",
        "__import__('subprocess').run(['true'])",
        "__import__('os').system('true')",
        "__import__('os').remove('nothing')",
    ],
)
def test_the_child_opens_and_starts_nothing(deed, tmp_path):
    root = Path(child.__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-I", "-c", AUDITED.format(deed=deed), root],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.stdout == "forbidden\n", done.stderr
    assert list(tmp_path.iterdir()) == []


def test_whatever_is_read_is_read_with_everything_else_forbidden():
    root = Path(child.__file__).resolve().parents[3]
    steps = f"import sys; sys.path.insert(0, {str(root)!r}); sys.argv[1:] = {['1000000000', '9']}"
    steps += "; from app.exchange.calendars import child; child.main(); open('/etc/hostname')"
    done = subprocess.run(
        [sys.executable, "-I", "-c", steps],
        input=ORDER.to_json().encode() + b"\n" + GOOD,
        capture_output=True,
        cwd="/",
        check=False,
    )
    assert b"Ops review" in done.stdout
    assert b"ForbiddenError" in done.stderr


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_system_sees_nothing_opened_for_an_attachment(tmp_path):
    seen = tmp_path / "seen"
    named = b"ATTACH:file:///etc/passwd\r\nDTSTART;TZID=../../../etc/passwd:20261118T090000\r\n"
    calls = "open,openat,creat,socket,connect,execve,unlink,rename"
    watch = ["strace", "-f", "-e", f"trace={calls}", "-o", seen]
    ask = [sys.executable, "-I", child.__file__, str(limits.MEMORY_BYTES), "14"]
    data = GOOD.replace(b"DTSTART", named + b"DTSTART", 1)
    done = subprocess.run(
        [*watch, *ask],
        input=ORDER.to_json().encode() + b"\n" + data,
        capture_output=True,
        check=False,
    )
    if not seen.exists() or b"Operation not permitted" in done.stderr:
        pytest.skip("strace may not look at processes here")
    assert json.loads(done.stdout)["refused"]
    lines = [line for line in seen.read_text().splitlines() if "__pycache__" not in line]
    assert sum("execve" in line for line in lines) == 1
    for never in ("passwd", "socket(", "connect(", "O_WRONLY", "O_RDWR", "O_CREAT", "rename("):
        assert not any(never in line for line in lines), never


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(NotReadableError, match=r"There is no file .*gone\.ics"):
        read_calendar(tmp_path / "gone.ics", ORDER)


def test_a_folder_is_named(tmp_path):
    with pytest.raises(NotReadableError, match=r"is a folder|cannot be opened"):
        read_calendar(tmp_path, ORDER)


def test_a_file_beyond_the_limit_is_not_read_to_its_end(tmp_path):
    file = tmp_path / "mine.ics"
    with file.open("wb") as stream:
        stream.truncate(1 << 40)
    with pytest.raises(NotReadableError, match="larger than 10 MB"):
        read_calendar(file, ORDER)


def test_the_window_s_start_never_imports_icalendar():
    light = "reader", "content", "prescan", "plain", "merging", "limits"
    lines = [f"import app.exchange.calendars.{name}" for name in light]
    lines += ["import app.services.calendar_files, app.exchange.atomic, sys"]
    lines += ["print(*{'icalendar', 'dateutil', 'sqlalchemy'} & set(sys.modules))"]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        capture_output=True,
        text=True,
        cwd=Path(child.__file__).resolve().parents[3],
        check=True,
    )
    assert done.stdout.strip() == ""


def real_files():
    return sorted(file for file in REAL.rglob("*") if file.is_file() and file.suffix != ".tsv")


needs_real_ones = pytest.mark.skipif(
    not REAL.exists(), reason="the calendars of other projects are not beside the project"
)


def verdict(read, file):
    """Whether ``file`` gave its content; else it gave a sentence that names it."""
    try:
        content = read(file)
    except PlannerError as problem:
        return "sentence" if file.name in str(problem) else str(problem)
    return "content" if isinstance(content, CalendarContent) else repr(content)


def read_here(file):
    window = Span(datetime(2014, 1, 1, tzinfo=UTC), datetime(2017, 1, 1, tzinfo=UTC))
    order = Order("Europe/Oslo", window, file.name)
    return read_events(prescan(file.read_bytes(), file.name).decode(), order)


@needs_real_ones
def test_real_calendars_give_their_content_or_a_sentence():
    """Every fourth of them; ``python -m tests.faults ics`` reads all."""
    told = Counter(verdict(read_here, file) for file in real_files()[::4])
    assert set(told) == {"content", "sentence"}
    assert told["content"] > 3 * told["sentence"]


@needs_real_ones
def test_some_real_calendars_go_all_the_way_through_the_child():
    told = {
        verdict(lambda file: read_calendar(file, Order("UTC", WINDOW, file.name)), file)
        for file in real_files()[::90]
    }
    assert told <= {"content", "sentence"}
