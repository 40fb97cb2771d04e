from dataclasses import replace

import pytest

from app.domain.edits import Edit, Subject
from app.domain.errors import BadInputError, StaleEditError
from app.domain.people import Leave, Person, PersonId, Role, Shift, Team, TeamId
from app.domain.rules import Rule, RuleForm, RuleId
from app.domain.site import Site
from app.domain.text import text
from app.services.edits import Editor
from app.services.roster import Roster
from tests.times import MONDAY, WEEK, day, span

ANNA, LEA = PersonId("anna"), PersonId("lea")
BLUE = Team(TeamId("blue"), "Blue")
PEOPLE = (
    Person("Anna", Role.AGENT, ANNA, BLUE.id, "anna@example.org", "nb", "4711"),
    Person("Lea", Role.LEAD, LEA, BLUE.id),
)
SHIFT = Shift(ANNA, span("08:00", "16:00"))
LUNCH = Shift(ANNA, span("11:00", "11:30"), "lunch")
AWAY = Leave(ANNA, day(7), day(9))


@pytest.fixture
def roster(store):
    return Roster(store)


@pytest.fixture
def apply(store):
    return Editor(store).apply


@pytest.fixture
def filled(roster, apply):
    """A team of two, a shift with a lunch in it, three days of leave."""
    apply(Edit(text("Site"), after=(Site(zone="Europe/Oslo"),)))
    team = replace(BLUE, lead=LEA)
    apply(Edit(text("People"), after=(SHIFT, LUNCH, AWAY, *PEOPLE, team)))
    return roster


def everything(store):
    read = store.read
    people = [person.id for person in read.people()]
    return (
        read.people(), read.teams(), read.rules(), read.shifts_of(people), read.leaves_of(people),
    )  # fmt: skip


def test_the_view_has_everybody_and_what_lies_in_its_days(filled):
    week = filled.view(MONDAY, day(7))

    assert [person.name for person in week.people] == ["Anna", "Lea"]
    assert [person.id for person in week.agents] == [ANNA]
    assert week.person(LEA) == PEOPLE[1]
    assert week.person(None) is week.person(PersonId("gone")) is None
    assert week.team(BLUE.id).lead == LEA
    assert week.team(None) is None
    assert week.shifts_of(ANNA) == (SHIFT, LUNCH)
    assert week.shifts_of(LEA) == week.leaves == ()
    assert filled.view(day(7), day(8)).leaves_of(ANNA) == (AWAY,)


def test_somebody_is_added_with_their_words_cleaned(roster, apply, store, changes):
    apply(roster.edit_to_add_person(Person(" Åse\u202e\n Vik ", Role.AGENT, language="Norwegian")))

    (found,) = store.read.people()
    assert (found.name, found.language) == ("Åse Vik", "no")
    assert changes == [frozenset({Subject.PEOPLE})]


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (Person(" \t", Role.AGENT), "has no name"),
        (Person("=cmd|' /C calc'!A0", Role.AGENT), "begins like a formula"),
        (Person("Bo", Role.AGENT, email="bo"), "‘bo’ is no mail address"),
        (Person("Bo", Role.AGENT, email="bo@local host.no"), "is no mail address"),
        (Person("Bo", Role.AGENT, email="b" * 300 + "@example.org"), "is no mail address"),
        (Person("Bo", Role.AGENT, email="ANNA@example.org"), "Anna has the mail address"),
        (Person("Bo", Role.AGENT, workforce_id=" 4711 "), "Anna has the id 4711"),
        (Person("Bo", Role.AGENT, language="Klingon"), "‘Klingon’ is no language"),
        (Person("Bo", Role.AGENT, team=TeamId("gone")), "This team was removed"),
    ],
)
def test_a_person_that_cannot_be_is_refused_in_a_sentence(filled, person, sentence):
    with pytest.raises(BadInputError, match=sentence):
        filled.edit_to_add_person(person)


def test_a_changed_person_keeps_shifts_and_leave(filled, apply, store):
    edit = filled.edit_to_change_person(replace(PEOPLE[0], name="Anna B.", email=""))
    before = everything(store)

    apply(edit)

    assert store.read.people()[0].name == "Anna B."
    assert store.read.shifts(WEEK) == [SHIFT, LUNCH]
    assert store.read.leaves_of([ANNA]) == [AWAY]
    apply(edit.inverse())
    assert everything(store) == before


