"""Keeps the peaks free by itself: begins the standing series, and extends it week by week.

Then notes what is expected of this week, for the first picture of the next start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.entries import Entry
from app.domain.text import text
from app.domain.wall import monday_of

if TYPE_CHECKING:
    from datetime import date

    from app.bootstrap import Planner
    from app.domain.edits import Edit
    from ui.shell.desk import WindowDesk


class PeaksKeeper(QObject):
    """Once at a time, and never while an import or the like is half way through its steps.

    ``begun`` tells the Monday of the first week that a first series keeps free.
    """

    begun = Signal(object)

    def __init__(self, planner: Planner, desk: WindowDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._planner = planner
        self._desk = desk
        self._keeping = self._again = False
        desk.idle.connect(self._keep_if_asked)

    def keep(self) -> None:
        """Look whether there is something to do, off the GUI thread; what is done is announced."""
        if self._keeping or self._desk.busy():
            self._again = True
            return
        self._keeping, self._again = True, False
        self._desk.run_quietly(
            text("Keeping peaks free"), self._work, self._announce, self._give_up
        )

    def _work(self) -> Edit | None:
        edit = self._planner.planning.auto_block()
        # Once the volumes have settled; the next start shows this week first.
        self._planner.outlooks.keep(self._planner.weeks.this_week())
        return edit

    def _announce(self, edit: Edit | None) -> None:
        self._keeping = False
        if edit is not None:
            self._desk.remember(edit)
            if not edit.before:
                self.begun.emit(self._first_week(edit))
        self._keep_if_asked()

    def _first_week(self, edit: Edit) -> date:
        zone = self._planner.store.read.site().tz
        entries = [thing for thing in edit.after if isinstance(thing, Entry)]
        return monday_of(min(entry.span.start for entry in entries).astimezone(zone).date())

    def _give_up(self) -> None:
        self._keeping = False

    def _keep_if_asked(self) -> None:
        if self._again:
            self.keep()
