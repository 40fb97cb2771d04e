"""Judges a plan from the problem and the places alone, minute by minute.

It knows nothing of the engine. The rules are those of ``docs/objective.md``, one function each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date
from functools import lru_cache
from itertools import combinations

from app.domain.demands import Demand, DemandId, Engagement, Place, Problem, group_of
from app.domain.entries import Entry
from app.domain.span import Span
from app.domain.wall import minute_of_day, resolve_minute, zone_named

QUARTER = 15
DAY = 24 * 60
Assignment = Mapping[DemandId, Place]


@dataclass(frozen=True)
class Lies:
    """A demand where a plan puts it."""

    demand: Demand
    place: Place
    span: Span

    @property
    def end(self) -> int:
        return self.place.start + self.demand.minutes


def violations(problem: Problem, assignment: Assignment) -> list[str]:
    """What a plan breaks, each beginning with the rule's name; empty for an allowed plan."""
    found = list(_h1(problem, assignment))
    if found:
        return found  # no moments can be told for places that do not exist
    plan = laid(problem, assignment)
    rules = (_h2, _h3, _h4, _h5, _h6, _h7, _h8, _h9, _h10)
    return [broken for rule in rules for broken in rule(problem, plan)]


def as_it_stands(problem: Problem) -> Problem:
    """The problem as it is judged: ids once, and in the diaries what had begun too early to move.

    Nothing of the latter is placed, moved or dropped (H2).
    """
    demands: dict[DemandId, Demand] = {}
    begun: list[Demand] = []
    for demand in problem.demands:
        current = demand.current
        early = problem.not_before is not None and current is not None
        if early and current.span.start < problem.not_before:
            begun.append(demand)
        else:
            demands.setdefault(demand.id, demand)
    stood = [(d, replace(d.current, people=d.people, place=d.room, demand=d.id)) for d in begun]
    return replace(
        problem,
        demands=tuple(demands.values()),
        diaries=tuple(
            replace(
                diary,
                fixed=(
                    *diary.fixed,
                    *(e for d, e in stood if d.owner == diary.owner and not d.inside),
                ),
            )
            for diary in problem.diaries
        ),
        engagements=(
            *problem.engagements,
            *(Engagement(entry, d.leaves_phones, d.as_team) for d, entry in stood),
        ),
    )


def _h1(problem: Problem, assignment: Assignment) -> Iterator[str]:
    demands = {demand.id: demand for demand in problem.demands}
    days = {day.day for day in problem.days}
    for one, place in assignment.items():
        if one not in demands:
            yield f"H1 {one} was not asked for"
            continue
        demand = demands[one]
        offered = any(w.day == place.day and place.start in w.starts for w in demand.windows)
        if not offered or place.day not in days:
            yield f"H1 {one} may not start at {place}"
        elif place.start < 0 or place.start + demand.minutes > DAY:
            yield f"H1 {one} at {place} does not lie within its day"
        elif span_of(problem, place.day, place.start, place.start + demand.minutes) is None:
            yield f"H1 {one} at {place} lies in an hour that the clock jumps over"


def _h2(problem: Problem, plan: list[Lies]) -> Iterator[str]:
    for lies in plan:
        if problem.not_before is not None and lies.span.start < problem.not_before:
            yield f"H2 {lies.demand.id} starts before {problem.not_before}"


def _h3(problem: Problem, plan: list[Lies]) -> Iterator[str]:
    taking = [lies for lies in plan if not lies.demand.inside]
    for one, other in combinations(taking, 2):
        if one.demand.owner == other.demand.owner and one.span.overlaps(other.span):
            yield f"H3 {one.demand.id} and {other.demand.id} lie on each other"
    for lies in taking:
        for entry in standing_of(problem, lies.demand.owner):
            if entry.span.overlaps(lies.span):
                yield f"H3 {lies.demand.id} lies on {entry.title}"


