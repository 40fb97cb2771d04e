"""Why a demand has no place: what stood in the way, and what would make room."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.domain.demands import Demand, DemandId
from app.domain.reasons import Reason, Reasons
from app.domain.volumes import FloatArray
from app.planning.explain_facts import Facing, Facts
from app.planning.explain_points import Points
from app.planning.explain_scene import Scene
from app.planning.obstacles import Ground, Obstacle

NOTHING = 1e-6
"""Points that are none."""
NAMED = 3
"""So many things in the way are named; of more it is said how many they are."""


class Omitted:
    """Explains the demands of one scene that have no place."""

    def __init__(self, scene: Scene, points: Points, facing: Facing) -> None:
        self._scene = scene
        self._points = points
        self._facing = facing
        self._known: dict[Demand, Reasons] = {}
        self._placed: dict[str, int] = {}
        for demand in scene.problem.demands:
            if demand.id in scene.chosen and demand.quota:
                self._placed[demand.quota] = self._placed.get(demand.quota, 0) + 1
        self._minimum = {quota.name: (quota.minimum, quota.tier) for quota in scene.problem.quotas}
        self._sessions = {(d.owner, d.inside) for d in scene.problem.demands if d.inside}

    def reasons(self, demand: Demand) -> Reasons:
        """Say what stood in the way, the thing that is easiest to move first."""
        if demand.current is not None:
            return self._found(demand)
        # Of many that differ in nothing but what they are called each has the same in its way.
        alike = replace(demand, id=DemandId(""), title="", reasons=())
        if alike not in self._known:
            self._known[alike] = self._found(demand)
        return self._known[alike]

    def _found(self, demand: Demand) -> Reasons:
        ground = Ground(self._scene, demand)
        if not len(ground.options.day):
            return (_nowhere(demand),)
        gains = self._gains(demand, ground)
        wanted = gains > NOTHING
        if self._short(demand):
            wanted = np.ones(len(gains), dtype=np.bool_)
        if not wanted.any():
            return (self._too_dear(demand, ground, gains),)
        free = wanted & ground.free
        if free.any():
            at = int(np.where(free, gains, -np.inf).argmax())
            facts = self._facing.place(demand, ground.options, at)
            facts |= {"points": round(float(gains[at]), 2), "short": int(self._short(demand))}
            return (Reason("has_room", facts),)
        at = int(np.lexsort((-gains, np.where(wanted, ground.effort, np.inf)))[0])
        return self._in_the_way(demand, ground, gains, at)

    def _gains(self, demand: Demand, ground: Ground) -> FloatArray:
        parts = self._points.parts(demand, ground.options)
        total: FloatArray = demand.worth + sum(
            parts.values(), start=np.zeros(len(ground.options.day))
        )
        return total

    def _short(self, demand: Demand) -> bool:
        """Whether a minimum count would be better reached with it."""
        minimum, _ = self._minimum.get(demand.quota, (0, 0))
        return self._placed.get(demand.quota, 0) < minimum

    def _too_dear(self, demand: Demand, ground: Ground, gains: FloatArray) -> Reason:
        at = int(gains.argmax())
        facts = self._facing.place(demand, ground.options, at)
        return Reason("costs_more", {**facts, "points": round(-float(gains[at]), 2)})

    def _in_the_way(self, demand: Demand, ground: Ground, gains: FloatArray, at: int) -> Reasons:
        obstacles = ground.at(at)
        place = self._facing.place(demand, ground.options, at)
        contacts = self._points.contacts(demand, ground.options)
        place["contacts"] = round(float(contacts[at]))
        place["best"] = int(gains[at] >= gains.max() - NOTHING)
        place["others"] = len(obstacles) - 1
        reasons = tuple(
            self._facing.obstacle(obstacle, demand, place) for obstacle in obstacles[:NAMED]
        )
        if len(obstacles) == 1:
            return (*reasons, *self._exchange(obstacles[0], demand, ground, at))
        hours: Facts = {key: place[key] for key in ("day", "start", "end")}
        return (*reasons, Reason("all_of_these", {**hours, "count": len(obstacles)}))

    def _exchange(self, obstacle: Obstacle, demand: Demand, ground: Ground, at: int) -> Reasons:
        """What it would cost that a demand which the plan has put there gives way."""
        other = obstacle.thing.demand if obstacle.thing is not None else None
        if other is None or (other.owner, other.group) in self._sessions:
            return ()
        there = self._scene.chosen[other.id]
        own = self._scene.objective.parts(other, there)
        parts = self._points.parts(demand, ground.options)
        parts.pop("pauses", None)
        coming = demand.worth + sum(float(points[at]) for points in parts.values())
        lost = self._points.pauses_points(
            (other,), (demand, int(ground.options.day[at]), int(ground.options.start[at]))
        )
        less = sum(own.values()) - coming + lost
        facts: Facts = {"less": round(less, 2), "counts": self._tiers_lost(demand, other)}
        return (Reason("exchange", facts),)

    def _tiers_lost(self, demand: Demand, other: Demand) -> int:
        """1 when minimum counts are worse for the exchange, -1 when better, 0 for the same."""
        before, after = dict(self._placed), dict(self._placed)
        after[other.quota] = after.get(other.quota, 0) - 1
        after[demand.quota] = after.get(demand.quota, 0) + 1
        changes: dict[int, int] = {}
        for name in {other.quota, demand.quota}:
            if name in self._minimum:
                minimum, tier = self._minimum[name]
                more = min(minimum, after[name]) - min(minimum, before.get(name, 0))
                changes[tier] = changes.get(tier, 0) + more
        first = next((changes[tier] for tier in sorted(changes) if changes[tier]), 0)
        return (first < 0) - (first > 0)


def _nowhere(demand: Demand) -> Reason:
    if len(demand.windows) == 1:
        return Reason("nowhere_allowed", {"weekday": demand.windows[0].day.weekday()})
    return Reason("nowhere_allowed", {"minutes": demand.minutes})
