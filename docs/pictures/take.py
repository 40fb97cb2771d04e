"""Take the README's pictures again: the window on the sample centre, at a frozen moment.

Run by ``make pictures`` with QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication

from app import __version__
from app.bootstrap import open_planner
from app.config import clock_from
from app.domain.entries import EntryKind
from app.domain.span import Span
from app.domain.wall import week_span
from ui.shell.bridge import Bridge
from ui.shell.crash import CrashReporter
from ui.shell.preferences import Preferences
from ui.shell.session import Session

HERE = Path(__file__).parent
NOW = "2026-11-18T10:02+01:00"
MONDAY = date(2026, 11, 16)
SIZE = (1440, 900)
SCALE = "1.5"


def main() -> int:
    """Draw the light and the dark window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = SCALE
    app = QApplication([sys.argv[0]])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder) / "home"
        clock = clock_from({"FIREBREAK_NOW": NOW})
        bridge = Bridge()
        planner = open_planner(home, clock=clock, changed=bridge.tell_changed)
        planner.sample.fill()
        for name in ("light", "dark"):
            preferences = Preferences(home)
            preferences.theme = name
            session = Session(planner, bridge, preferences, CrashReporter(__version__))
            session.window.resize(*SIZE)
            session.window.show()
            _settle(app)
            _open_thursday_morning(session)
            _settle(app)
            session.window.grab().save(str(HERE / f"week-{name}.png"))
            session.window.hide()
        planner.close()
    return 0


def _open_thursday_morning(session: Session) -> None:
    """Select the block whose reasons the picture shows."""
    planner = session.planner
    week = week_span(MONDAY, planner.settings.site().tz)
    blocks = [
        entry
        for entry in planner.store.read.entries(Span(week.start, week.end))
        if entry.kind is EntryKind.UNPLANNED
    ]
    thursday = next(block for block in blocks if block.span.start.weekday() == 3)  # noqa: PLR2004
    session.week.show_entry(thursday)


def _settle(app: QApplication) -> None:
    """Let the window read, paint and read again."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < 1500:  # noqa: PLR2004 - milliseconds
        app.processEvents()


if __name__ == "__main__":
    sys.exit(main())
