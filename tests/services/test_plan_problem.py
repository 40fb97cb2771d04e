"""What is asked of the engine, from a real store; only the outlook is a named fake."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.domain.demands import NOTICE
from app.domain.edits import Edit
from app.domain.entries import Entry, EntryKind, Protection
from app.domain.people import Leave, Person, PersonId, Role, Shift, Team, TeamId
from app.domain.rules import Rule, RuleForm, RuleId
from app.domain.span import Span
from app.domain.text import text
from app.domain.wall import resolve_minute, week_span
from app.planning.fed_demands import Checkpoint, DoorWish
from app.services.edits import Editor
from app.services.plan_problem import Fed, PlanProblems
from tests.planning.curves import MONDAY, SITE, day, week

FRIDAY_BEFORE = datetime(2026, 11, 20, 9, tzinfo=SITE.tz)
W48 = "2026-W48"
TEAM = Team(TeamId("a"), "Team A")
ADA, BO = (
    Person(name, Role.AGENT, id=PersonId(name.lower()), team=TEAM.id) for name in ("Ada", "Bo")
)
LARS = Person("Lars", Role.LEAD, id=PersonId("lars"))
TALKS = Rule("1:1s", RuleForm.ONE_TO_ONE, 30, id=RuleId("t"), wished=0, minimum=0, teams=(TEAM.id,))
MEETS = Rule(
    "Team", RuleForm.TEAM_MEETING, 30, id=RuleId("m"), wished=0, teams=(TEAM.id,), room="4"
)
BESIDE = replace(TALKS, id=RuleId("s"), form=RuleForm.SIT_BESIDE)


class KnownOutlooks:
    """Every week has its peaks at ten and two; Thursday is a holiday when told so."""

    enough, holiday = True, ""

    def week(self, monday):
        number = (monday - MONDAY).days // 7
        changed = {3: day(number * 7 + 3, holiday=self.holiday)} if self.holiday else None
        return replace(week(number, changed=changed), enough_history=self.enough)


@pytest.fixture
def outlooks():
    return KnownOutlooks()


@pytest.fixture
def put(store):
    def put(*records):
        Editor(store).apply(Edit(text("Put in"), after=records))

    put(SITE)
    return put


@pytest.fixture
def problems(store, outlooks, put):
    return PlanProblems(store, outlooks, lambda: FRIDAY_BEFORE)


def entry(demand="", *people, offset=0, at=12 * 60, minutes=30, **more):
    on = MONDAY + timedelta(days=offset)
    span = Span(resolve_minute(on, at, SITE.tz), resolve_minute(on, at + minutes, SITE.tz))
    more = {"kind": EntryKind.PEOPLE, "title": "x", "protection": Protection.PLANNED} | more
    return Entry(span, demand=demand, people=people, **more)


def ids(asked):
    return {demand.id for demand in asked.problem.demands}


def of_rules(asked):
    return {one for one in ids(asked) if one.startswith("rule:")}


def test_an_empty_store_asks_for_blocks_lunch_and_the_door(problems):
    asked = problems.of(MONDAY)
    kinds = [demand.kind for demand in asked.problem.demands]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        EntryKind.UNPLANNED: 10,
        EntryKind.LUNCH: 5,
        EntryKind.OPEN_DOOR: 1,
    }
    problem = asked.problem
    assert (problem.presence, problem.agents, problem.engagements) == ({}, {}, ())
    assert {floor.spare for floor in problem.floor} == {()}
    assert (problem.not_before, problem.frozen_until) == (FRIDAY_BEFORE + NOTICE, None)
    assert problem.diaries[0].working_days == tuple(MONDAY + timedelta(days=n) for n in range(5))


def test_routines_people_and_roster_come_from_the_store(problems, put):
    shift = Shift(ADA.id, entry(minutes=240).span)
    tuesday = MONDAY + timedelta(days=1)
    put(TEAM, ADA, BO, LARS, TALKS, shift, Leave(LARS.id, tuesday, tuesday))
    asked = problems.of(MONDAY)
    assert of_rules(asked) == {f"rule:t:ada:{W48}", f"rule:t:bo:{W48}"}
    assert asked.problem.agents == {ADA.id: TEAM.id, BO.id: TEAM.id}
    assert asked.problem.presence[BO.id] == (week_span(MONDAY + timedelta(weeks=1), SITE.tz),)
    assert asked.problem.presence[ADA.id][0] == shift.span
    assert [leave.person for leave in asked.problem.leave] == [LARS.id]
    assert asked.names[ADA.id] == "Ada"
    assert [quota.minimum for quota in asked.problem.quotas if quota.tier == 3] == [2]


def test_what_may_move_is_a_demand_and_everything_else_stays(problems, put):
    loose = entry(f"rule:t:ada:{W48}", "ada")
    locked = entry(f"rule:t:bo:{W48}", "bo", offset=1, protection=Protection.LOCKED)
    put(TEAM, ADA, BO, TALKS, loose, locked)
    asked = problems.of(MONDAY)
    assert asked.loose == (loose,)
    assert asked.standing == asked.problem.diaries[0].fixed == (locked,)
    assert {d.id: d.current for d in asked.problem.demands if d.id.startswith("rule")} == {
        loose.demand: loose
    }
    assert set(asked.entries) == {loose, locked}


@pytest.mark.parametrize(
    ("demand", "more"),
    [
        ("rule:gone:ada:2026-W48", {}),
        ("rule:t:zoe:2026-W48", {"people": ("zoe",)}),
        ("rule:t:ada:2026-W48", {"invited": True}),
        ("rule:t:lars:2026-W48", {"people": ("lars",)}),
    ],
    ids=["no such routine", "nobody", "invited", "not of this routine"],
)
def test_what_nobody_asks_for_or_people_were_told_of_stays(problems, put, demand, more):
    standing = replace(entry(demand, "ada"), **more)
    put(TEAM, ADA, LARS, TALKS, standing)
    asked = problems.of(MONDAY)
    assert (asked.loose, asked.standing) == ((), (standing,))
    moved = problems.of(MONDAY, move_invited=True)
    assert moved.loose == ((standing,) if standing.invited else ())


def test_within_a_day_things_stay_unless_the_manager_asks(store, outlooks, put):
    monday_noon = datetime(2026, 11, 23, 12, tzinfo=SITE.tz)
    problems = PlanProblems(store, outlooks, lambda: monday_noon)
    soon = entry(f"rule:t:ada:{W48}", "ada", offset=1, at=9 * 60)
    past = entry(f"rule:t:bo:{W48}", "bo", at=9 * 60)
    put(TEAM, ADA, BO, TALKS, soon, past)
    assert problems.of(MONDAY).loose == ()
    near = problems.of(MONDAY, near=True)
    assert near.loose == (soon,)
    assert near.problem.not_before == monday_noon
    starts = [w for d in near.problem.demands if d.id == soon.demand for w in d.windows]
    assert starts[0].starts[0] == 12 * 60


def test_only_the_days_touched_are_let_go_of(problems, put):
    talks = [entry(f"rule:t:{p}:{W48}", p, offset=n) for n, p in ((0, "ada"), (2, "bo"))]
    put(TEAM, ADA, BO, TALKS, *talks)
    tuesday = MONDAY + timedelta(days=2)
    asked = problems.of(MONDAY, days={tuesday})
    assert asked.loose == (talks[1],)
    new = [d for d in asked.problem.demands if d.current is None]
    assert new
    assert {w.day for d in new for w in d.windows} == {tuesday}
    (stood,) = (d for d in asked.problem.demands if d.current == talks[1])
    assert {w.day for w in stood.windows} == {MONDAY + timedelta(days=n) for n in range(5)}
    assert len(asked.problem.days) == 7


def test_entries_may_stand_in_for_those_of_the_store(problems, put):
    put(TEAM, ADA, BO, TALKS, entry(f"rule:t:ada:{W48}", "ada"))
    what_if = entry(kind=EntryKind.MEETING, protection=Protection.FIXED)
    asked = problems.of(MONDAY, entries=[what_if])
    assert asked.entries == asked.standing == (what_if,)
    assert f"rule:t:ada:{W48}" in of_rules(asked)


def test_the_weeks_before_tell_whose_turn_it_is(problems, put):
    before = entry("rule:t:ada:2026-W47", "ada", offset=-7)
    put(TEAM, ADA, BO, replace(TALKS, every_weeks=4), before)
    assert of_rules(problems.of(MONDAY)) == set()
    assert of_rules(problems.of(MONDAY + timedelta(weeks=1))) == {"rule:t:bo:2026-W49"}
    assert of_rules(problems.of(MONDAY, weeks=4)) == {"rule:t:bo:2026-W49", "rule:t:ada:2026-W51"}


def test_several_weeks_are_asked_for_together(problems, put):
    put(TEAM, ADA, TALKS)
    asked = problems.of(MONDAY, weeks=3)
    assert len(asked.problem.days) == 21
    assert len(of_rules(asked)) == 3
    assert sum(d.kind is EntryKind.OPEN_DOOR for d in asked.problem.demands) == 3
    assert [len(asked.outlooks), len(asked.problem.floor)] == [3, 21]


def test_what_stands_takes_people_and_rooms(problems, put):
    fixed = {"protection": Protection.FIXED}
    team = entry(f"rule:m:a.1:{W48}", "ada", offset=0, **fixed)
    beside = entry(f"rule:s:ada:{W48}", "ada", offset=1, **fixed)
    talk = entry("", "ada", offset=2, **fixed)
    in_room = entry(kind=EntryKind.MEETING, offset=3, place="4", **fixed)
    elsewhere = entry(kind=EntryKind.MEETING, offset=4, place="5", **fixed)
    put(TEAM, ADA, BO, MEETS, BESIDE, team, beside, talk, in_room, elsewhere)
    found = {
        one.entry.id: (one.leaves_phones, one.as_team)
        for one in problems.of(MONDAY).problem.engagements
    }
    assert found == {
        team.id: (True, True),
        beside.id: (False, False),
        talk.id: (True, False),
        in_room.id: (True, False),
    }


def test_a_freeze_lasts_to_the_end_of_its_last_day(problems, store):
    Editor(store).apply(Edit(text("Freeze"), (SITE,), (replace(SITE, freeze_days=3),)))
    until = problems.of(MONDAY).problem.frozen_until
    assert until == datetime(2026, 11, 24, tzinfo=SITE.tz)


def test_holidays_ask_for_nothing(problems, put, outlooks):
    outlooks.holiday = "Thanksgiving"
    put(TEAM, ADA, TALKS)
    asked = problems.of(MONDAY)
    thursday = MONDAY + timedelta(days=3)
    assert thursday not in {w.day for d in asked.problem.demands for w in d.windows}
    assert thursday not in asked.problem.diaries[0].working_days


def test_without_volumes_routines_and_their_lunch_are_planned_all_the_same(problems, put, outlooks):
    outlooks.enough = False
    assert problems.of(MONDAY).problem.demands == ()
    put(TEAM, ADA, TALKS)
    asked = problems.of(MONDAY)
    assert {demand.kind for demand in asked.problem.demands} == {EntryKind.LUNCH, EntryKind.PEOPLE}
    assert {floor.spare for floor in asked.problem.floor} == {()}


@pytest.mark.parametrize("number", [-4, 17])
def test_a_week_in_which_the_clocks_change_is_asked_for_like_any_other(problems, put, number):
    put(TEAM, ADA, TALKS, replace(TALKS, id=RuleId("k"), paused=True))
    monday = MONDAY + timedelta(weeks=number)
    asked = PlanProblems(
        problems._store, problems._outlooks, lambda: FRIDAY_BEFORE + timedelta(weeks=number)
    ).of(monday)
    [talk] = [d for d in asked.problem.demands if d.id.startswith("rule")]
    assert {len(window.starts) for window in talk.windows} == {35}


def test_checkpoints_and_door_wishes_are_fed_as_values(problems, put):
    put(TEAM, ADA)
    check = Checkpoint(
        "c", "Refunds", 30, FRIDAY_BEFORE, FRIDAY_BEFORE + timedelta(days=6), people=(ADA.id,)
    )
    asked = problems.of(MONDAY, fed=Fed((check,), (DoorWish(ADA.id, "Ada", 2, 20),)))
    assert {"checkpoint:c", f"slot:ada:{W48}"} <= ids(asked)
    door = next(d for d in asked.problem.demands if d.kind is EntryKind.OPEN_DOOR and not d.inside)
    slot = next(d for d in asked.problem.demands if d.inside)
    assert (slot.inside, slot.windows[0].day) == (door.group, door.windows[0].day)
    assert set(door.windows[0].starts) <= set(slot.windows[0].starts)
    assert [q.name for q in asked.problem.quotas if q.tier == 2] == ["open_door", "checkpoint"]


def test_a_slot_lies_in_the_session_that_stands(problems, put):
    put(TEAM, ADA, entry(kind=EntryKind.OPEN_DOOR, offset=2, at=600, minutes=60))
    asked = problems.of(MONDAY, fed=Fed(door_wishes=(DoorWish(ADA.id, "Ada", minutes=20),)))
    [slot] = [d for d in asked.problem.demands if d.inside]
    assert [(w.day, w.starts) for w in slot.windows] == [
        (MONDAY + timedelta(days=2), (600, 620, 640))
    ]


def test_ten_thousand_people_are_asked_for(problems, put, store):
    people = [Person(f"P{n:05}", Role.AGENT, team=TEAM.id) for n in range(10_000)]
    put(TEAM, TALKS)
    store.write(
        text("People"),
        lambda unit: unit.people.add([], people, [], []),
        command="people",
        subjects=frozenset(),
    )
    asked = problems.of(MONDAY)
    assert len(of_rules(asked)) == len({d.id for d in asked.problem.demands}) - 16 == 10_000