def test_who_is_removed_goes_with_all_that_is_theirs_and_undo_brings_all_back(filled, apply, store):
    talk = Rule("Talk", RuleForm.ONE_TO_ONE, 30, RuleId("talk"), persons=(ANNA,))
    both = Rule("Both", RuleForm.ONE_TO_ONE, 30, RuleId("both"), persons=(ANNA, LEA))
    apply(Edit(text("Rules"), after=(talk, both)))
    before = everything(store)

    edit = filled.edit_to_remove_person(PEOPLE[0])
    apply(edit)

    assert store.read.people() == [PEOPLE[1]]
    assert store.read.shifts_of([ANNA]) == store.read.leaves_of([ANNA]) == []
    assert store.read.rules() == [replace(both, persons=(LEA,))]
    apply(edit.inverse())
    assert everything(store) == before


def test_a_team_whose_lead_is_removed_has_none(filled, apply, store):
    before = everything(store)
    edit = filled.edit_to_remove_person(PEOPLE[1])

    apply(edit)

    assert store.read.teams() == [BLUE]
    apply(edit.inverse())
    assert everything(store) == before


def test_people_of_a_removed_team_stay_and_its_meeting_goes(filled, apply, store):
    meeting = Rule("Team", RuleForm.TEAM_MEETING, 30, RuleId("m"), teams=(BLUE.id,))
    briefing = Rule("Brief", RuleForm.BRIEFING, 30, RuleId("b"), teams=(BLUE.id,))
    apply(Edit(text("Rules"), after=(meeting, briefing)))
    before = everything(store)
    edit = filled.edit_to_remove_team(BLUE)

    apply(edit)

    assert store.read.teams() == []
    assert [person.team for person in store.read.people()] == [None, None]
    assert store.read.rules() == [replace(briefing, teams=())]
    apply(edit.inverse())
    assert everything(store) == before


def test_teams_have_a_name_of_their_own_and_a_lead_who_is_there(filled, apply, store):
    apply(filled.edit_to_add_team(Team(TeamId("red"), " Red ")))
    apply(filled.edit_to_change_team(Team(TeamId("red"), "Crimson", ANNA)))
    assert [(team.name, team.lead) for team in store.read.teams()] == [
        ("Blue", LEA), ("Crimson", ANNA),
    ]  # fmt: skip

    with pytest.raises(BadInputError, match="a team called ‘blue’ already"):
        filled.edit_to_add_team(Team(TeamId("x"), "blue"))
    with pytest.raises(BadInputError, match="has no name"):
        filled.edit_to_add_team(Team(TeamId("x"), ""))
    with pytest.raises(BadInputError, match="This person was removed"):
        filled.edit_to_add_team(Team(TeamId("x"), "X", PersonId("gone")))
    with pytest.raises(BadInputError, match="This team was removed"):
        filled.edit_to_change_team(Team(TeamId("gone"), "X"))


def test_a_shift_is_added_with_its_break_in_one_edit(filled, apply, store):
    shift = filled.shift_on(ANNA, day(1), (8 * 60, 16 * 60))
    pause = filled.shift_on(ANNA, day(1), (12 * 60, 12 * 60 + 30), " Break")

    apply(filled.edit_to_add_shift(shift, pause))

    assert store.read.shifts(span("00:00", "23:00", 1)) == [shift, pause]
    assert pause.activity == "break"


def test_a_night_shift_ends_the_next_day(filled):
    night = filled.shift_on(ANNA, day(1), (22 * 60, 6 * 60))
    assert night.span.minutes == 8 * 60


def test_a_shift_that_ends_before_it_starts_is_refused(filled):
    with pytest.raises(BadInputError, match="The shift would end at 08:00, before it starts at 16"):
        filled.shift_on(ANNA, day(1), (16 * 60, 8 * 60))
    with pytest.raises(BadInputError, match="The lunch would end at 12:00, before it starts"):
        filled.shift_on(ANNA, day(1), (12 * 60, 12 * 60), "lunch")


@pytest.mark.parametrize(
    ("shift", "sentence"),
    [
        (Shift(ANNA, span("15:00", "18:00")), "Anna has a shift at 08:00–16:00 on 16 Nov already"),
        (Shift(ANNA, span("11:15", "12:00"), "break"), "Anna has a lunch at 11:00–11:30"),
        (
            Shift(ANNA, span("15:45", "16:15"), "break"),
            "The break of Anna at 15:45–16:15 on 16 Nov",
        ),
        (Shift(ANNA, span("08:00", "09:00", 1), "training"), "would lie outside the shift"),
        (Shift(ANNA, WEEK), "longer than 24 hours"),
        (Shift(ANNA, span("17:00", "18:00"), ""), "Say what it is"),
        (Shift(PersonId("gone"), span("17:00", "18:00")), "This person was removed"),
    ],
)
def test_a_shift_that_cannot_be_is_refused_in_a_sentence(filled, shift, sentence):
    with pytest.raises(BadInputError, match=sentence):
        filled.edit_to_add_shift(shift)


