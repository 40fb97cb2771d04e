"""What the open window does by itself: look for changes, back up, follow the watched folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import PlannerError
from app.domain.text import text

if TYPE_CHECKING:
    from app.bootstrap import Planner
    from app.services.watched_folder import Found
    from ui.shell.desk import WindowDesk

POLL_MS = 500
NOW_MS = 30_000
WATCH_MS = 30_000
CHECKPOINT_MS = 60_000
BACKUP_MS = 30 * 60_000


class Upkeep(QObject):
    """Timers over a planner. Only the window that holds the lock has one."""

    changed_elsewhere = Signal(object)  # frozenset[Subject], by another process
    moment_passed = Signal()  # the now-line and what comes next have moved
    brought_in = Signal(object)  # list[Found], from the watched folder

    def __init__(self, planner: Planner, desk: WindowDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._planner = planner
        self._desk = desk
        self._timers: list[QTimer] = []
        self._complained = False
        self._watching = False

    def begin(self) -> None:
        """Start all timers; a first backup and a first look at the folder come soon."""
        self._every(POLL_MS, self._poll)
        self._every(NOW_MS, self.moment_passed.emit)
        self._every(CHECKPOINT_MS, self._checkpoint)
        self._every(BACKUP_MS, self._back_up)
        self._every(WATCH_MS, self._watch)
        self._back_up()
        self._watch()

    def stop(self) -> None:
        """No more of it: the window is closing."""
        for timer in self._timers:
            timer.stop()

    def _every(self, milliseconds: int, work: Callable[[], None]) -> None:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.timeout.connect(work)
        timer.start()
        self._timers.append(timer)

    def _poll(self) -> None:
        try:
            subjects = self._planner.store.poll()
        except PlannerError as error:
            if not self._complained:
                self._desk.banner(error)
            self._complained = True
            return
        self._complained = False
        if subjects:
            self.changed_elsewhere.emit(subjects)

    def _checkpoint(self) -> None:
        self._desk.run_quietly(text("Tidying up"), self._planner.store.checkpoint)

    def _back_up(self) -> None:
        self._desk.run_quietly(text("Backing up"), self._back_up_if_changed)

    def _back_up_if_changed(self) -> object:
        return self._planner.care.backup_if_changed()

    def _watch(self) -> None:
        """Never twice at once: a large export may take longer than the pause."""
        if self._watching:
            return
        self._watching = True
        self._desk.run_quietly(
            text("Looking for new exports"), self._look_into_folder, self._tell_brought_in
        )

    def _look_into_folder(self) -> list[Found]:
        try:
            return self._planner.watched_folder.look()
        finally:
            self._watching = False

    def _tell_brought_in(self, found: list[Found]) -> None:
        if found:
            self.brought_in.emit(found)
