"""The best plan there is, found by CP-SAT from the problem alone; for small problems only.

A model of its own: a yes/no variable for every demand and place, every pair that a rule of
``docs/objective.md`` keeps apart, a row for every quarter of the phones. Minimum counts come
before points by their weight.

OR-Tools brings a HiGHS of its own, and whichever of the two is loaded second does not load. So
this is a program: ``python -m tests.planning.optimum`` reads shapes of instances from stdin, a
line of JSON each, and answers each with a line of JSON.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import asdict, dataclass
from itertools import combinations

from ortools.sat.python import cp_model

from app.domain import objective as weights
from app.domain.demands import Demand, Place, Problem, group_of
from tests.planning.checker import (
    DAY,
    Lies,
    as_it_stands,
    engaged_of,
    minutes_on,
    moments_of,
    quarters_of,
    span_of,
    standing_of,
)
from tests.planning.instances import Shape, made
from tests.planning.recount import (
    points_at,
    quarters_between,
    standing_quarters,
    stretches,
    takes_pause,
)

SCALE = 1_000_000
TIER = 64
"""More than any tier of a small problem counts."""
POINTS = 20_000 * SCALE
"""More than any small problem's points differ by."""


@dataclass(frozen=True)
class Optimum:
    """What the best plan comes to."""

    tiers: tuple[int, ...]
    points: float
    proven: bool


def optimum(problem: Problem) -> Optimum:
    """Solve exactly; ids come once."""
    return _Search(problem).run()


class _Search:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.options = [lies for demand in problem.demands for lies in _places(problem, demand)]
        self.taken = [self.model.NewBoolVar("") for _ in self.options]
        self.of: dict[str, list[int]] = defaultdict(list)
        for number, lies in enumerate(self.options):
            self.of[lies.demand.id].append(number)

    def run(self) -> Optimum:
        for numbers in self.of.values():
            self.model.AddAtMostOne(self.taken[n] for n in numbers)
        self.keep_apart()
        self.keep_the_phones()
        self.keep_the_days()
        self.keep_slots_in_sessions()
        tiers, points = self.tiers(), self.points()
        goal = points
        for number, tier in enumerate(reversed(tiers)):
            goal = goal + tier * (POINTS * TIER**number)
        self.model.Maximize(goal)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = 60
        status = solver.Solve(self.model)
        return Optimum(
            tuple(int(solver.Value(tier)) for tier in tiers),
            solver.Value(points) / SCALE,
            status == cp_model.OPTIMAL,
        )

    def keep_apart(self) -> None:
        """Pair by pair; and once more moment by moment, which the solver is quicker with."""
        for owner in {demand.owner for demand in self.problem.demands}:
            mine = [
                (n, x)
                for n, x in enumerate(self.options)
                if x.demand.owner == owner and not x.demand.inside
            ]
            for moment in sorted({x.span.start for _, x in mine}):
                here = [self.taken[n] for n, x in mine if x.span.contains(moment)]
                self.model.AddAtMostOne(here)
        for (n, one), (m, other) in combinations(enumerate(self.options), 2):
            if one.demand is not other.demand and _clash(one, other):
                self.model.AddAtMostOne((self.taken[n], self.taken[m]))

    def keep_the_phones(self) -> None:
        problem, engaged = self.problem, engaged_of(self.problem)
        spare = {floor.day: floor.spare for floor in problem.floor if floor.spare}
        off = [(n, x) for n, x in enumerate(self.options) if x.demand.leaves_phones]
        teams = sorted({team for team in problem.agents.values() if team})
        for day, quarter, span in quarters_of(problem):
            here = [(n, x.demand) for n, x in off if x.span.overlaps(span)]
            there = [x for x in engaged if x.leaves_phones and x.entry.span.overlaps(span)]
            if not here:
                continue
            for team in teams:
                members = {person for person, of in problem.agents.items() if of == team}
                alone = [x.entry.people for x in there if not x.as_team]
                placed = [(n, demand.people) for n, demand in here if not demand.as_team]
                self.at_most(problem.away_per_team, placed, alone, members)
            if day in spare:
                standing = [x.entry.people for x in there]
                placed = [(n, demand.people) for n, demand in here]
                self.at_most(spare[day][quarter], placed, standing, set(problem.agents))

    def at_most(self, limit, placed, standing, members) -> None:
        """Of ``members`` no more than ``limit``, and nobody else where more stand already."""
        left = max(limit - sum(person in members for each in standing for person in each), 0)
        counts = [(n, sum(person in members for person in people)) for n, people in placed]
        self.model.Add(sum(count * self.taken[n] for n, count in counts if count) <= left)

    def keep_the_days(self) -> None:
        for number, lies in enumerate(self.options):
            demand, day = lies.demand, lies.place.day
            if not demand.per_day or not demand.group:
                continue
            standing = sum(
                group_of(entry) == demand.group
                and minutes_on(self.problem, entry.span, day) is not None
                for entry in standing_of(self.problem, demand.owner)
            )
            others = [
                self.taken[n]
                for n, other in enumerate(self.options)
                if other.place.day == day and _group(other.demand) == _group(demand)
            ]
            self.model.Add(sum(others) + standing <= demand.per_day).OnlyEnforceIf(
                self.taken[number]
            )

    def keep_slots_in_sessions(self) -> None:
        for number, slot in enumerate(self.options):
            demand = slot.demand
            if not demand.inside:
                continue
            standing = any(
                group_of(entry) == demand.inside and _holds(moments_of(entry.span), slot)
                for entry in standing_of(self.problem, demand.owner)
            )
            sessions = [
                self.taken[n]
                for n, x in enumerate(self.options)
                if _group(x.demand) == (demand.owner, demand.inside)
                and not x.demand.inside
                and _holds(x.span, slot)
            ]
            if not standing:
                self.model.AddBoolOr([*sessions, self.taken[number].Not()])

    def tiers(self) -> list:
        problem = self.problem
        found = [0] * (1 + max((quota.tier for quota in problem.quotas), default=-1))
        for quota in problem.quotas:
            placed = [self.taken[n] for n, x in enumerate(self.options) if _names(x, quota.name)]
            count = self.model.NewIntVar(0, max(quota.minimum, 0), "")
            self.model.Add(count <= sum(placed))
            found[quota.tier] = found[quota.tier] + count
        return found

    def points(self):
        problem = self.problem
        total = sum(
            round(SCALE * points_at(problem, x.demand, x.place)) * self.taken[n]
            for n, x in enumerate(self.options)
        )
        for diary in problem.diaries:
            for day in diary.working_days:
                standing = standing_quarters(problem, diary, day)
                taking = defaultdict(list)
                for n, x in enumerate(self.options):
                    if x.place.day == day and takes_pause(x.demand, diary):
                        for quarter in quarters_between(x.place.start, x.end):
                            taking[quarter].append(self.taken[n])
                total = total - round(SCALE * weights.PAUSE) * sum(
                    self.without_pause(stretch, standing, taking) for stretch in stretches(diary)
                )
        return total

    def without_pause(self, stretch, standing, taking):
        """1 when every quarter of the stretch is taken; the goal keeps it at 0 otherwise."""
        open_quarters = stretch - standing
        if not open_quarters:
            return 1
        if any(quarter not in taking for quarter in open_quarters):
            return 0
        lost = self.model.NewBoolVar("")
        busy = []
        for quarter in sorted(open_quarters):
            taken = self.model.NewBoolVar("")
            self.model.AddMaxEquality(taken, taking[quarter])
            busy.append(taken)
        self.model.AddBoolOr([*(taken.Not() for taken in busy), lost])
        return lost


