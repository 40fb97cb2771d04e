from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.edits import Edit, Subject
from app.domain.entries import EntryKind
from app.domain.errors import BadInputError
from app.domain.people import Person, PersonId, Role, Team, TeamId
from app.domain.rules import Rule, RuleForm, RuleId, Wish, members
from app.domain.site import Hours, Site
from app.domain.text import text
from app.services.edits import Editor
from app.services.rules import Rules
from tests.times import MONDAY, day

A, B, C = (PersonId(name) for name in "abc")
BLUE = TeamId("blue")
WALK = Rule("Floor walk", RuleForm.FLOOR_WALK, 30, RuleId("walk"), minimum=1, wished=5)
TALKS = Rule("1:1s", RuleForm.ONE_TO_ONE, 30, RuleId("talks"), every_weeks=2, teams=(BLUE,))


@pytest.fixture
def rules(store):
    people = [Person(name, Role.AGENT, PersonId(name), BLUE) for name in "ab"]
    people.append(Person("c", Role.LEAD, C))
    Editor(store).apply(Edit(text("Blue"), after=(Team(BLUE, "Blue"), *people)))
    return Rules(store)


@pytest.fixture
def apply(store):
    return Editor(store).apply


def test_a_rule_comes_back_with_everything_it_has_and_undo_takes_it_out(
    store, rules, apply, changes
):
    rule = Rule(
        "Sit beside", RuleForm.SIT_BESIDE, 45, RuleId("r"), EntryKind.PERFORMANCE,
        every_weeks=3, minimum=2, wished=4, per_day=1, priority=5, wish=Wish.HIGH,
        window=Hours(9 * 60, 15 * 60 + 30), weekdays=(1, 3), persons=(A,), teams=(BLUE,),
        room="Room 4", since=MONDAY, until=day(90), paused=True,
    )  # fmt: skip
    edit = rules.edit_to_add(rule)
    apply(edit)

    assert rules.all() == store.read.rules() == [rule]
    assert changes[-1] == frozenset({Subject.CALENDAR})
    assert str(edit.label) == "Routine ‘Sit beside’ added"
    apply(edit.inverse())
    assert rules.all() == []


def test_a_rule_is_changed_and_removed_and_all_is_undone(rules, apply):
    apply(rules.edit_to_add(WALK))
    change = rules.edit_to_change(replace(WALK, title=" Walk\n the floor", weekdays=(4, 0, 4)))
    apply(change)
    assert rules.all() == [replace(WALK, title="Walk the floor", weekdays=(0, 4))]

    remove = rules.edit_to_remove(WALK)
    apply(remove)
    assert rules.all() == []
    apply(remove.inverse())
    apply(change.inverse())
    assert rules.all() == [WALK]


