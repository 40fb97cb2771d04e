import pytest

from app.domain.people import PersonId, TeamId
from app.domain.rules import Rule, RuleForm, Wish
from ui.routines.wish_picture import Bars, wanted_bars
from ui.routines.words import (
    OFFERED,
    about_rule,
    default_title,
    form_about,
    form_name,
    hours_words,
)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (59.6, "1 h"), (45, "45 min"), (200, "3 h 20"), (65, "1 h 05"), (120, "2 h")],
)
def test_hours_are_said_as_people_say_them(minutes, words):
    assert hours_words(minutes) == words


def test_each_sort_has_a_name_and_a_sentence_of_its_own():
    assert len({form_name(form) for form in RuleForm}) == len(RuleForm)
    assert len({form_about(form) for form in RuleForm}) == len(RuleForm)
    assert all(default_title(form) for form in OFFERED if form is not RuleForm.OWN)


def test_one_line_tells_how_often_how_long_when_and_with_whom():
    names = {"a": "Team A", "b": "Team B", "n": "Nora"}
    teams = (TeamId("a"), TeamId("b"))
    rule = Rule("1:1", RuleForm.ONE_TO_ONE, 150, every_weeks=3, weekdays=(0, 2), teams=teams)
    assert about_rule(rule, names) == (
        "every 3 weeks · 2 h 30 min · Mon Wed · \u2068Team A\u2069, \u2068Team B\u2069"
    )
    more = Rule("1:1", RuleForm.ONE_TO_ONE, 30, teams=teams, persons=(PersonId("n"),))
    assert about_rule(more, names) == "every week · 30 min · \u2068Team A\u2069 and 2 more"


def test_a_wish_is_for_a_third_of_the_day():
    bars = Bars(8 * 60, 60, (1.0, 5.0, 9.0, 4.0, 2.0, 3.0))
    assert wanted_bars(bars, Wish.HIGH) == {1, 2}
    assert wanted_bars(bars, Wish.LOW) == {0, 4}
    assert wanted_bars(bars, Wish.ANY) == set()
