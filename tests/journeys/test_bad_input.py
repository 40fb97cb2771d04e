"""Whatever is wrong with what was handed in: exit code 2, one sentence, nothing stored."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEADER = "interval_start,queue,offered\n"
GOOD = "2026-11-02 08:00,Phone,12\n2026-11-02 08:15,Phone,14\n"


def write(file: Path, content: str | bytes) -> Path:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def nothing_stored(firebreak) -> bool:
    store = firebreak.home / "store.sqlite"
    if not store.exists():
        return True
    with sqlite3.connect(store) as reading:
        tables = ("volume_day", "entry", "routine", "site")
        return not any(
            reading.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
        )


FILES = {
    "empty": (b"", "empty"),
    "binary": (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 40, ""),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(4000), ""),
    "no columns": (b"hello\nworld\n", "no columns"),
    "header only": (HEADER.encode(), "no rows"),
    "broken encoding": (HEADER.encode("utf-16") + GOOD.encode()[:31], ""),
    "a number that is none": (f"{HEADER}{GOOD}2026-11-02 08:30,Phone,many\n".encode(), "line 4"),
    "a negative number": (f"{HEADER}{GOOD}2026-11-02 08:30,Phone,-3\n".encode(), "line 4"),
    "not a number": (f"{HEADER}{GOOD}2026-11-02 08:30,Phone,nan\n".encode(), "line 4"),
    "a time that is none": (f"{HEADER}{GOOD}2026-11-02 25:30,Phone,3\n".encode(), "line 4"),
    "a day that is none": (f"{HEADER}{GOOD}2026-02-30 08:30,Phone,3\n".encode(), "line 4"),
    "ten megabytes in a cell": (
        f"{HEADER}{GOOD}2026-11-02 08:30,{'x' * 10_000_000},3\n".encode(),
        "line 4",
    ),
}


@pytest.mark.parametrize("kind", FILES)
def test_an_export_that_cannot_be_used_names_the_file_and_stores_nothing(firebreak, tmp_path, kind):
    content, says = FILES[kind]
    file = write(tmp_path / "export.csv", content)
    said = firebreak("import", "volumes", file)
    assert said.code == 2, said
    assert len(said.err.splitlines()) == 1
    assert "export.csv" in said.err
    assert says in said.err
    assert nothing_stored(firebreak)


@pytest.mark.parametrize(
    "content",
    [b"", b"hello\n", b"\x00\x01\x02" * 999, b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"],
    ids=["empty", "words", "binary", "cut off"],
)
def test_a_calendar_that_cannot_be_used_names_the_file_and_stores_nothing(
    firebreak, tmp_path, content
):
    file = write(tmp_path / "meetings.ics", content)
    assert "meetings.ics" in firebreak.refused("import", "calendar", file)
    assert nothing_stored(firebreak)


@pytest.mark.parametrize("command", ["volumes", "calendar"])
def test_a_file_that_is_not_there_or_is_a_folder_is_refused(firebreak, tmp_path, command):
    assert "nothing.csv" in firebreak.refused("import", command, tmp_path / "nothing.csv")
    (tmp_path / "folder.csv").mkdir()
    assert "folder.csv" in firebreak.refused("import", command, tmp_path / "folder.csv")
    assert nothing_stored(firebreak)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read it all")
def test_a_file_that_may_not_be_read_is_refused(firebreak, tmp_path):
    file = write(tmp_path / "secret.csv", HEADER + GOOD)
    file.chmod(0)
    assert "secret.csv" in firebreak.refused("import", "volumes", file)


def test_a_zone_that_does_not_exist_stores_nothing(firebreak, tmp_path):
    file = write(tmp_path / "export.csv", HEADER + GOOD)
    said = firebreak.refused("import", "volumes", file, "--zone", "Europe/Atlantis")
    assert "Europe/Atlantis" in said
    assert nothing_stored(firebreak)


def test_columns_that_are_not_known_are_shown_and_wait_for_a_word(firebreak, tmp_path):
    rows = "\n".join(f"02.11.2026 {hour:02d}:00;{hour};x" for hour in range(8, 18))
    known = write(tmp_path / "known.csv", f"Zeit;Anrufe;Bemerkung\n{rows}\n")
    said = firebreak("import", "volumes", known)
    assert said.code == 2
    assert "--yes" in said.err
    assert "Anrufe" in said.out
    assert nothing_stored(firebreak)
    assert firebreak.done("import", "volumes", known, "--yes", "--json").json["new"] == 10
    firebreak.done("import", "undo")

    file = write(tmp_path / "odd.csv", f"Zeit;Menge;Bemerkung\n{rows}\n")
    assert "odd.csv" in firebreak.refused("import", "volumes", file)
    mapped = ("--map", "Zeit=time", "--map", "2=offered")
    assert firebreak.done("import", "volumes", file, *mapped, "--json").json["new"] == 10
    assert firebreak.done("import", "volumes", file, "--json").json["same"] == 10  # remembered
    assert "no column called" in firebreak.refused("import", "volumes", file, "--map", "Foo=time")
    assert "COLUMN=ROLE" in firebreak.refused("import", "volumes", file, "--map", "Zeit=hours")


def test_a_week_that_is_not_one_is_refused_everywhere(firebreak, tmp_path):
    for command in (
        ("plan", "--apply"),
        ("week",),
        ("export", "--out", tmp_path / "week.ics"),
        ("picture", tmp_path / "week.png"),
    ):
        assert "'2026-W60' is not a week" in firebreak.refused(*command, "--week", "2026-W60")
    assert list(tmp_path.glob("week.*")) == []


def test_a_home_that_cannot_be_a_folder_is_refused(firebreak, tmp_path):
    file = write(tmp_path / "file", "in the way")
    assert str(file) in firebreak.refused("--home", file, "plan")
    assert str(file) in firebreak.refused("plan", "--home", file / "below")
    assert file.read_text() == "in the way"


def test_a_store_of_a_later_version_is_refused_and_left_as_it_is(firebreak):
    firebreak.done("config", "name", "North")
    store = firebreak.home / "store.sqlite"
    with sqlite3.connect(store) as writing:
        writing.execute("UPDATE alembic_version SET version_num = '9999'")
    writing.close()
    before = store.read_bytes()
    assert "later" in firebreak.refused("week") or "newer" in firebreak.refused("week")
    assert store.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit on Windows")
def test_a_disk_that_is_full_stores_nothing_and_says_so(firebreak, tmp_path):
    firebreak.done("config", "name", "North")
    file = tmp_path / "big.csv"
    firebreak.done("sample", "--csv", file)
    code = (
        "import resource, sys; from app.__main__ import main;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000));"
        f"sys.exit(main(['import', 'volumes', {str(file)!r}, '--zone', 'Europe/Oslo']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done
    assert len(done.stderr.splitlines()) == 1
    assert "full" in done.stderr
    assert firebreak.done("check", "--json").json["counts"].get("volume_days", 0) == 0
    assert firebreak.done("import", "volumes", file, "--json").json["new"] > 0
