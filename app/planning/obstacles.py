"""What stands in a demand's way at each of its places, everything else staying where it is."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.domain.demands import Demand
from app.domain.objective import takes_time
from app.domain.people import PersonId
from app.planning.explain_scene import NOBODY, BoolArray, IntArray, Scene, Thing, ints
from app.planning.explain_sessions import in_session, leaves_slots


class Hindrance(enum.Enum):
    """The rules of ``docs/objective.md`` that can forbid a place."""

    CALENDAR = enum.auto()
    ROOM = enum.auto()
    PERSON_TAKEN = enum.auto()
    SLOT = enum.auto()
    TOO_NEAR = enum.auto()
    PERSON_AWAY = enum.auto()
    TEAM_LIMIT = enum.auto()
    FLOOR_LIMIT = enum.auto()
    DAY_FULL = enum.auto()
    FROZEN = enum.auto()
    NO_SESSION = enum.auto()
    LEAVES_SLOTS = enum.auto()
    TOO_LATE = enum.auto()


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that forbids a place; without it and all others there the place is allowed.

    ``over`` are agents beyond a limit and ``cell`` the quarter in which they are most; ``limit``
    is how many of a group a day may hold.
    """

    hindrance: Hindrance
    thing: Thing | None = None
    who: str = ""
    over: int = 0
    cell: int = 0
    limit: int = 0


EACH = 100.0
"""More than any single effort below: fewer things in the way always come first."""
EFFORT = {
    Hindrance.TEAM_LIMIT: 2.0,
    Hindrance.DAY_FULL: 3.0,
    Hindrance.FLOOR_LIMIT: 4.0,
    Hindrance.LEAVES_SLOTS: 5.0,
    Hindrance.FROZEN: 6.0,
    Hindrance.PERSON_AWAY: 7.0,
    Hindrance.NO_SESSION: 1000.0,
    Hindrance.TOO_LATE: 10_000.0,
}
"""How hard a limit is to lift, the least first; a place behind us is named when all are."""
ITS_OWN_KIND = 6.0
"""To move what is wanted as much as the demand itself."""


