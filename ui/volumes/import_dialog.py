"""Bring an export in: choose it, look at it, import it, read what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import CancelledError, PlannerError
from app.domain.text import Text, text
from app.services.volume_preview import VolumePreview, VolumeReport
from ui.theme import Theme
from ui.volumes.pick_page import PickPage
from ui.volumes.preview_page import PreviewPage, first_zone
from ui.volumes.report_page import ReportPage
from ui.widgets.buttons import Button
from ui.widgets.desk import Desk, Progress
from ui.widgets.language import tr, tr_text
from ui.widgets.shade import shade_behind
from ui.widgets.style import label

if TYPE_CHECKING:
    from app.bootstrap import Planner
    from app.services.volume_imports import VolumeImports


T = TypeVar("T")


def _dropped(_result: object) -> None:
    """Nobody waits for it any more."""


class ImportDialog(QDialog):
    """Four steps in one window; reading and storing run in a worker and can be stopped."""

    other_asked = Signal(str)  # "calendar", "people" or "schedule" are to be imported instead
    told = Signal(float)  # how far the worker is; emitted there, received here

    def __init__(
        self,
        planner: Planner,
        desk: Desk,
        theme: Theme,
        *,
        file: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        shade_behind(self)
        self._planner, self._desk = planner, desk
        self._file: Path | None = None
        self._preview: VolumePreview | None = None
        self._stop = Event()
        self._working = self._gone = False
        self.setWindowTitle(tr("Import contact volumes"))
        self.resize(720, 580)
        self.pick, self.preview = PickPage(theme), PreviewPage(theme)
        self.report = ReportPage(theme)
        self._make_foot()
        self._lay_out()
        self._wire()
        self._show(self.pick)
        if file is not None:
            self.read(file)

    def read(self, file: Path) -> None:
        """Look at ``file``, by the site's zone at first."""
        self._file, self._preview = file, None
        read = self._planner.store.read
        self.preview.begin(first_zone(read.site(), saved=read.site_saved()))
        self._read()

    def done(self, result: int) -> None:
        """Qt override: closing stops what runs; nothing is stored then."""
        self._leave()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt override."""
        self._leave()
        super().closeEvent(event)

    def _give_way(self, what: str) -> None:
        self.reject()
        self.other_asked.emit(what)

    def _read(self) -> None:
        file, page = self._file, self.preview
        if file is None:
            return
        imports = self._planner.volume_imports
        queue, zone, mapping = page.queue or None, page.zone, page.chosen
        self._begin(tr("Reading {file} …", file=file.name))
        self._run(
            text("Reading {file}", file=file.name),
            lambda progress: imports.preview(
                file, queue=queue, zone=zone, mapping=mapping, progress=progress
            ),
            self._was_read,
            self._was_not_read,
        )

    def _was_read(self, preview: VolumePreview) -> None:
        # What the user told of the columns is remembered, whoever recognised them first.
        told = self.preview.chosen is not None
        self._preview = replace(preview, needs_confirmation=True) if told else preview
        self.preview.show_preview(preview)
        self._show(self.preview)

    def _was_not_read(self, error: PlannerError) -> None:
        sentence = "" if isinstance(error, CancelledError) else tr_text(error.text)
        if self._preview is None:
            self.pick.refuse(sentence)
            self._show(self.pick)
        else:  # another zone, queue or meaning of a column that does not fit
            self.preview.refuse(sentence)
            self._show(self.preview)
            self._import.setEnabled(False)

    def _bring_in(self) -> None:
        preview, imports = self._preview, self._planner.volume_imports
        if preview is None:
            return
        self._begin(tr("Importing {file} …", file=preview.file.name))
        self._run(
            text("Importing {file}", file=preview.file.name),
            lambda progress: imports.run(preview, progress=progress),
            self._was_brought_in,
            self._was_refused,
            late=self._remember,
        )

    def _was_brought_in(self, report: VolumeReport) -> None:
        self._remember(report)
        self.report.show_report(report)
        self._show(self.report)

    def _remember(self, report: VolumeReport) -> None:
        """Put the import on the undo stack, unless it changed nothing."""
        if self._preview is not None and (report.new or report.changed):
            undoable = _Undoable(self._planner.volume_imports, self._preview, report)
            words = text("Imported {file}", file=report.file.name)
            self._desk.remember_work(words, undoable.undo, undoable.redo)

    def _was_refused(self, error: PlannerError) -> None:
        self._show(self.preview)
        self.preview.refuse(tr_text(error.text))

    def _run(
        self,
        words: Text,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[PlannerError], None],
        late: Callable[[T], None] = _dropped,
    ) -> None:
        """Run in a worker. What comes back after the dialog was closed goes to ``late``."""
        stop = self._stop = Event()

        def go_on(progress: Progress) -> Progress:
            def tell(fraction: float) -> bool:
                self.told.emit(fraction)
                return progress(fraction) and not stop.is_set()

            return tell

        def come_back(result: T) -> None:
            self._working = False
            if self._gone:
                late(result)
                self.deleteLater()
            else:
                done(result)

        def fall_back(error: PlannerError) -> None:
            self._working = False
            if self._gone:
                self.deleteLater()
            else:
                failed(error)

        self._working = True
        self._desk.run(words, lambda progress: work(go_on(progress)), come_back, fall_back)

    def _begin(self, words: str) -> None:
        self._busy_words.setText(words)
        self._bar.setValue(0)
        self._show(self._busy)

    def _leave(self) -> None:
        self._stop.set()
        self._gone = True
        if not self._working:
            self.deleteLater()

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._import.setVisible(page is self.preview)
        self._back.setVisible(page in (self.preview, self.report))
        self._back.setText(tr("Another file…") if page is self.preview else tr("Import another…"))
        self._cancel.setText(tr("Done") if page is self.report else tr("Cancel"))
        if page is self.preview and self._preview is not None:
            shown = self._preview
            moves = shown.new or shown.changed or shown.needs_confirmation
            self._import.setEnabled(bool(moves) and not shown.refused)
            unsure = self._preview.needs_confirmation and self.preview.chosen is None
            self._import.setText(tr("They are right, import") if unsure else tr("Import"))

    def _pressed_cancel(self) -> None:
        """While something runs, Cancel stops that; else it closes."""
        if self._working:
            self._stop.set()
        else:
            self.close()

    def _pick_another(self) -> None:
        self.pick.refuse("")
        self._show(self.pick)

    def _make_foot(self) -> None:
        self._import = Button(tr("Import"), "primary", "import")
        self._back, self._cancel = Button(tr("Another file…")), Button(tr("Cancel"))
        self._busy = QWidget()
        self._busy_words = label("", "heading", wrap=True)
        self._busy_words.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setAccessibleName(tr("Progress"))
        column = QVBoxLayout(self._busy)
        column.addStretch(1)
        column.addWidget(self._busy_words)
        column.addWidget(self._bar)
        column.addStretch(1)

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        for page in (self.pick, self._busy, self.preview, self.report):
            self._pages.addWidget(page)
        foot = QHBoxLayout()
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._import)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(14)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)

    def _wire(self) -> None:
        self.pick.file_picked.connect(self.read)
        self.pick.other_asked.connect(self._give_way)
        self.preview.asked_again.connect(self._read)
        self.told.connect(lambda fraction: self._bar.setValue(round(fraction * 100)))
        self._import.clicked.connect(self._bring_in)
        self._back.clicked.connect(self._pick_another)
        self._cancel.clicked.connect(self._pressed_cancel)


class _Undoable:
    """An import on the undo stack. Redo reads the file again rather than keep it in memory."""

    def __init__(
        self, imports: VolumeImports, preview: VolumePreview, report: VolumeReport
    ) -> None:
        self._imports, self._report = imports, report
        self._file, self._zone, self._mapping = preview.file, preview.zone, preview.mapping
        # A queue that no column names was told by the user, or is the unnamed one.
        self._queue = preview.queues[0] if preview.mapping.queue is None else None

    def undo(self) -> None:
        """Take the import back."""
        self._imports.undo(self._report)

    def redo(self) -> None:
        """Import the file once more."""
        preview = self._imports.preview(
            self._file, queue=self._queue, zone=self._zone, mapping=self._mapping
        )
        self._report = self._imports.run(preview)
