"""What the manager asks the planner for, and which change is which in two of its answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.planning.engine import Limits
    from app.services.changes import Change
    from app.services.proposals import Proposal

WEEK_SECONDS = 6.0
"""A search of one week ends after so long; the last second of it rarely finds anything."""
REPLAN_SECONDS = 1.0
SAME = 1e-6
"""Points that two sums of the same numbers may differ by."""


@dataclass(frozen=True, slots=True)
class PlanWish:
    """``weeks`` weeks from ``monday``; with ``days`` only these, after something changed there.

    ``near`` and ``move_invited`` are the ticks of the preview, ``prove`` asks to go on until no
    plan can be better.
    """

    monday: date
    weeks: int = 1
    days: tuple[date, ...] | None = None
    near: bool = False
    move_invited: bool = False
    prove: bool = False

    @property
    def after_last(self) -> date:
        """The first day that is not planned any more."""
        return self.monday + timedelta(weeks=self.weeks)

    def covers(self, monday: date) -> bool:
        """Whether the week from ``monday`` is among those planned."""
        return self.monday <= monday < self.after_last

    def limits(self) -> Limits:
        """How long the search goes on when nobody stops it."""
        from app.planning.engine import Limits  # noqa: PLC0415 - not before a plan is asked for

        if self.prove:
            return Limits(rounds=None, prove=True)
        seconds = REPLAN_SECONDS if self.days is not None else WEEK_SECONDS * self.weeks
        return Limits(rounds=None, seconds=seconds)


def key_of(change: Change) -> str:
    """Name a change so that it is known again in a better plan, whatever its place there."""
    if change.before is not None:
        return f"entry:{change.before.id}"
    entry = change.entry
    if entry.routine is not None:
        return f"routine:{entry.routine}:{entry.occurs_on}"
    return f"demand:{entry.demand}" if entry.demand else f"entry:{change.id}"


def is_better(new: Proposal, shown: Proposal) -> bool:
    """Whether ``new`` should take the place of ``shown``, both answers to one wish.

    The same plan told again counts: it may bring reasons, or a proof.
    """
    one, other = new.plan.score, shown.plan.score
    if one.tiers != other.tiers:
        return one.tiers > other.tiers
    return one.points >= other.points - SAME


def told_why(shown: Proposal, final: Proposal) -> Proposal:
    """Give ``shown`` the reasons of ``final`` wherever both say the same.

    Who applies a plan before the search has ended gets what was on the screen.
    """
    known = {key_of(change): change for change in final.changes}

    def explained(change: Change) -> Change:
        other = known.get(key_of(change))
        if other is None or other.what != change.what:
            return change
        same = other.after is None or (
            change.after is not None and other.after.span == change.after.span
        )
        return other if same else change

    return replace(shown, changes=tuple(explained(change) for change in shown.changes))
