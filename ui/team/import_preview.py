"""What importing people or a schedule would do: counts, refused lines, the zone it is read by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.exchange.volumes.times import DateOrder
from ui.theme import Theme
from ui.widgets.choices import SearchCombo, zones
from ui.widgets.counts import CountRow
from ui.widgets.flow import empty
from ui.widgets.language import tr, tr_text
from ui.widgets.remark import remark
from ui.widgets.segmented import SegmentedControl
from ui.widgets.spoken import dated_day, number
from ui.widgets.style import label
from ui.widgets.tick import Tick

if TYPE_CHECKING:
    from app.services.roster_preview import RosterPreview

MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class Told:
    """How a schedule is to be read; None where nothing was said."""

    zone: str | None = None
    order: DateOrder | None = None
    known_only: bool = False


class RosterPreviewPage(QWidget):
    """Shows a preview; asks for another when the file is to be read differently."""

    asked_again = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = Told()
        self._title = label("", "heading", wrap=True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._about = label("", "second", wrap=True)
        self._counts, self._lines = QVBoxLayout(), QVBoxLayout()
        self._lines.setSpacing(5)
        self._zones = SearchCombo([(zone, zone) for zone in zones()])
        self._zones.setAccessibleName(tr("Time zone of the file"))
        self._zones.setMinimumWidth(210)
        self._choices, self._orders_row = QWidget(), QWidget()
        orders = [
            (DateOrder.DAY_FIRST.value, tr("Day first")),
            (DateOrder.MONTH_FIRST.value, tr("Month first")),
        ]
        self.orders = SegmentedControl(orders, tr("What comes first in its dates"))
        self._example = label("")
        self.known_only = Tick(tr("Leave out rows of people who are not here"))
        self._lay_out()
        self._zones.activated.connect(
            lambda _: self._tell(replace(self._told, zone=self._zones.written()))
        )
        self.orders.picked.connect(
            lambda order: self._tell(replace(self._told, order=DateOrder(order)))
        )
        self.known_only.toggled.connect(lambda on: self._tell(replace(self._told, known_only=on)))

    def told(self) -> Told:
        """What was said about how to read the file."""
        return self._told

    def forget(self) -> None:
        """Another file: nothing was said about it yet."""
        self._told = Told()
        with QSignalBlocker(self.known_only):
            self.known_only.setChecked(False)

    def show_preview(self, preview: RosterPreview, *, schedule: bool, zone: str) -> None:
        """Show what a file holds and what importing it would do."""
        self._title.setText(preview.file.name)
        self._show_about(preview)
        empty(self._counts)
        self._counts.addWidget(CountRow(_counts_of(preview, schedule=schedule)))
        self._choices.setVisible(schedule)
        self._zones.show_value(self._told.zone or preview.zone or zone)
        self._show_dates(preview)
        strangers = bool(preview.refused) or self._told.known_only
        self.known_only.setVisible(schedule and strangers)
        empty(self._lines)
        self._show_notes(preview)
        self._show_refused(preview)

    def _show_dates(self, preview: RosterPreview) -> None:
        dates = preview.dates
        self._orders_row.setVisible(dates is not None and dates.open)
        if dates is not None:
            self._example.setText(tr("In “{date}” comes", date=dates.example))
            if dates.asked and self._told.order is None:
                self.orders.clear()
            else:
                self.orders.choose(dates.order.value)

    def _show_about(self, preview: RosterPreview) -> None:
        if preview.refused:
            words = tr(
                "Nothing is imported while rows are refused. Mend them, then choose it again."
            )
        elif preview.asks_for_dates and self._told.order is None:
            words = tr("Its dates can be read in two ways; say below which one it is.")
        elif not preview.changes_anything:
            words = tr("Everything in this file is here already; nothing would change.")
        elif preview.first_day and preview.first_day == preview.last_day:
            words = tr(
                "{day}; what is rostered on this day for the people in the file is replaced.",
                day=dated_day(preview.first_day),
            )
        elif preview.first_day and preview.last_day:
            words = tr(
                "{first} – {last}; what is rostered on these days for the people in the file is"
                " replaced.",
                first=dated_day(preview.first_day),
                last=dated_day(preview.last_day),
            )
        else:
            words = ""
        self._about.setText(words)
        self._about.setVisible(bool(words))

    def _show_notes(self, preview: RosterPreview) -> None:
        for note in preview.notes:
            self._lines.addWidget(remark("info", tr_text(note), self._theme))

    def _show_refused(self, preview: RosterPreview) -> None:
        for one in preview.refused[:MOST_LINES]:
            words = tr("Line {line}: {reason}", line=number(one.line), reason=tr_text(one.reason))
            self._lines.addWidget(remark("warning", words, self._theme))
        if len(preview.refused) > MOST_LINES:
            rest = tr("… and {count} more", count=number(len(preview.refused) - MOST_LINES))
            self._lines.addWidget(label(rest, "second"))

    def _tell(self, told: Told) -> None:
        self._told = told
        self.asked_again.emit()

    def _lay_out(self) -> None:
        for row, words, field in (
            (self._choices, label(tr("Written in the zone")), self._zones),
            (self._orders_row, self._example, self.orders),
        ):
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.addWidget(words)
            across.addWidget(field)
            across.addStretch(1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addLayout(self._counts)
        column.addWidget(self._choices)
        column.addWidget(self._orders_row)
        column.addWidget(self.known_only)
        column.addLayout(self._lines)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)


def _counts_of(preview: RosterPreview, *, schedule: bool) -> list[tuple[str, int]]:
    """A schedule counts days of people, a list counts people; who is not in it stays."""
    return [
        (tr("days new") if schedule else tr("new"), preview.new),
        (tr("days changed") if schedule else tr("changed"), preview.changed),
        (tr("days the same") if schedule else tr("the same"), preview.same),
        (tr("days emptied") if schedule else tr("not in it"), preview.gone),
        (tr("rows refused"), len(preview.refused)),
    ]
