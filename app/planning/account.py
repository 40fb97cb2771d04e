"""What a plan comes to as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from app.domain.account import TOO_FULL, Account, MinimumCount
from app.domain.demands import Diary, Placement, Plan, Problem
from app.domain.entries import EntryKind
from app.domain.objective import minutes_on, takes_time
from app.domain.reasons import Reason, Reasons
from app.domain.span import Span
from app.domain.wall import MINUTES_A_DAY, day_span, zone_named


def account(problem: Problem, plan: Plan) -> Account:
    """Add up a plan: points by part, minimum counts by tier, hours by kind, the share planned.

    A minute that two things of one calendar take counts once for the share, and once for each
    of their kinds.
    """
    planned = working = 0
    minutes: Counter[EntryKind] = Counter()
    for diary in problem.diaries:
        own = [one for one in plan.placements if one.demand.owner == diary.owner]
        taken = _taken(problem, diary, own)
        for kind, cells in taken.items():
            minutes[kind] += int(cells.sum())
        here, of = _share(problem, diary, taken.values())
        planned, working = planned + here, working + of
    return Account(
        points=plan.score.points,
        parts=plan.score.parts,
        tiers=_minimum_counts(problem, plan),
        bound=plan.bound,
        gap=plan.gap,
        proven=plan.proven,
        placed=len(plan.placements),
        left_out=len(plan.omissions),
        minutes={kind: minutes[kind] for kind in EntryKind if minutes[kind]},
        planned_minutes=planned,
        working_minutes=working,
        agent_minutes=sum(
            one.demand.minutes * sum(person in problem.agents for person in one.demand.people)
            for one in plan.placements
            if one.demand.leaves_phones
        ),
        warnings=_too_full(planned, working),
    )


Minutes = NDArray[np.bool_]
"""The wall-clock minutes of all days planned, one after another."""


def _minimum_counts(problem: Problem, plan: Plan) -> tuple[MinimumCount, ...]:
    placed = Counter(one.demand.quota for one in plan.placements)
    reached: Counter[int] = Counter()
    asked: Counter[int] = Counter()
    for quota in problem.quotas:
        reached[quota.tier] += min(quota.minimum, placed[quota.name])
        asked[quota.tier] += quota.minimum
    return tuple(MinimumCount(tier, reached[tier], asked[tier]) for tier in sorted(asked))


def _taken(
    problem: Problem, diary: Diary, placements: Iterable[Placement]
) -> dict[EntryKind, Minutes]:
    """What of each minute a kind takes, of what stands and of what is placed."""
    spans = [(one.kind, one.span) for one in diary.fixed if one.blocks_time]
    spans += [(one.demand.kind, one.span) for one in placements if takes_time(one.demand)]
    zone = zone_named(problem.zone)
    wholes = [day_span(day.day, zone) for day in problem.days]
    taken: dict[EntryKind, Minutes] = {}
    for kind, span in spans:
        cells = taken.setdefault(kind, np.zeros((len(wholes), MINUTES_A_DAY), dtype=np.bool_))
        for number, start, end in _on_days(problem, span, wholes):
            cells[number, start:end] = True
    return taken


def _on_days(problem: Problem, span: Span, wholes: list[Span]) -> Iterable[tuple[int, int, int]]:
    for number, whole in enumerate(wholes):
        if span.overlaps(whole):
            start, end = minutes_on(span, problem.days[number].day, problem)
            yield number, start, end


def _share(problem: Problem, diary: Diary, taken: Iterable[Minutes]) -> tuple[int, int]:
    """Minutes of the working hours that are taken, and all of them."""
    days = [n for n, day in enumerate(problem.days) if day.day in diary.working_days]
    hours = slice(diary.working.start, diary.working.end)
    busy = np.zeros((len(problem.days), MINUTES_A_DAY), dtype=np.bool_)
    for cells in taken:
        busy |= cells
    return int(busy[days, hours].sum()), len(days) * (hours.stop - hours.start)


def _too_full(planned: int, working: int) -> Reasons:
    if planned <= TOO_FULL * working:
        return ()
    over = planned - TOO_FULL * working
    facts = {
        "share": round(planned / working, 4),
        "planned": round(planned / 60, 1),
        "working": round(working / 60, 1),
        "most": TOO_FULL,
        "give": round(over / 60, 1),
    }
    return (Reason("too_full", facts),)
