"""What makes no sense in a problem is taken out of it before anything is planned."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from app.domain.demands import Demand, DemandId, Diary, Place, Problem, Window
from app.domain.entries import Entry, EntryKind
from app.domain.outlook import DayOutlook
from app.domain.people import PersonId
from app.domain.span import Span
from app.domain.wall import resolve_minute
from app.planning.engine import first_plan
from app.planning.soundness import sound
from tests.planning.curves import MONDAY, SITE, week

SPRING_SUNDAY = date(2027, 3, 28)


def demand(name="walk", starts=(600,), day=MONDAY, **more):
    return Demand(
        DemandId(name),
        EntryKind.PEOPLE,
        name.title(),
        more.pop("minutes", 60),
        (Window(day, tuple(starts)),),
        worth=45.0,
        **more,
    )


def problem(*demands, **more):
    days = more.pop("days", week().days)
    return Problem(days, SITE.zone, (Diary((), SITE.working),), demands, **more)


def places_left(one, **more):
    [demand] = sound(problem(one, **more)).problem.demands
    return [Place(window.day, start) for window in demand.windows for start in window.starts]


def left_out(answer):
    return [omission.demand.id for omission in answer.omissions]


def at(day, minute):
    return resolve_minute(day, minute, SITE.tz)


def test_a_sensible_demand_is_left_as_it_is():
    one = demand()

    assert sound(problem(one)).problem.demands == (one,)
    assert sound(problem(one)).asked == {one.id: one}


def test_what_is_longer_than_the_day_has_no_place_and_is_left_out():
    one = demand(minutes=1500)

    assert not places_left(one)
    assert left_out(first_plan(problem(one))) == ["walk"]


def test_what_lasts_no_time_has_no_place():
    assert not places_left(demand(minutes=0))


def test_starts_outside_the_day_are_no_places():
    assert places_left(demand(starts=(-15, 600, 1395, 1440))) == [Place(MONDAY, 600)]


def test_days_that_are_not_planned_hold_no_places():
    assert not places_left(demand(day=MONDAY - timedelta(days=1)))
    assert left_out(first_plan(problem(demand(), days=()))) == ["walk"]


def test_starts_may_come_in_any_order_and_twice():
    assert places_left(demand(starts=(720, 600, 600))) == [Place(MONDAY, 600), Place(MONDAY, 720)]


def test_an_hour_that_the_clock_jumps_over_is_no_place():
    sunday = DayOutlook(SPRING_SUNDAY, 60, (1.0,) * 24, None, 0.0, ())
    one = demand(starts=(120, 150, 180), day=SPRING_SUNDAY)

    assert [p.start for p in places_left(one, days=(sunday,))] == [150, 180]


def test_of_two_demands_with_one_id_the_second_is_left_out_and_says_so():
    first, second = demand(), replace(demand(), title="Again")

    answer = first_plan(problem(first, second))

    assert [placement.demand for placement in answer.placements] == [first]
    assert [omission.demand for omission in answer.omissions] == [second]
    assert [reason.code for reason in answer.omissions[0].reasons] == ["asked_twice"]


def test_a_slot_without_a_step_begins_with_its_session_only():
    [one] = sound(problem(demand(inside="open_door", step_minutes=0))).problem.demands

    assert one.step_minutes == 1440


def test_the_answer_names_demands_as_they_were_asked():
    one = demand(starts=(600, 1440))

    assert first_plan(problem(one)).placements[0].demand == one


def begun(not_before: datetime):
    entry = Entry(Span(at(MONDAY, 600), at(MONDAY, 660)), EntryKind.PEOPLE, "Walk")
    one = demand(
        starts=(600, 840), current=entry, people=(PersonId("p"),), room="Oak", leaves_phones=True
    )
    other = demand("talk", starts=(600, 615, 780))
    return problem(one, other, not_before=not_before)


def test_what_has_begun_is_neither_moved_nor_dropped_and_keeps_its_time():
    answer = first_plan(begun(at(MONDAY, 601)))

    assert not answer.omissions
    assert [(p.demand.id, p.place.start) for p in answer.placements] == [("talk", 780)]


def test_what_has_begun_keeps_its_people_and_its_room():
    [engaged] = sound(begun(at(MONDAY, 601))).problem.engagements

    assert engaged.entry.people == ("p",)
    assert engaged.entry.place == "Oak"
    assert engaged.leaves_phones


def test_what_begins_at_the_moment_may_still_be_moved():
    assert len(sound(begun(at(MONDAY, 600))).problem.demands) == 2


def test_fewer_than_none_away_is_none():
    assert sound(problem(away_per_team=-1)).problem.away_per_team == 0
