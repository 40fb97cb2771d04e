"""A person's week: shifts, breaks and leave, shown as a strip and typed over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt

from app.domain.people import Leave, Shift
from tests.times import OSLO, day, span
from tests.ui.team_stage import CHEN
from ui.team.week_days import days_of, hours_shown
from ui.team.week_strip import LINE
from ui.theme import DARK

SHIFT = Shift(CHEN.id, span("08:00", "16:00", 2))
BREAK = Shift(CHEN.id, span("11:00", "11:30", 2), "break")


@pytest.fixture
def week(fill, make_page):
    fill(SHIFT, BREAK)
    page = make_page()
    page._open_person(CHEN)
    return page.panel.person.week


def row(week, name):
    """The fields of the picked day's line that is called ``name``."""
    lines = [week.items._rows.itemAt(i).widget() for i in range(week.items._rows.count())]
    return next(line for line in lines if name in line.findChildren(type(week._title))[0].text())


def type_hours(week, name, start, end):
    from ui.widgets.fields import HoursField

    [hours] = row(week, name).findChildren(HoursField)
    hours.start.setEditText(start)
    hours.end.setEditText(end)
    hours.end.lineEdit().editingFinished.emit()
    QCoreApplication.processEvents()


def shifts(planner):
    found = planner.store.read.shifts(span("00:00", "23:59", 2))
    return sorted(
        (
            shift.activity,
            f"{shift.span.start.astimezone(OSLO):%H:%M}",
            f"{shift.span.end.astimezone(OSLO):%H:%M}",
        )
        for shift in found
    )


def test_the_picked_day_is_today_and_lists_what_is_rostered(week):
    assert week.strip.picked.day == day(2)
    assert week._title.text() == "Week 47"
    spoken = week.strip.picked.spoken(OSLO)
    assert spoken == "Wed 18 Nov 2026: Shift 08:00–16:00, Break 11:00–11:30"
    assert spoken in week.strip.accessibleName()


def test_times_are_typed_over_and_undo_brings_them_back(week, planner, desk):
    type_hours(week, "Shift", "7:30", "15.45")
    assert ("shift", "07:30", "15:45") in shifts(planner)
    assert len(desk.submitted) == 1
    desk.undo()
    assert ("shift", "08:00", "16:00") in shifts(planner)


def test_a_time_that_is_none_is_said_and_changes_nothing(week, planner, desk):
    type_hours(week, "Break", "noon", "12:30")
    assert "‘noon’ is no time of the day" in week.items.wrong.text()
    assert week.items.wrong.isVisible()
    assert desk.submitted == []


def test_a_break_outside_its_shift_is_refused_in_place(week, desk):
    type_hours(week, "Break", "17:00", "17:30")
    assert "would lie outside the shift" in week.items.wrong.text()
    assert desk.submitted == []


def test_a_shift_that_would_end_before_it_starts_is_refused(week, desk):
    type_hours(week, "Shift", "16:00", "08:00")
    assert desk.submitted == []
    assert "before it starts" in week.items.wrong.text()


def test_a_break_is_added_where_it_is_free(qtbot, week, planner):
    qtbot.mouseClick(week.items.add_break, Qt.MouseButton.LeftButton)
    assert ("break", "11:45", "12:15") in shifts(planner)
    qtbot.mouseClick(week.items.add_break, Qt.MouseButton.LeftButton)
    assert ("break", "12:15", "12:45") in shifts(planner)


def test_another_day_gets_a_shift_of_the_usual_hours(qtbot, week, planner):
    qtbot.keyClick(week.strip, Qt.Key.Key_Down)
    assert week.strip.picked.day == day(3)
    assert not week.items.add_break.isEnabled()
    qtbot.mouseClick(week.items.add_shift, Qt.MouseButton.LeftButton)
    [shift] = planner.store.read.shifts(span("00:00", "23:59", 3))
    assert shift.span == span("08:00", "16:00", 3)


def test_a_click_on_a_line_of_the_strip_picks_that_day(qtbot, week):
    spot = QPoint(80, 5 * LINE + 4)
    qtbot.mouseClick(week.strip, Qt.MouseButton.LeftButton, pos=spot)
    assert week.strip.picked.day == day(5)


def test_leave_is_added_for_the_day_and_taken_out_again(qtbot, week, planner):
    qtbot.mouseClick(week.items.add_leave, Qt.MouseButton.LeftButton)
    assert [(one.first, one.last) for one in planner.store.read.leaves(day(0), day(6))] == [
        (day(2), day(2))
    ]
    assert not week.items.add_leave.isEnabled()
    [gone] = [
        button
        for button in week.items.findChildren(type(week.items.add_leave))
        if button.accessibleName() == "Remove: Leave"
    ]
    gone.click()
    assert planner.store.read.leaves(day(0), day(6)) == []


def test_leave_gets_another_last_day(week, planner):
    from ui.widgets.choices import DayEdit

    week._add_leave()
    _first, last = week.items.findChildren(DayEdit)
    last.show_day(day(4))
    last.editingFinished.emit()
    QCoreApplication.processEvents()
    [leave] = planner.store.read.leaves(day(0), day(6))
    assert (leave.first, leave.last) == (day(2), day(4))


def test_removing_a_shift_takes_what_lies_in_it_along(week, planner):
    shift_row = row(week, "Shift")
    [gone] = [b for b in shift_row.findChildren(type(week.items.add_shift)) if not b.text()]
    gone.click()
    assert shifts(planner) == []


def test_other_weeks_are_a_step_away(qtbot, week):
    qtbot.mouseClick(week._later, Qt.MouseButton.LeftButton)
    assert week._title.text() == "Week 48"
    assert week.strip.picked.begun == ()
    qtbot.mouseClick(week._earlier, Qt.MouseButton.LeftButton)
    assert week.strip.picked.begun == (SHIFT, BREAK)


def test_a_night_shift_shows_on_both_days_and_belongs_to_the_first():
    night = Shift(CHEN.id, span("22:00", "23:00", 1))
    long = Shift(CHEN.id, type(night.span)(night.span.start, span("06:00", "07:00", 2).start))
    days = days_of(day(0), [long], [], OSLO)
    assert [(bar.start, bar.end) for bar in days[1].bars] == [(22 * 60, 24 * 60)]
    assert [(bar.start, bar.end) for bar in days[2].bars] == [(0, 6 * 60)]
    assert days[1].begun == (long,)
    assert days[2].begun == ()
    assert hours_shown(days) == (0, 24 * 60)


def test_leave_lies_over_each_of_its_days():
    days = days_of(day(0), [], [Leave(CHEN.id, day(1), day(3))], OSLO)
    assert [one.leave is not None for one in days] == [False, True, True, True, False, False, False]
    assert "leave" in days[2].spoken(OSLO)
    assert "off" in days[0].spoken(OSLO)


def test_the_strip_is_painted_in_both_looks_and_mirrored(week):
    light = week.strip.grab().toImage()
    week.set_theme(DARK)
    dark = week.strip.grab().toImage()
    assert dark != light
    week.strip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert week.strip.grab().toImage() != dark