class Ground:
    """The places of one demand. Arrays have a row a place, in the order of ``options``.

    ``apart_from`` are columns of things that are taken away as well as the demand itself.
    """

    def __init__(self, scene: Scene, demand: Demand, apart_from: Iterable[int] = ()) -> None:
        self.scene = scene
        self.demand = demand
        self.options = scene.options(demand)
        self._self = scene.column.get(demand.id, NOBODY)
        self._gone = ints({self._self, *apart_from} - {NOBODY})
        self._find_things()
        self._find_limits()

    @cached_property
    def stays(self) -> BoolArray:
        """Which place is the one where it stands today."""
        current = self.demand.current
        if current is None:
            return np.zeros(len(self.options.day), dtype=np.bool_)
        begins, ends = current.span.start.timestamp(), current.span.end.timestamp()
        return np.asarray((self.options.begins == begins) & (self.options.ends == ends))

    @cached_property
    def free(self) -> BoolArray:
        """Which places are allowed."""
        return np.asarray(self.count == 0)

    @cached_property
    def count(self) -> IntArray:
        """How many things stand in the way."""
        return np.asarray(self._blocked.sum(axis=1) + sum(m.sum(axis=1) for _, m in self._limits))

    @cached_property
    def effort(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """What it would take to make room, to rank the places by."""
        things = self.scene.moving[self.columns].copy()
        things[np.isin(self.columns, self._group)] = ITS_OWN_KIND
        total = EACH * self.count + self._blocked @ things
        for hindrance, masks in self._limits:
            total = total + EFFORT[hindrance] * masks.sum(axis=1)
        for over in self.over_team.values():
            total = total + np.maximum(over[0], 0)
        return np.asarray(total)

    def at(self, number: int) -> list[Obstacle]:
        """What stands in the way at one place: things, then the limits that hold without them."""
        columns = self.columns[self._blocked[number]].tolist()
        things = [
            Obstacle(self._kind(column, number), self.scene.things[column]) for column in columns
        ]
        if not columns:
            return list(self._limits_at(number))
        without = Ground(self.scene, self.demand, [*self._gone.tolist(), *columns])
        return [*things, *without._limits_at(number)]

    def _limits_at(self, number: int) -> Iterable[Obstacle]:
        for person, away in self._away.items():
            if away[number]:
                yield Obstacle(Hindrance.PERSON_AWAY, who=person)
        # One limit holds for every team: what the worst of them asks for is enough for all.
        teams = {team: int(over[number]) for team, (over, _) in self.over_team.items()}
        worst = max(teams, key=lambda team: teams[team], default="")
        if teams.get(worst, 0) > 0:
            where = int(self.over_team[worst][1][number])
            yield Obstacle(Hindrance.TEAM_LIMIT, who=worst, over=teams[worst], cell=where)
        if self.over_floor is not None and self.over_floor[0][number] > 0:
            most, where = (int(values[number]) for values in self.over_floor)
            yield Obstacle(Hindrance.FLOOR_LIMIT, over=most, cell=where)
        for hindrance, mask in self._simple.items():
            if mask[number]:
                yield self._simple_obstacle(hindrance, number)

    def _simple_obstacle(self, hindrance: Hindrance, number: int) -> Obstacle:
        if hindrance is not Hindrance.DAY_FULL:
            return Obstacle(hindrance)
        over = int(self._lying[self.options.day[number]]) + 1 - self.per_day
        return Obstacle(hindrance, over=over, limit=self.per_day)

    @cached_property
    def _lying(self) -> IntArray:
        """How many others of the group lie on each day."""
        lie = np.zeros(len(self.scene.days), dtype=np.int64)
        for column in self._group.tolist():
            for day, _, _ in self.scene.minutes(self.scene.things[column]):
                lie[day] += 1
        return lie

    def _find_things(self) -> None:
        scene, demand, options = self.scene, self.demand, self.options
        others = np.ones(len(scene.things), dtype=np.bool_)
        others[self._gone] = False
        taking = np.zeros(len(scene.things), dtype=np.bool_)
        if takes_time(demand):
            taking |= scene.mask(scene.owners, demand.owner)
        if demand.room:
            taking |= scene.mask(scene.rooms, demand.room)
        if demand.inside:
            taking |= scene.mask(scene.insides, (demand.owner, demand.inside))
        people = scene.people_of(demand.people)
        if len(people):
            taking |= scene.taken[:, people].any(axis=1)
        group = scene.mask(scene.groups, (demand.owner, demand.group)) & others
        self._group = np.flatnonzero(group)
        self.columns = np.flatnonzero((taking | group) & others)
        begins, ends = scene.begins[self.columns], scene.ends[self.columns]
        start, end = options.begins[:, None], options.ends[:, None]
        self._overlap = (start < ends) & (begins < end) & taking[self.columns]
        self._blocked = self._overlap
        near = self._near()
        if near is not None:
            self._blocked = self._overlap | near

    def _near(self) -> BoolArray | None:
        """Where something of the group lies nearer than the gap on the wall clock."""
        options, near = self.options, np.zeros_like(self._overlap)
        for column in self._group.tolist():
            thing = self.scene.things[column]
            gap = max(thing.gap_minutes, self.demand.gap_minutes)
            at = int(np.searchsorted(self.columns, column))
            for day, start, end in self.scene.minutes(thing) if gap > 0 else ():
                there = (options.start < end + gap) & (
                    options.start + self.demand.minutes > start - gap
                )
                near[:, at] |= there & (options.day == day)
        return near if near.any() else None

    def _day_full(self) -> BoolArray | None:
        """On which days as many of the group lie as may."""
        if not self.per_day:
            return None
        return np.asarray(self._lying[self.options.day] >= self.per_day)

    @cached_property
    def per_day(self) -> int:
        """How many of the group may lie on a day, 0 for any number."""
        things = (self.scene.things[column].demand for column in self._group.tolist())
        named = [one.per_day for one in (self.demand, *things) if one is not None and one.per_day]
        return min(named, default=0)

    def _find_limits(self) -> None:
        scene, demand, options = self.scene, self.demand, self.options
        self._away = dict(self._absences())
        self.over_team: dict[str, tuple[IntArray, IntArray]] = {}
        self.over_floor: tuple[IntArray, IntArray] | None = None
        teams = scene.teams_of(demand) if demand.leaves_phones else Counter[str]()
        if teams:
            if not demand.as_team:
                for team, agents in ((t, n) for t, n in teams.items() if t):
                    away = self._without_gone(scene.away[team], team)
                    over = away + agents - scene.problem.away_per_team
                    self.over_team[team] = self._most(over)
            away = self._without_gone(scene.away_in_all, None)
            self.over_floor = self._most(away + teams.total() - scene.spare)
        self._simple: dict[Hindrance, BoolArray] = {}
        not_before, frozen = scene.problem.not_before, scene.problem.frozen_until
        if not_before is not None:
            self._simple[Hindrance.TOO_LATE] = options.begins < not_before.timestamp()
        if frozen is not None and any(one in scene.problem.agents for one in demand.people):
            early = options.begins < frozen.timestamp()
            self._simple[Hindrance.FROZEN] = early & ~self.stays
        full = self._day_full()
        if full is not None:
            self._simple[Hindrance.DAY_FULL] = full
        if demand.inside:
            self._simple[Hindrance.NO_SESSION] = ~in_session(scene, demand, options, self._gone)
        left_behind = None
        if self._self != NOBODY and not demand.inside:
            left_behind = leaves_slots(scene, demand, options, self._gone)
        if left_behind is not None:
            self._simple[Hindrance.LEAVES_SLOTS] = left_behind

    @cached_property
    def _limits(self) -> list[tuple[Hindrance, BoolArray]]:
        """Masks of what is no thing: (places, persons), (places, teams) and so on."""
        size = len(self.options.day)
        groups: list[tuple[Hindrance, list[BoolArray]]] = [
            (Hindrance.PERSON_AWAY, list(self._away.values())),
        ]
        if self.over_team:
            most = np.max([over[0] for over in self.over_team.values()], axis=0)
            groups.append((Hindrance.TEAM_LIMIT, [most > 0]))
        if self.over_floor is not None:
            groups.append((Hindrance.FLOOR_LIMIT, [self.over_floor[0] > 0]))
        groups += [(hindrance, [mask]) for hindrance, mask in self._simple.items()]
        return [
            (hindrance, np.array(masks, dtype=np.bool_).reshape(len(masks), size).T)
            for hindrance, masks in groups
        ]

    def _absences(self) -> Iterable[tuple[str, BoolArray]]:
        """Who is not there the whole time, by place."""
        for person in dict.fromkeys(self.demand.people):
            stretches = self.scene.there(PersonId(person))
            if stretches is None:
                continue
            begins, ends = stretches
            before = np.searchsorted(begins, self.options.begins, side="right") - 1
            held = (before >= 0) & (np.append(ends, 0)[before] >= self.options.ends)
            if not held.all():
                yield person, ~held

    def _without_gone(self, away: IntArray, team: str | None) -> IntArray:
        others = away.copy()
        for column in self._gone:
            thing = self.scene.things[column]
            if not thing.off_phones or (team is not None and thing.as_team):
                continue
            teams = self.scene.teams_of(thing)
            agents = teams.total() if team is None else teams[team]
            for cells in self.scene.cells(thing):
                others[cells] -= agents
        return others

    def _most(self, over: IntArray) -> tuple[IntArray, IntArray]:
        """The most that a place meets in the cells it touches, and the first such cell."""
        first, after = self.options.first, self.options.after
        most, cell = over[first], first.copy()
        for step in range(1, int((after - first).max(initial=1))):
            here = np.minimum(first + step, after - 1)
            more = over[here] > most
            most, cell = np.where(more, over[here], most), np.where(more, here, cell)
        return most, cell

    def _kind(self, column: int, number: int) -> Hindrance:
        thing, demand = self.scene.things[column], self.demand
        overlaps = self._overlap[number, np.searchsorted(self.columns, column)]
        if not overlaps:
            return Hindrance.TOO_NEAR
        if takes_time(demand) and thing.owner == demand.owner:
            return Hindrance.CALENDAR
        if demand.room and thing.room == demand.room:
            return Hindrance.ROOM
        if set(thing.people) & set(demand.people):
            return Hindrance.PERSON_TAKEN
        return Hindrance.SLOT
