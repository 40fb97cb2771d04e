"""What no longer fits after a change, and why things moved."""

from datetime import timedelta

from app.domain.demands import Placement, Plan
from app.services.ground import place_of
from app.services.replan import broken_things, touched_days, why_moved
from tests.planning.curves import MONDAY, SITE
from tests.services.plan_stage import entry, planned, problem, span, standing

TALK = planned("talk", "10:00", people=("kari",))


def lies(demand, start, day=0):
    there = span(start, demand.minutes, day)
    return Placement(demand, place_of(there, SITE.tz), there, {})


def test_a_week_in_which_everything_fits_has_no_day_to_plan_again():
    other = planned("other", "11:00")

    assert touched_days(problem(standing(TALK), standing(other))) == ()
    assert touched_days(problem()) == ()


def test_a_meeting_over_something_planned_touches_its_day():
    later = planned("later", "10:00", day=3)
    asked = problem(standing(TALK), standing(later), fixed=[entry("Board", "10:30", day=3)])

    assert touched_days(asked) == (MONDAY + timedelta(days=3),)
    assert broken_things(asked).keys() == {"later"}


def test_two_planned_things_on_each_other_touch_their_day():
    asked = problem(standing(TALK), standing(planned("other", "10:30")))

    assert touched_days(asked) == (MONDAY,)


def test_somebody_who_is_away_touches_the_day():
    asked = problem(standing(TALK), presence={"kari": ()})

    assert touched_days(asked) == (MONDAY,)


def test_phones_that_would_be_unmanned_touch_the_day():
    two = [
        standing(planned(name, "09:00", people=(name,)), leaves_phones=True, owner=owner)
        for name, owner in (("kari", ""), ("ola", "north"))
    ]
    agents = {"kari": "red", "ola": "red"}

    assert touched_days(problem(*two, agents=agents, away_per_team=1)) == (MONDAY,)
    assert touched_days(problem(*two, agents=agents, away_per_team=2)) == ()


def test_what_moved_says_what_lies_where_it_stood():
    board = entry("Board", "10:30")
    talk = standing(TALK)
    asked = problem(talk, fixed=[board])

    (reason,) = why_moved(asked, Plan((lies(talk, "13:00"),)))["talk"]

    assert reason.code == "was_taken"
    assert reason.facts == {"title": "Board", "start": "10:30", "end": "11:30"}


def test_what_moved_says_whom_it_made_room_for():
    talk, other = standing(TALK), standing(planned("other", "15:00"))

    why = why_moved(problem(talk, other), Plan((lies(talk, "13:00"), lies(other, "10:00"))))

    assert why["talk"][0].code == "made_room"
    assert why["talk"][0].facts["title"] == "other"
    assert why["other"][0].code == "with_the_rest"


def test_what_moved_because_somebody_is_away_says_so():
    talk = standing(TALK)
    there = (span("12:00", 300),)

    why = why_moved(problem(talk, presence={"kari": there}), Plan((lies(talk, "13:00"),)))

    assert why["talk"][0].code == "no_longer_there"


def test_what_stays_needs_no_reason():
    talk = standing(TALK)

    assert why_moved(problem(talk), Plan((lies(talk, "10:00"),))) == {}
