"""Routines as values."""

import pytest

from app.domain.rules import RuleForm, Wish, counts_what_is_due, usual_rule


@pytest.mark.parametrize("form", RuleForm, ids=lambda form: form.value)
def test_a_usual_routine_of_each_form_does_not_contradict_itself(form):
    rule = usual_rule(form, "One")

    assert rule.form is form
    assert rule.minimum <= rule.wished or counts_what_is_due(rule)
    assert (rule.wish is Wish.HIGH) == (form in (RuleForm.FLOOR_WALK, RuleForm.SIT_BESIDE))
