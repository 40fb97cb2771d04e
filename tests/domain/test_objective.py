"""What makes a plan better: every term of docs/objective.md can change what the engine chooses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain import objective as weights
from app.domain.demands import (
    CELLS_A_DAY,
    Demand,
    DemandId,
    Diary,
    FloorDay,
    Place,
    Problem,
    Quota,
    Window,
)
from app.domain.entries import Entry, EntryKind
from app.domain.objective import Objective, worth_of
from app.domain.outlook import DayOutlook, PeakWindow
from app.domain.people import PersonId
from app.domain.rules import Wish
from app.domain.site import Hours
from app.domain.span import Span
from app.domain.wall import resolve_minute, zone_named
from app.planning.engine import Engine, Limits

MONDAY = date(2026, 11, 23)
DAYS = tuple(MONDAY + timedelta(days=n) for n in range(3))
OSLO = zone_named("Europe/Oslo")
EIGHT, NINE, TEN, TWO = 480, 540, 600, 840
ANN, BO = PersonId("Ann"), PersonId("Bo")


@pytest.fixture(scope="module")
def engine():
    engine = Engine()
    yield engine
    engine.close()


@pytest.fixture
def best(engine):
    """The best plan there is, as start by demand and, where days differ, as places."""

    def best(problem):
        plan = engine.plan(problem, Limits(rounds=None, close_enough=0.0, prove=True))
        assert plan.proven
        return {str(one.demand.id): one.place for one in plan.placements}

    return best


@pytest.fixture
def start(best):
    """Where the one demand of a problem starts, a minute of the day."""

    def start(problem, name="a"):
        return best(problem)[name].start

    return start


def outlook(day=MONDAY, *, busy=(), peaks=()):
    """Ten contacts an hour from eight to six, more in the hours of ``busy``."""
    hours = [10.0 if 8 <= hour < 18 else 0.0 for hour in range(24)]
    for hour, contacts in busy:
        hours[hour] = contacts
    drawn = tuple(PeakWindow(minute, minute + 60, 0.0, 0.0) for minute in peaks)
    return DayOutlook(day, 60, tuple(hours), None, 0.0, drawn)


def demand(name="a", *starts, day=MONDAY, minutes=60, wish=Wish.ANY, **more):
    windows = more.pop("windows", (Window(day, starts),))
    kind = more.pop("kind", EntryKind.PEOPLE)
    return Demand(DemandId(name), kind, name, minutes, windows, wish=wish, **more)


def problem(*demands, days=(), fixed=(), working_days=(), **more):
    days = days or (outlook(busy=[(8, 20.0), (10, 40.0)]),)
    diary = Diary(tuple(fixed), Hours(480, 1080), tuple(working_days))
    return Problem(tuple(days), "Europe/Oslo", (diary,), demands, **more)


def span(first, last, day=MONDAY):
    return Span(resolve_minute(day, first, OSLO), resolve_minute(day, last, OSLO))


def entry(first, last, kind=EntryKind.MEETING, **more):
    return Entry(span(first, last), kind, "Budget", **more)


def both_days(*starts):
    return tuple(Window(day, starts) for day in DAYS[:2])


# Each term


def test_worth_decides_who_gets_the_only_place(best):
    low, high = demand("a", TEN, worth=worth_of(1)), demand("b", TEN, worth=worth_of(5))

    assert best(problem(low, high)).keys() == {"b"}
    assert best(problem(replace(low, worth=worth_of(5)), replace(high, worth=15.0))).keys() == {"a"}


def test_weeks_overdue_outweigh_priority_up_to_ten_of_them(best):
    late, more = demand("a", TEN, worth=worth_of(2, 7)), demand("b", TEN, worth=worth_of(4))

    assert best(problem(late, more)).keys() == {"a"}
    assert best(problem(replace(late, worth=worth_of(2, 5)), more)).keys() == {"b"}
    assert worth_of(1, 40) == worth_of(1, 10)
    assert worth_of(1, -3) == worth_of(1)


def test_what_wants_the_busy_hours_gets_the_busiest(start):
    one = demand("a", EIGHT, NINE, TEN, wish=Wish.HIGH)

    assert start(problem(one)) == TEN
    assert start(problem(one, days=[outlook(busy=[(9, 30.0)])])) == NINE


def test_of_equally_busy_hours_the_drawn_one_is_taken(start):
    one = demand("a", NINE, TEN, TWO, wish=Wish.HIGH)
    alike = [(9, 40.0), (10, 40.0), (14, 40.0)]

    for drawn in (NINE, TEN, TWO):
        assert start(problem(one, days=[outlook(busy=alike, peaks=[drawn])])) == drawn


def test_what_wants_the_quiet_hours_keeps_out_of_the_busy_ones(start):
    one = demand("a", EIGHT, NINE, TEN, wish=Wish.LOW, worth=50.0)

    assert start(problem(one)) == NINE
    assert start(problem(one, days=[outlook(busy=[(9, 30.0), (8, 20.0)])])) == TEN


def test_what_wants_nothing_is_not_worth_a_busy_hour_and_costs_none(best):
    indifferent = demand("a", TEN, wish=Wish.ANY, worth=1.0)

    assert best(problem(indifferent))
    assert not best(problem(replace(indifferent, wish=Wish.LOW)))


def test_agents_leave_the_phones_where_the_strain_is_least(start):
    strain = tuple(0.1 if cell in range(40, 44) else 0.9 for cell in range(CELLS_A_DAY))
    one = demand("a", NINE, TEN, people=(ANN,), leaves_phones=True, worth=50.0, wish=Wish.LOW)
    asked = problem(one, agents={ANN: "north"}, floor=(FloorDay(MONDAY, (), strain),))

    assert start(replace(asked, floor=())) == NINE
    assert start(replace(asked, demands=(replace(one, wish=Wish.ANY),))) == TEN
    assert start(replace(asked, demands=(replace(one, leaves_phones=False),))) == NINE


def test_the_phones_cost_by_the_agent_and_by_the_load_where_no_strain_is_known(best):
    one = demand("a", TEN, people=(ANN, BO), leaves_phones=True, worth=9.0)
    asked = problem(one, agents={ANN: "north"})

    assert best(asked)
    assert not best(replace(asked, agents={ANN: "north", BO: "north"}))


def test_waiting_costs_until_an_earlier_busier_day_is_taken(best):
    busy, calm = outlook(busy=[(10, 40.0)]), outlook(DAYS[1], busy=[(9, 40.0)])
    one = demand("a", windows=both_days(TEN), wish=Wish.LOW, worth=50.0)

    assert best(problem(one, days=[busy, calm]))["a"] == Place(DAYS[1], TEN)
    waits = replace(one, later=8.0)
    assert best(problem(waits, days=[busy, calm]))["a"] == Place(DAYS[0], TEN)


def test_who_waited_longer_for_a_slot_comes_first(best):
    door = entry(TEN, TEN + 20, EntryKind.OPEN_DOOR, demand="open_door:2026-11-23")
    later = replace(door, span=span(TEN, TEN + 20, DAYS[1]), demand="open_door:2026-11-24")
    slot = demand(
        "a", windows=both_days(TEN), minutes=20, inside="open_door", step_minutes=20, worth=30.0
    )
    long, short = replace(slot, later=2.0), replace(slot, id=DemandId("b"), later=0.5)
    days = [outlook(day) for day in DAYS[:2]]
    asked = problem(long, short, days=days, fixed=[door, later])

    assert best(asked) == {"a": Place(DAYS[0], TEN), "b": Place(DAYS[1], TEN)}
    other = replace(asked, demands=(replace(long, later=0.5), replace(short, later=2.0)))
    assert best(other) == {"b": Place(DAYS[0], TEN), "a": Place(DAYS[1], TEN)}


def test_a_pause_is_worth_a_busier_hour(start):
    one = demand("a", NINE + 30, TWO, wish=Wish.LOW, worth=50.0)
    around = [entry(EIGHT, NINE + 30), entry(TEN + 30, TEN + 90)]
    asked = problem(one, days=[outlook(busy=[(14, 20.0)])], fixed=around)

    assert start(asked) == NINE + 30
    assert start(replace(asked, diaries=(replace(asked.diaries[0], working_days=DAYS[:1]),))) == TWO


def test_lunch_is_a_pause(start):
    around = [entry(EIGHT, NINE + 30), entry(TEN + 30, TEN + 90)]
    lunch = demand("a", NINE + 30, TWO, wish=Wish.LOW, worth=50.0, kind=EntryKind.LUNCH)
    asked = problem(lunch, days=[outlook(busy=[(14, 20.0)])], fixed=around, working_days=DAYS[:1])

    assert start(asked) == NINE + 30
    assert start(replace(asked, demands=(replace(lunch, kind=EntryKind.PEOPLE),))) == TWO


def test_what_stands_already_stays_unless_it_is_worth_the_move(start):
    one = demand("a", EIGHT, NINE, TEN, wish=Wish.LOW, worth=50.0)
    stands_at = {EIGHT: entry(EIGHT, NINE), TEN: entry(TEN, TEN + 60)}

    assert start(problem(one)) == NINE
    assert start(problem(replace(one, current=stands_at[EIGHT]))) == EIGHT
    assert start(problem(replace(one, current=stands_at[TEN]))) == NINE


def test_what_people_were_invited_to_stays_for_much_more(start):
    invited = entry(TEN, TEN + 60, invited=True)
    one = demand("a", NINE, TEN, wish=Wish.LOW, worth=50.0, current=invited)

    assert start(problem(one)) == TEN
    assert start(problem(replace(one, current=replace(invited, invited=False)))) == NINE


# Tiers


def quotas(*names_and_tiers, minimum=1):
    return tuple(Quota(name, minimum, tier) for name, tier in names_and_tiers)


def test_a_minimum_count_comes_before_any_points(best):
    cheap = demand("a", TEN, worth=1.0, wish=Wish.LOW, quota="walks")
    dear = demand("b", TEN, worth=1000.0)

    assert best(problem(cheap, dear)).keys() == {"b"}
    assert best(problem(cheap, dear, quotas=quotas(("walks", 3)))).keys() == {"a"}


def test_a_lower_tier_comes_before_all_that_follow(best):
    longer = demand("a", TEN, minutes=120, quota="a")
    asked = problem(longer, demand("b", TEN, quota="b"), demand("c", TEN + 60, quota="c"))

    assert best(replace(asked, quotas=quotas(("a", 0), ("b", 1), ("c", 1)))).keys() == {"a"}
    assert best(replace(asked, quotas=quotas(("a", 1), ("b", 1), ("c", 1)))).keys() == {"b", "c"}


def test_beyond_its_minimum_a_quota_counts_nothing(best):
    walks = [demand(name, start, quota="walks") for name, start in (("a", TEN), ("b", TWO))]
    dear = demand("c", TEN, worth=1.0)

    one_is_enough = problem(*walks, dear, quotas=quotas(("walks", 3)))
    assert best(one_is_enough).keys() == {"b", "c"}
    two = replace(one_is_enough, quotas=quotas(("walks", 3), minimum=2))
    assert best(two).keys() == {"a", "b"}


# Counting


def everything():
    """A problem whose plan has every part."""
    days = [outlook(day, busy=[(10, 40.0)]) for day in DAYS]
    demands = (
        demand("a", TEN, wish=Wish.HIGH, worth=45.0, current=entry(TEN, TEN + 60)),
        demand(
            "b",
            NINE,
            day=DAYS[1],
            wish=Wish.LOW,
            people=(ANN,),
            leaves_phones=True,
            later=0.5,
            worth=15.0,
            quota="talks",
        ),
    )
    asked = problem(
        *demands,
        days=days,
        fixed=[entry(EIGHT, TEN)],
        working_days=DAYS,
        agents={ANN: "north"},
        quotas=(Quota("talks", 3, 1),),
    )
    return asked, {DemandId("a"): Place(MONDAY, TEN), DemandId("b"): Place(DAYS[1], NINE)}


def test_the_parts_add_up_to_the_points_and_each_of_them_is_there():
    asked, places = everything()

    score = Objective(asked).score(places)

    assert score.parts.keys() == {
        "worth", "peaks", "quiet", "phones", "waiting", "pauses", "stability",
    }  # fmt: skip
    assert score.points == pytest.approx(sum(score.parts.values()))
    assert score.parts == pytest.approx(
        {
            "worth": 60.0,
            "peaks": weights.PEAK,
            "quiet": -weights.QUIET,
            "phones": -weights.PHONES,
            "waiting": -weights.LATER,
            "pauses": -3 * weights.PAUSE,
            "stability": weights.STAYS,
        }
    )
    assert score.tiers == (0, 1)


def test_of_two_plans_the_one_with_more_counts_is_better_whatever_its_points():
    asked, places = everything()
    objective = Objective(asked)
    only_a, only_b = (
        objective.score({DemandId(name): places[DemandId(name)]}) for name in ("a", "b")
    )

    assert only_a.points > only_b.points
    assert only_b.order > only_a.order
    assert objective.score(places).order > only_b.order


def test_where_nothing_is_expected_no_hour_is_busy_or_quiet():
    silent = DayOutlook(MONDAY, 60, (0.0,) * 24, None, 0.0, ())
    asked = problem(
        demand("a", TEN, wish=Wish.HIGH), demand("b", TWO, wish=Wish.LOW), days=[silent]
    )

    score = Objective(asked).score(
        {DemandId("a"): Place(MONDAY, TEN), DemandId("b"): Place(MONDAY, TWO)}
    )

    assert score.points == 0.0
