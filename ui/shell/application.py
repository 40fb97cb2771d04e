"""Open the window: the lock, the planner, the looks, the event loop."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app import __version__
from app.bootstrap import Planner, open_planner, take_window_lock
from app.config import STATE_VARIABLE, Clock, clock_from, home_folder
from app.domain.errors import DamagedStoreError, PlannerError
from ui.shell.bridge import Bridge
from ui.shell.crash import CrashReporter
from ui.shell.languages import LANGUAGE_VARIABLE, speak
from ui.shell.preferences import Preferences
from ui.shell.session import Session
from ui.shell.state_file import StateFile
from ui.widgets.icons import icon
from ui.widgets.language import tr, tr_text

REFUSED = 2


@dataclass(frozen=True, slots=True)
class Options:
    """What was typed after ``firebreak``; empty means: as remembered."""

    home: str = ""
    language: str = ""
    theme: str = ""


def open_window(options: Options, environ: Mapping[str, str]) -> int:
    """Show the window of a home folder until it is closed; answer the exit code."""
    app = QApplication([sys.argv[0]])
    app.setApplicationName("Firebreak")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("firebreak")
    try:
        home = home_folder(options.home or None, environ)
        clock = clock_from(environ)
        try:
            return _open_with_lock(app, home, options, environ)
        except DamagedStoreError as damage:
            if not _offer_restore(app, home, clock, damage):
                return _refuse(app, tr_text(damage.text))
        return _open_with_lock(app, home, options, environ)
    except PlannerError as error:
        return _refuse(app, tr_text(error.text))


def _open_with_lock(
    app: QApplication, home: Path, options: Options, environ: Mapping[str, str]
) -> int:
    clock = clock_from(environ)
    lock = take_window_lock(home)
    if lock is None:
        return _raise_the_other(app, home)
    with lock:
        bridge = Bridge()
        planner = open_planner(home, clock=clock, changed=bridge.tell_changed)
        try:
            session = _begin(app, planner, bridge, options, environ)
            session.window.shown_first.connect(_collect_again)
            session.window.shown_first.connect(lambda: _listen(home, session))
            return app.exec()
        finally:
            _leave_tidy(planner)


def _collect_again() -> None:
    """Collect garbage from here on; what the start made is left out of each round."""
    gc.freeze()
    gc.enable()


def _listen(home: Path, session: Session) -> None:
    """Hear of second starts, once the first picture stands; they have the patience."""
    from ui.shell.single import Doorbell  # noqa: PLC0415 - the network comes after the picture

    doorbell = Doorbell(home, session)
    doorbell.rung.connect(session.raise_window)
    session.window.closing.connect(doorbell.close)


def _begin(
    app: QApplication,
    planner: Planner,
    bridge: Bridge,
    options: Options,
    environ: Mapping[str, str],
) -> Session:
    """Make and show the window."""
    preferences = Preferences(planner.home)
    if options.theme:
        preferences.theme = options.theme
    speak(app, options.language or environ.get(LANGUAGE_VARIABLE, "") or preferences.language)
    crash = CrashReporter(__version__)
    crash.install()
    session = Session(planner, bridge, preferences, crash)
    app.setWindowIcon(icon("shield", session.theme.accent, 64))
    if state := environ.get(STATE_VARIABLE):
        told = StateFile(Path(state), session.window, session.page_state)
        session.week.state_changed.connect(told.note)
    for wish in (signal.SIGINT, signal.SIGTERM):
        # Heard within half a second: the next timer gives Python its turn.
        signal.signal(wish, lambda _number, _frame: session.window.close())
    session.window.restoreGeometry(preferences.geometry)
    session.window.show()
    return session


def _raise_the_other(app: QApplication, home: Path) -> int:
    from ui.shell.single import ring  # noqa: PLC0415 - a first start does not ring

    if ring(home):
        if sys.stdout is not None:
            said = tr("Firebreak is open already; its window was brought forward.")
            sys.stdout.write(said + "\n")
        return 0
    return _refuse(
        app,
        tr(
            "Firebreak is open already for {home}, but its window does not answer."
            " End it, then start again.",
            home=str(home),
        ),
    )


def _leave_tidy(planner: Planner) -> None:
    """Bring the log into the file, as the holder of the lock, and let go."""
    # When it fails nothing is lost: the log is read at the next start.
    with contextlib.suppress(PlannerError):
        planner.store.checkpoint(finish=True)
    planner.close()


def _refuse(app: QApplication, sentence: str) -> int:
    """Say why no window opens: on the terminal, and in a box for who started it by a click."""
    if sys.stderr is not None:
        sys.stderr.write(sentence + "\n")
    if nobody_reads_along() and app.platformName() != "offscreen":
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - only a failed start needs it

        QMessageBox.warning(None, "Firebreak", sentence)
    return REFUSED


def _offer_restore(app: QApplication, home: Path, clock: Clock, damage: PlannerError) -> bool:
    """Offer the newest backup in place of a damaged store; whether it stands now.

    Only to who started by a click: on a terminal the sentence names the command.
    """
    if not nobody_reads_along() or app.platformName() == "offscreen":
        return False
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - only a failed start needs it

    from app.services.care import restore_store  # noqa: PLC0415 - the same

    box = QMessageBox(QMessageBox.Icon.Warning, "Firebreak", tr_text(damage.text))
    restore = box.addButton(tr("Go back to the newest backup"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Close)
    box.exec()
    if box.clickedButton() is not restore:
        return False
    restore_store(home, None, clock)
    return True


def nobody_reads_along() -> bool:
    """Whether what is written to stderr goes nowhere: a start by a click, not by a script."""
    if sys.stderr is None:
        return True
    try:
        mode = os.fstat(sys.stderr.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISSOCK(mode) or (stat.S_ISCHR(mode) and not sys.stderr.isatty())
