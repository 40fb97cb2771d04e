"""After a change: which days no longer fit."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from app.domain.demands import DemandId, Place, Problem
from app.services.ground import Ground, place_of


def touched_days(problem: Problem) -> tuple[date, ...]:
    """The days on which something planned stands where it may not stand any more."""
    broken = broken_things(problem)
    return tuple(sorted({place.day for place in broken.values()}))


def broken_things(problem: Problem) -> dict[DemandId, Place]:
    """What stands today and may not: something lies on it, somebody is away, phones unmanned."""
    zone = ZoneInfo(problem.zone)
    current = {
        demand.id: place_of(demand.current.span, zone)
        for demand in problem.demands
        if demand.current is not None
    }
    if not current:
        return {}
    ground = Ground(problem)
    broken = set(ground.homeless(current))
    for clash in ground.clashes({d: p for d, p in current.items() if d not in broken}):
        broken |= clash.gives_way
    return {demand: current[demand] for demand in broken}
