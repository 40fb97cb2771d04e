"""What a plan in the making has come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.demands import Plan
from app.planning.drafts import Drafts
from app.planning.limits import Limits
from app.planning.wire import Message
from app.planning.worker import CHOSEN


class Course:
    """Keeps the best plan so far and tells ``better`` of each that beats the last.

    What the worker claims is counted anew: a choice that is no gain is never shown.
    """

    def __init__(self, drafts: Drafts, limits: Limits, better: Callable[[Plan], None]) -> None:
        self._drafts = drafts
        self._limits = limits
        self._better = better
        self.start = drafts.first()
        self.best = drafts.explained(drafts.plan(self.start))
        better(self.best)

    def hear(self, answer: Message) -> None:
        """Take in what a round brought."""
        says, best = answer.says, self.best
        gained = False
        if CHOSEN in answer.arrays:
            plan = self._drafts.plan(answer.arrays[CHOSEN])
            gained = plan.score.order > best.score.order
            best = replace(plan, bound=best.bound) if gained else best
        if says["bound"] is not None and tuple(says["tiers"]) == best.score.tiers:
            best = self._drafts.bounded(best, min(says["bound"], best.bound))
        self.best = replace(best, rounds=says["round"], proven=says["proven"])
        if gained:
            self._better(self.best)

    def settled(self) -> Plan:
        """The answer where there is nothing to choose."""
        self.best = replace(self.best, proven=True)
        return self.stopped("proven")

    def ended(self) -> Plan:
        """The answer when the worker says that it is through."""
        if self.best.proven:
            return self.stopped("proven")
        return self.stopped("close" if self.best.gap <= self._limits.close_enough else "rounds")

    def stopped(self, why: str) -> Plan:
        """The answer as things stand, with its reasons."""
        best = replace(self.best, stopped=why)
        if best.proven:
            best = replace(best, bound=best.score.points)
        return self._drafts.explained(best)
