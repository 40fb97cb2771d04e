"""The list of a plan's preview: what would change, and what found no place.

A better plan changes the rows where they stand: what it says of the same thing takes the
place of what was said, and the row at the top of the sight stays there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.wording import sentences
from app.services.changes import Change, What
from ui.theme import Theme
from ui.week.panel_changes import ChangeRow, OmissionRow, what_words
from ui.week.plan_wish import key_of
from ui.week.preview_words import nothing_words, series_words
from ui.widgets.language import tr, tr_text
from ui.widgets.style import label

if TYPE_CHECKING:
    from app.services.proposals import Proposal

REST_MS = 1500
"""A hand that lies still for so long no longer holds the list."""
_TOUCHES = frozenset(
    {
        QEvent.Type.Enter,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel,
        QEvent.Type.KeyPress,
    }
)


class PreviewList(QScrollArea):
    """Rows by what happens, then by time. Says when it is in the manager's hands."""

    toggled = Signal()
    held = Signal(bool)
    pointed = Signal(object)  # Change

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: dict[str, ChangeRow] = {}
        self._others: list[QWidget] = []
        self._is_held = False
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(REST_MS)
        self.rest.timeout.connect(self.let_go)
        self._inner = QWidget()
        self._body = QVBoxLayout(self._inner)
        self._body.setContentsMargins(18, 4, 18, 8)
        self._body.setSpacing(6)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        self.setAccessibleName(tr("What would change"))
        self._watch(self._inner)
        self._watch(self.verticalScrollBar())

    @property
    def rows(self) -> list[ChangeRow]:
        """The rows of changes, from top to bottom."""
        return list(self._rows.values())

    def show_proposal(self, proposal: Proposal, account: QWidget | None = None) -> None:
        """Show what ``proposal`` would change; ``account`` stands at the end."""
        anchor = self._at_the_top()
        self.setUpdatesEnabled(False)
        zone = ZoneInfo(proposal.zone)
        wanted = self._arranged(proposal, zone)
        if account is not None:
            wanted.append(account)
        kept = set(map(id, wanted))
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and id(widget) not in kept:
                widget.hide()
                widget.deleteLater()
        for widget in wanted:
            self._body.addWidget(widget)
        self._body.addStretch(1)
        self._return_to(anchor)
        self.setUpdatesEnabled(True)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``; rows of what was left out come with the next plan."""
        self._theme = theme
        for row in self._rows.values():
            row.set_theme(theme)

    def let_go(self) -> None:
        """Nobody's hands are on it: better plans may move it."""
        self.rest.stop()
        if self._is_held:
            self._is_held = False
            self.held.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: a pointer or a key over the list holds it until it leaves or rests."""
        if event.type() in _TOUCHES:
            self.rest.start()
            if not self._is_held:
                self._is_held = True
                self.held.emit(True)
        elif event.type() is QEvent.Type.Leave and watched is self._inner:
            self.let_go()
        return super().eventFilter(watched, event)

    def _arranged(self, proposal: Proposal, zone: ZoneInfo) -> list[QWidget]:
        """Everything in order; rows that were there before are used again."""
        old, self._rows = self._rows, {}
        shown: list[QWidget] = [
            label(tr_text(remark), "note", wrap=True) for remark in sentences(proposal.remarks)
        ]
        if not proposal.changes and not proposal.series:
            shown.append(label(nothing_words(proposal), "note", wrap=True))
        groups: tuple[What, ...] = get_args(What)
        for what in groups:
            changes = [change for change in proposal.changes if change.what == what]
            if changes:
                shown.append(label(what_words(what), "section"))
            for change in sorted(changes, key=_begins):
                row = self._row(old, change, zone)
                row.go.setHidden(proposal.weeks == 1)
                shown.append(row)
        if words := series_words(proposal):
            shown.append(label(words, "note", wrap=True))
        if proposal.plan.omissions:
            shown.append(label(tr("Not placed"), "section"))
            shown += [OmissionRow(one, self._theme) for one in proposal.plan.omissions]
        return shown

    def _row(self, old: dict[str, ChangeRow], change: Change, zone: ZoneInfo) -> ChangeRow:
        key = key_of(change)
        row = old.get(key)
        if row is None or key in self._rows:
            row = ChangeRow(change, zone, self._theme)
            row.toggled.connect(self.toggled)
            row.pointed.connect(self.pointed)
            for part in (row, *row.findChildren(QWidget)):
                self._watch(part)
        else:
            row.show_change(change, zone)
        self._rows[key if key not in self._rows else f"{key}:{change.id}"] = row
        return row

    def _watch(self, part: QWidget) -> None:
        part.setMouseTracking(True)
        part.installEventFilter(self)

    def _at_the_top(self) -> tuple[ChangeRow, int] | None:
        """The first row in sight and how far below the upper edge it begins."""
        bar = self.verticalScrollBar()
        if not bar.value():
            return None
        for row in self._rows.values():
            if row.y() + row.height() > bar.value():
                return row, row.y() - bar.value()
        return None

    def _return_to(self, anchor: tuple[ChangeRow, int] | None) -> None:
        if anchor is not None and anchor[0] in self._rows.values():
            self._body.activate()
            self._inner.resize(self._inner.width(), self._body.heightForWidth(self._inner.width()))
            row, below = anchor
            top = row.mapTo(self._inner, QPoint(0, 0)).y()
            self.verticalScrollBar().setValue(top - below)


def _begins(change: Change) -> tuple[float, str]:
    return change.entry.span.start.timestamp(), change.id
