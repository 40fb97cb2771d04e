"""Who was last talked to when is read from the entries, and due by the routines."""

from datetime import date, timedelta

import pytest

from app.domain.edits import Edit
from app.domain.entries import EntryKind
from app.domain.people import Person, PersonId, Role, Team, TeamId
from app.domain.rules import Rule, RuleForm, RuleId
from app.domain.text import text
from app.services.edits import Editor
from app.services.talks import OPEN_DOOR, TalkLog
from tests.times import day

NORA = Person("Nora Lien", Role.AGENT, id=PersonId("nora"), team=TeamId("a"))
OLA = Person("Ola Vik", Role.LEAD, id=PersonId("ola"))
ONE_TO_ONE = Rule(
    "1:1", RuleForm.ONE_TO_ONE, 30, id=RuleId("r1"), every_weeks=2, teams=(TeamId("a"),)
)


@pytest.fixture
def put(store):
    def put(*records):
        Editor(store).apply(Edit(text("Put in"), after=records))

    put(Team(TeamId("a"), "Team A"), NORA, OLA)
    return put


@pytest.fixture
def talks(store, clock):
    return lambda: TalkLog(store, clock).by_person()


def test_nobody_was_talked_to_and_nobody_asks_for_it(put, talks):
    talk = talks()[NORA.id]["one_to_one"]
    assert (talk.last, talk.next, talk.due()) == (None, None, None)
    assert talk.days_overdue(day(2)) == 0


def test_the_last_one_is_past_and_the_next_one_is_coming(put, talks, make_entry):
    with_nora = {"kind": EntryKind.PEOPLE, "people": ("nora",)}
    put(*(make_entry(day=offset, **with_nora) for offset in (-14, -7, 1, 3, 5)))
    talk = talks()[NORA.id]["one_to_one"]
    assert (talk.last, talk.next) == (day(1), day(3))


def test_what_was_placed_for_a_routine_is_of_its_form(put, talks, make_entry):
    beside = Rule("Beside", RuleForm.SIT_BESIDE, 60, id=RuleId("r2"), persons=(NORA.id,))
    put(
        beside,
        make_entry(day=-3, kind=EntryKind.PEOPLE, people=("nora",), demand="rule:r2:nora:2026-W46"),
        make_entry(day=-4, kind=EntryKind.OPEN_DOOR, people=("nora",)),
    )
    talk = talks()[NORA.id]
    assert talk["sit_beside"].last == day(-3)
    assert talk[OPEN_DOOR].last == day(-4)
    assert talk["one_to_one"].last is None


def test_cancelled_meetings_and_meetings_of_several_are_no_talk(put, talks, make_entry):
    put(
        make_entry(day=-3, kind=EntryKind.PEOPLE, people=("nora",), cancelled=True),
        make_entry(day=-4, kind=EntryKind.PEOPLE, people=("nora", "ola")),
        make_entry(day=-5, kind=EntryKind.MEETING, people=("nora",)),
    )
    assert talks()[NORA.id]["one_to_one"].last is None


def test_a_routine_makes_it_due_for_everybody_of_its_teams(put, talks, make_entry):
    put(ONE_TO_ONE, make_entry(day=-21, kind=EntryKind.PEOPLE, people=("nora",)))
    talk = talks()[NORA.id]["one_to_one"]
    assert talk.due() == day(-21) + timedelta(weeks=2)
    assert talk.days_overdue(day(2)) == 9
    assert talks()[OLA.id]["one_to_one"].due() is None


def test_the_closest_of_two_routines_counts(put, talks):
    often = Rule("Weekly", RuleForm.ONE_TO_ONE, 15, every_weeks=1, persons=(NORA.id,))
    put(ONE_TO_ONE, often)
    assert talks()[NORA.id]["one_to_one"].every_weeks == 1


@pytest.mark.parametrize("more", [{"paused": True}, {"until": date(2026, 11, 1)}])
def test_a_routine_that_rests_or_is_over_asks_for_nobody(put, talks, more):
    put(Rule("1:1", RuleForm.ONE_TO_ONE, 30, persons=(NORA.id,), **more))
    assert talks()[NORA.id]["one_to_one"].due() is None


def test_somebody_never_seen_is_due_when_the_routine_has_run_its_time(put, talks):
    put(Rule("1:1", RuleForm.ONE_TO_ONE, 30, persons=(NORA.id,), since=day(-10)))
    talk = talks()[NORA.id]["one_to_one"]
    assert talk.last is None
    assert talk.due() == day(-7)  # a week after the Monday on which it began
    assert talk.days_overdue(day(2)) == 9
