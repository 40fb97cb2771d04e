"""What one person does on one day: shift, breaks and leave, each with its times to type over."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.people import Leave, Shift
from app.domain.wall import minute_of_day
from ui.team.week_days import RosterDay, activity_name
from ui.widgets.buttons import Button, icon_button
from ui.widgets.choices import DayEdit
from ui.widgets.fields import HoursField
from ui.widgets.flow import FlowLayout, empty
from ui.widgets.language import isolated, tr
from ui.widgets.refusal import Refusal
from ui.widgets.spoken import dated_day
from ui.widgets.spoken import minute_of_day as minute_words
from ui.widgets.style import label

NAME_WIDTH = 62


class DayItems(QWidget):
    """Shows a day; tells what is wanted of it and changes nothing."""

    shift_asked = Signal()
    break_asked = Signal()
    leave_asked = Signal()
    shift_changed = Signal(object, str)  # Shift, its hours as typed: "08:00-16:00"
    shift_removed = Signal(object)  # Shift
    leave_changed = Signal(object, object, object)  # Leave, first and last date
    leave_removed = Signal(object)  # Leave

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = label("", "section")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.wrong = Refusal()
        self.add_shift = Button(tr("Shift"), "plain", "plus")
        self.add_break = Button(tr("Break"), "plain", "plus")
        self.add_leave = Button(tr("Leave"), "plain", "plus")
        for button, name in (
            (self.add_shift, tr("Add a shift")),
            (self.add_break, tr("Add a break")),
            (self.add_leave, tr("Add leave")),
        ):
            button.setAccessibleName(name)
        self._lay_out()
        self.add_shift.clicked.connect(lambda _: self.shift_asked.emit())
        self.add_break.clicked.connect(lambda _: self.break_asked.emit())
        self.add_leave.clicked.connect(lambda _: self.leave_asked.emit())

    def show_day(self, day: RosterDay, zone: ZoneInfo) -> None:
        """Show another day, or the same one as it is now."""
        self._heading.setText(dated_day(day.day))
        self.wrong.clear()
        empty(self._rows)
        for shift in day.begun:
            self._rows.addWidget(self._shift_row(shift, zone))
        if day.leave is not None:
            self._rows.addWidget(self._leave_row(day.leave))
        if not day.begun and day.leave is None:
            self._rows.addWidget(label(tr("Nothing rostered."), "second", wrap=True))
        if self.add_leave.hasFocus() and day.leave is not None:
            # A button that is greyed out hands the focus on, and the next one removes the person.
            self.add_shift.setFocus()
        self.add_break.setEnabled(any(shift.works for shift in day.begun))
        self.add_leave.setEnabled(day.leave is None)

    def _lay_out(self) -> None:
        offers = QWidget()
        flow = FlowLayout(offers, gap=6)
        for button in (self.add_shift, self.add_break, self.add_leave):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addWidget(self._heading)
        column.addLayout(self._rows)
        column.addWidget(self.wrong)
        column.addWidget(offers)

    def _shift_row(self, shift: Shift, zone: ZoneInfo) -> QWidget:
        name = activity_name(shift.activity)
        hours = HoursField()
        start, end = (minute_of_day(at, zone) for at in (shift.span.start, shift.span.end))
        hours.show_value(f"{minute_words(start)}-{minute_words(end)}")
        hours.name(name)
        hours.changed.connect(lambda written: self.shift_changed.emit(shift, written))
        for combo in (hours.start, hours.end):
            combo.setFixedWidth(84)
        return _row(name, hours, lambda: self.shift_removed.emit(shift))

    def _leave_row(self, leave: Leave) -> QWidget:
        first, last = DayEdit(leave.first), DayEdit(leave.last)
        for field, words in ((first, tr("Leave, first day")), (last, tr("Leave, last day"))):
            field.setDisplayFormat("d MMM yy")
            field.setMinimumWidth(60)
            field.setAccessibleName(words)

        def tell() -> None:
            if (first.day(), last.day()) != (leave.first, leave.last):
                with QSignalBlocker(first), QSignalBlocker(last):
                    self.leave_changed.emit(leave, first.day(), last.day())

        for field in (first, last):
            field.editingFinished.connect(tell)
        days = QWidget()
        across = QHBoxLayout(days)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        for part in (first, QLabel("–"), last):
            across.addWidget(part, 0 if isinstance(part, QLabel) else 1)
        return _row(tr("Leave"), days, lambda: self.leave_removed.emit(leave))


def _row(name: str, field: QWidget, remove: Callable[[], object]) -> QWidget:
    words = label(isolated(name))
    words.setFixedWidth(NAME_WIDTH)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setToolTip(name)
    gone = icon_button("trash", tr("Remove: {what}", what=name), flat=True)
    gone.clicked.connect(lambda _: remove())
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(4)
    across.addWidget(words)
    across.addWidget(field, 1)
    across.addWidget(gone)
    return row
