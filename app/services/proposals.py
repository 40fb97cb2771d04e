"""A proposal: what the planner would change, piece by piece, and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.domain.coverage import Coverage
from app.domain.demands import Omission, Plan, Problem
from app.domain.entries import Entry
from app.domain.reasons import Reasons
from app.services.changes import Change, SeriesChange, What, entries_after, what_of
from app.services.fitting import Fitting, fitting

if TYPE_CHECKING:
    from app.domain.account import Account

__all__ = ["Change", "Fitting", "Proposal", "SeriesChange", "What", "entries_after", "what_of"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would change in the weeks from ``monday``; nothing is stored yet.

    ``days`` are the only ones touched, None for all. One that is not ``final`` is followed by
    a better one and not explained yet.
    """

    monday: date
    zone: str
    changes: tuple[Change, ...]
    kept: tuple[Entry, ...]
    plan: Plan
    coverage_before: Coverage
    coverage_after: Coverage
    series: tuple[SeriesChange, ...] = ()
    enough_history: bool = True
    remarks: Reasons = ()
    """What the manager should know about the whole, such as volumes that are old."""
    weeks: int = 1
    days: tuple[date, ...] | None = None
    account: Account | None = None
    """Points by part, bound, hours by kind and share planned; None while not final."""
    final: bool = True
    problem: Problem | None = field(default=None, repr=False, compare=False)
    """What was asked of the engine, so that ticks can be held against its rules."""

    @property
    def gap(self) -> float:
        """No plan can be better by more than this share."""
        return self.plan.gap

    @property
    def stopped(self) -> str:
        """Why the search ended, as in `app.domain.demands.Plan`; "" for a first plan."""
        return self.plan.stopped

    def can_wait(self, omission: Omission) -> bool:
        """Whether it is only wished for: it is not overdue, and nothing asked for is missing.

        It is no failure of the week then. Without the problem nothing can wait.
        """
        demand = omission.demand
        if self.problem is None or demand.current is not None:
            return False
        if any(reason.code == "overdue" for reason in demand.reasons):
            return False
        placed = sum(one.demand.quota == demand.quota for one in self.plan.placements)
        asked = (q.minimum for q in self.problem.quotas if q.name == demand.quota)
        return not demand.quota or placed >= max(asked, default=0)

    def count(self, what: What) -> int:
        """How many changes of one sort."""
        return sum(change.what == what for change in self.changes)

    def consistent(self, keep: Collection[str] | None = None) -> Fitting:
        """The ticked changes that still fit when others are unticked, and why not the rest."""
        return fitting(self.changes, keep, ZoneInfo(self.zone), self.plan, self.problem)
