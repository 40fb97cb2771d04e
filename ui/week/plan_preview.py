"""The preview of a plan: what would be new, moved and removed, each of them optional."""

from __future__ import annotations

from typing import get_args
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.coverage import Coverage
from app.domain.wording import sentences
from app.services.proposals import Proposal, What
from ui.theme import Theme
from ui.week.panel_changes import ChangeRow, OmissionRow, rows_for, what_words
from ui.widgets.buttons import Button, icon_button
from ui.widgets.flow import empty
from ui.widgets.glyph import Glyph
from ui.widgets.language import tr, tr_text
from ui.widgets.spoken import number
from ui.widgets.style import label, line
from ui.widgets.tick import Tick

WIDTH = 286


class PlanPreview(QWidget):
    """Shows a proposal beside the week. Emits what was decided and changes nothing."""

    apply_asked = Signal(object)  # frozenset[str]: ids of the changes that stay ticked
    ticked_changed = Signal(object)  # frozenset[str]
    near_toggled = Signal(bool)  # plan the next 24 hours too, or no longer
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._proposal: Proposal | None = None
        self._rows: list[ChangeRow] = []
        self.setFixedWidth(WIDTH)
        self.setAutoFillBackground(True)
        self.setAccessibleName(tr("Plan my week"))
        self._lay_out()
        self._close.clicked.connect(self.cancelled)
        self._cancel.clicked.connect(self.cancelled)
        self._apply.clicked.connect(lambda: self.apply_asked.emit(self.ticked()))
        self._near.toggled.connect(self.near_toggled)
        self.set_theme(theme)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show ``proposal`` with every change ticked, or say that nothing would change."""
        self._proposal = proposal
        self._clear()
        zone = ZoneInfo(proposal.zone)
        self._summary.setText(summary_words(proposal))
        self._coverage.setText(coverage_words(proposal))
        for what in get_args(What):
            changes = [change for change in proposal.changes if change.what == what]
            if changes:
                self._body.addWidget(label(what_words(what), "section"))
            for row in rows_for(changes, zone, self._theme):
                row.toggled.connect(self._ticks_changed)
                self._rows.append(row)
                self._body.addWidget(row)
        self._show_rest(proposal)
        self._body.addStretch(1)
        self._apply.setVisible(bool(self._rows or proposal.series))
        self._cancel.setText(tr("Cancel") if self._rows else tr("Close"))
        self._show_count()

    def ticked(self) -> frozenset[str]:
        """Ids of the changes to carry out."""
        return frozenset(row.change.id for row in self._rows if row.tick.isChecked())

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``; what is unticked stays so."""
        self._theme = theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.surface))
        self.setPalette(palette)
        self._spark.show_icon("spark", theme.accent, theme.accent_fill)
        if self._proposal is not None:
            kept = self.ticked()
            self.show_proposal(self._proposal)
            for row in self._rows:
                row.tick.setChecked(row.change.id in kept)

    def _lay_out(self) -> None:
        self._spark = Glyph("spark", self._theme.accent, 32)
        self._close = icon_button("close", tr("Close the preview"), flat=True)
        self._summary = label("", "second", wrap=True)
        self._coverage = label("", wrap=True)
        self._near = Tick(tr("The next 24 hours too"))
        self._near.setToolTip(tr("Otherwise nothing is moved that starts within a day"))
        self._apply, self._cancel = Button(tr("Apply"), "primary"), Button(tr("Cancel"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._head())
        outer.addWidget(self._list(), 1)
        outer.addWidget(line())
        outer.addLayout(self._foot())

    def _head(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(tr("Plan my week"), "heading"))
        words.addWidget(self._summary)
        across = QHBoxLayout()
        across.setSpacing(10)
        across.addWidget(self._spark, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        across.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setContentsMargins(18, 14, 18, 8)
        head.addLayout(across)
        return head

    def _list(self) -> QScrollArea:
        inner = QWidget()
        self._body = QVBoxLayout(inner)
        self._body.setContentsMargins(18, 4, 18, 8)
        self._body.setSpacing(6)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        return scroll

    def _foot(self) -> QVBoxLayout:
        buttons = QHBoxLayout()
        buttons.addWidget(self._apply)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(18, 8, 18, 14)
        foot.setSpacing(7)
        foot.addWidget(self._coverage)
        foot.addWidget(self._near)
        foot.addLayout(buttons)
        return foot

    def _show_rest(self, proposal: Proposal) -> None:
        """Say what else Apply does, what stays, and what found no place."""
        for remark in sentences(proposal.remarks):
            self._body.addWidget(label(tr_text(remark), "note", wrap=True))
        if not self._rows and not proposal.series:
            self._body.addWidget(label(nothing_words(proposal), "note", wrap=True))
        if words := series_words(proposal):
            self._body.addWidget(label(words, "note", wrap=True))
        if proposal.plan.omissions:
            self._body.addWidget(label(tr("Not placed"), "section"))
        for omission in proposal.plan.omissions:
            self._body.addWidget(OmissionRow(omission, self._theme))

    def _clear(self) -> None:
        self._rows = []
        empty(self._body)

    def _ticks_changed(self) -> None:
        self._show_count()
        self.ticked_changed.emit(self.ticked())

    def _show_count(self) -> None:
        ticked = len(self.ticked())
        self._apply.setEnabled(ticked > 0 or not self._rows)
        if ticked == len(self._rows):
            self._apply.setText(tr("Apply"))
        else:
            self._apply.setText(tr("Apply {count}", count=number(ticked)))


def summary_words(proposal: Proposal) -> str:
    """Say "3 new, 1 moved, 0 removed"."""
    return tr(
        "{new} new, {moved} moved, {removed} removed",
        new=number(proposal.count("new")),
        moved=number(proposal.count("moved")),
        removed=number(proposal.count("removed")),
    )


def coverage_words(proposal: Proposal) -> str:
    """Say how many peaks are kept free before and after."""
    before, after = proposal.coverage_before, proposal.coverage_after
    if not after.peaks:
        return tr("No peak stands out in this week.")
    if before.covered == after.covered:
        return tr("Peaks covered: {covered}", covered=_of(after))
    return tr("Peaks covered: {before} → {after}", before=_of(before), after=_of(after))


def nothing_words(proposal: Proposal) -> str:
    """Say plainly why there is nothing to apply."""
    covered = proposal.coverage_before
    if not proposal.enough_history:
        return tr(
            "There are not enough volumes yet to tell peaks from chance. Import at least four"
            " weeks, then plan again."
        )
    if covered.peaks and covered.covered == covered.peaks:
        return tr(
            "Nothing would change: {covered} peaks are covered already.", covered=_of(covered)
        )
    if covered.peaks:
        return tr(
            "Nothing would change: {covered} peaks are covered, and nothing that may be moved"
            " would make room for more.",
            covered=_of(covered),
        )
    return tr("Nothing would change: no peak of this week stands above the peak line.")


def series_words(proposal: Proposal) -> str:
    """Say how far ahead the standing series would be booked; empty without one."""
    weeks = sum(len(change.added) for change in proposal.series)
    if not weeks:
        return ""
    return tr(
        "The same hours are kept free in the weeks that follow too: {count} more blocks,"
        " 13 weeks ahead.",
        count=number(weeks),
    )


def _of(coverage: Coverage) -> str:
    return tr(
        "{covered} of {peaks}", covered=number(coverage.covered), peaks=number(coverage.peaks)
    )
