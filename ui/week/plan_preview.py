"""The preview of a plan: what would be new, moved and removed, each of them optional."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.week.panel_changes import reason_words
from ui.week.preview_account import AccountCard
from ui.week.preview_list import PreviewList
from ui.week.preview_search import SearchLine
from ui.week.preview_words import coverage_words, heading_words, summary_words
from ui.widgets.buttons import Button, icon_button
from ui.widgets.glyph import Glyph
from ui.widgets.language import tr
from ui.widgets.spoken import number
from ui.widgets.style import label, line
from ui.widgets.tick import Tick

if TYPE_CHECKING:
    from app.domain.reasons import Reasons
    from app.services.proposals import Proposal
    from ui.week.panel_changes import ChangeRow
    from ui.week.plan_wish import PlanWish

WIDTH = 286


class PlanPreview(QWidget):
    """Shows a proposal beside the week. Emits what was decided and changes nothing."""

    apply_asked = Signal()
    ticked_changed = Signal(object)  # frozenset[str]: ids of the changes that are wanted
    near_toggled = Signal(bool)  # plan the next 24 hours too, or no longer
    invited_toggled = Signal(bool)  # move what people were invited to, or no longer
    pointed = Signal(object)  # Change: its day is asked to be shown
    stop_asked = Signal()
    proof_asked = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._proposal: Proposal | None = None
        self._account: AccountCard | None = None
        self.setFixedWidth(WIDTH)
        self.setAutoFillBackground(True)
        self.list = PreviewList(theme)
        self.search = SearchLine()
        self._lay_out()
        self._wire()
        self.set_theme(theme)

    @property
    def rows(self) -> list[ChangeRow]:
        """The rows of changes, from top to bottom."""
        return self.list.rows

    def show_wish(self, wish: PlanWish | None, *, near: bool = True) -> None:
        """Head the preview with what was asked for; ``near``: the next 24 hours lie in it."""
        self._near.setVisible(near)
        words = heading_words(wish)
        self._heading.setText(words)
        self.setAccessibleName(words)
        for tick, ticked in (
            (self._near, wish is not None and wish.near),
            (self._invited, wish is not None and wish.move_invited),
        ):
            tick.blockSignals(True)
            tick.setChecked(ticked)
            tick.blockSignals(False)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show ``proposal``, or say that nothing would change; `show_ticks` says what is ticked."""
        self._proposal = proposal
        self._summary.setText(summary_words(proposal))
        self._coverage.setText(coverage_words(proposal))
        self.list.show_proposal(proposal, self._shown_account(proposal))
        warnings = proposal.account.warnings if proposal.account is not None else ()
        self._warning.setText(" ".join(reason_words(warnings)))
        self._warning.setVisible(bool(warnings))
        self._apply.setVisible(bool(proposal.changes or proposal.series))
        self._cancel.setText(tr("Cancel") if proposal.changes else tr("Close"))
        self._show_count()

    def show_ticks(self, ticked: Collection[str], dropped: Mapping[str, Reasons]) -> None:
        """Tick these changes (ids); the ``dropped`` cannot be and say why."""
        self.list.show_ticks(ticked, dropped)
        self._show_count()

    def show_search(
        self, *, searching: bool, applying: bool = False, stopping: bool = False
    ) -> None:
        """Say how good the plan is, and whether a better one is looked for."""
        plan = self._proposal.plan if self._proposal else None
        self.search.show_search(plan, searching=searching, stopping=stopping or applying)
        self._applying = applying
        self._show_count()

    def ticked(self) -> frozenset[str]:
        """Ids of the changes to carry out."""
        return self.list.ticked()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``; what is unticked stays so."""
        self._theme = theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.surface))
        self.setPalette(palette)
        self._spark.show_icon("spark", theme.accent, theme.accent_fill)
        self.list.set_theme(theme)
        if self._account is not None:
            self._account.set_theme(theme)
        if self._proposal is not None:
            self.list.show_proposal(self._proposal, self._shown_account(self._proposal))

    def _shown_account(self, proposal: Proposal) -> AccountCard | None:
        """What the plan comes to; what was known last stays in sight while a search goes on."""
        if proposal.account is not None:
            if self._account is None:
                self._account = AccountCard(self._theme)
            self._account.show_account(proposal.account)
        elif proposal.final:
            self._account = None
        return self._account

    def _lay_out(self) -> None:
        self._applying = False
        self._spark = Glyph("spark", self._theme.accent, 32)
        self._close = icon_button("close", tr("Close the preview"), flat=True)
        self._heading = label(tr("Plan my week"), "heading", wrap=True)
        self._summary = label("", "second", wrap=True)
        self._coverage = label("", wrap=True)
        self._warning = label("", "bad-small", wrap=True)
        self._warning.hide()
        self._near = Tick(tr("Also plan the next 24 hours"), wrap=True)
        self._near.setToolTip(tr("Otherwise nothing is moved that starts within a day"))
        self._invited = Tick(tr("Also move invitations"), wrap=True)
        self._invited.setToolTip(tr("Otherwise they stay: people have been told when they are"))
        self._apply, self._cancel = Button(tr("Apply"), "primary"), Button(tr("Cancel"))
        self._apply.setToolTip(tr("Apply what is ticked (Ctrl+Enter)"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._head())
        outer.addWidget(self.search)
        outer.addWidget(self.list, 1)
        outer.addWidget(line())
        outer.addLayout(self._foot())

    def _wire(self) -> None:
        self._close.clicked.connect(self.cancelled)
        self._cancel.clicked.connect(self.cancelled)
        self._apply.clicked.connect(self.apply_asked)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # the list may be a hundred Tabs long
            QShortcut(QKeySequence(keys), self).activated.connect(self._apply.click)
        self._near.toggled.connect(self.near_toggled)
        self._invited.toggled.connect(self.invited_toggled)
        self.list.toggled.connect(lambda: self.ticked_changed.emit(self.ticked()))
        self.list.pointed.connect(self.pointed)
        self.search.stop_asked.connect(self.stop_asked)
        self.search.proof_asked.connect(self.proof_asked)

    def _head(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._heading)
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

    def _foot(self) -> QVBoxLayout:
        buttons = QHBoxLayout()
        buttons.addWidget(self._apply)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(18, 8, 18, 14)
        foot.setSpacing(5)
        foot.addWidget(self._coverage)
        foot.addWidget(self._warning)
        foot.addWidget(self._near)
        foot.addWidget(self._invited)
        foot.addSpacing(2)
        foot.addLayout(buttons)
        return foot

    def _show_count(self) -> None:
        ticked, all_of_them = len(self.ticked()), self._proposal.changes if self._proposal else ()
        self._apply.setEnabled((ticked > 0 or not all_of_them) and not self._applying)
        if self._applying:
            self._apply.setText(tr("Applying…"))
        elif ticked == len(all_of_them):
            self._apply.setText(tr("Apply"))
        else:
            self._apply.setText(tr("Apply {count}", count=number(ticked)))
