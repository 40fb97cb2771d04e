"""A person's week as seven strips: shift, what lies in it, leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.entries import EntryKind
from ui.team.week_days import RosterDay, hours_shown
from ui.theme import Theme
from ui.widgets.dated import dated
from ui.widgets.language import tr
from ui.widgets.spoken import number
from ui.widgets.style import app_font

LINE = 28
FOOT = 18
LEAST_DAY_WIDTH = 58
HATCH = 6.0
SIX_HOURS = 6 * 60


class WeekStrip(QWidget):
    """Seven rows; arrows up and down walk the days, a click picks one."""

    day_picked = Signal(object)  # date

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: Sequence[RosterDay] = ()
        self._zone = ZoneInfo("UTC")
        self._today: date | None = None
        self._picked = 0
        self._day_width = LEAST_DAY_WIDTH
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(7 * LINE + FOOT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Week"))

    @property
    def picked(self) -> RosterDay | None:
        """The day that is picked."""
        return self._days[self._picked] if self._days else None

    def show_days(self, days: Sequence[RosterDay], zone: ZoneInfo, today: date) -> None:
        """Show a week; the picked weekday stays."""
        self._days, self._zone, self._today = days, zone, today
        self._say()
        self.update()

    def pick(self, weekday: int) -> None:
        """Pick a day, 0 Monday, without a signal."""
        self._picked = min(max(weekday, 0), 6)
        self._say()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(286, 7 * LINE + FOOT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt override."""
        row = int(event.position().y() // LINE)
        if row < len(self._days):
            self._go(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and 0 <= self._picked + step < len(self._days):
            self._go(self._picked + step)
        elif not step:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hours = hours_shown(self._days)
        painter.setFont(app_font(12, QFont.Weight.DemiBold))
        metrics = painter.fontMetrics()
        widths = [metrics.horizontalAdvance(_day_words(day)) + 18 for day in self._days]
        self._day_width = max([LEAST_DAY_WIDTH, *widths])
        for row, day in enumerate(self._days):
            self._paint_day(painter, row, day, hours)
        self._paint_hours(painter, hours)
        painter.end()

    def _go(self, row: int) -> None:
        self.pick(row)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.day_picked.emit(self._days[row].day)

    def _say(self) -> None:
        if self.picked is not None:
            self.setAccessibleName(tr("Week, {day}", day=self.picked.spoken(self._zone)))

    def _paint_day(
        self, painter: QPainter, row: int, day: RosterDay, hours: tuple[int, int]
    ) -> None:
        theme, top = self._theme, row * LINE
        line = QRectF(0, top, self.width(), LINE)
        if row == self._picked:
            painter.setPen(QPen(QColor(theme.accent), 2 if self.hasFocus() else 1))
            painter.setBrush(QColor(theme.accent_fill))
            painter.drawRoundedRect(line.adjusted(1, 1, -1, -1), 6, 6)
        today = day.day == self._today
        weight = QFont.Weight.DemiBold if today else QFont.Weight.Normal
        painter.setFont(app_font(12, weight))
        painter.setPen(QColor(theme.accent if today else theme.second_text))
        words = self._mirrored(QRectF(8, top, self._day_width - 8, LINE))
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(leading), _day_words(day))
        track = QRectF(self._day_width, top + 6, self.width() - self._day_width - 8, LINE - 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.sunken))
        painter.drawRoundedRect(self._mirrored(track), 4, 4)
        for bar in day.bars:
            share = [(minute - hours[0]) / (hours[1] - hours[0]) for minute in (bar.start, bar.end)]
            box = QRectF(track)
            box.setLeft(track.left() + share[0] * track.width())
            box.setRight(track.left() + share[1] * track.width())
            self._paint_bar(painter, self._mirrored(box), works=bar.shift.works)
        if day.leave is not None:
            self._paint_leave(painter, self._mirrored(track))

    def _paint_bar(self, painter: QPainter, box: QRectF, *, works: bool) -> None:
        mark = self._theme.kinds[EntryKind.PEOPLE]
        painter.setPen(QPen(QColor(mark.mark), 1))
        if works:
            painter.setBrush(QColor(mark.fill))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            return
        painter.setBrush(QColor(self._theme.surface))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_leave(self, painter: QPainter, box: QRectF) -> None:
        """Hatched, with the word: a day off the roster, whatever shift stands there."""
        theme = self._theme
        painter.save()
        painter.setClipRect(box)
        ground = QColor(theme.sunken)
        ground.setAlphaF(0.75)
        painter.fillRect(box, ground)
        painter.setPen(QPen(QColor(theme.strong_line), 1))
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
            x += HATCH
        painter.setFont(app_font(11, QFont.Weight.DemiBold))
        words = tr("leave")
        width = painter.fontMetrics().horizontalAdvance(words) + 14
        patch = QRectF(box.center().x() - width / 2, box.top(), width, box.height())
        painter.fillRect(patch, QColor(theme.surface))
        painter.setPen(QColor(theme.text))
        painter.drawText(patch, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def _paint_hours(self, painter: QPainter, hours: tuple[int, int]) -> None:
        painter.setFont(app_font(10))
        painter.setPen(QColor(self._theme.second_text))
        track = self.width() - self._day_width - 8
        step = 240 if hours[1] - hours[0] > 2 * SIX_HOURS else 120
        for minute in range(-(-hours[0] // step) * step, hours[1] + 1, step):
            x = self._day_width + (minute - hours[0]) / (hours[1] - hours[0]) * track
            x = min(max(x, self._day_width + 8), self.width() - 12)
            box = self._mirrored(QRectF(x - 12, 7 * LINE + 1, 24, FOOT - 2))
            words = number(minute // 60).rjust(2, number(0))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _mirrored(self, box: QRectF) -> QRectF:
        if not self.isRightToLeft():
            return box
        return QRectF(self.width() - box.right(), box.top(), box.width(), box.height())


def _day_words(day: RosterDay) -> str:
    return dated(day.day, "ddd d")
