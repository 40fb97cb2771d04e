"""How long a plan is searched for, and by what right it is called off."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.demands import Plan


@dataclass(frozen=True, slots=True)
class Limits:
    """When the search ends: after so many rounds or seconds, or near enough to the bound.

    ``close_enough`` is a gap, a share of the bound. With ``prove`` it goes on until no better
    plan can exist, whatever the rounds. Two searches of the same rounds give the same plan.
    """

    rounds: int | None = 30
    seconds: float | None = None
    close_enough: float = 0.0005
    prove: bool = False


def nobody_listens(_plan: Plan) -> None:
    """What is called for better plans when nobody asked for them."""


def never() -> bool:
    """What is asked when nobody cancels."""
    return False
