from datetime import timedelta

import pytest

from app.domain.rules import RuleForm
from tests.times import MONDAY, day
from ui.routines.empty import EmptyRoutines, blank_rule
from ui.routines.words import OFFERED, form_name
from ui.widgets.buttons import Button


@pytest.fixture
def empty(qtbot):
    widget = EmptyRoutines()
    qtbot.addWidget(widget)
    widget.resize(900, 600)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def test_every_sort_of_routine_can_be_seen_whole(empty):
    buttons = empty.findChildren(Button)
    assert [button.text() for button in buttons] == [form_name(form) for form in OFFERED]
    for button in buttons:
        assert button.visibleRegion().boundingRect() == button.rect()


def test_a_button_asks_for_its_sort(qtbot, empty):
    walk = next(b for b in empty.findChildren(Button) if b.text() == "Floor walk")
    with qtbot.waitSignal(empty.begin_asked) as asked:
        walk.click()
    assert asked.args == [RuleForm.FLOOR_WALK]


@pytest.mark.parametrize("form", OFFERED)
def test_a_new_routine_counts_from_the_monday_of_its_week(form):
    rule = blank_rule(form, day(3))
    assert (rule.form, rule.since) == (form, MONDAY)
    assert blank_rule(form, MONDAY - timedelta(days=1)).since == MONDAY - timedelta(weeks=1)
