"""Each fault at a reduced size; the full sizes are run by hand: ``python -m tests.faults``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REDUCED = {
    "kill9": 8,
    "race": 15,
    "migrate": 8,
    "damage": 40,
    "disk_full": 4,
    "newer": 20,
    "ics": 16,
    "torn": 20,
    "power_cut": 60,
    "window_lock": 10,
    "closed": 3,
    "plan_worker": 6,
}


@pytest.mark.parametrize(("name", "runs"), REDUCED.items())
def test_what_must_survive_survives(name, runs, record_property):
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", name, "--runs", str(runs)],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )

    record_property("fault", done.stdout.strip().rpartition("\n")[2])  # printed at the end
    assert done.returncode == 0, done.stdout + done.stderr
    if "skipped: " in done.stdout:
        pytest.skip(done.stdout.strip())
    assert ": 0 passed" not in done.stdout
    assert " 0 failed" in done.stdout