def test_a_rule_is_found_by_its_id_the_start_of_it_or_its_title(rules, apply):
    apply(Edit(text("Two"), after=(WALK, TALKS)))
    assert rules.find("wa") == rules.find("floor WALK") == WALK
    with pytest.raises(BadInputError, match="no routine called 'x'"):
        rules.find("x")
    with pytest.raises(BadInputError, match="no routine called ''"):
        rules.find("")
    apply(Edit(text("One more"), after=(replace(WALK, id=RuleId("w2")),)))
    with pytest.raises(BadInputError, match="fits 2 routines"):
        rules.find("w")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": "\n"}, "has no name"),
        ({"kind": EntryKind.UNPLANNED}, "come from the settings"),
        ({"minutes": 0}, "lasts 5 minutes at least"),
        ({"minutes": 1500}, "1500 minutes are longer than a day"),
        ({"minutes": 600}, "600 minutes are longer than the working day from 08:00 to 17:00"),
        ({"every_weeks": 0}, "“Every 0 weeks” cannot be"),
        ({"every_weeks": 53}, "“Every 53 weeks” cannot be"),
        ({"priority": 6}, "priority is a number from 1 to 5"),
        ({"minimum": -1}, "-1 times cannot be"),
        ({"wished": 201}, "201 times cannot be"),
        ({"minimum": 6}, "At least 6 and at most 5 contradict"),
        ({"minimum": 0, "wished": 0}, "wished for 0 times"),
        ({"minimum": 3, "per_day": 1, "weekdays": (1, 3)}, "at most 1 a day on 2 days a week"),
        ({"weekdays": (5, 6)}, "None of its weekdays is a working day"),
        ({"weekdays": (7,)}, "from 0 .Monday. to 6"),
        ({"since": day(1), "until": day(0)}, "end on 16 Nov 2026, before it begins on 17 Nov"),
        ({"window": Hours(540, 560)}, "hours from 09:00 to 09:20 are shorter than its 30 minutes"),
        ({"window": Hours(16 * 60 + 45, 1200)}, "leave no 30 minutes of the working day"),
        (
            {"persons": (A, PersonId("x")), "teams": (TeamId("y"),)},
            "2 of those it is with are gone",
        ),
        ({"form": RuleForm.TEAM_MEETING, "persons": (A,)}, "choose one"),
        ({"form": RuleForm.ONE_TO_ONE}, "Say whom it is with"),
        ({"form": RuleForm.SIT_BESIDE}, "Say whom it is with"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused_in_a_sentence(rules, change, sentence):
    rule = replace(WALK, **change)
    with pytest.raises(BadInputError, match=sentence):
        rules.check(rule)
    with pytest.raises(BadInputError, match=sentence):
        rules.edit_to_add(rule)


def test_working_days_decide_which_weekdays_are_left(rules, apply):
    apply(Edit(text("Site"), after=(Site(working_days=(5,)),)))
    rules.check(replace(WALK, weekdays=(5, 6)))


def test_a_rule_that_is_gone_is_neither_changed_nor_removed(rules):
    with pytest.raises(BadInputError, match="was removed meanwhile"):
        rules.edit_to_change(WALK)
    with pytest.raises(BadInputError, match="was removed meanwhile"):
        rules.edit_to_remove(WALK)


def test_hours_are_counted_a_week(rules, apply, store):
    meeting = Rule("Team", RuleForm.TEAM_MEETING, 45, RuleId("m"), every_weeks=2, teams=(BLUE,))
    capped = replace(TALKS, id=RuleId("c"), every_weeks=1, wished=1, persons=(C,))
    paused = replace(WALK, id=RuleId("p"), paused=True)
    apply(Edit(text("All"), after=(WALK, replace(TALKS, wished=0), meeting, capped, paused)))

    count = rules.hours()

    assert count.by_rule == {"walk": 150, "talks": 30, "m": 45, "c": 30, "p": 0}
    assert count.total == 255
    assert count.share == pytest.approx(255 / (5 * 540))
    assert rules.hours([WALK]).total == 150
    assert [person.id for person in members(capped, store.read.people())] == [A, B, C]


def test_a_week_without_working_days_has_no_share(rules, apply):
    apply(Edit(text("Site"), after=(Site(working_days=()),)))
    assert rules.hours([WALK]).share == 0
    assert rules.hours([replace(WALK, since=MONDAY + timedelta(days=1))]).total == 150


def test_a_rule_that_is_over_takes_no_hours_any_more(rules):
    walk = replace(WALK, until=day(0))
    assert rules.hours([walk], today=day(0)).total == 150
    assert rules.hours([walk], today=day(1)).total == 0


@pytest.mark.parametrize(("wished", "minutes"), [(0, 60), (1, 60), (2, 60), (3, 60)])
def test_a_team_meets_in_both_halves_however_few_are_wished_for(rules, wished, minutes):
    meeting = Rule("Team", RuleForm.TEAM_MEETING, 30, RuleId("m"), wished=wished, teams=(BLUE,))
    assert rules.hours([meeting]).total == minutes
