"""What a plan comes to: hours by kind as a bar, minimum counts, and the points in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.wording import sentence
from ui.theme import Theme
from ui.week.preview_words import (
    hours_words,
    part_words,
    points_words,
    share_words,
    tier_words,
)
from ui.widgets.buttons import Button
from ui.widgets.flow import empty
from ui.widgets.glyph import Glyph
from ui.widgets.language import tr, tr_text
from ui.widgets.spoken import number
from ui.widgets.style import label

if TYPE_CHECKING:
    from app.domain.account import Account

BAR = 10


class AccountCard(QFrame):
    """The whole of a plan: the share of the week that is planned first, the rest on request."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._account: Account | None = None
        self._open = False
        self.setProperty("kind", "sunken")
        self._bar = HoursBar(theme)
        self._share = label("", wrap=True)
        self._warnings = QVBoxLayout()
        self._warnings.setSpacing(4)
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self.more = Button(tr("How it adds up"), "link")
        self.more.clicked.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 6)
        column.setSpacing(6)
        column.addWidget(label(tr("The whole week"), "section"))
        column.addWidget(self._bar)
        column.addWidget(self._share)
        column.addLayout(self._warnings)
        column.addWidget(self._rows)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self._rows.hide()

    def show_account(self, account: Account) -> None:
        """Show what ``account`` adds up."""
        self._account = account
        self._bar.show_account(account)
        self._share.setText(share_words(account))
        self._share.setVisible(account.working_minutes > 0)
        empty(self._warnings)
        for warning in account.warnings:
            self._warnings.addWidget(self._warning(tr_text(sentence(warning))))
        if self._open:
            self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._bar.set_theme(theme)
        if self._account is not None:
            self.show_account(self._account)

    def rows(self) -> list[tuple[str, str]]:
        """What is listed on request, as (name, number); headings have no number."""
        account = self._account
        if account is None:
            return []
        of = [
            (tier_words(one.tier), tr("{n} of {all}", n=number(one.reached), all=number(one.asked)))
            for one in account.tiers
            if one.asked
        ]
        parts = sorted(account.parts.items(), key=lambda pair: -pair[1])
        points = [(part_words(part), points_words(value)) for part, value in parts if round(value)]
        points.append((tr("Points in all"), number(account.points)))
        groups = (
            (tr("Hours"), hours_words(account)),
            (tr("Minimum counts"), of),
            (tr("Points"), points),
        )
        return [row for head, rows in groups if rows for row in ((head, ""), *rows)]

    def _turn(self) -> None:
        self._open = not self._open
        self.more.setText(tr("Less") if self._open else tr("How it adds up"))
        self._fill()
        self._rows.setVisible(self._open)

    def _fill(self) -> None:
        empty(self._grid)
        for row, (name, value) in enumerate(self.rows()):
            kind = "small" if value else "section"
            self._grid.addWidget(label(name, kind, wrap=True), row, 0)
            told = label(value, "small")
            told.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(told, row, 1)

    def _warning(self, words: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Glyph("warning", self._theme.bad, 15), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(words, "bad-small", wrap=True), 1)
        return made


class HoursBar(QWidget):
    """The working hours as a bar, what is planned in them in the colours of its kinds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._account: Account | None = None
        self.setFixedHeight(BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_account(self, account: Account) -> None:
        """Draw the hours of ``account``."""
        self._account = account
        told = "; ".join(f"{name} {hours}" for name, hours in hours_words(account))
        self.setAccessibleName(tr("Hours by kind: {hours}", hours=told))
        self.setToolTip("\n".join(f"{name}  {hours}" for name, hours in hours_words(account)))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(120, BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override: kinds from the reading side on, most hours first."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), BAR / 2, BAR / 2)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), QColor(self._theme.line))
        account = self._account
        whole = max(account.working_minutes, sum(account.minutes.values()), 1) if account else 1
        x = 0.0
        kinds = sorted(account.minutes.items(), key=lambda pair: -pair[1]) if account else []
        for kind, minutes in kinds:
            width = self.width() * minutes / whole
            left = self.width() - x - width if self._mirrored() else x
            colour = QColor(self._theme.kinds[kind].mark)
            painter.fillRect(QRectF(left, 0, max(width - 1, 1), BAR), colour)
            x += width
        painter.end()

    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft
