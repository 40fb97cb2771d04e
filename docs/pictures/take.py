"""Take the README's pictures again: the window on the sample centre, at a frozen moment.

Run by ``make pictures`` with QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QLocale
from PySide6.QtGui import QImage
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
from ui.week.plan_preview import PlanPreview

HERE = Path(__file__).parent
NOW = "2026-11-18T10:02+01:00"
MONDAY = date(2026, 11, 23)
SIZE = (1440, 900)
SCALE = "1.5"
PATIENCE_MS = 30_000
TIGHTEST = 0
"""Quality of a PNG: it is the same picture at any, and the smallest file at this."""


def main() -> int:
    """Draw the plan's preview, and the planned week light and dark."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = SCALE
    app = QApplication([sys.argv[0]])
    QLocale.setDefault(QLocale("en_GB"))
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
            session.week.show_week(MONDAY)
            _settle(app)
            if name == "light":
                _plan(app, session)
            _open_thursday_morning(session)
            session.window.toast.hide()
            _settle(app)
            _keep(session, f"week-{name}")
            session.window.hide()
        planner.close()
    return 0


def _plan(app: QApplication, session: Session) -> None:
    """Plan the week, take the picture of what is proposed, and carry it out."""
    panels = session.week.panels
    session.week.plan_my_week()
    _wait(app, lambda: isinstance(panels.open, PlanPreview) and panels.open.search.stop.isHidden())
    _settle(app)
    session.window.toast.hide()
    _keep(session, "plan-preview")
    assert isinstance(panels.open, PlanPreview)
    panels.open.apply_asked.emit()
    _wait(app, lambda: panels.open is None)
    _settle(app)


def _keep(session: Session, name: str) -> None:
    """Save the window, opaque and packed as tightly as can be."""
    picture = session.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    picture.save(str(HERE / f"{name}.png"), quality=TIGHTEST)


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


def _wait(app: QApplication, until: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    clock = QElapsedTimer()
    clock.start()
    while not until():
        if clock.elapsed() > PATIENCE_MS:
            raise TimeoutError
        app.processEvents()


def _settle(app: QApplication) -> None:
    """Let the window read, paint and read again."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < 1500:  # noqa: PLR2004 - milliseconds
        app.processEvents()


if __name__ == "__main__":
    sys.exit(main())
