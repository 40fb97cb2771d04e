"""Plans of a thousand problems at random, judged by somebody who knows nothing of the engine.

`FIREBREAK_FULL=1` searches all of them as well, instead of a few.
"""

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from app.planning.engine import Engine, Limits, first_plan
from tests.planning.instances import problems
from tests.planning.judging import judge

FULL = bool(os.environ.get("FIREBREAK_FULL"))
PLANNED = 1_000
SEARCHED = 1_000 if FULL else 60
ROUNDS = 12

many = settings(max_examples=PLANNED, suppress_health_check=list(HealthCheck), database=None)
some = settings(max_examples=SEARCHED, suppress_health_check=list(HealthCheck), database=None)


def told(record_property, what, counts):
    """Have the counts printed at the end of the tests."""
    line = ", ".join(f"{count} {name}" for name, count in counts.items())
    record_property("fault", f"instances {what}: {line}, 0 failed")


def count(counts, problem, plan):
    counts["problems"] += 1
    counts["demands"] += len(problem.demands)
    counts["placed"] += len(plan.placements)
    counts["left out"] += len(plan.omissions)
    counts["proven"] += plan.proven


def test_a_thousand_problems_get_an_allowed_and_explained_plan_at_once(record_property):
    counts = Counter()

    @many
    @given(problems())
    def judged(problem):
        plan = first_plan(problem)
        judge(problem, plan)
        count(counts, problem, plan)

    judged()

    told(record_property, "planned at once", counts)
    assert counts["problems"] >= PLANNED


@pytest.fixture(scope="module")
def engine():
    engine = Engine()
    engine.warm_up()
    yield engine
    engine.close()


@pytest.mark.timeout(3600 if FULL else 120)
def test_plans_that_were_searched_for_are_allowed_and_no_worse(engine, record_property):
    counts = Counter()

    @some
    @given(problems())
    def judged(problem):
        shown = []
        plan = engine.plan(problem, Limits(rounds=ROUNDS), better=shown.append)
        judge(problem, plan)
        for before, after in zip(shown, [*shown[1:], plan], strict=True):
            assert after.score.order >= before.score.order
        assert engine.failure == ""
        assert plan.stopped in ("proven", "close", "rounds")
        count(counts, problem, plan)
        counts["gains"] += len(shown) - 1

    judged()

    told(record_property, "searched", counts)
    assert counts["problems"] >= SEARCHED


def test_the_same_problem_and_rounds_give_the_same_plan(engine):
    @settings(some, max_examples=5)
    @given(problems())
    def judged(problem):
        one, other = (engine.plan(problem, Limits(rounds=6, close_enough=0.0)) for _ in range(2))
        assert (one.placements, one.score) == (other.placements, other.score)

    judged()
