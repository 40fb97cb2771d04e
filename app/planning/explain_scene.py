"""Everything that stands or is placed, as arrays: who is taken when, and who is off the phones.

Moments are seconds since 1970; cells are quarters of an hour, ``day * CELLS_A_DAY + quarter``,
``day`` being the position in the problem's days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.domain.demands import (
    CELLS_A_DAY,
    GRID_MINUTES,
    Demand,
    DemandId,
    Engagement,
    Place,
    Problem,
    Window,
    group_of,
)
from app.domain.entries import Entry, Protection
from app.domain.objective import Objective, takes_time
from app.domain.people import PersonId
from app.domain.wall import MINUTES_A_DAY, day_span, minute_moments, zone_named

K = TypeVar("K")
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
MOVING = {
    Protection.TENTATIVE: 1.0,
    Protection.PLANNED: 1.0,
    Protection.LOCKED: 2.0,
    Protection.FIXED: 3.0,
}
OUSTING = 5.0
"""How hard things are to move: entries by their protection, and what the plan has placed."""
NOBODY = -1
"""Stands for no owner, no room, no group, no day."""
NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """The places that a demand may take, in order of time; arrays of one length.

    ``first`` to ``after`` are the cells they touch. A place that the clock jumps over is none.
    """

    day: IntArray
    start: IntArray
    begins: IntArray
    ends: IntArray
    first: IntArray
    after: IntArray

    def only(self, number: int) -> Options:
        """One of the places."""
        here = slice(number, number + 1)
        return Options(
            self.day[here],
            self.start[here],
            self.begins[here],
            self.ends[here],
            self.first[here],
            self.after[here],
        )


@dataclass(frozen=True, slots=True)
class Thing:
    """An entry that stands or a demand that has a place: what may be in another's way."""

    title: str
    begins: int
    ends: int
    entry: Entry | None = None
    demand: Demand | None = None
    owner: str | None = None
    """Whose calendar it takes, None for nobody's."""
    room: str = ""
    group: tuple[str, str] | None = None
    """Whose and of which group."""
    inside: tuple[str, str] | None = None
    people: tuple[str, ...] = ()
    gap_minutes: int = 0
    off_phones: bool = False
    as_team: bool = False


