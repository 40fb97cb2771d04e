"""Several managers' problems as one."""

from dataclasses import replace

import pytest

from app.domain.demands import Engagement, FloorDay, Quota
from app.domain.errors import BadInputError
from app.domain.people import Person, Role, Team
from app.planning.engine import first_plan
from app.services.drafts import Draft
from app.services.site_problem import JointProblem, Share
from tests.planning.checker import violations
from tests.planning.curves import MONDAY, SITE, week
from tests.services.plan_stage import demand, entry, problem, span, windows

KARI = Person("Kari", Role.AGENT, "anna-1", workforce_id="4711", team="a-red")
KARI_TOO = Person("K. Nordmann", Role.AGENT, "bo-9", workforce_id="4711", team="b-red")
TEAMS = {"anna": (Team("a-red", "Red"),), "bo": (Team("b-red", "red "),)}


def share(name, asked, *people, outlook=None):
    outlook = outlook or week()
    draft = Draft(SITE, (outlook,), asked, ())
    return Share(name, draft, people, TEAMS[name])


def joint(anna, bo, people=((KARI,), (KARI_TOO,))):
    return JointProblem([share("anna", anna, *people[0]), share("bo", bo, *people[1])])


def talk(person, **more):
    return demand(
        "talk", 0, people=(person,), windows=windows(0, first="09:00", last="11:00"), **more
    )


def test_an_agent_of_two_stores_is_one_and_is_booked_once():
    made = joint(problem(talk("anna-1")), problem(talk("bo-9")))

    plan = first_plan(made.problem)

    (first, second) = plan.placements
    assert not first.span.overlaps(second.span)
    assert first.demand.people == second.demand.people
    assert violations(made.problem, {p.demand.id: p.place for p in plan.placements}) == []


def test_without_an_id_the_mail_address_tells_who_somebody_is_then_the_name():
    for one, other in (
        (
            replace(KARI, workforce_id="", email="K@x.no"),
            Person("X", Role.AGENT, "bo-9", email="k@x.no"),
        ),
        (Person("Kari N", Role.AGENT, "anna-1"), Person("kari n", Role.AGENT, "bo-9")),
    ):
        made = joint(problem(talk("anna-1")), problem(talk("bo-9")), ((one,), (other,)))
        assert len({demand.people for demand in made.problem.demands}) == 1
    strangers = ((Person("Kari", Role.AGENT, "1"),), (Person("Ola", Role.AGENT, "1"),))
    made = joint(problem(talk("1")), problem(talk("1")), strangers)
    assert len({demand.people for demand in made.problem.demands}) == 2


def test_a_room_is_one_by_its_name():
    room = {"windows": windows(0, first="09:00", last="10:00")}
    anna = problem(demand("a", room="Oak", **room))
    bo = problem(demand("b", room=" oak", **room))

    plan = first_plan(joint(anna, bo).problem)

    assert (len(plan.placements), len(plan.omissions)) == (1, 1)


def test_what_one_manager_has_with_an_agent_keeps_the_other_away():
    meeting = entry("Coaching", "09:00", 60, people=("bo-9",))
    bo = problem(fixed=[meeting], engagements=(Engagement(meeting),))

    plan = first_plan(joint(problem(talk("anna-1")), bo).problem)

    assert plan.placements[0].span == span("10:00")


def test_a_team_of_both_stores_sends_no_more_off_the_phones_than_one_team():
    ola = Person("Ola", Role.AGENT, "bo-2", workforce_id="4712", team="b-red")
    where = {"windows": windows(0, first="09:00", last="10:00"), "leaves_phones": True}
    anna = problem(
        demand("a", people=("anna-1",), **where), agents={"anna-1": "a-red"}, away_per_team=1
    )
    bo = problem(demand("b", people=("bo-2",), **where), agents={"bo-2": "b-red"}, away_per_team=2)

    made = joint(anna, bo, ((KARI,), (ola,)))

    assert made.problem.away_per_team == 1
    assert len(first_plan(made.problem).placements) == 1


def test_where_stores_differ_the_narrower_holds():
    there, here = (span("08:00", 240),), (span("10:00", 300),)
    anna = problem(presence={"anna-1": there}, floor=(FloorDay(MONDAY, (3,) * 96, (0.2,) * 96),))
    bo = problem(presence={"bo-9": here}, floor=(FloorDay(MONDAY, (2,) * 96, (0.5,) * 96),))

    made = joint(anna, bo).problem

    assert list(made.presence.values()) == [(span("10:00", 120),)]
    assert made.floor == (FloorDay(MONDAY, (2,) * 96, (0.5,) * 96),)


def test_each_manager_gets_their_own_part_with_their_own_points():
    anna, bo = problem(demand("a", 0)), problem(demand("b", 1), demand("c", windows=()))
    made = joint(anna, bo)
    plan = first_plan(made.problem)

    parts = {one.name: made.part(one, plan) for one in made.shares}

    assert [p.demand for p in parts["anna"].placements] == list(anna.demands)
    assert [o.demand.id for o in parts["bo"].omissions] == ["c"]
    total = sum(part.score.points for part in parts.values())
    assert total == pytest.approx(plan.score.points)
    assert all(part.bound >= part.score.points for part in parts.values())


def test_minimum_counts_are_each_managers_own():
    quota = (Quota("lunch", 1, 1),)
    made = joint(
        problem(demand("a", 0, quota="lunch"), quotas=quota),
        problem(demand("b", 0, quota="lunch"), quotas=quota),
    )

    assert {q.name for q in made.problem.quotas} == {"anna/lunch", "bo/lunch"}
    assert first_plan(made.problem).score.tiers == (0, 2)


def test_stores_of_different_zones_are_refused_and_the_manager_is_named():
    with pytest.raises(BadInputError, match=r"^bo: .*Europe/Paris.*anna"):
        joint(problem(), problem(zone="Europe/Paris"))


def test_the_busier_curve_of_a_day_is_taken():
    quiet = replace(problem(), days=week(scale=0.5).days)

    assert [d.total for d in joint(quiet, problem()).problem.days] == [d.total for d in week().days]
