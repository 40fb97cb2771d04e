"""A person's week in the panel: the strip, the picked day, and the edits asked for there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.edits import Edit
from app.domain.entries import new_id
from app.domain.errors import BadInputError
from app.domain.people import Leave, LeaveId, Person, Shift
from app.domain.site import Hours
from app.domain.wall import MINUTES_A_DAY, minute_of_day, monday_of, week_span
from ui.team.day_items import DayItems
from ui.team.week_days import RosterDay, days_of
from ui.team.week_strip import WeekStrip
from ui.theme import Theme
from ui.widgets.buttons import icon_button
from ui.widgets.desk import Desk
from ui.widgets.language import tr
from ui.widgets.spoken import number
from ui.widgets.style import label
from ui.widgets.typed import typed_minute

if TYPE_CHECKING:
    from app.bootstrap import Planner

BREAK_MINUTES = 30
BREAK = "break"


class PersonWeek(QWidget):
    """Shows one week of one person; each change is an edit at once."""

    def __init__(
        self, planner: Planner, desk: Desk, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._planner, self._desk = planner, desk
        self._person: Person | None = None
        self._monday = date.min
        self._hours = Hours(8 * 60, 16 * 60)
        self._title = label("", "heading")
        self._earlier = icon_button("chevron-left", tr("Previous week"))
        self._later = icon_button("chevron-right", tr("Next week"))
        self.strip = WeekStrip(theme)
        self.items = DayItems()
        self._lay_out()
        self._wire()

    def show_person(self, person: Person) -> None:
        """Show somebody's week: the one it is, or the one looked at before."""
        today = self._today()
        if self._monday == date.min:
            self._monday = monday_of(today)
            self.strip.pick(today.weekday())
        self._person = person
        self.refresh()

    def refresh(self) -> None:
        """Read the week again."""
        if self._person is None:
            return
        read = self._planner.store.read
        zone = read.site().tz
        week = week_span(self._monday, zone)
        shifts = [one for one in read.shifts_of((self._person.id,)) if one.span.overlaps(week)]
        leaves = read.leaves_of((self._person.id,))
        rostered = [shift for shift in shifts if shift.works]
        if rostered:
            start = minute_of_day(rostered[0].span.start, zone)
            end = minute_of_day(rostered[0].span.end, zone)
            self._hours = Hours(start, end) if start < end else self._hours
        days = days_of(self._monday, shifts, leaves, zone)
        name = number(self._monday.isocalendar().week)
        self._title.setText(tr("Week {number}", number=name))
        self.strip.show_days(days, zone, self._today())
        self._show_day()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.strip.set_theme(theme)

    def step(self, weeks: int) -> None:
        """Look at another week."""
        self._monday += timedelta(weeks=weeks)
        self.refresh()

    def _show_day(self) -> None:
        day = self.strip.picked
        if day is not None:
            self.items.show_day(day, self._planner.store.read.site().tz)

    def _submit(self, make: Callable[[], Edit]) -> None:
        """Carry an edit out, or say beside the day why it cannot be."""
        try:
            edit = make()
        except BadInputError as error:
            self.items.wrong.say(error)
        else:
            self.items.wrong.clear()
            self._desk.submit(edit)

    def _add_shift(self) -> None:
        person, day = self._person, self.strip.picked
        if person is not None and day is not None:
            hours = (self._hours.start, self._hours.end)
            roster = self._planner.roster
            self._submit(
                lambda: roster.edit_to_add_shift(roster.shift_on(person.id, day.day, hours))
            )

    def _add_break(self) -> None:
        person, day = self._person, self.strip.picked
        if person is None or day is None:
            return
        hours = self._free_break(day)
        roster = self._planner.roster
        self._submit(
            lambda: roster.edit_to_add_shift(roster.shift_on(person.id, day.day, hours, BREAK))
        )

    def _free_break(self, day: RosterDay) -> tuple[int, int]:
        """Half an hour in the middle of the shift, or the next one that is free."""
        zone = self._planner.store.read.site().tz
        work = next(shift for shift in day.begun if shift.works)
        start = minute_of_day(work.span.start, zone)
        middle = start + work.span.minutes // 2 - BREAK_MINUTES // 2
        middle -= middle % 15
        taken = [
            (minute_of_day(one.span.start, zone), minute_of_day(one.span.end, zone))
            for one in day.begun
            if not one.works
        ]
        while any(begins < middle + BREAK_MINUTES and middle < ends for begins, ends in taken):
            middle += BREAK_MINUTES
        return middle % MINUTES_A_DAY, (middle + BREAK_MINUTES) % MINUTES_A_DAY

    def _add_leave(self) -> None:
        person, day = self._person, self.strip.picked
        if person is not None and day is not None:
            leave = Leave(person.id, day.day, day.day, LeaveId(new_id()))
            self._submit(lambda: self._planner.roster.edit_to_add_leave(leave))

    def _change_shift(self, shift: Shift, written: str) -> None:
        def edit() -> Edit:
            start, _, end = written.replace("–", "-").partition("-")
            hours = (typed_minute(start), typed_minute(end))
            roster = self._planner.roster
            zone = self._planner.store.read.site().tz
            day = shift.span.start.astimezone(zone).date()
            moved = roster.shift_on(shift.person, day, hours, shift.activity)
            return roster.edit_to_change_shift(replace(moved, id=shift.id))

        # The row that asks goes when the day is shown anew: not while it is still speaking.
        QTimer.singleShot(0, self, lambda: self._submit(edit))

    def _change_leave(self, leave: Leave, first: date, last: date) -> None:
        wanted = replace(leave, first=first, last=last)
        edit = lambda: self._planner.roster.edit_to_change_leave(wanted)  # noqa: E731 - short
        QTimer.singleShot(0, self, lambda: self._submit(edit))

    def _today(self) -> date:
        zone = self._planner.store.read.site().tz
        return self._planner.clock().astimezone(zone).date()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._earlier)
        head.addWidget(self._later)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.strip)
        column.addWidget(self.items)

    def _wire(self) -> None:
        items = self.items
        self._earlier.clicked.connect(lambda _: self.step(-1))
        self._later.clicked.connect(lambda _: self.step(1))
        self.strip.day_picked.connect(lambda _: self._show_day())
        items.shift_asked.connect(self._add_shift)
        items.break_asked.connect(self._add_break)
        items.leave_asked.connect(self._add_leave)
        items.shift_changed.connect(self._change_shift)
        items.leave_changed.connect(self._change_leave)
        items.shift_removed.connect(
            lambda shift: self._submit(lambda: self._planner.roster.edit_to_remove_shift(shift))
        )
        items.leave_removed.connect(
            lambda leave: self._submit(lambda: self._planner.roster.edit_to_remove_leave(leave))
        )
