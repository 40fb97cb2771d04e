"""What stood in the way is named with its numbers, and what would make room."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.demands import (
    CELLS_A_DAY,
    DemandId,
    Engagement,
    FloorDay,
    Place,
    Quota,
    Window,
)
from app.domain.entries import Entry, EntryId, EntryKind, Protection
from app.domain.people import Leave, LeaveId
from app.domain.rules import Wish
from app.domain.wording import sentence
from app.planning.explain import explain
from tests.planning.curves import MONDAY
from tests.planning.one_monday import ANN, BO, CHEN, NAMES, TEN, meeting, problem, span, talk


def said(asked, chosen=None, *, of="talk", names=NAMES):
    places = {DemandId(one): Place(MONDAY, start) for one, start in (chosen or {}).items()}
    reasons = explain(asked, places, names).omitted[DemandId(of)]
    return [str(sentence(reason)) for reason in reasons]


def test_a_meeting_in_the_way_is_named_with_its_time():
    asked = problem(talk(), fixed=[meeting(TEN, 11 * 60)])

    assert said(asked) == [
        "Budget (10:00–11:00) stands where it would fit best, 10:00–10:30 with 80 contacts;"
        " moving it would make room"
    ]


def test_a_planned_thing_is_easier_to_move_than_a_fixed_one():
    both = (Window(MONDAY, (TEN, 14 * 60)),)
    asked = problem(
        talk(windows=both),
        fixed=[
            meeting(TEN, 11 * 60, protection=Protection.FIXED),
            meeting(14 * 60, 15 * 60, "Retro", protection=Protection.PLANNED),
        ],
    )

    assert said(asked)[0].startswith("Retro (14:00–15:00)")


def test_two_meetings_at_the_only_place_must_both_give_way():
    fixed = [meeting(TEN, TEN + 15), meeting(TEN + 15, 11 * 60, "Retro")]

    assert said(problem(talk(), fixed=fixed)) == [
        "Budget (10:00–10:15) stands there",
        "Retro (10:15–11:00) stands there",
        "All 2 would have to give way to make room on Mon 23 Nov 10:00–10:30",
    ]


def test_leave_is_named_with_its_last_day():
    gone = Leave(CHEN, MONDAY, MONDAY + timedelta(days=4), LeaveId("l"))

    asked = problem(talk(), presence={CHEN: ()}, leave=(gone,))

    assert said(asked) == ["Chen Wei is on leave until Fri 27 Nov"]


def test_whoever_is_there_at_other_hours_is_named_with_them():
    asked = problem(talk(), presence={CHEN: (span(8 * 60, 615), span(645, 16 * 60))})

    assert said(asked) == [
        "Chen Wei is there 08:00–10:15, 10:45–16:00 on Mon 23 Nov, not all of 10:00–10:30"
    ]


def test_whoever_comes_back_later_is_named_with_the_moment():
    asked = problem(talk(), presence={CHEN: (span(9 * 60, 17 * 60, on=1),)})

    assert said(asked) == ["Chen Wei is away until Tue 24 Nov 09:00"]
    assert said(asked, names={}) == ["Somebody it needs is away until Tue 24 Nov 09:00"]
    assert said(replace(asked, presence={CHEN: ()})) == ["Chen Wei is not there from Mon 23 Nov on"]


def test_a_person_at_another_meeting_is_named_with_it():
    training = Engagement(meeting(570, 630, "Training", people=(CHEN,)))

    asked = problem(talk(), engagements=(training,))

    assert said(asked) == ["Chen Wei is at Training on Mon 23 Nov 09:30–10:30"]


def test_a_full_team_is_named_with_its_numbers():
    talks = [talk("a", people=(BO,), owner="b"), talk("b", people=(ANN,), owner="c")]

    asked = problem(*talks, talk())

    assert said(asked, {"a": TEN, "b": TEN}) == [
        "Team Blue would have 3 agents away at 10:00 on Mon 23 Nov;"
        " allowing 3 at once would make room"
    ]
    assert said(asked, {"a": TEN, "b": TEN}, names={}) == [
        "A team would have 3 agents away at 10:00 on Mon 23 Nov; allowing 3 at once would make room"
    ]


def test_a_floor_without_agents_to_spare_says_how_many_more_are_needed():
    floor = FloorDay(MONDAY, spare=(0,) * CELLS_A_DAY)

    assert said(problem(talk(), floor=(floor,))) == [
        "No agent can be spared at 10:00 on Mon 23 Nov; 1 more on the phones would make room"
    ]


def test_a_room_is_named_with_what_is_in_it():
    oak = Engagement(meeting(TEN, 11 * 60, "Interview", place="Oak"))

    asked = problem(talk(room="Oak"), engagements=(oak,))

    assert said(asked) == ["Oak is taken by Interview on Mon 23 Nov 10:00–11:00"]


def test_another_block_that_is_too_near_is_named_with_the_distance():
    block = Entry(span(510, 570), EntryKind.UNPLANNED, "Unplanned", id=EntryId("block"))
    wanted = talk(people=(), group="unplanned", gap_minutes=60)

    assert said(problem(wanted, fixed=[block])) == [
        "Mon 23 Nov 10:00–10:30 is nearer than 60 min to Unplanned (08:30–09:30);"
        " a distance of 30 min would make room"
    ]


def test_a_day_with_as_many_as_it_may_hold_says_so():
    walks = [talk(n, t, people=(), group="walk", per_day=1) for n, t in (("a", 540), ("talk", TEN))]

    assert said(problem(*walks), {"a": 540}) == [
        "1 of this routine lies on Mon 23 Nov already, the most you allow a day;"
        " allowing 2 would make room"
    ]


def test_a_freeze_and_a_notice_are_named_with_their_end():
    noon = span(12 * 60, 13 * 60).start

    assert said(problem(talk(), frozen_until=noon)) == [
        "Agents' schedules are frozen until Mon 23 Nov 12:00; a shorter freeze would make room"
    ]
    ten = span(TEN, 11 * 60).start
    assert "is free" in said(problem(talk(), frozen_until=ten, not_before=ten))[0]
    assert said(problem(talk(), not_before=noon)) == [
        "It would start before Mon 23 Nov 12:00; nothing is planned that near unless asked"
    ]


def test_a_slot_without_a_session_says_where_one_would_do():
    slot = talk(inside="open_door", step_minutes=15)

    assert said(problem(slot)) == [
        "No session lies at its hours; one that holds Mon 23 Nov 10:00–10:30 would make room"
    ]


def test_what_would_cost_more_than_it_brings_says_how_much():
    unloved = talk(worth=0.0, wish=Wish.LOW, people=())

    [words] = said(problem(unloved))

    assert words == (
        "Even at its best, Mon 23 Nov 10:00–10:30, it would cost 4.0 points more than it brings"
    )


def test_a_free_place_that_was_not_taken_is_owned_up_to():
    assert said(problem(talk(people=()))) == [
        "Mon 23 Nov 10:00–10:30 is free and worth 45.0 points; a longer search may take it"
    ]
    short = problem(talk(people=(), worth=0.0, quota="q"), quotas=(Quota("q", 1, 0),))
    assert said(short) == [
        "Mon 23 Nov 10:00–10:30 is free and its minimum count asks for it; a longer search may"
        " take it"
    ]


@pytest.mark.parametrize(
    ("worth", "words"),
    [
        (60.0, "Giving way would make the plan 15.0 points worse"),
        (45.0, "Either of the two is worth as much"),
        (30.0, "Giving way would make the plan better; a longer search may do so"),
    ],
)
def test_what_the_plan_put_there_is_weighed_against_it(worth, words):
    other = talk("other", people=(), worth=worth, title="Calibration")

    assert said(problem(other, talk(people=())), {"other": TEN}) == [
        "Calibration (10:00–10:30) is planned at Mon 23 Nov 10:00–10:30",
        words,
    ]


def test_an_exchange_that_would_take_the_last_pause_counts_it():
    short = talk("short", people=(), minutes=15, title="Checkpoint")
    fixed = [meeting(8 * 60, TEN), meeting(630, 12 * 60, "Retro")]

    assert said(problem(short, talk(people=()), fixed=fixed), {"short": TEN})[1] == (
        "Giving way would make the plan 28.0 points worse"
    )


def test_a_minimum_count_comes_before_points():
    counted = talk("counted", people=(), worth=0.0, quota="q", title="Lunch")
    asked = problem(counted, talk(people=()), quotas=(Quota("q", 1, 1),))

    assert said(asked, {"counted": TEN})[1] == "Giving way would leave a minimum count unreached"


def test_nothing_within_the_hours_is_no_place_at_all():
    nothing = talk(windows=())

    assert said(problem(nothing)) == [
        "None of the days planned has 30 min for it within its hours;"
        " give its rule longer hours or other days"
    ]
    assert "Monday" in said(problem(talk(windows=(Window(MONDAY, ()),))))[0]


def test_a_window_on_a_day_that_is_not_planned_is_none():
    elsewhere = talk(windows=(Window(date(2030, 1, 1), (TEN,)), Window(MONDAY, ())))

    assert said(problem(elsewhere))[0].startswith("None of the days planned")
