import pytest

from app.services.rules import HoursCount
from ui.routines.hours_bar import TOO_MUCH, HoursBar
from ui.theme import LIGHT


@pytest.fixture
def bar(qtbot):
    widget = HoursBar(LIGHT)
    qtbot.addWidget(widget)
    return widget


def test_hours_of_all_and_of_the_one_in_the_form_are_said(bar):
    bar.show_hours(HoursCount({}, 180.0, 0.07), 30.0)
    assert bar.words() == (
        "This routine: 30 min a week All routines: 3 h a week, 7 % of your working week"
    )
    bar.show_hours(HoursCount({}, 180.0, 0.07), None)
    assert "This routine" not in bar.words()


@pytest.mark.parametrize(("share", "warns"), [(TOO_MUCH, False), (TOO_MUCH + 0.01, True)])
def test_too_many_hours_are_warned_of_in_words(bar, share, warns):
    bar.show_hours(HoursCount({}, 1900.0, share), None)
    assert ("More than 70 %" in bar.words()) is warns
