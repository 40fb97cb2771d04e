"""The list of a plan's preview: what would change, and what found no place.

A better plan changes the rows where they stand: what it says of the same thing takes the
place of what was said, and the row at the top of the sight stays there. Rows that are not in
sight yet are made when the window has time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, get_args
from zoneinfo import ZoneInfo

from PySide6.QtCore import QElapsedTimer, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.demands import Omission
from app.domain.wording import sentences
from app.services.changes import Change, What
from ui.theme import Theme
from ui.week.panel_changes import ChangeRow, OmissionRow, what_words
from ui.week.plan_wish import key_of
from ui.week.preview_words import nothing_words, series_words
from ui.widgets.language import tr, tr_text
from ui.widgets.style import label

if TYPE_CHECKING:
    from app.domain.reasons import Reasons
    from app.services.proposals import Proposal

REST_MS = 1500
"""A hand that lies still for so long no longer holds the list."""
AT_ONCE = 7
"""So many new rows are made before the window paints again."""
Item = QWidget | Change | Omission


class PreviewList(QScrollArea):
    """Rows by what happens, then by time."""

    toggled = Signal()
    pointed = Signal(object)  # Change

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._zone = ZoneInfo("UTC")
        self._far = False
        self._rows: dict[str, ChangeRow] = {}
        self._spare: dict[str, ChangeRow] = {}
        self._unticked: set[str] = set()
        self._dropped: Mapping[str, Reasons] = {}
        self._changes: tuple[Change, ...] = ()
        self._waiting: list[Item] = []
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(self._go_on)
        self._hand = QElapsedTimer()
        self._pointer = QPoint()
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(18, 4, 18, 8)
        self._body = QVBoxLayout()
        self._body.setSpacing(6)
        self._column.addLayout(self._body)
        self._column.addStretch(1)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        self.setAccessibleName(tr("What would change"))
        self.verticalScrollBar().sliderMoved.connect(self._touch)

    @property
    def rows(self) -> list[ChangeRow]:
        """The rows of changes, from top to bottom."""
        self._make_all()
        return list(self._rows.values())

    def ticked(self) -> frozenset[str]:
        """Ids of the changes that are ticked."""
        off = self._unticked | set(self._dropped)
        return frozenset(change.id for change in self._changes) - off

    def show_proposal(self, proposal: Proposal, account: QWidget | None = None) -> None:
        """Show what ``proposal`` would change; ``account`` stands at the end."""
        anchor = self._at_the_top()
        self._zone, self._far = ZoneInfo(proposal.zone), proposal.weeks > 1
        self._changes = proposal.changes
        self._unticked &= {change.id for change in proposal.changes}
        self._dropped = {}
        self._spare, self._rows = {**self._spare, **self._rows}, {}
        self._clear({*self._spare.values(), account})
        self._waiting = [*self._arranged(proposal), *([account] if account else [])]
        self._go_on()
        self._return_to(anchor)

    def show_ticks(self, ticked: Collection[str], dropped: Mapping[str, Reasons]) -> None:
        """Tick these changes (ids); the ``dropped`` cannot be and say why."""
        self._dropped = dropped
        self._unticked = {c.id for c in self._changes} - set(ticked) - set(dropped)
        for row in self._rows.values():
            self._tick(row)

    def in_hands(self) -> bool:
        """Whether somebody points at the list or has just used it."""
        pointer = QCursor.pos()
        over = self.isVisible() and self.rect().contains(self.mapFromGlobal(pointer))
        if over and pointer != self._pointer:
            self._touch()
        self._pointer = pointer
        return self._hand.isValid() and self._hand.elapsed() < REST_MS

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``; rows of what was left out come with the next plan."""
        self._theme = theme
        for row in self._rows.values():
            row.set_theme(theme)

    def _arranged(self, proposal: Proposal) -> list[Item]:
        """Everything in order, changes as such."""
        shown: list[Item] = [
            label(tr_text(remark), "note", wrap=True) for remark in sentences(proposal.remarks)
        ]
        if not proposal.changes and not proposal.series:
            shown.append(label(nothing_words(proposal), "note", wrap=True))
        groups: tuple[What, ...] = get_args(What)
        for what in groups:
            changes = sorted((c for c in proposal.changes if c.what == what), key=_begins)
            if changes:
                shown += [label(what_words(what), "section"), *changes]
        if words := series_words(proposal):
            shown.append(label(words, "note", wrap=True))
        taken_out = {c.id for c in proposal.changes if c.what == "removed"}
        left_out = [o for o in proposal.plan.omissions if _stands_as(o) not in taken_out]
        if left_out:
            shown += [label(tr("Not placed"), "section"), *left_out]
        return shown

    def _go_on(self) -> None:
        """Put the next items into the list, as many new rows as may be made at once."""
        self.setUpdatesEnabled(False)
        made = 0
        while self._waiting and made < AT_ONCE:
            item = self._waiting.pop(0)
            if isinstance(item, Change):
                made += self._put(item)
                continue
            if isinstance(item, Omission):
                item, made = OmissionRow(item, self._theme), made + 1
            self._add(item)
        if self._waiting:
            self._more.start()
        else:
            self._more.stop()
            for row in self._spare.values():
                row.hide()
                row.deleteLater()
            self._spare = {}
        self._settle()
        self.setUpdatesEnabled(True)

    def _put(self, change: Change) -> int:
        """Put the row of ``change`` at the end; 1 when it had to be made."""
        key = key_of(change)
        key = key if key not in self._rows else f"{key}:{change.id}"
        row, made = self._spare.pop(key, None), 0
        if row is None:
            row, made = ChangeRow(change, self._zone, self._theme), 1
            row.toggled.connect(self._toggle)
            row.pointed.connect(self.pointed)
        else:
            row.show_change(change, self._zone)
        if self._far:
            row.offer_day()
        self._rows[key] = row
        self._tick(row)
        self._add(row)
        return made

    def _add(self, item: QWidget) -> None:
        """Put ``item`` at the end, in sight at once: a layout shows it an event later only."""
        self._body.addWidget(item)
        item.setVisible(True)

    def _settle(self) -> None:
        """Lay out what was put in, before any of it is painted.

        Left to the events that ask for it, rows are painted over each other on the way.
        """
        width = self.viewport().width()
        height = max(self._column.totalHeightForWidth(width), self.viewport().height())
        self._inner.resize(width, height)
        self._column.activate()

    def _tick(self, row: ChangeRow) -> None:
        one = row.change.id
        off = one in self._unticked or one in self._dropped
        row.show_tick(ticked=not off, dropped=self._dropped.get(one))

    def _toggle(self) -> None:
        self._touch()
        row = self.sender()
        if isinstance(row, ChangeRow):
            if row.tick.isChecked():
                self._unticked.discard(row.change.id)
            else:
                self._unticked.add(row.change.id)
        self.toggled.emit()

    def _touch(self) -> None:
        self._hand.start()

    def _make_all(self) -> None:
        while self._waiting:
            self._go_on()

    def _clear(self, kept: Collection[QWidget | None]) -> None:
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in kept:
                widget.hide()
                widget.deleteLater()

    def _at_the_top(self) -> tuple[str, int] | None:
        """The first row in sight (its key) and how far below the upper edge it begins."""
        seen = self.verticalScrollBar().value()
        if seen:
            for key, row in self._rows.items():
                if row.y() + row.height() > seen:
                    return key, row.y() - seen
        return None

    def _return_to(self, anchor: tuple[str, int] | None) -> None:
        """Bring the row that was at the top of the sight back there."""
        if anchor is None:
            return
        key, below = anchor
        self._make_all()
        if key in self._rows:
            self.verticalScrollBar().setValue(self._rows[key].y() - below)


def _stands_as(omission: Omission) -> str:
    """The entry that an omission would take out; empty when it stands nowhere yet."""
    current = omission.demand.current
    return current.id if current is not None else ""


def _begins(change: Change) -> tuple[float, str]:
    return change.entry.span.start.timestamp(), change.id
