"""Counts a plan once more, from the problem and the places alone, in loops that can be read.

Of `app.domain.objective` it takes the weights and nothing else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import lru_cache

from app.domain import objective as weights
from app.domain.demands import Demand, Diary, Place, Problem
from app.domain.entries import EntryKind
from app.domain.outlook import DayOutlook
from app.domain.rules import Wish
from tests.planning.checker import DAY, QUARTER, Assignment, Lies, laid, minutes_on, moments_of


def recount(problem: Problem, assignment: Assignment) -> tuple[tuple[int, ...], dict[str, float]]:
    """Minimum counts by tier and points by part, counted without `Objective`."""
    plan = laid(problem, assignment)
    parts: Counter[str] = Counter()
    for lies in plan:
        demand = lies.demand
        parts["worth"] += demand.worth
        parts["peaks"] += _peak(problem, lies) if demand.wish is Wish.HIGH else 0.0
        if demand.wish is Wish.LOW:
            parts["quiet"] -= weights.QUIET * _load(problem, lies)
        if demand.leaves_phones:
            agents = sum(person in problem.agents for person in demand.people)
            parts["phones"] -= weights.PHONES * agents * _strain(problem, lies)
        parts["waiting"] -= demand.later * (lies.place.day - problem.days[0].day).days
        if demand.current is not None and moments_of(demand.current.span) == lies.span:
            invited = demand.current.invited
            parts["stability"] += weights.STAYS_INVITED if invited else weights.STAYS
    for diary in problem.diaries:
        parts["pauses"] -= weights.PAUSE * sum(
            _without_pause(problem, diary, day, plan) for day in diary.working_days
        )
    placed = Counter(lies.demand.quota for lies in plan)
    tiers = [0] * (1 + max((quota.tier for quota in problem.quotas), default=-1))
    for quota in problem.quotas:
        tiers[quota.tier] += min(quota.minimum, placed[quota.name])
    return tuple(tiers), {part: points for part, points in parts.items() if points}


def points_at(problem: Problem, demand: Demand, place: Place) -> float:
    """What a demand earns and costs at a place by itself, so without the pauses."""
    alone = replace(problem, diaries=(), demands=(demand,))
    return sum(recount(alone, {demand.id: place})[1].values())


def _peak(problem: Problem, lies: Lies) -> float:
    minutes, day = lies.demand.minutes, lies.place.day
    [outlook] = [outlook for outlook in problem.days if outlook.day == day]
    best = _busiest(outlook, minutes)
    if best <= 0:
        return 0.0
    share = sum(_contacts(problem, day)[lies.place.start : lies.end]) / best
    drawn = any(peak.start == lies.place.start for peak in outlook.peaks)
    return weights.PEAK * minutes / 60 * share * (weights.AS_SHOWN if drawn else 1.0)


@lru_cache(maxsize=64)
def _busiest(outlook: DayOutlook, minutes: int) -> float:
    contacts = _by_minute(outlook)
    starts = range(0, DAY - minutes + 1, QUARTER)
    return max((sum(contacts[start : start + minutes]) for start in starts), default=0.0)


def _load(problem: Problem, lies: Lies) -> float:
    busiest = max((_busiest_quarter(outlook) for outlook in problem.days), default=0.0)
    taken = _contacts(problem, lies.place.day)[lies.place.start : lies.end]
    return sum(taken) / (busiest or 1.0)


@lru_cache(maxsize=64)
def _busiest_quarter(outlook: DayOutlook) -> float:
    contacts = _by_minute(outlook)
    return max(sum(contacts[start : start + QUARTER]) for start in range(0, DAY, QUARTER))


def _strain(problem: Problem, lies: Lies) -> float:
    for floor in problem.floor:
        if floor.day == lies.place.day and floor.strain:
            return sum(
                share
                for quarter, share in enumerate(floor.strain)
                if quarter * QUARTER < lies.end and lies.place.start < (quarter + 1) * QUARTER
            )
    return _load(problem, lies)


def _without_pause(problem: Problem, diary: Diary, day: date, plan: list[Lies]) -> int:
    busy = standing_quarters(problem, diary, day)
    for lies in plan:
        if takes_pause(lies.demand, diary) and lies.place.day == day:
            busy |= quarters_between(lies.place.start, lies.end)
    return sum(stretch <= busy for stretch in stretches(diary))


def takes_pause(demand: Demand, diary: Diary) -> bool:
    """Whether a placed demand is no pause for the owner of ``diary``."""
    return demand.owner == diary.owner and demand.kind is not EntryKind.LUNCH and not demand.inside


def standing_quarters(problem: Problem, diary: Diary, day: date) -> set[int]:
    """The quarters of a day that are no pause whatever is placed."""
    busy: set[int] = set()
    for entry in diary.fixed:
        minutes = minutes_on(problem, entry.span, day)
        if entry.blocks_time and entry.kind is not EntryKind.LUNCH and minutes is not None:
            busy |= quarters_between(*minutes)
    return busy


def quarters_between(start: int, end: int) -> set[int]:
    """Every quarter that shares a minute with ``[start, end)``."""
    return set(range(start // QUARTER, -(-end // QUARTER)))


def stretches(diary: Diary) -> list[set[int]]:
    """The quarters of each stretch of working hours that wants a pause."""
    return [
        quarters_between(start, start + weights.PAUSE_MINUTES)
        for start in range(0, DAY, QUARTER)
        if diary.working.start <= start and start + weights.PAUSE_MINUTES <= diary.working.end
    ]


def _contacts(problem: Problem, day: date) -> list[float]:
    """Contacts expected in each minute of a day."""
    [outlook] = [outlook for outlook in problem.days if outlook.day == day]
    return _by_minute(outlook)


@lru_cache(maxsize=64)
def _by_minute(outlook: DayOutlook) -> list[float]:
    return [outlook.expected[minute // outlook.minutes] / outlook.minutes for minute in range(DAY)]
