"""What options may not do together, as rows: the sum of value times chosen is at most a limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.domain.demands import CELLS_A_DAY, GRID_MINUTES
from app.domain.wall import MINUTES_A_DAY
from app.planning.compile_days import ALWAYS
from app.planning.compile_options import Options, numbered, runs, spread
from app.planning.compile_standing import Standing, group_gaps
from app.planning.model import BoolArray, FloatArray, IntArray

ONCE = 1 << 20
"""Minutes; a slot without steps begins with its session."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows as triples: ``row`` from 0, option, value; a limit a row."""

    row: IntArray
    option: IntArray
    value: FloatArray
    limit: FloatArray

    @classmethod
    def joined(cls, parts: list[Rows]) -> Rows:
        """All rows of ``parts``, numbered on."""
        shift = np.cumsum([0, *(len(part.limit) for part in parts)])
        return cls(
            np.concatenate([p.row + s for p, s in zip(parts, shift, strict=False)]),
            np.concatenate([part.option for part in parts]),
            np.concatenate([part.value for part in parts]),
            np.concatenate([part.limit for part in parts]),
        )

    def hopeless(self, options: int) -> BoolArray:
        """Options that alone break a row which nothing relaxes."""
        relaxed = np.zeros(len(self.limit), dtype=np.bool_)
        relaxed[self.row[self.value < 0]] = True
        alone = (self.value > self.limit[self.row]) & ~relaxed[self.row]
        found = np.zeros(options, dtype=np.bool_)
        found[self.option[alone]] = True
        return found

    def over(self, kept: BoolArray) -> Rows:
        """The rows over the options that ``kept`` names, which are numbered anew."""
        number = np.cumsum(kept) - 1
        here = kept[self.option]
        return Rows(self.row[here], number[self.option[here]], self.value[here], self.limit)

    def only(self, kept: BoolArray) -> Rows:
        """The rows that ``kept`` names."""
        number = np.cumsum(kept) - 1
        here = kept[self.row]
        return Rows(number[self.row[here]], self.option[here], self.value[here], self.limit[kept])

    def tight(self, klass: IntArray, multiplicity: IntArray) -> Rows:
        """Without rows that forbid nothing, given that each class keeps its multiplicity."""
        count = len(self.limit)
        most = np.zeros(count)
        pair, at = np.unique(
            self.row * (len(multiplicity) + 1) + klass[self.option], return_inverse=True
        )
        highest = np.zeros(len(pair))
        np.maximum.at(highest, at, self.value)
        row, of = np.divmod(pair, len(multiplicity) + 1)
        np.add.at(most, row, highest * multiplicity[of])
        return self.only(most > self.limit)


def rows_of(options: Options, standing: Standing) -> Rows:
    """Every row of the problem, the ones that forbid nothing among them."""
    lone = _exclusive(options, standing)
    return Rows.joined(
        [
            _calendars(options, standing, lone),
            _people(options, standing, lone),
            _rooms(options, standing, lone),
            *_groups(options, standing),
            *_phones(options, standing),
            *_sessions(options, standing),
        ]
    )