class Scene:
    """A problem and the places chosen, ready to be asked about one demand after another."""

    def __init__(self, problem: Problem, chosen: Mapping[DemandId, Place]) -> None:
        self.problem = problem
        self.chosen = chosen
        self.objective = Objective(problem)
        self.days: dict[date, int] = {day.day: n for n, day in enumerate(problem.days)}
        self._zone = zone_named(problem.zone)
        spans = [day_span(day, self._zone) for day in self.days]
        self._midnights = ints(int(span.start.timestamp()) for span in spans)
        self._midnights_after = ints(int(span.end.timestamp()) for span in spans)
        self._uneven = {
            n: ints(minute_moments(day, self._zone))
            for n, day in enumerate(self.days)
            if spans[n].minutes != MINUTES_A_DAY
        }
        self._there: dict[PersonId, tuple[IntArray, IntArray]] = {}
        self._options: dict[tuple[tuple[Window, ...], int], Options] = {}
        self.things = [*self._standing(), *self._placed()]
        self.column = {t.demand.id: n for n, t in enumerate(self.things) if t.demand is not None}
        self._index()
        self._count_phones()

    def options(self, demand: Demand) -> Options:
        """The places of ``demand``; demands that may lie at the same ones share them."""
        key = (demand.windows, demand.minutes)
        if key not in self._options:
            self._options[key] = self._lay_out(demand.windows, demand.minutes)
        return self._options[key]

    def seconds(self, days: IntArray, minutes: IntArray) -> IntArray:
        """The moments of wall-clock minutes of days."""
        moments = self._midnights[days] + minutes * 60
        for day, table in self._uneven.items():
            here = days == day
            moments[here] = table[np.minimum(minutes[here], MINUTES_A_DAY)]
        return moments

    def minutes(self, thing: Thing) -> list[tuple[int, int, int]]:
        """The days that a thing touches, with its wall-clock minutes there."""
        if thing.demand is not None:
            place = self.chosen[thing.demand.id]
            return [(self.days[place.day], place.start, place.start + thing.demand.minutes)]
        found = []
        for n in np.flatnonzero(
            (self._midnights < thing.ends) & (thing.begins < self._midnights_after)
        ).tolist():
            start, end = self._minute(n, thing.begins), self._minute(n, thing.ends, MINUTES_A_DAY)
            found.append((n, start, max(end, start + 1)))
        return found

    def cells(self, thing: Thing) -> list[slice]:
        """The cells that a thing touches, a slice a day."""
        return [_cells(day, start, end) for day, start, end in self.minutes(thing)]

    def off_phones(self, team: str, cell: int) -> list[str]:
        """The agents of a team that are off the phones in a cell, team meetings left aside."""
        return [
            person
            for thing in self.things
            if thing.off_phones and not thing.as_team and thing.people
            if any(cells.start <= cell < cells.stop for cells in self.cells(thing))
            for person in thing.people
            if self.problem.agents.get(PersonId(person)) == team
        ]

    def ends_on(self, column: int) -> int:
        """The day on which a thing ends."""
        before = int(np.searchsorted(self._midnights, self.ends[column] - 1, side="right")) - 1
        inside = before >= 0 and self.ends[column] <= self._midnights_after[before]
        return before if inside else NOBODY

    def mask(self, columns: Mapping[K, IntArray], key: K) -> BoolArray:
        """Which things are of one owner, in one room, of one group."""
        found = np.zeros(len(self.things), dtype=np.bool_)
        found[columns.get(key, NONE)] = True
        return found

    def people_of(self, persons: Iterable[str]) -> IntArray:
        """Their columns in ``taken``; people nobody else has to do with are left out."""
        return ints(self._person[one] for one in persons if one in self._person)

    def there(self, person: PersonId) -> tuple[IntArray, IntArray] | None:
        """Where the stretches begin and end in which somebody is there; None for always."""
        if person not in self.problem.presence:
            return None
        if person not in self._there:
            joined: list[list[int]] = []
            for span in sorted(self.problem.presence[person]):
                begins, ends = int(span.start.timestamp()), int(span.end.timestamp())
                if joined and begins <= joined[-1][1]:
                    joined[-1][1] = max(ends, joined[-1][1])
                else:
                    joined.append([begins, ends])
            self._there[person] = ints(j[0] for j in joined), ints(j[1] for j in joined)
        return self._there[person]

    def teams_of(self, thing: Thing | Demand) -> Counter[str]:
        """Its agents by team, "" for those of none."""
        agents = self.problem.agents
        return Counter(agents[PersonId(one)] for one in thing.people if one in agents)

    def _standing(self) -> Iterable[Thing]:
        engaged = {each.entry.id: each for each in self.problem.engagements}
        seen = set()
        for diary in self.problem.diaries:
            for entry in diary.fixed:
                known = engaged.get(entry.id)
                if entry.blocks_time:
                    seen.add(entry.id)
                    yield _thing(entry, known, owner=diary.owner)
        for each in self.problem.engagements:
            entry = each.entry
            if entry.id not in seen and not entry.cancelled and entry.days is None:
                yield _thing(each.entry, each)

    def _placed(self) -> Iterable[Thing]:
        for demand in self.problem.demands:
            place = self.chosen.get(demand.id)
            if place is None or place.day not in self.days:
                continue
            day = ints([self.days[place.day]])
            yield Thing(
                title=demand.title,
                begins=int(self.seconds(day, ints([place.start]))[0]),
                ends=int(self.seconds(day, ints([place.start + demand.minutes]))[0]),
                demand=demand,
                owner=demand.owner if takes_time(demand) else None,
                room=demand.room,
                group=(demand.owner, demand.group) if demand.group else None,
                inside=(demand.owner, demand.inside) if demand.inside else None,
                people=demand.people,
                gap_minutes=demand.gap_minutes,
                off_phones=demand.leaves_phones,
                as_team=demand.as_team,
            )

    def _index(self) -> None:
        things = self.things
        self.begins = ints(thing.begins for thing in things)
        self.ends = ints(thing.ends for thing in things)
        self.moving = np.array(
            [MOVING[t.entry.protection] if t.entry is not None else OUSTING for t in things]
        )
        self.owners = _columns((t.owner, n) for n, t in enumerate(things))
        self.rooms = _columns((t.room or None, n) for n, t in enumerate(things))
        self.groups = _columns((t.group, n) for n, t in enumerate(things))
        self.insides = _columns((t.inside, n) for n, t in enumerate(things))
        names = sorted({person for thing in things for person in thing.people})
        self._person = {person: n for n, person in enumerate(names)}
        self.taken = np.zeros((len(things), len(names)), dtype=np.bool_)
        for n, thing in enumerate(things):
            self.taken[n, self.people_of(thing.people)] = True

    def _count_phones(self) -> None:
        """Agents off the phones in each cell: of each team, without its meetings, and in all."""
        size = len(self.days) * CELLS_A_DAY
        self.away = {team: np.zeros(size, np.int64) for team in set(self.problem.agents.values())}
        self.away_in_all = np.zeros(size, np.int64)
        for thing in self.things:
            if not thing.off_phones:
                continue
            teams = self.teams_of(thing)
            for cells in self.cells(thing) if teams else ():
                self.away_in_all[cells] += teams.total()
                if not thing.as_team:
                    for team, agents in teams.items():
                        self.away[team][cells] += agents
        self.spare_known = np.zeros(size, dtype=np.bool_)
        self.spare = np.full(size, np.iinfo(np.int64).max // 2)
        for floor in self.problem.floor:
            if floor.spare and floor.day in self.days:
                at = self.days[floor.day] * CELLS_A_DAY
                self.spare[at : at + CELLS_A_DAY] = floor.spare
                self.spare_known[at : at + CELLS_A_DAY] = True

    def _lay_out(self, windows: tuple[Window, ...], minutes: int) -> Options:
        pairs = sorted(
            {(self.days[w.day], start) for w in windows for start in w.starts if w.day in self.days}
        )
        day, start = ints(pair[0] for pair in pairs), ints(pair[1] for pair in pairs)
        begins, ends = self.seconds(day, start), self.seconds(day, start + minutes)
        there = ends > begins
        day, start = day[there], start[there]
        after = np.minimum(-(-(start + minutes) // GRID_MINUTES), CELLS_A_DAY)
        cell = day * CELLS_A_DAY
        first = cell + start // GRID_MINUTES
        return Options(day, start, begins[there], ends[there], first, cell + after)

    def _minute(self, day: int, moment: int, most: int = MINUTES_A_DAY - 1) -> int:
        """The wall-clock minute of ``day`` at a moment, kept inside the day."""
        if day in self._uneven:
            return min(int(np.searchsorted(self._uneven[day], moment)), most)
        return int(min(max((moment - self._midnights[day]) // 60, 0), most))


def _cells(day: int, start: int, end: int) -> slice:
    cell = day * CELLS_A_DAY
    after = min(-(-end // GRID_MINUTES), CELLS_A_DAY)
    return slice(cell + start // GRID_MINUTES, cell + after)


def _thing(entry: Entry, known: Engagement | None, owner: str | None = None) -> Thing:
    return Thing(
        title=entry.title,
        begins=int(entry.span.start.timestamp()),
        ends=int(entry.span.end.timestamp()),
        entry=entry,
        owner=owner,
        room=entry.place if known is not None else "",
        group=(owner, group_of(entry)) if owner is not None else None,
        people=entry.people if known is not None else (),
        off_phones=known is not None and known.leaves_phones,
        as_team=known is not None and known.as_team,
    )


def _columns(pairs: Iterable[tuple[K | None, int]]) -> dict[K, IntArray]:
    found: dict[K, list[int]] = {}
    for key, column in pairs:
        if key is not None:
            found.setdefault(key, []).append(column)
    return {key: ints(columns) for key, columns in found.items()}


def ints(values: Iterable[int]) -> IntArray:
    """Whole numbers as an array."""
    return np.fromiter(values, dtype=np.int64)
