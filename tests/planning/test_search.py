"""The search gets better, never worse, the same each time, and never above its bound."""

import numpy as np
import pytest

from app.planning.compile import compile_problem
from app.planning.greedy import greedy
from app.planning.model import worth
from tests.bench import plan_instances
from tests.planning.apart import Apart
from tests.planning.checker import violations


@pytest.fixture(scope="module")
def apart():
    solver = Apart()
    yield solver
    solver.close()


@pytest.fixture(scope="module")
def week():
    problem = plan_instances.week(4)
    return problem, compile_problem(problem)


def test_every_step_is_better_allowed_and_below_the_bound(apart, week):
    problem, compiled = week
    start = greedy(compiled.model)
    last = worth(compiled.model, start)

    steps = apart.steps(compiled.model, start, rounds=8)

    for step in steps:
        if step["chosen"] is not None:
            found = worth(compiled.model, step["chosen"])
            assert found.beats(last)
            assert violations(problem, compiled.places(step["chosen"])) == []
            last = found
        assert last.points == pytest.approx(step["points"])
        assert step["bound"] is None or step["bound"] >= step["points"]
    assert steps[-1]["bound"] is not None
    assert last.points > worth(compiled.model, start).points


def test_as_many_rounds_give_the_same_plan(apart, week):
    _, compiled = week
    start = greedy(compiled.model)

    one, other = (apart.steps(compiled.model, start, rounds=3) for _ in range(2))

    assert [s["points"] for s in one] == [s["points"] for s in other]
    assert one[-1]["round"] == 3


def test_it_ends_when_it_is_close_enough(apart, week):
    _, compiled = week

    steps = apart.steps(compiled.model, greedy(compiled.model), close_enough=0.02)

    gap = (steps[-1]["bound"] - steps[-1]["points"]) / steps[-1]["bound"]
    assert gap <= 0.02
    assert len(steps) < 5


def test_minimum_counts_are_raised_from_nothing(apart, week):
    _, compiled = week
    nothing = np.zeros(0, dtype=np.int64)

    steps = apart.steps(compiled.model, nothing, rounds=30, close_enough=0.05)

    assert steps[-1]["tiers"] == [10, 5, 8, 17]


def test_a_proven_plan_has_no_gap(apart):
    problem = plan_instances.week(2)
    small = compile_problem(
        type(problem)(
            problem.days,
            problem.zone,
            problem.diaries,
            tuple(d for d in problem.demands if not d.id.startswith("one_to_one")),
            problem.quotas,
            presence=problem.presence,
            agents=problem.agents,
            floor=problem.floor,
        )
    )

    last = apart.steps(small.model, greedy(small.model), prove=True)[-1]

    assert last["proven"]
    assert last["bound"] == pytest.approx(last["points"])
