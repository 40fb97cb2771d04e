"""A problem becomes a model in which nothing is lost: places, points, minimum counts, pauses."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings

from app.domain.demands import Diary, Place, Problem, Window
from app.domain.objective import Objective
from app.domain.rules import Wish
from app.planning.compile import compile_problem
from app.planning.greedy import greedy
from app.planning.model import Model, worth
from tests.bench import plan_instances
from tests.planning.checker import as_it_stands, violations
from tests.planning.instances import problems
from tests.planning.one_monday import problem as monday_problem
from tests.planning.one_monday import talk


@given(problems(contradictions=False))
@settings(max_examples=60, deadline=None)
def test_points_of_an_option_are_those_of_the_objective(problem):
    problem = as_it_stands(problem)
    compiled = compile_problem(problem)
    objective = Objective(problem)
    model = compiled.model

    for option in range(model.options):
        [(one, place)] = compiled.places(np.array([option])).items()
        demand = next(d for d in problem.demands if d.id == one)
        assert model.points[option] == pytest.approx(sum(objective.parts(demand, place).values()))


@given(problems(contradictions=False))
@settings(max_examples=100, deadline=None)
def test_a_greedy_choice_breaks_no_rule_and_is_worth_what_the_objective_says(problem):
    problem = as_it_stands(problem)
    compiled = compile_problem(problem)
    chosen = greedy(compiled.model)
    places = compiled.places(chosen)
    score = Objective(problem).score(places)

    assert violations(problem, places) == []
    assert worth(compiled.model, chosen).tiers == score.tiers
    assert worth(compiled.model, chosen).points == pytest.approx(score.points)
    assert compiled.options_of(places).tolist() == chosen.tolist()


def test_demands_that_differ_only_in_where_they_stand_are_one_class():
    alike = [replace(talk(f"talk{n}"), current=None) for n in range(3)]
    model = compile_problem(monday_problem(*alike)).model

    assert model.multiplicity.tolist() == [3]


def test_each_of_a_class_keeps_the_place_where_it_stands():
    problem = plan_instances.week(1)
    compiled = compile_problem(problem)
    places = compiled.places(greedy(compiled.model))
    blocks = {one: place for one, place in places.items() if one.startswith("unplanned")}
    swapped = dict(zip(blocks, reversed(blocks.values()), strict=True))
    by_day = {one: place for one, place in swapped.items() if str(place.day) in one}
    standing = plan_instances.with_places(
        problem, {one: (place.day, place.start) for one, place in by_day.items()}
    )
    again = compile_problem(standing)

    kept = again.places(again.options_of(by_day))

    assert by_day
    assert kept == by_day


def test_a_start_beside_the_grid_is_an_option_when_a_window_names_it():
    demand = talk()
    day = demand.windows[0].day
    compiled = compile_problem(monday_problem(replace(demand, windows=(Window(day, (600, 605)),))))

    assert compiled.model.start.tolist() == [600, 605]


def test_a_place_that_the_clock_swallows_is_no_option():
    spring = date(2027, 3, 28)
    outlook = replace(plan_instances.week(1).days[0], day=spring)
    demand = replace(talk(), minutes=30, windows=(Window(spring, (90, 120, 150, 180)),))
    problem = Problem((outlook,), "Europe/Oslo", (Diary((), plan_instances.WORKING),), (demand,))

    assert compile_problem(problem).model.start.tolist() == [90, 180]


def test_a_model_survives_the_trip_as_arrays():
    model = compile_problem(plan_instances.week(2)).model
    back = Model.from_arrays(model.to_arrays())

    assert greedy(back).tolist() == greedy(model).tolist()


def test_ten_thousand_demands_are_compiled_and_planned():
    day = plan_instances.MONDAY
    windows = (Window(day, tuple(range(480, 1080, 15))),)
    many = [
        replace(talk(f"talk{n}"), windows=windows, worth=float(n % 97), wish=Wish.ANY)
        for n in range(10_000)
    ]
    problem = replace(plan_instances.week(1), demands=tuple(many), quotas=())
    compiled = compile_problem(problem)

    places = compiled.places(greedy(compiled.model))

    assert len(places) > 10
    assert violations(problem, places) == []


def test_a_demand_on_another_day_than_those_planned_has_no_option():
    demand = talk()
    later = demand.windows[0].day + timedelta(days=100)
    compiled = compile_problem(monday_problem(replace(demand, windows=(Window(later, (600,)),))))

    assert compiled.model.options == 0
    assert compiled.options_of({demand.id: Place(later, 600)}).tolist() == []
