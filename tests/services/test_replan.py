"""What no longer fits after a change."""

from datetime import timedelta

from app.services.replan import broken_things, touched_days
from tests.planning.curves import MONDAY
from tests.services.plan_stage import entry, planned, problem, standing

TALK = planned("talk", "10:00", people=("kari",))


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
