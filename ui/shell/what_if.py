"""What a meeting from a calendar file would cost, before it is taken in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.entries import Entry
from app.domain.text import text
from ui.widgets.language import tr

if TYPE_CHECKING:
    from app.bootstrap import Planner
    from app.services.calendar_files import CalendarPreview
    from app.services.what_if import Trial
    from ui.theme import Theme
    from ui.widgets.desk import Desk, Progress

SECONDS = 1.0


class WhatIf:
    """Has a meeting tried in a worker and shows what would become of its day."""

    def __init__(
        self, planner: Planner, desk: Desk, window: QWidget, theme: Callable[[], Theme]
    ) -> None:
        self._planner = planner
        self._desk = desk
        self._window = window
        self._theme = theme

    def ask_file(self) -> None:
        """Ask for an invitation and try it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("What would a meeting cost?"), "", tr("Calendar files (*.ics)")
        )
        if name:
            self.try_file(Path(name))

    def try_file(self, file: Path) -> None:
        """Read ``file`` and try the next meeting in it."""
        self._desk.run(
            text("Reading {file}", file=file.name),
            lambda _progress: self._planner.calendar_files.preview(file),
            self.try_preview,
        )

    def try_preview(self, preview: CalendarPreview) -> None:
        """Try the next meeting of what was read; what stands already is asked about again."""
        planner = self._planner
        meetings = new_meetings(preview)

        def work(progress: Progress) -> Trial:
            from app.domain.demands import NOTICE  # noqa: PLC0415 - not before it is asked for
            from app.planning.engine import Limits  # noqa: PLC0415 - the same

            return planner.planning.try_meeting(
                meetings,
                near=any(one.span.start < planner.clock() + NOTICE for one in meetings),
                limits=Limits(rounds=None, seconds=SECONDS),
                cancelled=lambda: not progress(0.0),
            )

        self._desk.run(
            text("Working out what it would cost"), work, lambda trial: self._show(trial, preview)
        )

    def _show(self, trial: Trial, preview: CalendarPreview) -> None:
        from ui.week.trial_dialog import TrialDialog  # noqa: PLC0415 - not before it is asked for

        zone = self._planner.store.read.site().tz
        dialog = TrialDialog(trial, zone, self._theme(), self._window)
        dialog.take.setEnabled(preview.changes_anything)
        dialog.accepted.connect(
            lambda: self._desk.submit(self._planner.calendar_files.edit_for(preview))
        )
        dialog.open()


def new_meetings(preview: CalendarPreview) -> tuple[Entry, ...]:
    """The timed meetings that a file would bring in or change."""
    return tuple(entry for entry in preview.after if entry.days is None)
