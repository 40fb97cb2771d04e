"""Random plans, allowed but far from the best, and what a named thing in the way means."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime

from app.domain.demands import (
    Demand,
    DemandId,
    FloorDay,
    Place,
    Problem,
)
from app.domain.entries import Entry, EntryId, EntryKind
from app.domain.reasons import Reason
from app.domain.span import Span
from app.planning.soundness import sound
from tests.planning.checker import violations
from tests.planning.instances import OSLO, Shape, made

Chosen = dict[DemandId, Place]


def instance(seed: int) -> tuple[Problem, Chosen]:
    """A problem and an allowed plan of it, in which much that could be placed is left out."""
    rng = random.Random(seed)
    shape = Shape(
        seed=seed,
        days=rng.randint(1, 3),
        owners=rng.choice((1, 1, 2)),
        demands=rng.randint(1, 7),
        people=rng.randint(0, 5),
        meetings=rng.randint(0, 5),
    )
    problem = sound(made(shape)).problem
    return problem, random_plan(problem, rng)


def random_plan(problem: Problem, rng: random.Random) -> Chosen:
    """Places drawn one after another, kept when the checker has nothing against them."""
    chosen: Chosen = {}
    demands = sorted(problem.demands, key=lambda one: (bool(one.inside), rng.random()))
    for demand in demands:
        for place in rng.sample(places_of(demand), min(3, len(places_of(demand)))):
            if rng.random() < 0.75 and allowed(problem, {**chosen, demand.id: place}, chosen):
                chosen[demand.id] = place
                break
    return chosen


def places_of(demand: Demand) -> list[Place]:
    return [Place(window.day, start) for window in demand.windows for start in window.starts]


def allowed(problem: Problem, after: Chosen, before: Chosen) -> bool:
    """Whether ``after`` breaks no rule that ``before`` keeps."""
    return not set(violations(problem, after)) - set(violations(problem, before))


def place_in(facts: dict) -> Place:
    return Place(date.fromisoformat(facts["day"]), minutes(facts["start"]))


def minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def without(problem: Problem, chosen: Chosen, facts: dict) -> tuple[Problem, Chosen]:
    """The thing that a reason names taken away: an entry, or what the plan has placed."""
    if "demand" in facts:
        return problem, {one: p for one, p in chosen.items() if one != facts["demand"]}
    return replace(
        problem,
        diaries=tuple(
            replace(d, fixed=tuple(e for e in d.fixed if e.id != facts["entry"]))
            for d in problem.diaries
        ),
        engagements=tuple(e for e in problem.engagements if e.entry.id != facts["entry"]),
    ), chosen


def lifted(
    problem: Problem, chosen: Chosen, demand: Demand, reason: Reason
) -> tuple[Problem, Chosen]:
    """The problem, or the plan, with what a reason names out of the way."""
    facts = dict(reason.facts)
    if "entry" in facts or "demand" in facts:
        return without(problem, chosen, facts)
    match reason.code:
        case "on_leave" | "off_shift" | "not_there":
            there = {who: p for who, p in problem.presence.items() if who != facts["person"]}
            return replace(problem, presence=there), chosen
        case "team_limit":
            more = problem.away_per_team + facts["more"]
            return replace(problem, away_per_team=more), chosen
        case "floor_limit":
            floor = tuple(_with_more(one, facts["more"]) for one in problem.floor)
            return replace(problem, floor=floor), chosen
        case "day_full":
            alike = (demand.owner, demand.group)
            demands = tuple(
                replace(d, per_day=facts["needs"]) if (d.owner, d.group) == alike else d
                for d in problem.demands
            )
            return replace(problem, demands=demands), chosen
        case "frozen":
            return replace(problem, frozen_until=None), chosen
        case "too_late":
            return replace(problem, not_before=None), chosen
        case "no_session":
            return _with_session(problem, demand, facts), chosen
    raise AssertionError(reason.code)


def _with_more(floor: FloorDay, more: int) -> FloorDay:
    return replace(floor, spare=tuple(one + more for one in floor.spare))


def _with_session(problem: Problem, demand: Demand, facts: dict) -> Problem:
    begins, ends = (
        datetime.combine(date.fromisoformat(facts["day"]), datetime.min.time(), OSLO).replace(
            hour=minutes(facts[key]) // 60, minute=minutes(facts[key]) % 60
        )
        for key in ("start", "end")
    )
    session = Entry(
        Span(begins, ends), EntryKind.OPEN_DOOR, "", id=EntryId("new"), demand=demand.inside
    )
    return replace(
        problem,
        diaries=tuple(
            replace(d, fixed=(*d.fixed, session)) if d.owner == demand.owner else d
            for d in problem.diaries
        ),
    )
