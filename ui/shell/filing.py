"""What goes in and out of the window as files: imports, exports, pictures, the sample."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import PlannerError
from app.domain.text import Text, text
from app.domain.wall import iso_week
from ui.widgets.language import tr

if TYPE_CHECKING:
    from app.bootstrap import Planner
    from app.services.calendar_files import CalendarPreview
    from app.services.watched_folder import Found
    from app.services.weeks import WeekView
    from ui.shell.desk import WindowDesk
    from ui.theme import Theme

ShownWeek = Callable[[], "WeekView"]
CostAsked = Callable[["CalendarPreview"], None]


class Filing:
    """Asks for a file, hands the work to a worker, and says what came of it."""

    def __init__(
        self,
        planner: Planner,
        desk: WindowDesk,
        window: QWidget,
        theme: Callable[[], Theme],
        shown: ShownWeek,
    ) -> None:
        self._planner = planner
        self._desk = desk
        self._window = window
        self._theme = theme
        self._shown = shown
        self.cost_asked: CostAsked | None = None
        self.roster_asked: Callable[[str], None] | None = None

    def import_volumes(self) -> None:
        """Open the import of contact volumes: file, columns, preview, report."""
        from ui.volumes.import_dialog import ImportDialog  # noqa: PLC0415 - rarely needed

        dialog = ImportDialog(self._planner, self._desk, self._theme(), parent=self._window)
        dialog.other_asked.connect(self._import_other)
        dialog.open()

    def import_calendar(self) -> None:
        """Bring the manager's own meetings in, after a look at what would change."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Import my calendar"), "", tr("Calendar files (*.ics)")
        )
        if name:
            self.read_calendar(Path(name))

    def read_calendar(self, file: Path) -> None:
        """Read ``file`` and show what it would change; taking it is one edit."""
        self._desk.run(
            text("Reading {file}", file=file.name),
            lambda _progress: self._planner.calendar_files.preview(file),
            self._take_calendar,
        )

    def export_week(self) -> None:
        """Write the shown week as a calendar file."""
        shown = self._shown()
        name = self._ask_where(shown, ".ics", tr("Calendar files (*.ics)"))
        if name:
            self._desk.run(
                text("Exporting"),
                lambda _progress: self._planner.calendar_files.export(shown.span, name),
                lambda count: self._desk.toast(
                    text("{count} entries written to {file}", count=count, file=name.name)
                ),
            )

    def save_picture(self) -> None:
        """Draw the shown week into a PNG or PDF file."""
        from app.services.pictures import draw_week  # noqa: PLC0415 - matplotlib comes with it

        shown, dark = self._shown(), self._theme().dark
        name = self._ask_where(shown, ".pdf", tr("PDF (*.pdf);;Picture (*.png)"))
        if name:
            self._desk.run(
                text("Drawing the week"),
                lambda _progress: draw_week(shown, name, dark=dark),
                lambda _none: self._desk.toast(text("Saved as {file}", file=name.name)),
            )

    def back_up(self) -> None:
        """Make a verified copy of the store now."""
        self._desk.run(
            text("Backing up"),
            lambda _progress: self._planner.care.backup(),
            lambda file: self._desk.toast(text("Backed up as {file}", file=file.name)),
        )

    def put_sample_in(self) -> None:
        """Fill the empty store with the sample centre."""
        sample = self._planner.sample
        self._desk.run(
            text("Setting the sample centre up"),
            lambda _progress: sample.fill(),
            lambda _report: self._desk.remember_work(
                text("Sample centre put in"), sample.take_out, sample.fill
            ),
        )

    def take_sample_out(self) -> None:
        """Remove the sample centre and what was planned from it."""
        sample = self._planner.sample
        self._desk.run(
            text("Taking the sample centre out"),
            lambda _progress: sample.take_out(),
            lambda _report: self._desk.remember_work(
                text("Sample centre taken out"), sample.fill, sample.take_out
            ),
        )

    def _import_other(self, what: str) -> None:
        """Open the import of "calendar", "people" or "schedule" instead."""
        if what == "calendar":
            self.import_calendar()
        elif self.roster_asked is not None:
            self.roster_asked(what)

    def take_found(self, found: Iterable[Found]) -> None:
        """Tell what the watched folder brought in; each import can be taken back."""
        imports = self._planner.volume_imports
        for one in found:
            report = one.report
            if report is None:
                self.complained(one.sentence)
                continue
            self._desk.remember_work(
                one.sentence,
                lambda r=report: imports.undo(r),  # type: ignore[misc] # binds this one
                lambda f=one.file: imports.run(imports.preview(f)),  # type: ignore[misc] # as above
            )

    def complained(self, sentence: Text) -> None:
        """Say what could not be brought in, until it is closed."""
        self._desk.banner(PlannerError(sentence.template, **sentence.values))

    def _take_calendar(self, preview: CalendarPreview) -> None:
        from ui.volumes.calendar_dialog import CalendarDialog  # noqa: PLC0415 - rarely needed

        dialog = CalendarDialog(self._planner, self._desk, preview, self._window)
        if self.cost_asked is not None:
            dialog.cost_asked.connect(self.cost_asked)
        dialog.open()

    def _ask_where(self, shown: WeekView, suffix: str, kinds: str) -> Path | None:
        name, _kind = QFileDialog.getSaveFileName(
            self._window, tr("Save as"), f"firebreak-{iso_week(shown.monday)}{suffix}", kinds
        )
        return Path(name) if name else None
