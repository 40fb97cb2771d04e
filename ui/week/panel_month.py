"""The month at a glance: which week is shown, where today is, how busy each day is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.week.dates import Dates
from ui.widgets.buttons import icon_button
from ui.widgets.language import tr
from ui.widgets.spoken import month_and_year, short_day, weekday_letter
from ui.widgets.style import label

ROWS, COLUMNS = 6, 7
ROW_HEIGHT = 26
HEAD_HEIGHT = 22
TICK = 11.0
PEAK_DAY = 1.1
"""A day is marked as a peak day from this many times the mean of the month's working days."""
SATURDAY = 5
SUNDAY = 7
LONGEST_MONTH = 31
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


def first_weekday(locale: QLocale, working_days: Collection[int]) -> int:
    """Which day (1 is Monday) a row begins with: the language's, Sunday only where it is worked."""
    first = locale.firstDayOfWeek().value
    return 1 if first == SUNDAY and SUNDAY - 1 not in working_days else first


def peak_days(totals: Mapping[date, float]) -> frozenset[date]:
    """Days that carry clearly more than the mean of the Monday-to-Friday days in ``totals``."""
    working = [total for day, total in totals.items() if day.weekday() < SATURDAY and total > 0]
    line = PEAK_DAY * sum(working) / len(working) if working else 0.0
    return frozenset(day for day, total in totals.items() if total > 0 and total >= line)


