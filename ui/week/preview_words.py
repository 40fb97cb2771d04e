"""What the preview of a plan says about the whole of it."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from app.domain.coverage import Coverage
from ui.week.panel_kinds import kind_name
from ui.widgets.language import tr
from ui.widgets.spoken import duration, number, percent, weekday_name

if TYPE_CHECKING:
    from app.domain.account import Account
    from app.domain.demands import Plan
    from app.services.proposals import Proposal
    from ui.week.plan_wish import PlanWish

COARSE, FINE = 0.1, 0.001
"""Gaps from which no decimal, and from which one, is told."""
LEAST_TOLD = 0.0001
WHOLE_NAMES = 2
"""So many weekdays have room for their whole names."""


def heading_words(wish: PlanWish | None) -> str:
    """Head the preview: "Plan my week", "Plan four weeks", "Re-plan Thursday"."""
    if wish is None or (wish.weeks == 1 and wish.days is None):
        return tr("Plan my week")
    if wish.days is not None:
        return tr("Re-plan {days}", days=days_words(wish.days))
    return tr("Plan {count} weeks", count=number(wish.weeks))


def days_words(days: tuple[date, ...]) -> str:
    """Name days of a week: "Thursday", "Thursday and Friday", "Mon, Thu and Fri"."""
    if len(days) == 1:
        return weekday_name(days[0].weekday())
    names = [weekday_name(day.weekday(), short=len(days) > WHOLE_NAMES) for day in days]
    return tr("{days} and {last}", days=", ".join(names[:-1]), last=names[-1])


def summary_words(proposal: Proposal) -> str:
    """Say "3 new, 1 moved, 0 removed", or that the plan changes nothing."""
    if not proposal.changes:
        return _unchanged_words(proposal)
    return tr(
        "{new} new, {moved} moved, {removed} removed",
        new=number(proposal.count("new")),
        moved=number(proposal.count("moved")),
        removed=number(proposal.count("removed")),
    )


def _unchanged_words(proposal: Proposal) -> str:
    """Say that nothing would change; why, as far as it is known for certain."""
    if proposal.series:
        return tr("Only the weeks that follow would change")
    if not proposal.final:
        return tr("Nothing would change so far")
    whole = proposal.days is None and proposal.enough_history
    if whole and proposal.plan.proven and proposal.weeks == 1:
        return tr("Nothing would change: this is the best week there is")
    if whole and proposal.plan.proven:
        return tr("Nothing would change: no plan is better")
    return tr("Nothing would change")


def coverage_words(proposal: Proposal) -> str:
    """Say how many peaks are kept free before and after."""
    before, after = proposal.coverage_before, proposal.coverage_after
    if not after.peaks:
        return tr("No peak stands out in this week.")
    if before.covered == after.covered:
        return tr("Peaks covered: {covered}", covered=_of(after))
    return tr("Peaks covered: {before} → {after}", before=_of(before), after=_of(after))


def nothing_words(proposal: Proposal) -> str:
    """Say plainly why there is nothing to apply."""
    covered = proposal.coverage_before
    if not proposal.enough_history:
        return tr(
            "There are not enough volumes yet to tell peaks from chance. Import at least four"
            " weeks, then plan again."
        )
    if proposal.days is not None:
        return tr("No better place was found on these days.")
    if covered.peaks and covered.covered == covered.peaks:
        return tr("{covered} peaks are covered already.", covered=_of(covered))
    if covered.peaks:
        return tr(
            "{covered} peaks are covered, and nothing that may be moved would make room for more.",
            covered=_of(covered),
        )
    return tr("No peak of this week stands above the peak line.")


def series_words(proposal: Proposal) -> str:
    """Say how far ahead the standing series would be booked; empty without one."""
    weeks = sum(len(change.added) for change in proposal.series)
    if not weeks:
        return ""
    return tr(
        "The same hours are kept free in the weeks that follow too: {count} more blocks,"
        " 13 weeks ahead.",
        count=number(weeks),
    )


def bound_words(plan: Plan) -> str:
    """Say how much better a plan could be at most; empty while nobody knows."""
    if plan.proven:
        return tr("Proven: no plan is better")
    if not bound_known(plan):
        return ""
    gap = max(plan.gap, LEAST_TOLD)
    decimals = 0 if gap >= COARSE else 1 if gap >= FINE else 2
    step = 10 ** -(decimals + 2)
    upwards = math.ceil(gap / step - 1e-6) * step  # what is said must hold
    return tr("No plan can be more than {share} better", share=percent(upwards, decimals))


def bound_known(plan: Plan) -> bool:
    """Whether the plan's bound says anything: the first plan comes before it."""
    return math.isfinite(plan.bound) and plan.bound > plan.score.points


def search_words(plan: Plan | None, *, searching: bool) -> str:
    """The thin line: how good the plan is, and what the search is doing."""
    bound = bound_words(plan) if plan is not None else ""
    if searching:
        return bound or tr("Looking for a better plan…")
    stopped = plan.stopped if plan is not None else ""
    if stopped == "lost":
        return tr("The search was interrupted; this is the best plan so far")
    if stopped == "cancelled" and bound:
        return tr("Stopped. {bound}", bound=bound)
    return bound


def share_words(account: Account) -> str:
    """Say how much of the working hours is planned: "26 h 15 min of 45 h planned (58 %)"."""
    return tr(
        "{planned} of {working} planned ({share})",
        planned=duration(account.planned_minutes),
        working=duration(account.working_minutes),
        share=percent(account.share),
    )


def hours_words(account: Account) -> list[tuple[str, str]]:
    """Hours by kind, most first: ("Unplanned", "10 h")."""
    ordered = sorted(account.minutes.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(_capital(kind_name(kind)), duration(minutes)) for kind, minutes in ordered if minutes]


def tier_words(tier: int) -> str:
    """Name the minimum counts of one tier, as ``docs/objective.md`` orders them."""
    names = (
        tr("Blocks over the peaks"),
        tr("Lunches"),
        tr("Open doors and checkpoints in time"),
        tr("Minimum of your routines"),
    )
    return names[tier] if tier < len(names) else tr("Other minimum counts")


def part_words(part: str) -> str:
    """Name what earned or cost points."""
    names = {
        "worth": tr("What was placed, by priority"),
        "peaks": tr("Busy hours covered"),
        "quiet": tr("Time taken from busy hours"),
        "phones": tr("Agents off the phones"),
        "waiting": tr("Days that things wait"),
        "pauses": tr("Stretches without a pause"),
        "stability": tr("What stays where it is"),
    }
    return names.get(part, part)


def points_words(points: float) -> str:
    """Write "+912" or "−34", the sign always there."""
    sign = "+" if round(points) >= 0 else "−"
    return f"{sign}{number(abs(round(points)))}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _of(coverage: Coverage) -> str:
    return tr(
        "{covered} of {peaks}", covered=number(coverage.covered), peaks=number(coverage.peaks)
    )
