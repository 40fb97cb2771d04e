"""Row 2: one week's export replacing what it covers, against pandas with its import."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from app.services.volume_imports import VolumeImports
from app.storage.store import open_store
from tests.bench.import5y import write_export
from tests.bench.row import Result
from tests.times import frozen_clock

ROWS = 13_440
_MONDAY = date(2026, 11, 9)
_PEER = """
import sqlite3, sys, time
begun = time.perf_counter()
import pandas
table = pandas.read_csv(sys.argv[1])
with sqlite3.connect(sys.argv[2]) as store:
    have = store.execute("SELECT 1 FROM sqlite_schema WHERE name = 'volume'").fetchone()
    if have:
        store.execute("DELETE FROM volume WHERE interval_start BETWEEN ? AND ?",
                      (table.interval_start.min(), table.interval_start.max()))
    table.to_sql("volume", store, if_exists="append", index=False)
print(time.perf_counter() - begun)
"""


def run(seeds: int) -> Result:
    """An open planner takes a corrected week in; pandas does so from a fresh interpreter.

    The planner's own start is row 13. Each round brings other numbers for the same week.
    """
    if importlib.util.find_spec("pandas") is None:
        raise SystemExit("pandas is missing; install the project with its bench extra")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / f"week{seed}.csv" for seed in range(max(seeds, 2) + 1)]
        for seed, file in enumerate(files):
            write_export(file, _MONDAY, 7, seed=seed)
        store = open_store(folder / "store.sqlite", clock=frozen_clock)
        imports = VolumeImports(store, frozen_clock)
        ours, peer = [], []
        for file in files:
            begun = time.perf_counter()
            report = imports.run(imports.preview(file))
            ours.append(time.perf_counter() - begun)
            assert report.new + report.changed + report.same == ROWS
            peer.append(_pandas(file, folder / "peer.sqlite"))
        store.close()
    best, their = min(ours[1:]), min(peer[1:])
    return Result(
        row=2,
        name="import1wk",
        ours=best * 1000,
        peer=their * 1000,
        ratio=their / best,
        target=20.0,
        more={"unit": "ms", "rows": ROWS},
    )


def _pandas(file: Path, store: Path) -> float:
    python = shutil.which(sys.executable) or sys.executable
    asked = [python, "-c", _PEER, str(file), str(store)]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    return float(done.stdout)
