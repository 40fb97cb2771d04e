"""What may stand where, asked of whole problems."""

from app.domain.demands import DemandId, Place
from app.services.ground import Ground, place_of, settled
from tests.planning.curves import MONDAY, SITE
from tests.services.plan_stage import demand, entry, minutes, planned, problem, span, standing


def at(start, day=0):
    return place_of(span(start, day=day), SITE.tz)


def test_a_place_is_the_wall_clock_at_which_a_span_starts():
    assert at("10:00") == Place(MONDAY, minutes("10:00"))


def test_what_something_fixed_lies_on_has_no_place():
    ground = Ground(problem(demand("a"), demand("b", worth=30.0), fixed=[entry("Board", "10:00")]))

    places = {DemandId("a"): at("10:30"), DemandId("b"): at("11:00")}

    assert ground.homeless(places) == {"a"}


def test_two_things_on_each_other_clash_and_either_may_give_way():
    ground = Ground(problem(demand("a"), demand("b", worth=30.0), demand("c", worth=20.0)))
    places = {"a": at("10:00"), "b": at("10:30"), "c": at("13:00")}

    clashes = ground.clashes(places)

    assert clashes
    assert all(clash.together == clash.gives_way == {"a", "b"} for clash in clashes)
    assert ground.clashes(places | {"b": at("11:00")}) == []


def test_too_many_agents_of_a_team_off_the_phones_clash_though_the_calendars_differ():
    agents = {"kari": "red", "ola": "red"}
    two = [
        demand(name, people=(name,), leaves_phones=True, owner=owner)
        for name, owner in (("kari", ""), ("ola", "north"))
    ]
    ground = Ground(problem(*two, agents=agents, away_per_team=1))

    assert ground.clashes({"kari": at("09:00"), "ola": at("09:30")})
    assert not ground.clashes({"kari": at("09:00"), "ola": at("10:00")})


def test_every_place_of_a_single_demand_comes_with_the_points_of_the_week():
    quiet, busy = at("08:00"), at("10:00")

    points = Ground(problem(demand("a", 0))).points()

    assert len(points) == 33
    assert points[quiet] > points[busy]


def test_a_settled_week_has_nothing_left_to_place_but_for_what_is_gone():
    block, talk = planned("block", "10:00"), planned("talk", "13:00", people=("kari",))
    asked = problem(
        standing(block), standing(talk, leaves_phones=True), fixed=[entry("Board", "09:00")]
    )

    made = settled(asked, {block.id})

    assert made.demands == ()
    assert [e.title for e in made.diaries[0].fixed] == ["Board", "talk"]
    assert [(one.entry.title, one.leaves_phones) for one in made.engagements] == [("talk", True)]
