"""The month: a day a box, with its volume, its blocks counted by kind, and open peaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.entries import EntryKind
from ui.theme import Theme
from ui.week.dates import LONG, Dates
from ui.week.geometry import Box
from ui.week.ink import Face, Ink, grown, rect
from ui.week.panel_kinds import KIND_ICONS
from ui.widgets.language import tr

if TYPE_CHECKING:
    from app.services.weeks import WeekView

HEAD = 30
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One box. ``share`` is its volume against the month's largest day."""

    day: date
    total: float
    share: float
    kinds: tuple[tuple[EntryKind, int], ...]
    open_peaks: int
    working: bool
    holiday: str


def month_days(weeks: Sequence[WeekView]) -> list[MonthDay]:
    """Sum each day of the given weeks up."""
    most = max((day.total for week in weeks for day in week.outlook.days), default=0) or 1
    days = []
    for week in weeks:
        zone = week.site.tz
        outlook = {day.day: day for day in week.outlook.days}
        for day in (week.monday + timedelta(days=n) for n in range(DAYS_A_WEEK)):
            counted = Counter(
                entry.kind
                for entry in week.entries
                if not entry.cancelled and entry.span.start.astimezone(zone).date() == day
            )
            expected = outlook.get(day)
            total = expected.total if expected else 0.0
            days.append(
                MonthDay(
                    day,
                    total,
                    total / most,
                    tuple((kind, counted[kind]) for kind in EntryKind if counted[kind]),
                    sum(peak.day == day for peak in week.coverage.open),
                    day.weekday() in week.site.working_days,
                    expected.holiday if expected else "",
                )
            )
    return days