def _h4(problem: Problem, plan: list[Lies]) -> Iterator[str]:
    engaged = engaged_of(problem)
    for lies in plan:
        for person in lies.demand.people:
            if person in problem.presence and not any(
                there.start <= lies.span.start and lies.span.end <= there.end
                for there in map(moments_of, problem.presence[person])
            ):
                yield f"H4 {person} is not there for {lies.demand.id}"
            for engagement in engaged:
                if person in engagement.entry.people and engagement.entry.span.overlaps(lies.span):
                    yield f"H4 {person} is at {engagement.entry.title}, not at {lies.demand.id}"
    for one, other in combinations(plan, 2):
        both = set(one.demand.people) & set(other.demand.people)
        if both and one.span.overlaps(other.span):
            yield f"H4 {sorted(both)} are in {one.demand.id} and in {other.demand.id}"


def _h5(problem: Problem, plan: list[Lies]) -> Iterator[str]:
    engaged = engaged_of(problem)
    for one, other in combinations(plan, 2):
        same = one.demand.room and one.demand.room == other.demand.room
        if same and one.span.overlaps(other.span):
            yield f"H5 {one.demand.id} and {other.demand.id} are both in {one.demand.room}"
    for lies in plan:
        for engagement in engaged:
            same = lies.demand.room and engagement.entry.place == lies.demand.room
            if same and engagement.entry.span.overlaps(lies.span):
                yield f"H5 {engagement.entry.title} is in {lies.demand.room}"


def _h6(problem: Problem, plan: list[Lies]) -> Iterator[str]:
    teams = {team for team in problem.agents.values() if team}
    placed = [x for x in plan if x.demand.leaves_phones and not x.demand.as_team]
    standing = [x for x in engaged_of(problem) if x.leaves_phones and not x.as_team]
    for day, quarter, span in quarters_of(problem):
        here = [x.demand.people for x in placed if x.span.overlaps(span)]
        if not here:
            continue
        there = [x.entry.people for x in standing if x.entry.span.overlaps(span)]
        for team in teams:
            mine, theirs = (
                sum(problem.agents.get(person) == team for people in each for person in people)
                for each in (here, there)
            )
            if mine and mine + theirs > problem.away_per_team:
                yield f"H6 {mine + theirs} of {team} are away on {day} in quarter {quarter}"


def _h7(problem: Problem, plan: list[Lies]) -> Iterator[str]:
    spare = {floor.day: floor.spare for floor in problem.floor if floor.spare}
    placed = [x for x in plan if x.demand.leaves_phones]
    standing = [x for x in engaged_of(problem) if x.leaves_phones]
    for day, quarter, span in quarters_of(problem):
        if day not in spare:
            continue
        here = [x.demand.people for x in placed if x.span.overlaps(span)]
        there = [x.entry.people for x in standing if x.entry.span.overlaps(span)]
        mine, theirs = (
            sum(person in problem.agents for people in each for person in people)
            for each in (here, there)
        )
        if mine and mine + theirs > spare[day][quarter]:
            yield f"H7 {mine + theirs} are off the phones on {day} in quarter {quarter}"


def _h8(problem: Problem, plan: list[Lies]) -> Iterator[str]:
    grouped = [lies for lies in plan if lies.demand.group]
    for lies in grouped:
        demand, day = lies.demand, lies.place.day
        others = [
            (other.place.start, other.end)
            for other in grouped
            if other is not lies
            and other.place.day == day
            and (other.demand.owner, other.demand.group) == (demand.owner, demand.group)
        ]
        others += [
            minutes
            for entry in standing_of(problem, demand.owner)
            if group_of(entry) == demand.group
            and (minutes := minutes_on(problem, entry.span, day)) is not None
        ]
        for start, end in others:
            apart = max(start - lies.end, lies.place.start - end)
            if demand.gap_minutes and apart < demand.gap_minutes:
                yield f"H8 {demand.id} is nearer than {demand.gap_minutes} to {start}-{end}"
        if demand.per_day and len(others) + 1 > demand.per_day:
            yield f"H8 {demand.id} is one of {len(others) + 1} on {day}"


