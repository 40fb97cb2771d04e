from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.domain.rules import Rule, RuleForm, RuleId
from tests.times import day
from ui.routines.rule_list import Data, RuleModel

WALK = Rule("Floor walk", RuleForm.FLOOR_WALK, 30, RuleId("walk"), wished=5)


@pytest.fixture
def shown():
    def first(rule):
        model = RuleModel()
        model.show_rules([rule], {rule.id: 150.0}, {}, day(2))
        return model, model.index(0)

    return first


@pytest.mark.parametrize(
    ("rule", "says", "rests"),
    [
        (WALK, "2 h 30", False),
        (replace(WALK, paused=True), "paused", True),
        (replace(WALK, until=day(1)), "over", True),
        (replace(WALK, until=day(2)), "2 h 30", False),
    ],
)
def test_a_routine_shows_its_hours_or_why_it_takes_none(shown, rule, says, rests):
    model, index = shown(rule)
    assert (index.data(Data.HOURS), index.data(Data.RESTS)) == (says, rests)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(f", {says}")
    assert model.row_of("walk") == 0
    assert model.row_of("gone") == -1