class MonthView(QWidget):
    """Painted weeks. Click, or arrows and Enter, open a day."""

    day_asked = Signal(object)  # date

    def __init__(self, theme: Theme, dates: Dates, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dates = dates
        self._days: list[MonthDay] = []
        self._month = self._today = self._cursor = date(2026, 1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Month"))
        self.set_theme(theme)

    def show_month(self, month: date, weeks: Sequence[WeekView], today: date) -> None:
        """Show the weeks that touch the month of ``month``."""
        self._month, self._today = month, today
        self._days = month_days(weeks)
        shown = [day.day for day in self._days]
        if self._cursor not in shown:
            self._cursor = today if today in shown else month
        self._say()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._ink = Ink(
            theme,
            self.font(),
            self._dates,
            ratio=self.devicePixelRatioF(),
            dots=self.logicalDpiY(),
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(860, 780)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt override."""
        for index, day in enumerate(self._days):
            if self._box(index).contains(event.position().x(), event.position().y()):
                self.day_asked.emit(day.day)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_asked.emit(self._cursor)
        elif event.key() in STEPS:
            step = STEPS[Qt.Key(event.key())]
            if abs(step) == 1 and self._mirrored():
                step = -step
            wanted = self._cursor + timedelta(days=step)
            if any(day.day == wanted for day in self._days):
                self._cursor = wanted
                self._say()
                self.update()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        ink = self._ink
        ink.mirrored = self._mirrored()
        painter = QPainter(self)
        painter.fillRect(event.rect(), ink.colour(ink.theme.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, day in enumerate(self._days):
            box = self._box(index)
            if index < DAYS_A_WEEK:
                head = Box(box.x + 10, 6, box.w - 20, HEAD - 8)
                name = ink.dates.weekday(day.day, LONG)
                ink.draw(painter, Face.AVERAGE, name, ink.theme.second_text, head)
            if rect(box).intersects(QRectF(event.rect())):
                self._paint_day(painter, box, day)
        painter.end()

    def _paint_day(self, painter: QPainter, box: Box, day: MonthDay) -> None:
        ink, theme = self._ink, self._ink.theme
        here = self._dates.same_month(day.day, self._month)
        painter.setPen(ink.pen(theme.line, 1))
        painter.setBrush(ink.colour(theme.surface if day.working else theme.sunken))
        painter.drawRect(rect(box))
        painter.setOpacity(1.0 if here else 0.45)
        self._number(painter, box, day)
        total = Box(box.x + 40, box.y + 7, box.w - 50, 20)
        if day.total > 0:
            words = ink.dates.number(day.total)
            ink.draw(painter, Face.TOTAL, words, theme.second_text, total, end=True)
            self._tick(painter, box, day)
        if day.holiday:
            line = Box(box.x + 10, box.y + 40, box.w - 20, 16)
            ink.draw(painter, Face.SMALL, day.holiday, theme.bad, line)
        self._counts(painter, box, day)
        painter.setOpacity(1.0)
        if self.hasFocus() and day.day == self._cursor:
            painter.setPen(ink.pen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect(grown(box, -2)), 4, 4)

    def _number(self, painter: QPainter, box: Box, day: MonthDay) -> None:
        ink, theme = self._ink, self._ink.theme
        side = 24.0
        x = box.right - side - 7 if ink.mirrored else box.x + 7
        circle = Box(x, box.y + 5, side, side)
        today = day.day == self._today
        if today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.colour(theme.accent))
            painter.drawEllipse(rect(circle))
        number = ink.dates.number_of_day(day.day)
        colour = theme.accent_text if today else theme.text
        ink.draw(painter, Face.WEEKDAY, number, colour, circle, centre=True)

    def _tick(self, painter: QPainter, box: Box, day: MonthDay) -> None:
        """The day's volume as a bar; a day with open peaks is rust."""
        ink, theme = self._ink, self._ink.theme
        width = (box.w - 20) * day.share
        x = box.right - 10 - width if ink.mirrored else box.x + 10
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.colour(theme.peak_bar if day.open_peaks else theme.volume_bar))
        painter.drawRoundedRect(QRectF(x, box.y + 33, width, 4), 2, 2)

    def _counts(self, painter: QPainter, box: Box, day: MonthDay) -> None:
        """Icon and number a kind, then the open peaks, as far as there is room."""
        ink, theme = self._ink, self._ink.theme
        parts = [(KIND_ICONS[kind], theme.kinds[kind].mark, count) for kind, count in day.kinds]
        if day.open_peaks:
            parts.append(("warning", theme.kinds[EntryKind.UNPLANNED].mark, day.open_peaks))
        size, cell, row = 14, 34, 20
        per_row = max(int((box.w - 16) // cell), 1)
        top = box.y + (58 if day.holiday else 46)
        for index, (name, colour, count) in enumerate(parts):
            y = top + index // per_row * row
            if y + row > box.bottom:
                return
            x = box.x + 10 + index % per_row * cell
            if ink.mirrored:
                x = box.right - 10 - cell - index % per_row * cell
            icon_x = x + cell - size if ink.mirrored else x
            painter.drawPixmap(QPointF(icon_x, y + 2), ink.icon(name, colour, size))
            text_x = x if ink.mirrored else x + size + 4
            area = Box(text_x, y, cell - size - 4, size + 4)
            ink.draw(painter, Face.SECOND, ink.dates.number(count), theme.text, area)

    def _box(self, index: int) -> Box:
        rows = max(len(self._days) // DAYS_A_WEEK, 1)
        row, column = divmod(index, DAYS_A_WEEK)
        if self._mirrored():
            column = DAYS_A_WEEK - 1 - column
        width, height = self.width() / DAYS_A_WEEK, (self.height() - HEAD) / rows
        return Box(column * width, HEAD + row * height, width, height)

    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _say(self) -> None:
        """Tell a screen reader the day under the cursor."""
        day = next((day for day in self._days if day.day == self._cursor), None)
        if day is None:
            return
        count = sum(count for _, count in day.kinds)
        self.setAccessibleDescription(
            tr(
                "{day}, {contacts} contacts expected, {entries} entries, {peaks} open peaks",
                day=self._dates.day(day.day),
                contacts=self._dates.number(day.total),
                entries=self._dates.number(count),
                peaks=self._dates.number(day.open_peaks),
            )
        )
