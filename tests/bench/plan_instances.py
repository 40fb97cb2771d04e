"""Weeks, months and sites to plan, of the shape in docs/objective.md; a seed gives one instance."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from app.domain.demands import CELLS_A_DAY, GRID_MINUTES, DemandId, Diary, FloorDay, Problem
from app.domain.entries import Entry, EntryId, EntryKind
from app.domain.objective import minutes_on
from app.domain.outlook import DayOutlook, PeakWindow
from app.domain.span import Span
from app.domain.wall import resolve_minute, zone_named
from tests.bench._plan_things import (
    LEVELS,
    MONDAY,
    TEAM,
    WORKING,
    ZONE,
    Made,
    Mix,
    agent,
    lead,
    things,
)

__all__ = ["MONDAY", "WORKING", "month", "site", "week", "with_places"]

SHIFTS = (7 * 60, 8 * 60, 9 * 60, 10 * 60)


def week(seed: int) -> Problem:
    """One manager, forty agents, 84 things."""
    return _problem(seed, weeks=1, managers=1, mix=Mix())


def month(seed: int) -> Problem:
    """Four such weeks at once; half of the 1:1s may lie in any of them."""
    return _problem(seed, weeks=4, managers=1, mix=Mix(anywhere=True))


def site(seed: int, managers: int = 15) -> Problem:
    """Fifteen managers of two teams each, who share four rooms, spare agents and some 1:1s."""
    mix = Mix(
        checkpoints=4,
        sit_besides=6,
        one_to_ones=14,
        with_leads=2,
        briefings=3,
        calibrations=3,
        teams=2,
    )
    return _problem(seed, weeks=1, managers=managers, mix=mix)


def _problem(seed: int, *, weeks: int, managers: int, mix: Mix) -> Problem:
    made = Made(random.Random(seed), [])
    made.days = [_day(made.rng, number) for number in range(7 * weeks)]
    owners = [""] if managers == 1 else [f"manager{number}" for number in range(managers)]
    for number in range(managers * mix.teams):
        _team(made, number)
    for number, owner in enumerate(owners):
        fixed: list[Entry] = []
        for monday in range(weeks):
            fixed += _meetings(made, owner, monday)
        days = tuple(day.day for day in made.days if day.day.weekday() < len(LEVELS))
        made.diaries.append(Diary(tuple(fixed), WORKING, days, owner))
        teams = range(number * mix.teams, (number + 1) * mix.teams)
        for monday in range(weeks):
            things(made, owner, monday, teams, mix)
    return Problem(
        days=tuple(made.days),
        zone=ZONE,
        diaries=tuple(made.diaries),
        demands=tuple(made.demands),
        quotas=tuple(made.quotas),
        presence=made.presence,
        agents=made.agents,
        floor=tuple(_floor(made, day) for day in made.days),
    )


def _day(rng: random.Random, number: int) -> DayOutlook:
    """Contacts a quarter of an hour: a peak at about half past ten and one at about three."""
    weekday = number % 7
    at = np.arange(CELLS_A_DAY) * GRID_MINUTES
    open_hours = (at >= 7 * 60) & (at < 19 * 60)
    shape = 12.0 + 30 * np.exp(-(((at - 630 - rng.uniform(-30, 30)) / 75) ** 2))
    shape += 20 * np.exp(-(((at - 900 - rng.uniform(-30, 30)) / 75) ** 2))
    noise = np.array([rng.uniform(0.94, 1.06) for _ in at])
    level = LEVELS[weekday] if weekday < len(LEVELS) else 0.0
    expected = np.where(open_hours, shape * noise * level, 0.0)
    busy = expected[open_hours]
    line = 1.1 * float(busy.mean()) if level else 0.0
    return DayOutlook(
        day=MONDAY + timedelta(days=number),
        minutes=GRID_MINUTES,
        expected=expected,
        actual=None,
        peak_line=line,
        peaks=_peaks(expected) if level else (),
    )


def _peaks(expected: np.ndarray) -> tuple[PeakWindow, ...]:
    """The two hours, an hour apart, with the most contacts together."""
    starts = range(WORKING.start, WORKING.end - 60 + 1, GRID_MINUTES)
    inside = {s: float(expected[s // 15 : s // 15 + 4].sum()) for s in starts}
    pairs = [(a, b) for a in starts for b in starts if b >= a + 120]
    best = max(pairs, key=lambda pair: inside[pair[0]] + inside[pair[1]])
    total = float(expected.sum())
    return tuple(PeakWindow(s, s + 60, inside[s], inside[s] / total) for s in best)


def _team(made: Made, number: int) -> None:
    """Ten agents in two halves of one shift each, and a lead who is there in office hours."""
    zone = zone_named(ZONE)
    for half in range(2):
        begins = made.rng.choice(SHIFTS)
        for place in range(TEAM // 2):
            person = agent(number, half * (TEAM // 2) + place)
            made.agents[person] = f"team{number}"
            rest = begins + 180 + 30 * made.rng.randrange(4)
            leave = made.rng.random() < 1 / 12
            first = made.rng.randrange(len(made.days))
            away = range(first, first + 5) if leave else range(0)
            made.presence[person] = tuple(
                Span(resolve_minute(day.day, a, zone), resolve_minute(day.day, b, zone))
                for at, day in enumerate(made.days)
                if day.day.weekday() < len(LEVELS) and at not in away
                for a, b in ((begins, rest), (rest + 30, begins + 510))
            )
    made.presence[lead(number)] = tuple(
        Span(resolve_minute(day.day, 8 * 60, zone), resolve_minute(day.day, 17 * 60, zone))
        for day in made.days
        if day.day.weekday() < len(LEVELS)
    )


def _meetings(made: Made, owner: str, week: int) -> list[Entry]:
    """Seven fixed meetings of 30 or 45 minutes that do not overlap."""
    zone = zone_named(ZONE)
    taken: list[tuple[int, int, int]] = []
    while len(taken) < 7:
        day, length = made.rng.randrange(5), made.rng.choice((30, 45))
        start = made.rng.randrange(8 * 60, 18 * 60 - length + 1, 15)
        if all(d != day or start >= e or start + length <= s for d, s, e in taken):
            taken.append((day, start, start + length))
    return [
        Entry(
            Span(
                resolve_minute(MONDAY + timedelta(days=7 * week + day), start, zone),
                resolve_minute(MONDAY + timedelta(days=7 * week + day), end, zone),
            ),
            EntryKind.MEETING,
            f"Meeting {number}",
            id=EntryId(f"meeting:{owner}:{week}:{number}"),
        )
        for number, (day, start, end) in enumerate(taken)
    ]


def _floor(made: Made, day: DayOutlook) -> FloorDay:
    """Rostered less required, which follows the contacts; strain is the share required."""
    problem = Problem(tuple(made.days), ZONE, (), ())
    rostered = np.zeros(CELLS_A_DAY)
    for person in made.agents:
        for span in made.presence[person]:
            if span.start.astimezone(zone_named(ZONE)).date() == day.day:
                start, end = minutes_on(span, day.day, problem)
                rostered[start // GRID_MINUTES : end // GRID_MINUTES] += 1
    top = max(float(np.max(one.expected)) for one in made.days)
    required = np.ceil(0.65 * rostered.max() * np.asarray(day.expected) / top)
    strain = np.clip(required / np.maximum(rostered, 1), 0, 1)
    spare = np.maximum(rostered - required, 0)
    return FloorDay(day.day, tuple(int(v) for v in spare), tuple(float(v) for v in strain))


def with_places(problem: Problem, places: dict[DemandId, tuple[date, int]]) -> Problem:
    """The problem with every demand standing where ``places`` has it."""
    zone = zone_named(problem.zone)
    found = []
    for demand in problem.demands:
        if demand.id in places:
            day, start = places[demand.id]
            span = Span(
                resolve_minute(day, start, zone),
                resolve_minute(day, start + demand.minutes, zone),
            )
            current = Entry(
                span,
                demand.kind,
                demand.title,
                id=EntryId(f"entry:{demand.id}"),
                demand=demand.id,
                people=demand.people,
            )
            found.append(replace(demand, current=current))
        else:
            found.append(demand)
    return replace(problem, demands=tuple(found))
