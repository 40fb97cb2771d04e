"""After a change: which days no longer fit, and why a thing that moved had to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from app.domain.demands import DemandId, Place, Placement, Plan, Problem
from app.domain.entries import Entry
from app.domain.reasons import Reason, Reasons
from app.domain.wall import clock_time, minute_of_day
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


def why_moved(problem: Problem, plan: Plan) -> dict[DemandId, Reasons]:
    """For each thing that has another place than today: what drove it from there."""
    zone = ZoneInfo(problem.zone)
    moved = [p for p in plan.placements if _has_moved(p)]
    if not moved:
        return {}
    broken = broken_things(problem)
    walls = [e for diary in problem.diaries for e in diary.fixed if e.blocks_time]
    return {
        placement.demand.id: (
            _why(placement, walls, plan.placements, zone, broken=placement.demand.id in broken),
        )
        for placement in moved
    }


def _why(
    moved: Placement,
    walls: Sequence[Entry],
    placed: Iterable[Placement],
    zone: ZoneInfo,
    *,
    broken: bool,
) -> Reason:
    current = moved.demand.current
    assert current is not None
    wall = next((e for e in walls if e.span.overlaps(current.span)), None)
    if wall is not None:
        return about("was_taken", wall, zone)
    start = clock_time(minute_of_day(current.span.start, zone))
    if broken:
        return Reason("no_longer_there", {"start": start})
    others = (o for o in placed if o.demand.id != moved.demand.id and not o.demand.inside)
    for other in others:
        if other.demand.owner == moved.demand.owner and other.span.overlaps(current.span):
            return _about_placed(other, zone)
    return Reason("with_the_rest")


def about(code: str, entry: Entry, zone: ZoneInfo) -> Reason:
    """A reason that names another entry and its hours."""
    start, end = (clock_time(minute_of_day(at, zone)) for at in (entry.span.start, entry.span.end))
    return Reason(code, {"title": entry.title, "start": start, "end": end})


def _about_placed(placed: Placement, zone: ZoneInfo) -> Reason:
    start, end = (clock_time(minute_of_day(t, zone)) for t in (placed.span.start, placed.span.end))
    return Reason("made_room", {"title": placed.demand.title, "start": start, "end": end})


def _has_moved(placement: Placement) -> bool:
    current = placement.demand.current
    return current is not None and current.span != placement.span
