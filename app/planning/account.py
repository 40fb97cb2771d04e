"""What a plan comes to as a whole."""

from __future__ import annotations

from app.domain.account import Account
from app.domain.demands import Plan, Problem


def account(problem: Problem, plan: Plan) -> Account:
    """Add up a plan: points by part, minimum counts by tier, hours by kind, the share planned."""
    del problem
    return Account(
        points=plan.score.points,
        parts=plan.score.parts,
        tiers=(),
        bound=plan.bound,
        gap=plan.gap,
        proven=plan.proven,
        placed=len(plan.placements),
        left_out=len(plan.omissions),
    )
