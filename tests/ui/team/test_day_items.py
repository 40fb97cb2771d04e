import pytest
from PySide6.QtWidgets import QApplication

from tests.times import day
from tests.ui.team_stage import CHEN


@pytest.fixture
def items(fill, make_page):
    fill()
    page = make_page()
    page._open_person(CHEN)
    return page.panel.person.week.items


def test_after_leave_is_added_the_keyboard_is_not_on_the_button_that_removes_the_person(
    qtbot, items, planner
):
    items.add_leave.setFocus()
    qtbot.waitUntil(items.add_leave.hasFocus)
    items.add_leave.click()
    qtbot.waitUntil(lambda: not items.add_leave.isEnabled())
    assert [leave.first for leave in planner.store.read.leaves_of([CHEN.id])] == [day(2)]
    assert QApplication.focusWidget() is items.add_shift


def test_a_break_is_offered_only_in_a_shift(qtbot, items):
    assert not items.add_break.isEnabled()
    items.add_shift.click()
    qtbot.waitUntil(items.add_break.isEnabled)
