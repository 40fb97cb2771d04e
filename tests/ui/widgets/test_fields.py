"""Fields announce what was written once it is finished, and only when it is different."""

import pytest
from PySide6.QtCore import Qt

from ui.widgets.fields import HoursField, NumberField, WeekdaysField


@pytest.fixture
def number(qtbot):
    field = NumberField(5, "min")
    qtbot.addWidget(field)
    field.show()
    field.show_value("30")
    return field


def test_plus_and_minus_step_and_announce(qtbot, number):
    with qtbot.waitSignal(number.changed) as told:
        qtbot.mouseClick(number.more, Qt.MouseButton.LeftButton)
    assert told.args == ["35"]


def test_a_number_does_not_go_below_nought(qtbot, number):
    number.show_value("3")
    qtbot.mouseClick(number.less, Qt.MouseButton.LeftButton)
    assert number.edit.text() == "0"


def test_leaving_a_field_as_it_was_announces_nothing(qtbot, number):
    with qtbot.assertNotEmitted(number.changed):
        number.edit.editingFinished.emit()


def test_hours_are_shown_and_told_as_from_and_until(qtbot):
    field = HoursField()
    qtbot.addWidget(field)
    field.show_value("08:00–16:30")
    assert field.end.currentText() == "16:30"
    field.end.setEditText("17")
    with qtbot.waitSignal(field.changed) as told:
        field.end.lineEdit().editingFinished.emit()
    assert told.args == ["08:00-17"]


def test_weekdays_come_and_go_one_by_one(qtbot):
    field = WeekdaysField()
    qtbot.addWidget(field)
    field.show_value("")
    with qtbot.waitSignal(field.changed) as told:
        field.days[2].click()
    assert told.args == ["wed"]
