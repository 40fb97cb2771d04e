"""Starting: only light modules before the first picture, and one window a store."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from app.bootstrap import open_planner
from tests.times import frozen_clock

HEAVY = (
    "sqlalchemy alembic apscheduler typer rich matplotlib icalendar holidays dateutil"
    " PySide6.QtNetwork numpy"
)
AT_FIRST_PICTURE = """
import json, sys
from ui.shell import session
def painted(self):
    print(json.dumps(sorted(name for name in sys.modules)), flush=True)
    self.window.close()
session.Session._after_first_picture = painted
from ui.__main__ import main
sys.exit(main(["--home", sys.argv[1], "--language", "en"]))
"""


def environ(**more: str) -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", **more}


def make_store(home: Path) -> None:
    """As a window leaves it that was open before: with this week's outlook kept."""
    planner = open_planner(home, clock=frozen_clock)
    planner.outlooks.keep(planner.weeks.this_week())
    planner.close()


def test_nothing_heavy_is_imported_before_the_first_picture(tmp_path):
    make_store(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", AT_FIRST_PICTURE, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env=environ(FIREBREAK_NOW="2026-11-18T10:02+01:00"),
    )
    assert done.returncode == 0, done.stderr
    imported = set(json.loads(done.stdout))
    assert "ui.week.page" in imported
    assert imported.isdisjoint(HEAVY.split())
    made_when_visited = ("ui.team", "ui.routines", "ui.settings", "ui.volumes")
    assert not [name for name in imported if name.startswith(made_when_visited)]


def window(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "ui", "--home", str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environ(FIREBREAK_STATE=str(home / "state.json")),
    )


def wait_for_picture(home: Path, process: subprocess.Popen[str]) -> None:
    """Until the window wrote its state; a window that ended is an error at once."""
    while not (home / "state.json").exists():
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError(process.communicate()[0])


def second_start(home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ui", "--home", str(home)],
        capture_output=True,
        text=True,
        check=False,
        env=environ(),
    )


def test_a_second_start_raises_the_first_and_a_killed_one_is_in_nobodys_way(tmp_path):
    make_store(tmp_path)
    first = window(tmp_path)
    wait_for_picture(tmp_path, first)
    second = second_start(tmp_path)
    assert second.returncode == 0, second.stderr
    assert "open already" in second.stdout
    first.send_signal(signal.SIGKILL)
    first.communicate()
    (tmp_path / "state.json").unlink()
    third = window(tmp_path)
    wait_for_picture(tmp_path, third)
    third.send_signal(signal.SIGKILL)
    third.communicate()


def test_a_store_that_is_none_is_one_sentence_and_no_window(tmp_path):
    (tmp_path / "store.sqlite").write_bytes(b"this is no store" * 500)
    done = second_start(tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
