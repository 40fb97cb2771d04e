"""Which changes of a proposal still fit when others are left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.domain.demands import Demand, DemandId, Place, Plan, group_of
from app.domain.entries import Entry
from app.domain.reasons import Reason, Reasons
from app.domain.wall import clock_time, minute_of_day
from app.services.changes import Change

if TYPE_CHECKING:
    from app.domain.demands import Problem
    from app.services.ground import Ground


@dataclass(frozen=True, slots=True)
class Fitting:
    """The ticked changes that fit, and why each of the others does not.

    ``dropped`` are reasons by the id of a ticked change that does not go with something that
    stays because it was unticked.
    """

    changes: tuple[Change, ...]
    dropped: Mapping[str, Reasons] = field(default_factory=dict)


def fitting(
    changes: Sequence[Change],
    keep: Collection[str] | None,
    zone: ZoneInfo,
    plan: Plan,
    problem: Problem | None,
) -> Fitting:
    """Leave out what does not go with something that stays; all are ticked when ``keep`` is None.

    First by what lies on one another, then, where the ``problem`` is known, by all of its rules
    (phones manned, a distance to be kept, a session around a slot).
    """
    ticks = _Ticks(changes, keep, zone, plan)
    if not ticks.off:
        return Fitting(tuple(changes))
    ticks.drop_what_lies_on_what_stays()
    if problem is not None:
        from app.services.ground import Ground  # noqa: PLC0415 - with all of the engine's numpy

        _drop_what_breaks_a_rule(ticks, _Assigned.of(ticks, plan), Ground(problem))
    return Fitting(tuple(c for c in changes if c.id in ticks.on), ticks.dropped)


class _Ticks:
    """What is on, and why something that was ticked is not."""

    def __init__(
        self, changes: Sequence[Change], keep: Collection[str] | None, zone: ZoneInfo, plan: Plan
    ) -> None:
        self.changes = {change.id: change for change in changes}
        self.demand = _demands_of(changes, plan)
        self.on = {one for one in self.changes if keep is None or one in keep}
        self.dropped: dict[str, Reasons] = {}
        self.zone = zone

    @property
    def off(self) -> list[Change]:
        """What is left out, unticked or dropped."""
        return [change for change in self.changes.values() if change.id not in self.on]

    def drop(self, one: str, reason: Reason) -> None:
        """Leave out something that was ticked."""
        self.on.discard(one)
        self.dropped[one] = (reason,)

    def drop_what_lies_on_what_stays(self) -> None:
        """What is dropped stays where it was, and may hold the place of another in turn."""
        stays = [change.before for change in self.off if change.before is not None]
        while stays:
            held = stays.pop()
            for change in self._lying_on(held):
                self.drop(change.id, _about("held", held, self.zone))
                if change.before is not None:
                    stays.append(change.before)

    def _lying_on(self, held: Entry) -> list[Change]:
        return [
            change
            for change in self.changes.values()
            if change.id in self.on
            and change.after is not None
            and not self._lies_inside(change, held)
            and _collide(change.after, held)
        ]

    def _lies_inside(self, change: Change, held: Entry) -> bool:
        """Whether it is a slot, and what stays is the session that it would lie in."""
        demand = self.demand.get(change.id)
        return demand is not None and bool(demand.inside) and demand.inside == group_of(held)


@dataclass(frozen=True, slots=True)
class _Assigned:
    """Where each demand would be: by the change that speaks of it, else as planned."""

    ticks: _Ticks
    plan: Plan
    change: Mapping[DemandId, str]

    @classmethod
    def of(cls, ticks: _Ticks, plan: Plan) -> _Assigned:
        return cls(ticks, plan, {demand.id: one for one, demand in ticks.demand.items()})

    def places(self) -> dict[DemandId, Place]:
        """All demands that would stand somewhere, with their places."""
        from app.services.ground import place_of  # noqa: PLC0415 - with all of the engine's numpy

        places = {placed.demand.id: placed.place for placed in self.plan.placements}
        for demand, one in self.change.items():
            change = self.ticks.changes[one]
            there = change.after if one in self.ticks.on else change.before
            places.pop(demand, None)
            if there is not None:
                places[demand] = place_of(there.span, self.ticks.zone)
        return places


def _drop_what_breaks_a_rule(ticks: _Ticks, assigned: _Assigned, ground: Ground) -> None:
    """One at a time, the cheapest first: without it the others may fit again."""
    worth = {one.demand.id: sum(one.points.values()) for one in assigned.plan.placements}
    while True:
        for clash in ground.clashes(assigned.places()):
            ticked = [
                demand
                for demand in clash.gives_way
                if assigned.change.get(demand) in ticks.on
                and ticks.changes[assigned.change[demand]].after is not None
            ]
            if ticked:
                least = min(ticked, key=lambda demand: (worth.get(demand, 0.0), demand))
                stays = [
                    ticks.changes[assigned.change[d]]
                    for d in clash.together - {least}
                    if d in assigned.change and assigned.change[d] not in ticks.on
                ]
                ticks.drop(assigned.change[least], _why(stays, ticks.zone))
                break
        else:
            return


def _why(stays: Sequence[Change], zone: ZoneInfo) -> Reason:
    standing = [change.before for change in stays if change.before is not None]
    if standing:
        return _about("not_beside", min(standing, key=lambda e: (e.span.start, e.id)), zone)
    return Reason("not_together")


def _collide(one: Entry, other: Entry) -> bool:
    """Whether both want the manager, a person or a room at the same moment."""
    if not one.span.overlaps(other.span):
        return False
    room = one.place.strip().casefold()
    return bool(
        (one.blocks_time and other.blocks_time)
        or set(one.people) & set(other.people)
        or (room and room == other.place.strip().casefold())
    )


def _about(code: str, entry: Entry, zone: ZoneInfo) -> Reason:
    start, end = (clock_time(minute_of_day(at, zone)) for at in (entry.span.start, entry.span.end))
    return Reason(code, {"title": entry.title, "start": start, "end": end})


def _demands_of(changes: Sequence[Change], plan: Plan) -> dict[str, Demand]:
    """The demand that each change is about, by the change's id; a series' own have none."""
    known = {change.id for change in changes}
    new = {change.entry.demand: change.id for change in changes if change.what == "new"}
    found: dict[str, Demand] = {}
    for demand in _demands(plan):
        one = str(demand.current.id) if demand.current is not None else new.get(demand.id)
        if one in known and one is not None:
            found[one] = demand
    return found


def _demands(plan: Plan) -> Iterator[Demand]:
    yield from (placed.demand for placed in plan.placements)
    yield from (left.demand for left in plan.omissions)
