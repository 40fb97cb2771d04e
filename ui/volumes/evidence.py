"""The evidence: how well such plans would have done on the manager's own volumes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.backtest_report import BacktestReport
from app.domain.edits import Subject
from app.domain.errors import PlannerError
from app.domain.text import text
from ui.theme import Theme
from ui.volumes.evidence_bars import EvidenceBars
from ui.volumes.evidence_words import (
    bars_of,
    gain_words,
    left_out_row,
    left_out_words,
    low_day_title,
    low_day_words,
    span_words,
    verdict_words,
)
from ui.widgets.buttons import Button
from ui.widgets.centred import centred
from ui.widgets.choices import CalmCombo
from ui.widgets.desk import Desk, Progress
from ui.widgets.flow import FlowLayout, empty
from ui.widgets.glyph import Glyph
from ui.widgets.language import tr, tr_text
from ui.widgets.spoken import number
from ui.widgets.style import label

if TYPE_CHECKING:
    from app.bootstrap import Planner

PAGE_WIDTH = 860
FEW = 8
"""Days left out that are listed before the rest is only counted."""


class EvidencePage(QWidget):
    """Runs the back-test in a worker and shows what it found."""

    import_asked = Signal()

    def __init__(
        self, planner: Planner, desk: Desk, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._planner, self._desk, self._theme = planner, desk, theme
        self.report: BacktestReport | None = None
        self._stale, self._running = True, False
        self._make_choices()
        self._make_findings()
        self._lay_out()
        self.set_theme(theme)
        self._show_queues()

    def title(self) -> tuple[str, str]:
        """What the toolbar says while this page is shown."""
        return tr("Volumes"), ""

    def refresh(self, subjects: frozenset[Subject]) -> None:
        """Try again when what was tried has changed."""
        if subjects & {Subject.VOLUMES, Subject.EVENTS, Subject.SETTINGS}:
            self._stale = True
            self._show_queues()
            if self.isVisible():
                self.run()

    def run(self) -> None:
        """Run the back-test with what is chosen; a run under way is not doubled."""
        if self._running:
            return
        self._stale, self._running = False, True
        self.again.setEnabled(False)
        self._verdict.setText(tr("Trying it on your own weeks …"))
        queue = self.queue.currentData() or None
        weeks, blocks, minutes = (
            int(field.currentData()) for field in (self.weeks, self.blocks, self.minutes)
        )

        def work(progress: Progress) -> BacktestReport:
            return self._planner.backtests.run(
                queue=queue, weeks=weeks, blocks=blocks, minutes=minutes, progress=progress
            )

        self._desk.run(text("Trying it on your own weeks"), work, self.show_report, self._fail)

    def show_report(self, report: BacktestReport) -> None:
        """Show what a run found."""
        self._rest()
        self.report = report
        self._span.setText(span_words(report))
        self._verdict.setText(verdict_words(report))
        self._gain.setText(gain_words(report))
        self._gain.setVisible(bool(self._gain.text()))
        bars = bars_of(report)
        self._bars.show_bars(bars)
        self._bars.setVisible(bool(bars))
        self._show_low_day(report)
        self._show_left_out(report)
        for card in self._cards:
            card.setVisible(report.enough_history)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt override: the first look runs it."""
        super().showEvent(event)
        if self._stale:
            self.run()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.sunken))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self._bars.set_theme(theme)
        if self.report is not None:
            self._show_low_day(self.report)

    def _fail(self, error: PlannerError) -> None:
        self._rest()
        self._verdict.setText(tr_text(error.text))

    def _rest(self) -> None:
        self._running = False
        self.again.setEnabled(True)

    def _make_choices(self) -> None:
        self.queue = CalmCombo()
        self.queue.setMinimumWidth(170)
        self.weeks = _numbers((4, 6, 8, 10, 13, 26), 8, lambda n: tr("{n} weeks", n=n))
        self.blocks = _numbers((1, 2, 3, 4), 2, lambda n: tr("{n} a day", n=n))
        self.minutes = _numbers((30, 45, 60, 75, 90, 120), 60, lambda n: tr("{n} min", n=n))
        for field, name in (
            (self.queue, tr("Queue")),
            (self.weeks, tr("Weeks looked at")),
            (self.blocks, tr("Blocks a day")),
            (self.minutes, tr("Length of a block")),
        ):
            field.setAccessibleName(name)
        self.again = Button(tr("Try"), "primary", "trend")
        self.again.clicked.connect(self.run)
        self.bring_in = Button(tr("Import volumes…"), "plain", "import")
        self.bring_in.clicked.connect(lambda _: self.import_asked.emit())

    def _make_findings(self) -> None:
        self._verdict = label("", "heading", wrap=True)
        self._gain = label("", wrap=True)
        self._span = label("", "second", wrap=True)
        self._bars = EvidenceBars(self._theme)
        self._low_glyph = Glyph("check", self._theme.good, 18)
        self._low_title, self._low_words = label("", "heading"), label("", wrap=True)
        self._out_count = label("", wrap=True)
        self._out_rows = QVBoxLayout()
        self._out_rows.setSpacing(2)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(28, 18, 28, 28)
        column.setSpacing(12)
        column.addWidget(self._choices())
        peaks = _card(tr("Peaks caught"), self._verdict, self._gain, self._bars, self._span)
        low = QWidget()
        head = QHBoxLayout(low)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._low_glyph)
        head.addWidget(self._low_title, 1)
        calm = _card(tr("Calm weekday"), low, self._low_words)
        rows = QWidget()
        rows.setLayout(self._out_rows)
        self._out_rows.setContentsMargins(0, 0, 0, 0)
        out = _card(tr("Days left out"), self._out_count, rows)
        for card in (peaks, calm, out):
            column.addWidget(card)
        self._cards = (calm, out)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(inner, PAGE_WIDTH))

    def _choices(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        for field in (
            self.queue,
            self.weeks,
            self.blocks,
            self.minutes,
            self.again,
            self.bring_in,
        ):
            flow.addWidget(field)
        return row

    def _show_queues(self) -> None:
        chosen = self.queue.currentData()
        self.queue.clear()
        self.queue.addItem(tr("All queues"), "")
        for queue in self._planner.store.read.queues():
            self.queue.addItem(queue, queue)
        self.queue.setCurrentIndex(max(self.queue.findData(chosen), 0))

    def _show_low_day(self, report: BacktestReport) -> None:
        reliable = report.low_day.reliable
        colour = self._theme.good if reliable else self._theme.second_text
        self._low_glyph.show_icon("check" if reliable else "info", colour)
        self._low_title.setText(low_day_title(report.low_day))
        self._low_words.setText(low_day_words(report.low_day))

    def _show_left_out(self, report: BacktestReport) -> None:
        counted = left_out_words(report.left_out)
        self._out_count.setText(", ".join(counted) + "." if counted else tr("None."))
        empty(self._out_rows)
        for left in report.left_out[-FEW:]:
            row = label(left_out_row(left), "second", wrap=True)
            row.setTextFormat(Qt.TextFormat.PlainText)
            self._out_rows.addWidget(row)


def _card(heading: str, *parts: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("kind", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(18, 14, 18, 16)
    column.setSpacing(9)
    column.addWidget(label(heading, "section"))
    for part in parts:
        column.addWidget(part)
    return card


def _numbers(choices: Sequence[int], chosen: int, words: Callable[[str], str]) -> CalmCombo:
    """A few sensible numbers, each in its words."""
    combo = CalmCombo()
    for choice in choices:
        combo.addItem(words(number(choice)), choice)
    combo.setCurrentIndex(combo.findData(chosen))
    combo.setMinimumWidth(112)
    return combo
