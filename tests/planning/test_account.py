"""The whole of a plan in numbers, added up once more."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings

from app.domain.account import MinimumCount
from app.domain.demands import DemandId, Diary, Place, Placement, Plan, Quota, Score
from app.domain.entries import Availability, EntryKind
from app.domain.objective import Objective
from app.domain.site import Hours
from app.domain.wall import week_span
from app.domain.wording import sentence
from app.planning.account import account
from app.planning.soundness import sound
from tests.planning.checker import laid, minutes_on, standing_of
from tests.planning.curves import MONDAY, SITE
from tests.planning.explained import instance
from tests.planning.instances import problems
from tests.planning.one_monday import TEN, meeting, problem, talk


def planned(asked, places):
    objective = Objective(asked)
    return Plan(
        placements=tuple(
            Placement(d, places[d.id], objective.span(d, places[d.id]), {})
            for d in asked.demands
            if d.id in places
        ),
        score=objective.score(places),
        bound=100.0,
    )


def of(asked, **starts):
    places = {DemandId(one): Place(MONDAY, start) for one, start in starts.items()}
    return account(asked, planned(asked, places))


def test_hours_are_told_by_kind_of_what_stands_and_of_what_is_placed():
    asked = problem(talk(), fixed=[meeting(8 * 60, 9 * 60), meeting(510, 570, "Over it")])

    told = of(asked, talk=TEN)

    assert told.minutes == {EntryKind.PEOPLE: 30, EntryKind.MEETING: 90}
    assert (told.planned_minutes, told.working_minutes) == (120, 600)
    assert told.agent_minutes == 30 * len(set(talk().people) & set(asked.agents))
    assert told.share == 0.2
    assert told.warnings == ()


def test_what_is_free_cancelled_or_out_of_hours_takes_no_share():
    fixed = [
        meeting(8 * 60, 9 * 60, availability=Availability.FREE),
        meeting(9 * 60, 10 * 60, "Gone", cancelled=True),
        meeting(18 * 60, 19 * 60, "Dinner"),
    ]

    told = of(problem(fixed=fixed))

    assert told.planned_minutes == 0
    assert told.minutes == {EntryKind.MEETING: 60}


def test_a_week_planned_above_seven_tenths_is_warned_of_with_its_numbers():
    full = [meeting(8 * 60, 15 * 60 + 30)]

    [warning] = of(problem(fixed=full)).warnings

    assert warning.facts == {
        "share": 0.75,
        "planned": 7.5,
        "working": 10.0,
        "most": 0.7,
        "give": 0.5,
    }
    assert str(sentence(warning)) == (
        "75 % of the working week is planned, 7.5 of 10 hours; above 70 % nothing is left for"
        " what comes up; give 0.5 hours back"
    )
    assert of(problem(fixed=[meeting(8 * 60, 15 * 60)])).warnings == ()


def test_minimum_counts_are_told_by_tier_with_what_was_asked():
    demands = [talk(n, TEN + 60 * i, quota="q") for i, n in enumerate("abc")]
    asked = problem(*demands, quotas=(Quota("q", 2, 1), Quota("r", 1, 1), Quota("s", 1, 3)))

    told = of(asked, a=TEN, b=TEN + 60, c=TEN + 120)

    assert told.tiers == (MinimumCount(1, 2, 3), MinimumCount(3, 0, 1))


def test_points_bound_and_gap_are_the_plan_s():
    asked = problem(talk())
    plan = planned(asked, {DemandId("talk"): Place(MONDAY, TEN)})

    told = account(asked, plan)

    assert told.points == plan.score.points
    assert told.parts == plan.score.parts
    assert (told.bound, told.gap) == (100.0, plan.gap)
    assert account(asked, replace(plan, proven=True)).gap == 0.0


def test_a_plan_of_nobody_s_hours_has_no_share():
    idle = replace(problem(), diaries=(Diary((), Hours(480, 1020)),))

    told = account(idle, Plan(score=Score((), 0.0)))

    assert (told.share, told.warnings) == (0.0, ())


def test_an_entry_of_several_days_counts_in_each_of_them():
    long = replace(meeting(0, 60), span=week_span(MONDAY, SITE.tz))

    told = of(problem(fixed=[long]))

    assert told.planned_minutes == told.working_minutes == 600
    assert told.minutes[EntryKind.MEETING] == 2 * 24 * 60


def test_minutes_are_those_counted_one_by_one():
    for seed in range(40):
        asked, chosen = instance(seed)
        told = account(asked, planned(asked, chosen))

        taken = {minute for diary in asked.diaries for minute in minutes_of(asked, diary, chosen)}
        inside = {
            (owner, day, minute)
            for owner, day, minute, _ in taken
            for diary in asked.diaries
            if diary.owner == owner
            and day in diary.working_days
            and diary.working.start <= minute < diary.working.end
        }
        assert told.planned_minutes == len(inside)
        by_kind = {kind: sum(k is kind for _, _, _, k in taken) for kind in EntryKind}
        assert told.minutes == {kind: n for kind, n in by_kind.items() if n}


def minutes_of(asked, diary, chosen):
    things = [(entry.kind, entry.span) for entry in standing_of(asked, diary.owner)]
    things += [
        (lies.demand.kind, lies.span)
        for lies in laid(asked, chosen)
        if lies.demand.owner == diary.owner and not lies.demand.inside
    ]
    for kind, span in things:
        for day in asked.days:
            found = minutes_on(asked, span, day.day)
            for minute in range(*found) if found else ():
                yield diary.owner, day.day, minute, kind


@settings(max_examples=30, deadline=None)
@given(problems())
def test_any_problem_has_an_account_even_without_a_plan(asked):
    told = account(sound(asked).problem, Plan())

    assert 0.0 <= told.share <= 1.0
    assert told.planned_minutes <= told.working_minutes


def test_a_day_that_is_no_working_day_counts_for_nothing():
    tuesday = MONDAY + timedelta(days=1)
    asked = problem(diaries=(Diary((meeting(480, 540),), Hours(480, 1080), (tuesday,)),))

    assert of(asked).planned_minutes == 0
