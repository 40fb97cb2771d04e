"""What comes next: three entries with the minutes until they start."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from app.domain.entries import Entry
from ui.theme import Theme
from ui.week.panel_kinds import KIND_ICONS, kind_name
from ui.widgets.icons import paint_icon
from ui.widgets.language import isolated, tr
from ui.widgets.spoken import clock, duration, number, short_day
from ui.widgets.style import label

CARD_HEIGHT = 40
HOW_MANY = 3
SOON = 60
"""Minutes up to which the wait is said in minutes."""
TODAY = 12 * 60


def next_up(entries: Iterable[Entry], now: datetime) -> list[Entry]:
    """Give the next three timed entries that are not over; what is running comes first."""
    coming = [
        entry
        for entry in entries
        if not entry.cancelled and entry.days is None and entry.span.end > now
    ]
    return sorted(coming, key=lambda entry: (entry.span.start, entry.id))[:HOW_MANY]


def wait_words(entry: Entry, now: datetime, zone: tzinfo) -> str:
    """Say when ``entry`` starts as seen from ``now``: minutes, hours or the day."""
    minutes = int((entry.span.start - now).total_seconds() // 60)
    if minutes < 0:
        left = -int(-(entry.span.end - now).total_seconds() // 60)
        return tr("now, {minutes} min left", minutes=number(left))
    if minutes <= SOON:
        return tr("in {minutes} min", minutes=number(minutes))
    if entry.span.start.astimezone(zone).date() == now.astimezone(zone).date():
        return tr("in {time}", time=duration(minutes))
    return short_day(entry.span.start.astimezone(zone).date())


class NextCard(QAbstractButton):
    """One coming entry; a click selects it in the week."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.entry: Entry | None = None
        self._when = self._kind = self._wait = ""
        self.setFixedHeight(CARD_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_entry(self, entry: Entry, now: datetime, zone: tzinfo) -> None:
        """Show ``entry`` with the time until it starts."""
        self.entry = entry
        self._when = clock(entry.span.start, zone)
        kind = kind_name(entry.kind)
        told = kind.casefold() == entry.title.casefold()  # by the title already
        self._kind = entry.place or ("" if told else kind)
        self._wait = wait_words(entry, now, zone)
        about = self._about(self._kind)
        self.setAccessibleName(f"{entry.title}, {self._when}, {about}")
        self.setToolTip(entry.title)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(180, CARD_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        if self.entry is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, mark = self.theme, self.theme.kinds[self.entry.kind].mark
        painter.setPen(QPen(QColor(theme.accent), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.line if self.underMouse() else theme.sunken))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mark))
        painter.drawRoundedRect(self._mirrored(QRectF(1, 4, 3, CARD_HEIGHT - 8)), 1.5, 1.5)
        icon_box = self._mirrored(QRectF(11, 12, 16, 16))
        paint_icon(painter, KIND_ICONS[self.entry.kind], icon_box, mark)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        assert self.entry is not None
        font = QFont(self.font())
        font.setPixelSize(11)
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        painter.setPen(QColor(self.theme.second_text))
        width = painter.fontMetrics().horizontalAdvance(self._when)
        end = self.width() - 8
        painter.drawText(self._mirrored(QRectF(end - width, 4, width, 16)), trailing, self._when)
        about = QRectF(34, 20, end - 34, 15)
        painter.drawText(self._mirrored(about), leading, self._about_words(painter, about))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.text))
        title = QRectF(34, 4, end - width - 40, 16)
        words = self._fit(painter, self.entry.title, title)
        painter.drawText(self._mirrored(title), leading, words)

    def _about_words(self, painter: QPainter, box: QRectF) -> str:
        """Cut the place short rather than the wait."""
        rest = painter.fontMetrics().horizontalAdvance(f" · {self._wait}") + 4
        kind = self._fit(painter, self._kind, box.adjusted(0, 0, -rest, 0))
        return self._about(kind)

    def _about(self, kind: str) -> str:
        wait = isolated(self._wait)
        return tr("{kind} · {wait}", kind=isolated(kind), wait=wait) if kind else wait

    def _fit(self, painter: QPainter, words: str, box: QRectF) -> str:
        metrics = painter.fontMetrics()
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))

    def _mirrored(self, box: QRectF) -> QRectF:
        box = QRectF(box)
        if self.isRightToLeft():
            box.moveLeft(self.width() - box.right())
        return box


class NextUp(QWidget):
    """Up to three cards, or one sentence when nothing is left."""

    entry_picked = Signal(object)  # Entry

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self._nothing = label(tr("Nothing in the next two weeks."), "second", wrap=True)
        self._nothing.setContentsMargins(4, 0, 0, 0)
        column.addWidget(self._nothing)
        self.cards = [NextCard(theme) for _ in range(HOW_MANY)]
        for card in self.cards:
            column.addWidget(card)
            card.clicked.connect(lambda _=False, card=card: self.entry_picked.emit(card.entry))

    def show_entries(self, entries: Iterable[Entry], now: datetime, zone: tzinfo) -> None:
        """Show the next three of ``entries`` as seen from ``now``."""
        coming = next_up(entries, now)
        self._nothing.setVisible(not coming)
        for index, card in enumerate(self.cards):
            card.setVisible(index < len(coming))
            if index < len(coming):
                card.show_entry(coming[index], now, zone)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        for card in self.cards:
            card.theme = theme
            card.update()