def _places(problem: Problem, demand: Demand) -> list[Lies]:
    """Every place that the demand may have if nothing else is placed."""
    return [
        Lies(demand, place, span)
        for place in sorted({Place(w.day, start) for w in demand.windows for start in w.starts})
        if place.day in {day.day for day in problem.days}
        and place.start >= 0
        and place.start + demand.minutes <= DAY
        and (span := span_of(problem, place.day, place.start, place.start + demand.minutes))
        and _allowed_alone(problem, Lies(demand, place, span))
    ]


def _allowed_alone(problem: Problem, lies: Lies) -> bool:
    demand, span = lies.demand, lies.span
    current = None if demand.current is None else moments_of(demand.current.span)
    if problem.not_before is not None and span.start < problem.not_before:
        return False
    frozen = problem.frozen_until is not None and span.start < problem.frozen_until
    if frozen and current != span and any(p in problem.agents for p in demand.people):
        return False
    for entry in standing_of(problem, demand.owner):
        if not demand.inside and entry.span.overlaps(span):
            return False
        minutes = minutes_on(problem, entry.span, lies.place.day)
        if demand.group and group_of(entry) == demand.group and minutes is not None:
            start, end = minutes
            apart = max(start - lies.end, lies.place.start - end)
            if demand.gap_minutes and apart < demand.gap_minutes:
                return False
    for engaged in engaged_of(problem):
        shares = set(demand.people) & set(engaged.entry.people)
        room = demand.room and demand.room == engaged.entry.place
        if (shares or room) and engaged.entry.span.overlaps(span):
            return False
    return all(
        any(there.start <= span.start and span.end <= there.end for there in stretches_there)
        for person in demand.people
        if person in problem.presence
        for stretches_there in [[moments_of(one) for one in problem.presence[person]]]
    )


def _clash(one: Lies, other: Lies) -> bool:
    mine, theirs = one.demand, other.demand
    if mine.owner == theirs.owner and mine.group and mine.group == theirs.group:
        apart = max(other.place.start - one.end, one.place.start - other.end)
        gap = max(mine.gap_minutes, theirs.gap_minutes)
        if gap and one.place.day == other.place.day and apart < gap:
            return True
    if not one.span.overlaps(other.span):
        return False
    if set(mine.people) & set(theirs.people) or (mine.room and mine.room == theirs.room):
        return True
    return mine.owner == theirs.owner and (
        (not mine.inside and not theirs.inside) or (mine.inside and mine.inside == theirs.inside)
    )


def _group(demand: Demand) -> tuple[str, str]:
    return demand.owner, demand.group


def _names(lies: Lies, quota: str) -> bool:
    return lies.demand.quota == quota


def _holds(session, slot: Lies) -> bool:
    if not (session.start <= slot.span.start and slot.span.end <= session.end):
        return False
    away = (slot.span.start - session.start).total_seconds() / 60
    return away % slot.demand.step_minutes == 0 if slot.demand.step_minutes > 0 else away == 0


def main() -> None:
    """Answer shape after shape."""
    for line in sys.stdin:
        answer = optimum(as_it_stands(made(Shape.from_json(line))))
        print(json.dumps(asdict(answer)), flush=True)


if __name__ == "__main__":
    main()
