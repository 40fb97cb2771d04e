"""What importing a calendar file would do, before it is done."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.entries import Entry
from ui.widgets.buttons import Button
from ui.widgets.counts import CountRow
from ui.widgets.desk import Desk
from ui.widgets.language import isolated, tr, tr_text
from ui.widgets.shade import shade_behind
from ui.widgets.spoken import number, short_day, stretch
from ui.widgets.style import label

if TYPE_CHECKING:
    from app.bootstrap import Planner
    from app.services.calendar_files import CalendarPreview

LISTED = 30


class CalendarDialog(QDialog):
    """Shows a preview; Import submits it as one edit, undone in one step."""

    cost_asked = Signal(object)  # CalendarPreview: what would its next meeting cost?

    def __init__(
        self,
        planner: Planner,
        desk: Desk,
        preview: CalendarPreview,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        shade_behind(self)
        self._planner, self._desk, self._preview = planner, desk, preview
        self.setWindowTitle(tr("Import a calendar"))
        self.setMinimumSize(520, 420)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.bring_in = Button(tr("Import"), "primary", "import")
        self.cancel = Button(tr("Cancel"))
        self.cost = Button(tr("What would it cost?"), "plain", "spark")
        self.cost.setToolTip(tr("Peaks uncovered, what would move, and better times"))
        self.cost.setVisible(_has_meeting_ahead(preview, planner.clock()))
        self.bring_in.setEnabled(preview.changes_anything)
        self._lay_out()
        self.bring_in.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.cost.clicked.connect(self._ask_cost)

    def accept(self) -> None:
        """Qt override: one edit for the whole file."""
        self._desk.submit(self._planner.calendar_files.edit_for(self._preview))
        super().accept()

    def _ask_cost(self) -> None:
        self.cost_asked.emit(self._preview)
        self.reject()

    def _lay_out(self) -> None:
        shown = self._preview
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        title = label(shown.file, "heading", wrap=True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(title)
        column.addWidget(
            CountRow(
                [
                    (tr("new"), shown.new),
                    (tr("changed"), shown.changed),
                    (tr("the same"), shown.same),
                    (tr("gone"), shown.removed),
                    (tr("refused"), len(shown.refused)),
                ]
            )
        )
        if not shown.changes_anything:
            words = tr("Everything in this file is in your calendar already.")
            column.addWidget(label(words, "note", wrap=True))
        column.addWidget(self._list(), 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cost)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.bring_in)
        column.addLayout(buttons)

    def _list(self) -> QScrollArea:
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(4)
        for remark in self._preview.remarks:
            rows.addWidget(_plain(tr_text(remark), ""))
        coming = sorted(self._preview.after, key=lambda entry: (entry.span.start, entry.id))
        for entry in coming[:LISTED]:
            rows.addWidget(_plain(self._entry_words(entry), "second"))
        if len(coming) > LISTED:
            more = tr("… and {count} more", count=number(len(coming) - LISTED))
            rows.addWidget(label(more, "second"))
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        return scroll

    def _entry_words(self, entry: Entry) -> str:
        zone = self._planner.settings.site().tz
        day = short_day(entry.span.start.astimezone(zone).date())
        time = tr("all day") if entry.days else stretch(entry.span, zone)
        words = tr("{day} {time}  {title}", day=day, time=time, title=isolated(entry.title))
        return tr("{what} (cancelled)", what=words) if entry.cancelled else words


def _has_meeting_ahead(preview: CalendarPreview, now: datetime) -> bool:
    """Whether there is anything new whose cost could be asked for."""
    return any(
        entry.days is None and entry.blocks_time and entry.span.start > now
        for entry in preview.after
    )


def _plain(words: str, kind: str) -> QWidget:
    made = label(words, kind, wrap=True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made