def _h9(problem: Problem, plan: list[Lies]) -> Iterator[str]:
    slots = [lies for lies in plan if lies.demand.inside]
    for slot in slots:
        demand = slot.demand
        holding = [
            session
            for session in _sessions(problem, plan, demand)
            if session.start <= slot.span.start and slot.span.end <= session.end
        ]
        if not holding:
            yield f"H9 {demand.id} lies in no session"
        elif not any(_on_step(slot, session) for session in holding):
            yield f"H9 {demand.id} begins beside the steps of {demand.step_minutes} minutes"
    for one, other in combinations(slots, 2):
        mine, theirs = one.demand, other.demand
        same = (mine.owner, mine.inside) == (theirs.owner, theirs.inside)
        if same and one.span.overlaps(other.span):
            yield f"H9 {mine.id} and {theirs.id} are at the same time"


def _sessions(problem: Problem, plan: list[Lies], slot: Demand) -> list[Span]:
    placed = (
        lies.span
        for lies in plan
        if (lies.demand.owner, lies.demand.group) == (slot.owner, slot.inside)
        and not lies.demand.inside
    )
    standing = (
        entry.span for entry in standing_of(problem, slot.owner) if group_of(entry) == slot.inside
    )
    return [*placed, *standing]


def _h10(problem: Problem, plan: list[Lies]) -> Iterator[str]:
    for lies in plan:
        demand = lies.demand
        if problem.frozen_until is None or lies.span.start >= problem.frozen_until:
            continue
        agent = any(person in problem.agents for person in demand.people)
        if agent and (demand.current is None or moments_of(demand.current.span) != lies.span):
            yield f"H10 {demand.id} is frozen"


def laid(problem: Problem, assignment: Assignment) -> list[Lies]:
    demands = {demand.id: demand for demand in problem.demands}
    found = []
    for one, place in assignment.items():
        span = span_of(problem, place.day, place.start, place.start + demands[one].minutes)
        assert span is not None
        found.append(Lies(demands[one], place, span))
    return found


def standing_of(problem: Problem, owner: str) -> list[Entry]:
    return [
        replace(entry, span=moments_of(entry.span))
        for diary in problem.diaries
        if diary.owner == owner
        for entry in diary.fixed
        if entry.blocks_time
    ]


def engaged_of(problem: Problem) -> list[Engagement]:
    return [
        replace(one, entry=replace(one.entry, span=moments_of(one.entry.span)))
        for one in problem.engagements
    ]


def _on_step(slot: Lies, session: Span) -> bool:
    away = (slot.span.start - session.start).total_seconds() / 60
    return away % slot.demand.step_minutes == 0 if slot.demand.step_minutes > 0 else away == 0


def span_of(problem: Problem, day: date, start: int, end: int) -> Span | None:
    zone = zone_named(problem.zone)
    first, last = resolve_minute(day, start, zone), resolve_minute(day, end, zone)
    first, last = first.astimezone(UTC), last.astimezone(UTC)
    return Span(first, last) if first < last else None


def moments_of(span: Span) -> Span:
    """The same in UTC: two times of one zone are compared as its clock shows them."""
    return Span(span.start.astimezone(UTC), span.end.astimezone(UTC))


def minutes_on(problem: Problem, span: Span, day: date) -> tuple[int, int] | None:
    """The wall-clock minutes of a day that a span takes."""
    span, whole = moments_of(span), span_of(problem, day, 0, DAY)
    assert whole is not None
    if not whole.overlaps(span):
        return None
    zone = zone_named(problem.zone)
    start = minute_of_day(span.start, zone) if span.start > whole.start else 0
    end = minute_of_day(span.end, zone) if span.end < whole.end else DAY
    return start, max(end, start + 1)


def quarters_of(problem: Problem) -> Iterator[tuple[date, int, Span]]:
    """Every quarter of an hour of every day planned that the clock does not jump over."""
    for outlook in problem.days:
        for quarter, span in _quarters_at(problem.zone, outlook.day):
            yield outlook.day, quarter, span


@lru_cache(maxsize=64)
def _quarters_at(zone: str, day: date) -> list[tuple[int, Span]]:
    empty = Problem((), zone, (), ())
    found = (
        (quarter, span_of(empty, day, quarter * QUARTER, (quarter + 1) * QUARTER))
        for quarter in range(DAY // QUARTER)
    )
    return [(quarter, span) for quarter, span in found if span is not None]
