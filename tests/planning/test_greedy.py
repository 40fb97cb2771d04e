"""A first plan at once: allowed, tiers first, exact where days do not compete."""

from app.domain.demands import Diary, Problem
from app.planning.compile import compile_problem
from app.planning.drafts import Drafts
from app.planning.greedy import first, greedy
from app.planning.model import worth
from app.planning.walk import Walk
from app.planning.week_demands import quotas_of, week_demands
from tests.bench import plan_instances
from tests.planning.checker import violations
from tests.planning.test_engine import SITE, week


def plain_week():
    outlook = week()
    demands = week_demands(SITE, outlook, (), ())
    diary = Diary((), SITE.working)
    return Problem(outlook.days, SITE.zone, (diary,), demands, quotas_of(demands))


def test_blocks_lunch_and_door_are_placed_as_well_as_can_be():
    found = first(compile_problem(plain_week()).model)

    assert found.proven


def test_a_week_of_84_things_breaks_no_rule_and_reaches_its_minimum_counts():
    problem = plan_instances.week(1)
    compiled = compile_problem(problem)
    chosen = greedy(compiled.model)

    assert violations(problem, compiled.places(chosen)) == []
    assert worth(compiled.model, chosen).tiers == (10, 5, 8, 17)


def test_the_same_model_gives_the_same_choice():
    model = compile_problem(plan_instances.week(3)).model

    assert greedy(model).tolist() == greedy(model).tolist()


def test_a_plan_that_stands_and_is_better_is_begun_with():
    problem = plan_instances.week(1)
    compiled = compile_problem(problem)
    walk = Walk(compiled.model, greedy(compiled.model), compiled.model.points)
    walk.walk(40, 1.0)
    stood = compiled.places(walk.best)
    places = {one: (place.day, place.start) for one, place in stood.items()}
    standing = Drafts(plan_instances.with_places(problem, places))

    plan = standing.plan(standing.first())

    assert {one.demand.id: one.place for one in plan.placements} == stood
