"""Bring people or a schedule in: choose the file, see what would change, import it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import CancelledError, PlannerError
from app.domain.text import text
from ui.team.import_preview import RosterPreviewPage
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.desk import Desk, Progress
from ui.widgets.file_pick import FilePick, PickWords
from ui.widgets.language import tr, tr_text
from ui.widgets.segmented import SegmentedControl
from ui.widgets.shade import shade_behind

if TYPE_CHECKING:
    from app.bootstrap import Planner
    from app.services.roster_preview import RosterPreview

PEOPLE, SCHEDULE = "people", "schedule"


class RosterImportDialog(QDialog):
    """Nothing is stored before Import; then it is one edit, undone in one step."""

    def __init__(
        self,
        planner: Planner,
        desk: Desk,
        theme: Theme,
        what: str,
        *,
        file: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        shade_behind(self)
        self._planner, self._desk = planner, desk
        self._file: Path | None = None
        self._preview: RosterPreview | None = None
        self._gone = False
        self._guess = not what
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import people or a schedule"))
        self.resize(640, 540)
        self.what = SegmentedControl(
            [(PEOPLE, tr("People")), (SCHEDULE, tr("Schedule"))], tr("What the file holds")
        )
        self.what.choose(what or SCHEDULE)
        self.picks = {PEOPLE: FilePick(theme, _people()), SCHEDULE: FilePick(theme, _schedule())}
        self.preview = RosterPreviewPage(theme)
        self.bring_in = Button(tr("Import"), "primary", "import")
        self.back = Button(tr("Another file…"))
        self.cancel = Button(tr("Cancel"))
        self._pages = QStackedWidget()
        self._lay_out()
        self._wire()
        self._show_pick()
        if file is not None:
            self.read(file)

    def read(self, file: Path) -> None:
        """Look at ``file`` without storing anything."""
        self._file = file
        self._read()

    def accept(self) -> None:
        """Qt override: one edit for the whole file."""
        if self._preview is None:
            return
        self._desk.submit(self._preview.edit)
        super().accept()

    def done(self, result: int) -> None:
        """Qt override: what is still being read finds nobody."""
        self._gone = True
        super().done(result)

    def _read(self) -> None:
        file, what = self._file, self.what.choice()
        if file is None:
            self._show_pick()
            return
        imports, told = self._planner.roster_imports, self.preview.told()

        def work(progress: Progress) -> RosterPreview:
            if what == PEOPLE:
                return imports.people(file, progress=progress)
            return imports.schedule(
                file, told.zone, order=told.order, known_only=told.known_only, progress=progress
            )

        label = text("Reading {file}", file=file.name)
        self._desk.run(label, work, self._was_read, self._was_not_read)

    def _was_read(self, preview: RosterPreview) -> None:
        if self._gone:
            return
        self._guess = False
        self._preview = preview
        site = self._planner.store.read.site()
        schedule = self.what.choice() == SCHEDULE
        self.preview.show_preview(preview, schedule=schedule, zone=site.zone)
        asked = preview.asks_for_dates and self.preview.told().order is None
        self.bring_in.setEnabled(preview.changes_anything and not preview.refused and not asked)
        self._show(self.preview)

    def _was_not_read(self, error: PlannerError) -> None:
        if self._gone:
            return
        if self._guess:  # a dropped file: it is one or the other
            self._guess = False
            self.what.choose(PEOPLE)
            self._read()
            return
        sentence = "" if isinstance(error, CancelledError) else tr_text(error.text)
        self._show_pick()
        self.picks[self.what.choice()].refuse(sentence)

    def _switch(self, _what: str) -> None:
        """The other sort: the same file is read again as that."""
        self._guess = False
        self._read()

    def _another(self) -> None:
        self._file = None
        self._show_pick()

    def _show_pick(self) -> None:
        pick = self.picks[self.what.choice()]
        pick.refuse("")
        self.preview.forget()
        self._preview = None
        self._show(pick)

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.bring_in.setVisible(page is self.preview)
        self.back.setVisible(page is self.preview)
        first = self.bring_in if self.bring_in.isEnabled() else self.back
        picks = [pick.choose for pick in self.picks.values() if pick is page]
        (picks[0] if picks else first).setFocus()

    def _lay_out(self) -> None:
        for page in (*self.picks.values(), self.preview):
            self._pages.addWidget(page)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.bring_in)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(14)
        column.addWidget(self.what, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)

    def _wire(self) -> None:
        for pick in self.picks.values():
            pick.file_picked.connect(self.read)
        self.what.picked.connect(self._switch)
        self.preview.asked_again.connect(self._read)
        self.bring_in.clicked.connect(self.accept)
        self.back.clicked.connect(self._another)
        self.cancel.clicked.connect(self.reject)


def _people() -> PickWords:
    return PickWords(
        drop=tr("Drop a list of people here"),
        about=tr(
            "A table with the columns name, email, role, team, lead and language; only the name"
            " is needed. Who is there already is changed, nobody is removed, and nothing is"
            " stored before you have seen it."
        ),
        title=tr("Import people"),
        kinds=tr("Tables (*.csv *.txt *.tsv);;All files (*)"),
    )


def _schedule() -> PickWords:
    return PickWords(
        drop=tr("Drop a schedule of your workforce system here"),
        about=tr(
            "A table with the columns agent id, date, activity, start and end. It takes the place"
            " of what is rostered on the days it covers. Nothing is stored before you have seen"
            " it."
        ),
        title=tr("Import schedule"),
        kinds=tr("Tables (*.csv *.txt *.tsv);;All files (*)"),
    )
