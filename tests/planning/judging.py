"""Everything that must hold of any plan of any problem."""

from __future__ import annotations

import math

from app.domain.demands import Plan, Problem
from app.domain.objective import Objective
from tests.planning.checker import as_it_stands, violations
from tests.planning.recount import recount

NEAR = 1e-6


def judge(problem: Problem, plan: Plan) -> None:
    """Assert that ``plan`` is allowed, counted truly, bounded, and explained throughout."""
    asked = as_it_stands(problem)
    places = {placement.demand.id: placement.place for placement in plan.placements}
    assert violations(asked, places) == []

    told = [one.demand.id for one in (*plan.placements, *plan.omissions)]
    twice = len(problem.demands) - len({demand.id for demand in problem.demands})
    assert set(told) == {demand.id for demand in asked.demands}
    assert len(told) <= len(asked.demands) + twice
    assert all(one.reasons for one in (*plan.placements, *plan.omissions))

    score = Objective(asked).score(places)
    tiers, parts = recount(asked, places)
    assert plan.score == score
    assert tiers == score.tiers
    assert all(
        math.isclose(parts.get(part, 0.0), score.parts.get(part, 0.0), abs_tol=NEAR)
        for part in {*parts, *score.parts}
    )
    assert math.isclose(sum(score.parts.values()), score.points, abs_tol=NEAR)
    assert plan.bound >= score.points - NEAR
    assert plan.gap >= 0
