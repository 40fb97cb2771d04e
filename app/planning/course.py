"""What a plan in the making has come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.demands import Plan
from app.planning.drafts import Drafts
from app.planning.greedy import First
from app.planning.limits import Limits, never
from app.planning.wire import Message
from app.planning.worker import CHOSEN


class Course:
    """Keeps the best plan so far and tells ``better`` of each that beats the last.

    What the worker claims is counted anew: a choice that is no gain is never shown. The first
    plan has its reasons unless there are many; once ``cancelled`` the answer of many has none.
    """

    def __init__(
        self,
        drafts: Drafts,
        limits: Limits,
        better: Callable[[Plan], None],
        cancelled: Callable[[], bool] = never,
    ) -> None:
        self._drafts = drafts
        self._limits = limits
        self._better = better
        self._cancelled = cancelled
        first = drafts.first()
        self.start = first.chosen
        self.best = drafts.plan(first)
        self._explained = not drafts.many
        if self._explained:
            self.best = drafts.explained(self.best)
        better(self.best)

    def hear(self, answer: Message) -> None:
        """Take in what a round brought."""
        says, best = answer.says, self.best
        gained = False
        if CHOSEN in answer.arrays:
            plan = self._drafts.plan(First(answer.arrays[CHOSEN], proven=False))
            gained = plan.score.order > best.score.order
            best = replace(plan, bound=best.bound) if gained else best
        if says["bound"] is not None and tuple(says["tiers"]) == best.score.tiers:
            best = self._drafts.bounded(best, min(says["bound"], best.bound))
        if says["proven"]:
            best = replace(best, proven=True, bound=best.score.points)
        self.best = replace(best, rounds=says["round"])
        if gained:
            self._explained = False
            self._better(self.best)

    def ended(self) -> Plan:
        """The answer when the worker says that it is through."""
        if self.best.proven:
            return self.stopped("proven")
        return self.stopped("close" if self.best.gap <= self._limits.close_enough else "rounds")

    def stopped(self, why: str) -> Plan:
        """The answer as things stand, with its reasons."""
        best = replace(self.best, stopped=why)
        return best if self._explained else self._drafts.explained(best, self._cancelled)
