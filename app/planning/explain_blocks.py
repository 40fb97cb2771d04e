"""What is said of a block only: the peak line, what keeps it off the summit, the other block."""

from __future__ import annotations

from datetime import date

import numpy as np

from app.domain.demands import Demand, group_of
from app.domain.entries import EntryKind
from app.domain.outlook import DayOutlook
from app.domain.reasons import Reason, Reasons
from app.domain.volumes import FloatArray
from app.planning.explain_facts import Facing, Facts
from app.planning.explain_points import Points
from app.planning.explain_scene import IntArray, Scene, Thing
from app.planning.obstacles import Ground, Hindrance, Obstacle

SAME = 0.005
"""Stretches that differ by less than this share count as equally busy."""


class Blocks:
    """Explains what wants the busy hours."""

    def __init__(self, scene: Scene, points: Points, facing: Facing) -> None:
        self._scene = scene
        self._points = points
        self._facing = facing

    def above_line(self, demand: Demand, day: DayOutlook, start: int) -> Reasons:
        """How often the peak under it was one."""
        for window, above in zip(day.peaks, day.above, strict=False):
            if window.start < start + demand.minutes and start < window.end and day.weeks:
                facts: Facts = {
                    "above": above,
                    "weeks": len(day.weeks),
                    "weekday": day.day.weekday(),
                }
                return (Reason("above_line", facts),)
        return ()

    def in_the_way(self, demand: Demand, ground: Ground, at: int) -> Reasons:
        """Why the busiest place was not taken: a meeting, the other blocks; or nothing."""
        contacts = self._points.contacts(demand, ground.options)
        same_day = ground.options.day == ground.options.day[at]
        best = int(np.where(same_day, contacts, -np.inf).argmax())
        if contacts[at] >= contacts[best] * (1 - SAME):
            return self._nothing(demand, ground, at)
        if ground.free[best]:
            return ()
        found = ground.at(best)
        strangers = [one for one in found if not self._its_kind(one.thing, demand)]
        if strangers:
            place = self._facing.place(demand, ground.options, best)
            place["contacts"] = round(float(contacts[best]))
            return self._kept_off(demand, strangers[0], place, alone=len(found) == 1)
        return self._together(demand, ground, at, contacts)

    def _kept_off(
        self, demand: Demand, obstacle: Obstacle, place: Facts, *, alone: bool
    ) -> Reasons:
        """What lies at the busiest place; for a block also that moving it would make room."""
        thing = obstacle.thing
        if thing is None or obstacle.hindrance is not Hindrance.CALENDAR:
            return ()
        if demand.kind is EntryKind.UNPLANNED and thing.entry is not None and alone:
            return (self._facing.obstacle(obstacle, demand, {**place, "best": 1, "others": 0}),)
        day = date.fromisoformat(str(place["day"]))
        return (Reason("busier_taken", {**place, **self._facing.thing(thing, day)}),)

    def next_best(self, demand: Demand, ground: Ground, at: int) -> Reason | None:
        """Where another block of the day lies, when it could be this one's; None otherwise."""
        contacts = self._points.contacts(demand, ground.options)
        options = ground.options
        given = [
            number
            for number in np.flatnonzero(options.day == options.day[at]).tolist()
            if number != at
            and any(
                self._scene.begins[column] == options.begins[number]
                and self._scene.ends[column] == options.ends[number]
                for column in self._blocks(demand)
            )
        ]
        if not given:
            return None
        best = max(given, key=lambda number: float(contacts[number]))
        here, there = float(contacts[at]), float(contacts[best])
        facts: Facts = {
            **self._facing.place(demand, options, best),
            "contacts": round(there),
            "change": round(there / here - 1, 4) if here > 0 else 0.0,
            "placed": 1,
        }
        return Reason("next_best", facts)

    def _blocks(self, demand: Demand) -> list[int]:
        """The columns of the owner's other blocks."""
        own = self._scene.column[demand.id]
        group = self._scene.groups.get((demand.owner, demand.group))
        return [] if group is None else [n for n in group.tolist() if n != own]

    def _its_kind(self, thing: Thing | None, demand: Demand) -> bool:
        if thing is None:
            return False
        if thing.demand is not None:
            return bool(demand.group) and thing.demand.group == demand.group
        return thing.entry is not None and group_of(thing.entry) == demand.group

    def _nothing(self, demand: Demand, ground: Ground, at: int) -> Reasons:
        """Name the neighbour that ends before and so leaves the place free."""
        day = int(ground.options.day[at])
        scene, here = self._scene, int(ground.options.begins[at])
        before = [
            thing
            for column, thing in enumerate(scene.things)
            if thing.entry is not None
            and thing.owner == demand.owner
            and thing.ends <= here
            and scene.ends_on(column) == day
        ]
        if not before:
            return (Reason("nothing_in_the_way"),)
        last = max(before, key=lambda thing: thing.ends)
        hours = self._facing.thing(last, scene.problem.days[day].day)
        return (Reason("nothing_in_the_way", {"title": last.title, "end": hours["to"]}),)

    def _together(self, demand: Demand, ground: Ground, at: int, contacts: FloatArray) -> Reasons:
        """Say that the day's blocks cover most together, when no other hours would."""
        options, scene = ground.options, self._scene
        day = options.day[at]
        own = scene.column[demand.id]
        blocks = [
            n
            for n in [own, *self._blocks(demand)]
            if (placed := scene.things[n].demand) is not None
            and scene.days[scene.chosen[placed.id].day] == day
        ]
        if any(scene.options(d) is not options for n in blocks if (d := scene.things[n].demand)):
            return ()
        chosen = [int(np.flatnonzero(options.begins == scene.begins[n])[0]) for n in blocks]
        total = float(contacts[chosen].sum())
        without = Ground(scene, demand, apart_from=blocks)
        free = np.flatnonzero(without.free & (options.day == day))
        most = most_together(
            options.begins[free],
            options.ends[free],
            contacts[free],
            len(blocks),
            60 * demand.gap_minutes,
        )
        if total < most * (1 - SAME):
            return ()
        return (Reason("together", {"contacts": round(total)}),)


def most_together(
    begins: IntArray, ends: IntArray, contacts: FloatArray, count: int, gap: int
) -> float:
    """The most contacts that ``count`` stretches, ``gap`` seconds apart, can cover."""
    best = np.zeros(len(begins) + 1)
    before = np.searchsorted(ends, begins - gap, side="right")
    for _ in range(count):
        taken = best[before] + contacts
        best = np.concatenate(([0.0], np.maximum.accumulate(taken))) if len(taken) else best
    return float(best[-1])