def test_what_lies_in_a_shift_moves_and_goes_with_it(filled, apply, store):
    before = everything(store)
    moved = filled.edit_to_change_shift(replace(SHIFT, span=span("10:00", "18:00", 1)))
    apply(moved)
    assert [shift.span for shift in store.read.shifts(WEEK)] == [
        span("10:00", "18:00", 1), span("13:00", "13:30", 1),
    ]  # fmt: skip
    apply(moved.inverse())
    assert everything(store) == before

    removed = filled.edit_to_remove_shift(SHIFT)
    apply(removed)
    assert store.read.shifts(WEEK) == []
    apply(removed.inverse())
    assert everything(store) == before


def test_a_shift_given_to_another_takes_its_lunch_along(filled, apply, store):
    apply(filled.edit_to_change_shift(replace(SHIFT, person=LEA)))
    assert {shift.person for shift in store.read.shifts(WEEK)} == {LEA}


def test_a_shift_is_not_shortened_past_its_lunch(filled, apply, store):
    with pytest.raises(BadInputError, match="The lunch of Anna at 11:00–11:30 on 16 Nov would lie"):
        filled.edit_to_change_shift(replace(SHIFT, span=span("12:00", "16:00")))

    apply(filled.edit_to_change_shift(replace(SHIFT, span=span("10:00", "16:00"))))
    assert store.read.shifts(WEEK)[1] == LUNCH


def test_a_lunch_alone_moves_and_goes(filled, apply, store):
    apply(filled.edit_to_change_shift(replace(LUNCH, span=span("12:00", "12:30"))))
    apply(filled.edit_to_remove_shift(LUNCH))
    assert store.read.shifts(WEEK) == [SHIFT]


def test_leave_is_added_changed_and_removed(filled, apply, store):
    other = Leave(ANNA, day(1), day(1))
    apply(filled.edit_to_add_leave(other))
    apply(filled.edit_to_change_leave(replace(other, last=day(2))))
    assert store.read.leaves_of([ANNA]) == [replace(other, last=day(2)), AWAY]
    apply(filled.edit_to_remove_leave(other))
    assert store.read.leaves_of([ANNA]) == [AWAY]


@pytest.mark.parametrize(
    ("leave", "sentence"),
    [
        (Leave(ANNA, day(2), day(1)), "would end on 17 Nov 2026, before it begins on 18 Nov 2026"),
        (Leave(ANNA, day(9), day(12)), "is away from 23 Nov 2026 to 25 Nov 2026 already"),
        (Leave(ANNA, MONDAY.replace(year=1926), MONDAY), "check its years"),
        (Leave(PersonId("gone"), day(1), day(2)), "This person was removed"),
    ],
)
def test_leave_that_cannot_be_is_refused_in_a_sentence(filled, leave, sentence):
    with pytest.raises(BadInputError, match=sentence):
        filled.edit_to_add_leave(leave)


def test_what_is_gone_is_not_changed_or_removed(filled):
    with pytest.raises(BadInputError, match="This shift was removed"):
        filled.edit_to_change_shift(Shift(ANNA, span("17:00", "18:00")))
    with pytest.raises(BadInputError, match="This leave was removed"):
        filled.edit_to_remove_leave(Leave(ANNA, day(1), day(1)))
    with pytest.raises(BadInputError, match="This person was removed"):
        filled.edit_to_remove_person(Person("X", Role.AGENT))


def test_an_edit_of_a_shift_that_changed_meanwhile_is_refused(filled, apply):
    first = filled.edit_to_remove_shift(LUNCH)
    apply(filled.edit_to_change_shift(replace(LUNCH, span=span("12:00", "12:30"))))
    with pytest.raises(StaleEditError):
        apply(first)


def test_a_person_with_shifts_cannot_go_without_them(filled, apply, store):
    before = everything(store)
    with pytest.raises(StaleEditError, match="belongs to"):
        apply(Edit(text("Anna alone"), before=(PEOPLE[0],)))
    assert everything(store) == before
