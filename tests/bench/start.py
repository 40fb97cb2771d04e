"""Row 13: start to the painted week, against a bare PySide6 window and an eager whole stack.

Each start is a process of its own, from spawning it to its first picture; CPU time is
that of the whole process. The store holds the sample centre.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.bootstrap import open_planner
from app.config import clock_from
from tests.bench.row import ROUNDS, Result, Timing, show

AT_MOST = 1.6
OF_EAGER = 0.25
WARM_SECONDS = 1.2
NOW = "2026-11-18T10:02+01:00"

OURS = """
import sys
from ui.shell import session
def painted(self):
    print("painted", flush=True)
    self.window.close()
session.Session._after_first_picture = painted
from ui.__main__ import main
sys.exit(main(["--home", sys.argv[1], "--language", "en"]))
"""

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("painted", flush=True)
        QApplication.quit()
app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""

EAGER = """
import alembic.command, alembic.config, alembic.autogenerate
import sqlalchemy, sqlalchemy.orm, sqlalchemy.dialects.sqlite
import apscheduler.schedulers.background
import icalendar, dateutil.rrule
import matplotlib.pyplot, matplotlib.backends.backend_agg, matplotlib.backends.backend_pdf
import holidays
for country in holidays.list_supported_countries():
    holidays.country_holidays(country)
import typer, rich.console, rich.table, rich.progress
import PySide6.QtNetwork, PySide6.QtSvg, PySide6.QtPrintSupport
"""


def run(_seeds: int) -> Result:
    """The three starts in turn, the best of five each."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _fill(home)
        sides = {"ours": OURS, "bare window": BARE, "eager stack": EAGER + OURS}
        best: dict[str, Timing] = {}
        for _ in range(ROUNDS):
            for name, code in sides.items():
                took = _start(code, home)
                before = best.get(name, took)
                best[name] = Timing(min(before.wall, took.wall), min(before.cpu, took.cpu))
    ours, bare, eager = best.values()
    show("against a bare window", ours, bare)
    show("against an eager stack", ours, eager)
    of_eager = ours.wall / eager.wall
    return Result(
        row=13,
        name="start",
        ours=ours.wall,
        peer=bare.wall,
        ratio=ours.wall / bare.wall,
        target=AT_MOST,
        at_least=False,
        also={"of_eager_holds": of_eager <= OF_EAGER, "warm_holds": ours.wall <= WARM_SECONDS},
        more={
            "unit": "s wall",
            "eager": eager.wall,
            "of_eager": of_eager,
            "of_eager_target": OF_EAGER,
            "cpu": ours.cpu,
            "cpu_bare": bare.cpu,
        },
    )


def _fill(home: Path) -> None:
    planner = open_planner(home, clock=clock_from({"FIREBREAK_NOW": NOW}))
    try:
        planner.sample.fill()
        planner.planning.auto_block()
        planner.outlooks.keep(planner.weeks.this_week())  # as a window did that was open before
    finally:
        planner.close()


def _start(code: str, home: Path) -> Timing:
    """Start once; the wall time is to the first picture, the CPU time to the end."""
    environ = {**os.environ, "FIREBREAK_NOW": NOW}
    environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    cpu, wall = _children_cpu(), time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environ,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        wall = time.perf_counter() - wall
        process.communicate()
    if said != "painted\n" or process.returncode:
        raise SystemExit("the window did not come up; start it by hand to see why")
    return Timing(wall, _children_cpu() - cpu)


def _children_cpu() -> float:
    times = os.times()
    return times.children_user + times.children_system
