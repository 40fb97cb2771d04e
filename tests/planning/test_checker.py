"""The judge can say no: each rule with a plan that keeps it and one that breaks it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from app.domain.demands import (
    CELLS_A_DAY,
    Demand,
    DemandId,
    Diary,
    Engagement,
    FloorDay,
    Place,
    Problem,
    Window,
)
from app.domain.entries import Availability, Entry, EntryKind
from app.domain.outlook import DayOutlook
from app.domain.people import PersonId
from app.domain.site import Hours
from app.domain.span import Span
from app.domain.wall import resolve_minute, zone_named
from app.planning.engine import first_plan
from tests.planning.checker import as_it_stands, violations
from tests.planning.instances import problems

MONDAY = date(2026, 11, 23)
TUESDAY = MONDAY + timedelta(days=1)
OSLO = zone_named("Europe/Oslo")
ANY = tuple(range(480, 1080, 5))
ANN, BO, CY = (PersonId(name) for name in ("Ann", "Bo", "Cy"))


def demand(name, minutes=60, **more):
    windows = (Window(MONDAY, ANY), Window(TUESDAY, ANY))
    return Demand(
        DemandId(name), EntryKind.PEOPLE, name, minutes, more.pop("windows", windows), **more
    )


def span(start, end, day=MONDAY):
    return Span(resolve_minute(day, start, OSLO), resolve_minute(day, end, OSLO))


def entry(start, end, day=MONDAY, **more):
    kind = more.pop("kind", EntryKind.MEETING)
    return Entry(span(start, end, day), kind, "Budget", **more)


def problem(*demands, fixed=(), **more):
    days = tuple(DayOutlook(day, 60, (1.0,) * 24, None, 0.0, ()) for day in (MONDAY, TUESDAY))
    return Problem(days, "Europe/Oslo", (Diary(tuple(fixed), Hours(480, 1080)),), demands, **more)


def broken(asked, **starts):
    """The rules that a plan breaks; places by demand, a minute of Monday or a whole place."""
    places = {
        DemandId(name): at if isinstance(at, Place) else Place(MONDAY, at)
        for name, at in starts.items()
    }
    return {told.split()[0] for told in violations(asked, places)}


def test_h1_places_are_those_of_the_windows():
    asked = problem(demand("a"))

    assert not broken(asked, a=600)
    assert not broken(asked)
    assert broken(asked, a=603) == {"H1"}
    assert broken(asked, a=Place(MONDAY + timedelta(days=2), 600)) == {"H1"}
    assert broken(asked, b=600) == {"H1"}


def test_h1_a_place_lies_within_its_day_and_on_the_clock():
    sunday = date(2027, 3, 28)
    late = demand("a", windows=(Window(sunday, (120, 150, 1410)),))
    days = (DayOutlook(sunday, 60, (1.0,) * 24, None, 0.0, ()),)
    asked = replace(problem(late), days=days)

    assert not broken(asked, a=Place(sunday, 150))
    assert broken(asked, a=Place(sunday, 1410)) == {"H1"}
    assert broken(asked, a=Place(sunday, 120)) == {"H1"}


def test_h2_nothing_is_placed_too_early():
    asked = problem(demand("a"), not_before=resolve_minute(MONDAY, 600, OSLO))

    assert not broken(asked, a=600)
    assert broken(asked, a=595) == {"H2"}


def test_h2_what_has_begun_is_no_demand_any_more():
    one = demand("a", current=entry(600, 660))
    asked = as_it_stands(problem(one, demand("b"), not_before=resolve_minute(MONDAY, 605, OSLO)))

    assert not broken(asked, b=660)
    assert broken(asked, a=660) == {"H1"}
    assert broken(asked, b=645) == {"H3"}


def test_h3_a_calendar_holds_one_thing_at_a_time():
    asked = problem(demand("a"), demand("b"), fixed=[entry(480, 540)])

    assert not broken(asked, a=540, b=600)
    assert broken(asked, a=540, b=595) == {"H3"}
    assert broken(asked, a=535) == {"H3"}


def test_h3_what_blocks_no_time_is_in_nobodys_way_and_other_calendars_are_others():
    free = entry(600, 660, availability=Availability.FREE)
    asked = problem(demand("a"), demand("b", owner="other"), fixed=[free])

    assert not broken(asked, a=600, b=600)


def test_h4_nobody_is_in_two_places():
    both = problem(demand("a", people=(ANN,)), demand("b", people=(ANN, BO), owner="other"))
    engaged = replace(both, engagements=(Engagement(entry(600, 660, people=(BO,))),))

    assert not broken(both, a=540, b=600)
    assert broken(both, a=540, b=570) == {"H4"}
    assert not broken(engaged, b=660)
    assert broken(engaged, b=630) == {"H4"}


def test_h4_everybody_is_there_all_the_while():
    halves = {ANN: (span(540, 600), span(600, 720)), BO: ()}
    asked = problem(demand("a", people=(ANN,)), demand("b", people=(BO, CY)), presence=halves)

    assert not broken(asked, a=600)
    assert broken(asked, a=570) == {"H4"}
    assert broken(asked, a=690) == {"H4"}
    assert broken(asked, b=600) == {"H4"}


def test_h5_a_room_holds_one_thing_at_a_time():
    asked = problem(
        demand("a", room="Oak"),
        demand("b", room="Oak", owner="other"),
        demand("c", room="Elm", owner="third"),
        engagements=(Engagement(entry(480, 540, place="Oak")),),
    )

    assert not broken(asked, a=540, b=600, c=540)
    assert broken(asked, a=540, b=570) == {"H5"}
    assert broken(asked, a=510) == {"H5"}


def off(name, people, **more):
    return demand(name, people=people, leaves_phones=True, owner=name, **more)


def test_h6_no_more_of_a_team_are_away_than_may_be():
    team = {ANN: "north", BO: "north", CY: "south"}
    asked = problem(off("a", (ANN,)), off("b", (BO,)), off("c", (CY,)), agents=team)
    one = replace(asked, away_per_team=1)

    assert not broken(asked, a=600, b=600, c=600)
    assert not broken(one, a=600, b=660, c=600)
    assert broken(one, a=600, b=600) == {"H6"}
    assert broken(one, a=600, b=650) == {"H6"}


def test_h6_counts_what_stands_but_no_team_meetings():
    team = {ANN: "north", BO: "north"}
    stands = Engagement(entry(600, 660, people=(BO,)), leaves_phones=True)
    asked = problem(off("a", (ANN,)), agents=team, away_per_team=1, engagements=(stands,))
    meeting = replace(asked, engagements=(replace(stands, as_team=True),))
    stays = replace(asked, demands=(replace(asked.demands[0], leaves_phones=False),))

    assert broken(asked, a=600) == {"H6"}
    assert not broken(asked, a=660)
    assert not broken(meeting, a=600)
    assert not broken(stays, a=600)


def test_h7_no_more_are_away_than_there_are_to_spare_and_team_meetings_count():
    spare = tuple(1 if cell < 44 else 0 for cell in range(CELLS_A_DAY))
    asked = problem(
        off("a", (ANN,)),
        off("b", (BO,), as_team=True),
        agents={ANN: "", BO: "north"},
        floor=(FloorDay(MONDAY, spare),),
    )

    assert not broken(asked, a=600)
    assert broken(asked, a=605) == {"H7"}
    assert broken(asked, a=600, b=600) == {"H7"}
    assert not broken(asked, a=Place(TUESDAY, 600), b=Place(TUESDAY, 600))


def test_h8_things_of_a_group_keep_apart():
    asked = problem(
        demand("a", group="unplanned", gap_minutes=60),
        demand("b", group="unplanned", gap_minutes=60),
        demand("c", group="unplanned", gap_minutes=60, owner="other"),
        fixed=[entry(480, 540, kind=EntryKind.UNPLANNED)],
    )

    assert not broken(asked, a=600, b=720, c=600)
    assert broken(asked, a=600, b=715) == {"H8"}
    assert broken(asked, a=595) == {"H8"}
    assert not broken(asked, a=600, b=Place(TUESDAY, 600))


def test_h8_no_more_of_a_group_lie_on_a_day_than_may():
    asked = problem(
        demand("a", group="rule:walk", per_day=2),
        demand("b", group="rule:walk", per_day=2),
        fixed=[entry(480, 540, demand="rule:walk:2026-W48")],
    )

    assert not broken(asked, a=600, b=Place(TUESDAY, 600))
    assert broken(asked, a=600, b=720) == {"H8"}


def slot(name, **more):
    return demand(name, 20, inside="open_door", step_minutes=20, **more)


def test_h9_a_slot_lies_in_a_session_and_on_its_steps():
    asked = problem(slot("a"), slot("b"), demand("door", group="open_door"))

    assert not broken(asked, door=600, a=600, b=640)
    assert broken(asked, a=600) == {"H9"}
    assert broken(asked, door=600, a=660) == {"H9"}
    assert broken(asked, door=600, a=610) == {"H9"}
    assert broken(asked, door=600, a=620, b=620) == {"H9"}


def test_h9_a_standing_session_holds_slots_too_but_nobody_elses():
    standing = entry(615, 675, kind=EntryKind.OPEN_DOOR, demand="open_door:2026-11-23")
    asked = problem(slot("a"), slot("b", owner="other"), fixed=[standing])

    assert not broken(asked, a=635)
    assert broken(asked, a=640) == {"H9"}
    assert broken(asked, b=635) == {"H9"}


def test_h10_what_is_frozen_stays_or_goes():
    frozen = resolve_minute(TUESDAY, 0, OSLO)
    asked = problem(
        demand("a", people=(ANN,), current=entry(600, 660)),
        demand("b", people=(ANN,)),
        demand("lead", people=(BO,)),
        agents={ANN: "north"},
        frozen_until=frozen,
    )

    assert not broken(asked, a=600, b=Place(TUESDAY, 600), lead=720)
    assert not broken(asked)
    assert broken(asked, a=720) == {"H10"}
    assert broken(asked, b=720) == {"H10"}
    assert not broken(asked, a=Place(TUESDAY, 720))


@pytest.mark.parametrize("rule", ["H3", "H4", "H5", "H6", "H7", "H8", "H9", "H10"])
def test_a_plan_that_was_spoilt_is_caught(rule):
    """Plans of problems at random, each demand put at every other place of its windows."""
    caught = set()

    @settings(max_examples=40, suppress_health_check=list(HealthCheck), database=None)
    @given(problems(contradictions=False))
    def spoilt(problem):
        if rule in caught:
            return
        asked = as_it_stands(problem)
        places = {one.demand.id: one.place for one in first_plan(problem).placements}
        for one in asked.demands:
            for window in one.windows:
                for start in window.starts[::3]:
                    moved = {**places, one.id: Place(window.day, start)}
                    caught.update(told.split()[0] for told in violations(asked, moved))

    spoilt()

    assert rule in caught
