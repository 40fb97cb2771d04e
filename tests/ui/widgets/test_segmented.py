"""The row of choices: one is taken, by mouse and by arrow keys, in reading direction."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.widgets.segmented import SegmentedControl


@pytest.fixture
def control(qtbot):
    made = SegmentedControl([("day", "Day"), ("week", "Week"), ("month", "Month")], "View")
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_shown_as_taken_is_not_announced(control, qtbot):
    with qtbot.assertNotEmitted(control.picked):
        control.choose("week")
    assert control.choice() == "week"
    control.choose("agenda")
    assert control.choice() == "week"


def test_nothing_can_be_shown_as_taken(control):
    control.choose("week")
    control.clear()
    assert control.choice() == ""
    control.choose("day")
    assert control.choice() == "day"


def test_a_click_is_announced(control, qtbot):
    with qtbot.waitSignal(control.picked) as picked:
        control._buttons["month"].click()
    assert picked.args == ["month"]


@pytest.mark.parametrize(
    ("direction", "key"),
    [
        (Qt.LayoutDirection.LeftToRight, Qt.Key.Key_Right),
        (Qt.LayoutDirection.RightToLeft, Qt.Key.Key_Left),
    ],
)
def test_arrows_go_on_in_reading_direction(control, qtbot, direction, key):
    control.setLayoutDirection(direction)
    control.choose("day")
    with qtbot.waitSignal(control.picked) as picked:
        qtbot.keyClick(control, key)
    assert picked.args == ["week"]