class MonthGrid(QWidget):
    """Six painted weeks. Click or arrow keys and Enter pick a day."""

    day_picked = Signal(object)  # date

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.first_weekday = 1
        self._dates = Dates(QLocale())
        self._first = self._month = self._today = self._week = self._cursor = date(2026, 1, 1)
        self._totals: Mapping[date, float] = {}
        self._peaks: frozenset[date] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(HEAD_HEIGHT + ROWS * ROW_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Month"))

    def show_month(
        self, month: date, week: date, today: date, totals: Mapping[date, float]
    ) -> None:
        """Show the month of ``month`` with the week from ``week`` lit and a tick per total."""
        self._month, self._week, self._today = month, week, today
        begins = self._dates.first_of_month(month)
        self._first = begins - timedelta(days=(begins.isoweekday() - self.first_weekday) % COLUMNS)
        if not self._first <= self._cursor < self._first + timedelta(days=ROWS * COLUMNS):
            self._cursor = week
        self._totals, self._peaks = totals, peak_days(totals)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(COLUMNS * 26, HEAD_HEIGHT + ROWS * ROW_HEIGHT)

    def box_of(self, day: date) -> QRectF:
        """Where ``day`` is drawn."""
        row, column = divmod((day - self._first).days, COLUMNS)
        if self.isRightToLeft():
            column = COLUMNS - 1 - column
        width = self.width() / COLUMNS
        return QRectF(column * width, HEAD_HEIGHT + row * ROW_HEIGHT, width, ROW_HEIGHT)

    def day_at(self, point: QPointF) -> date | None:
        """Which day is drawn at ``point``; None above the days."""
        column = int(point.x() // (self.width() / COLUMNS))
        row = int((point.y() - HEAD_HEIGHT) // ROW_HEIGHT)
        if not (0 <= row < ROWS and 0 <= column < COLUMNS):
            return None
        if self.isRightToLeft():
            column = COLUMNS - 1 - column
        return self._first + timedelta(days=row * COLUMNS + column)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt override."""
        day = self.day_at(event.position())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self._cursor = day
            self.day_picked.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override."""
        key = Qt.Key(event.key())
        if key in STEPS:
            step = STEPS[key]
            if self.isRightToLeft() and abs(step) == 1:
                step = -step
            self._move_cursor(step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.day_picked.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def _move_cursor(self, days: int) -> None:
        wanted = self._cursor + timedelta(days=days)
        if self._first <= wanted < self._first + timedelta(days=ROWS * COLUMNS):
            self._cursor = wanted
            self.setAccessibleDescription(short_day(wanted))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        self._paint_week(painter)
        busiest = max(self._totals.values(), default=0.0)
        for offset in range(ROWS * COLUMNS):
            self._paint_day(painter, self._first + timedelta(days=offset), busiest)
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        painter.setFont(self._font(10, bold=True))
        painter.setPen(QColor(self.theme.second_text))
        for day in (self._first + timedelta(days=n) for n in range(COLUMNS)):
            box = self.box_of(day)
            head = QRectF(box.left(), 0, box.width(), HEAD_HEIGHT)
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, weekday_letter(day.weekday()))

    def _paint_week(self, painter: QPainter) -> None:
        """Light the week from Monday; where rows begin on another day it lies in two of them."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.accent_fill))
        week = [self._week + timedelta(days=n) for n in range(COLUMNS)]
        for row in range(ROWS):
            begin = self._first + timedelta(days=row * COLUMNS)
            inside = [self.box_of(d) for d in week if 0 <= (d - begin).days < COLUMNS]
            if inside:
                area = inside[0].united(inside[-1]).adjusted(0, 1, 0, -1)
                painter.drawRoundedRect(area, 6, 6)

    def _paint_day(self, painter: QPainter, day: date, busiest: float) -> None:
        theme, box = self.theme, self.box_of(day)
        inside = self._dates.same_month(day, self._month)
        circle = QRectF(box.center().x() - 10, box.top() + 1.5, 20, 20)
        if day == self._today:
            circle = QRectF(box.center().x() - 11, box.top() + 1.5, 22, 22)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(circle)
            colour = theme.accent_text
        else:
            colour = theme.text if inside else theme.second_text
        painter.setFont(self._font(11, bold=inside or day == self._today))
        painter.setPen(QColor(colour))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self._dates.number_of_day(day))
        if inside and day != self._today:
            self._paint_tick(painter, day, box, busiest)
        if self.hasFocus() and day == self._cursor:
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1.5, 1, -1.5, -1), 6, 6)

    def _paint_tick(self, painter: QPainter, day: date, box: QRectF, busiest: float) -> None:
        total = self._totals.get(day, 0.0)
        if total <= 0 or busiest <= 0:
            return
        peak = day in self._peaks
        width = max(3.0, TICK * total / busiest)
        height = 2.6 if peak else 1.8  # a peak day is told by its weight too, not by colour alone
        tick = QRectF(box.center().x() - width / 2, box.bottom() - 4.6, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.peak_bar if peak else self.theme.volume_bar))
        painter.drawRoundedRect(tick, height / 2, height / 2)

    def _font(self, pixels: int, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font


class MiniMonth(QWidget):
    """The month's name, two arrows and its grid."""

    day_picked = Signal(object)  # date
    month_shown = Signal(object)  # first of the month, when the arrows turned to it

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dates = Dates(QLocale())
        self._month = self._week = self._today = date(2026, 1, 1)
        self._title = label("", "heading")
        self._back = icon_button("chevron-left", tr("Previous month"), flat=True)
        self._forth = icon_button("chevron-right", tr("Next month"), flat=True)
        self.grid = MonthGrid(theme)
        self._lay_out()
        self._back.clicked.connect(lambda: self._turn(-1))
        self._forth.clicked.connect(lambda: self._turn(1))
        self.grid.day_picked.connect(self.day_picked)
        self.set_theme(theme)

    def show_week(
        self, monday: date, today: date, totals: Mapping[date, float], month: date | None = None
    ) -> None:
        """Light the week from ``monday`` and turn to ``month``, or to its Thursday's."""
        self._week, self._today = monday, today
        self.show_month(month or monday + timedelta(days=3), totals)

    def show_month(self, month: date, totals: Mapping[date, float]) -> None:
        """Show ``month`` (any of its days) with ``totals`` of contacts per day."""
        self._month = self._dates.first_of_month(month)
        self._title.setText(month_and_year(month))
        self.grid.show_month(self._month, self._week, self._today, totals)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.grid.theme = theme
        self.grid.update()

    def _turn(self, months: int) -> None:
        beyond = LONGEST_MONTH if months > 0 else -1
        month = self._dates.first_of_month(self._month + timedelta(days=beyond))
        self.show_month(month, {})
        self.month_shown.emit(month)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(self._title, 1)
        for arrow in (self._back, self._forth):
            head.addWidget(arrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.grid)