def cliques(holder: IntArray, begins: IntArray, ends: IntArray) -> tuple[IntArray, IntArray]:
    """Largest sets of stretches of one holder that share a moment: row and position of each.

    All stretches over the start of one of them share that moment; the sets in which nothing
    ended since the start before hold that one's and replace it.
    """
    if not len(holder):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    low = int(begins.min())
    step = int(ends.max()) - low + 1
    first, last = holder * step + begins - low, holder * step + ends - low
    starts = np.unique(first)
    ended = np.searchsorted(np.unique(last), starts, "right")
    largest = np.append((ended[1:] > ended[:-1]) | (starts[1:] // step > starts[:-1] // step), True)
    starts = starts[largest]
    lower = np.searchsorted(starts, first, "left")
    upper = np.searchsorted(starts, last, "left")
    position, row = runs(lower, upper - lower)
    return row, position


def _ones(row: IntArray, option: IntArray, limit: FloatArray | None = None) -> Rows:
    count = int(row.max(initial=-1)) + 1
    return Rows(row, option, np.ones(len(row)), np.ones(count) if limit is None else limit)


def _exclusive(options: Options, standing: Standing) -> IntArray:
    """The owner of each option that takes the owner's time, -1 for slots."""
    owner = [-1 if first.inside else standing.owners[first.owner] for first in standing.firsts]
    return np.array(owner, dtype=np.int64)[options.klass]


def _calendars(options: Options, standing: Standing, lone: IntArray) -> Rows:
    mine = np.flatnonzero(lone >= 0)
    row, at = cliques(lone[mine], options.begins[mine], options.ends[mine])
    return _ones(row, mine[at])


def _people(options: Options, standing: Standing, lone: IntArray) -> Rows:
    option, person = standing.pairs(options)
    row, at = cliques(person, options.begins[option], options.ends[option])
    return _several_owners(_ones(row, option[at]), lone)


def _rooms(options: Options, standing: Standing, lone: IntArray) -> Rows:
    room = np.array(
        [standing.rooms.get(first.room, -1) for first in standing.firsts], dtype=np.int64
    )[options.klass]
    mine = np.flatnonzero(room >= 0)
    row, at = cliques(room[mine], options.begins[mine], options.ends[mine])
    return _several_owners(_ones(row, mine[at]), lone)


def _several_owners(rows: Rows, lone: IntArray) -> Rows:
    """Without rows of one owner's things at one moment: that calendar forbids it already."""
    count = len(rows.limit)
    owner = lone[rows.option]
    low = np.full(count, 1 << 40)
    np.minimum.at(low, rows.row, owner)
    high = np.full(count, -1)
    np.maximum.at(high, rows.row, owner)
    return rows.only((low < 0) | (high > low))


def _groups(options: Options, standing: Standing) -> Iterator[Rows]:
    """The gap between things of a group, and how many of them a day bears."""
    firsts = standing.firsts
    days = len(standing.days.days)
    of = np.array(
        [standing.groups.get((first.owner, first.group), -1) for first in firsts], dtype=np.int64
    )[options.klass]
    gaps = group_gaps(firsts)
    gap = np.array([gaps[group] for group in standing.groups], dtype=np.int64)
    mine = np.flatnonzero(of >= 0)
    mine = mine[gap[of[mine]] > 0]
    holder = of[mine] * days + options.day[mine]
    row, at = cliques(holder, options.start[mine], options.end[mine] + gap[of[mine]])
    yield _ones(row, mine[at])
    for group, number in standing.groups.items():
        named = [f.per_day for f in firsts if (f.owner, f.group) == group and f.per_day]
        if not named:
            continue
        left = np.full(days, min(named))
        for day, _ in standing.lying(group):
            left[day] -= 1
        mine = np.flatnonzero(of == number)
        limit = np.maximum(left, 0).astype(np.float64)
        yield _ones(options.day[mine], mine, limit)


def _phones(options: Options, standing: Standing) -> Iterator[Rows]:
    """Agents off the phones, a row a quarter: of each team, and of all."""
    agents, teams = standing.problem.agents, standing.teams
    total = len(standing.days.days) * CELLS_A_DAY
    by_team: list[list[int]] = []
    at_all: list[list[int]] = []
    for first in standing.firsts:
        off = [agents[p] for p in first.people if p in agents] if first.leaves_phones else []
        at_all.append([0] * len(off))
        by_team.append([] if first.as_team else [teams[team] for team in off if team])
    for lists, left in ((by_team, standing.team_left), (at_all, standing.spare_left[None, :])):
        option, team = spread(options.klass, lists)
        if not len(option):
            continue
        pair, value = np.unique(option * len(left) + team, return_counts=True)
        option, team = np.divmod(pair, len(left))
        begin = options.start[option] // GRID_MINUTES
        cells = -(-options.end[option] // GRID_MINUTES) - begin
        at, cell = runs(team * total + options.day[option] * CELLS_A_DAY + begin, cells)
        limit = left.reshape(-1)
        known = limit[cell] < ALWAYS // 2
        at, cell = at[known], cell[known]
        used, row = np.unique(cell, return_inverse=True)
        rows = Rows(row, option[at], value[at].astype(np.float64), limit[used].astype(np.float64))
        yield _within_reach(rows, options, standing)


def _within_reach(rows: Rows, options: Options, standing: Standing) -> Rows:
    """Without rows that the calendars keep: an owner is with few people in any quarter."""
    keys = [(first.owner, first.inside) for first in standing.firsts]
    numbers = numbered(keys)
    off_grid = (options.start % GRID_MINUTES != 0) | (options.end % GRID_MINUTES != 0)
    holder = np.array([numbers[key] for key in keys], dtype=np.int64)[options.klass]
    holder = np.where(off_grid, len(numbers) + np.arange(len(holder)), holder)
    width = int(holder.max(initial=0)) + 1
    pair, at = np.unique(rows.row * width + holder[rows.option], return_inverse=True)
    highest = np.zeros(len(pair))
    np.maximum.at(highest, at, rows.value)
    reach = np.zeros(len(rows.limit))
    np.add.at(reach, pair // width, highest)
    return rows.only(reach > rows.limit)


def _sessions(options: Options, standing: Standing) -> Iterator[Rows]:
    """Slots lie in sessions and not over each other, a row a start of a slot."""
    firsts = standing.firsts
    wanted = {(first.owner, first.inside) for first in firsts if first.inside}
    for owner, inside in sorted(wanted):
        slots = np.array([(f.owner, f.inside) == (owner, inside) for f in firsts])
        placed = np.array([(f.owner, f.group) == (owner, inside) and not f.inside for f in firsts])
        lying = list(standing.lying((owner, inside)))
        for day in range(len(standing.days.days)):
            here = options.day == day
            mine = np.flatnonzero(slots[options.klass] & here)
            theirs = np.flatnonzero(placed[options.klass] & here)
            sessions = [minutes for at, minutes in lying if at == day]
            if len(mine):
                yield _apart(options, mine, theirs, sessions)
                yield from _aligned(options, mine, theirs, sessions, standing)


def _apart(
    options: Options, mine: IntArray, theirs: IntArray, sessions: list[tuple[int, int]]
) -> Rows:
    """At most one slot at a moment, and none where no session is."""
    row, at = cliques(np.zeros(len(mine), dtype=np.int64), options.start[mine], options.end[mine])
    count = int(row.max()) + 1
    moment = np.zeros(count, dtype=np.int64)
    np.maximum.at(moment, row, options.start[mine][at])
    over = (options.start[theirs] <= moment[:, None]) & (moment[:, None] < options.end[theirs])
    extra, session = np.nonzero(over)
    stands = [any(start <= one < end for start, end in sessions) for one in moment]
    return Rows(
        np.concatenate([row, extra]),
        np.concatenate([mine[at], theirs[session]]),
        np.concatenate([np.ones(len(row)), -np.ones(len(extra))]),
        np.array(stands, dtype=np.float64),
    )


def _aligned(
    options: Options,
    mine: IntArray,
    theirs: IntArray,
    sessions: list[tuple[int, int]],
    standing: Standing,
) -> Iterator[Rows]:
    """A slot starts at a step of the session that holds it."""
    steps = np.array([f.step_minutes or ONCE for f in standing.firsts], dtype=np.int64)
    start, end = options.start[mine], options.end[mine]
    key = (start * (MINUTES_A_DAY + 1) + end) * (MINUTES_A_DAY + 1) + steps[options.klass[mine]]
    _, first, row = np.unique(key, return_index=True, return_inverse=True)
    start, end, step = start[first], end[first], steps[options.klass[mine]][first]
    from_start = start[:, None] - options.start[theirs]
    fits = (from_start >= 0) & (end[:, None] <= options.end[theirs])
    extra, session = np.nonzero(fits & (from_start % step[:, None] == 0))
    stands = [
        any(begin <= s and e <= close and (s - begin) % by == 0 for begin, close in sessions)
        for s, e, by in zip(start, end, step, strict=True)
    ]
    limit = np.where(stands, float(len(mine)), 0.0)
    yield Rows(
        np.concatenate([row, extra]),
        np.concatenate([mine, theirs[session]]),
        np.concatenate([np.ones(len(row)), -np.ones(len(extra))]),
        limit,
    )
