"""Weeks, months and sites to plan, of the shape in docs/objective.md; a seed gives one instance."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np

from app.domain.demands import (
    CELLS_A_DAY,
    GRID_MINUTES,
    Demand,
    DemandId,
    Diary,
    FloorDay,
    Problem,
    Quota,
    Window,
)
from app.domain.entries import Entry, EntryId, EntryKind
from app.domain.objective import (
    LATER,
    TIER_LUNCH,
    TIER_OPEN_DOOR,
    TIER_RULES,
    TIER_UNPLANNED,
    minutes_on,
    worth_of,
)
from app.domain.outlook import DayOutlook, PeakWindow
from app.domain.people import PersonId
from app.domain.rules import Wish
from app.domain.site import Hours
from app.domain.span import Span
from app.domain.wall import resolve_minute, zone_named

MONDAY = date(2026, 11, 23)
ZONE = "Europe/Oslo"
WORKING = Hours(8 * 60, 18 * 60)
CALM = 2
SHIFTS = (7 * 60, 8 * 60, 9 * 60, 10 * 60)
_LEVELS = (1.15, 1.05, 0.8, 1.0, 1.0)
_TEAM = 10


@dataclass(frozen=True, slots=True)
class Mix:
    """How many things of each sort one manager wants in a week."""

    checkpoints: int = 6
    floor_walks: int = 5
    sit_besides: int = 8
    one_to_ones: int = 20
    with_leads: int = 4
    briefings: int = 4
    calibrations: int = 4
    teams: int = 4
    anywhere: bool = False
    """Whether half of the 1:1s may lie in any of the weeks."""


@dataclass(slots=True)
class _Made:
    """What has been drawn so far."""

    rng: random.Random
    days: list[DayOutlook]
    presence: dict[PersonId, tuple[Span, ...]] = field(default_factory=dict)
    agents: dict[PersonId, str] = field(default_factory=dict)
    demands: list[Demand] = field(default_factory=list)
    quotas: list[Quota] = field(default_factory=list)
    diaries: list[Diary] = field(default_factory=list)


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
    made = _Made(random.Random(seed), [])
    made.days = [_day(made.rng, number) for number in range(7 * weeks)]
    owners = [""] if managers == 1 else [f"manager{number}" for number in range(managers)]
    for number in range(managers * mix.teams):
        _team(made, number)
    for number, owner in enumerate(owners):
        fixed: list[Entry] = []
        for monday in range(weeks):
            fixed += _meetings(made, owner, monday)
        days = tuple(day.day for day in made.days if day.day.weekday() < len(_LEVELS))
        made.diaries.append(Diary(tuple(fixed), WORKING, days, owner))
        teams = range(number * mix.teams, (number + 1) * mix.teams)
        for monday in range(weeks):
            _things(made, owner, monday, teams, mix)
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
    level = _LEVELS[weekday] if weekday < len(_LEVELS) else 0.0
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


def _team(made: _Made, number: int) -> None:
    """Ten agents in two halves of one shift each, and a lead who is there in office hours."""
    zone = zone_named(ZONE)
    for half in range(2):
        begins = made.rng.choice(SHIFTS)
        for place in range(_TEAM // 2):
            person = _agent(number, half * (_TEAM // 2) + place)
            made.agents[person] = f"team{number}"
            rest = begins + 180 + 30 * made.rng.randrange(4)
            leave = made.rng.random() < 1 / 12
            first = made.rng.randrange(len(made.days))
            away = range(first, first + 5) if leave else range(0)
            made.presence[person] = tuple(
                Span(resolve_minute(day.day, a, zone), resolve_minute(day.day, b, zone))
                for at, day in enumerate(made.days)
                if day.day.weekday() < len(_LEVELS) and at not in away
                for a, b in ((begins, rest), (rest + 30, begins + 510))
            )
    made.presence[_lead(number)] = tuple(
        Span(resolve_minute(day.day, 8 * 60, zone), resolve_minute(day.day, 17 * 60, zone))
        for day in made.days
        if day.day.weekday() < len(_LEVELS)
    )


def _agent(team: int, number: int) -> PersonId:
    return PersonId(f"agent{team}.{number}")


def _lead(team: int) -> PersonId:
    return PersonId(f"lead{team}")


def _meetings(made: _Made, owner: str, week: int) -> list[Entry]:
    """Twelve fixed meetings of 30 or 45 minutes that do not overlap."""
    zone = zone_named(ZONE)
    taken: list[tuple[int, int, int]] = []
    while len(taken) < 12:
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


def _floor(made: _Made, day: DayOutlook) -> FloorDay:
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


def _starts(minutes: int, hours: Hours = WORKING) -> tuple[int, ...]:
    return tuple(range(hours.start, hours.end - minutes + 1, GRID_MINUTES))


def _windows(days: Iterable[date], starts: Sequence[int]) -> tuple[Window, ...]:
    return tuple(Window(day, tuple(starts)) for day in days)


def _things(made: _Made, owner: str, week: int, teams: range, mix: Mix) -> None:
    monday = MONDAY + timedelta(weeks=week)
    days = [monday + timedelta(days=n) for n in range(len(_LEVELS))]
    asked = _Asker(made, owner, f"{owner}:{week}", days)
    for day in days:
        _blocks_and_lunch(asked, day)
    _open_door(asked, days[CALM], [_agent(t, n) for t in teams for n in range(_TEAM)])
    _own_rounds(asked, mix)
    _with_people(asked, teams, mix)


@dataclass(slots=True)
class _Asker:
    """Adds demands of one manager and week."""

    made: _Made
    owner: str
    name: str
    days: list[date]

    def add(self, what: str, count: int, minimum: int, tier: int, **common: object) -> None:
        """Ask for ``count`` alike."""
        for number in range(count):
            self.one(what, number, quota=f"{what}:{self.name}", **common)
        self.made.quotas.append(Quota(f"{what}:{self.name}", minimum, tier))

    def one(self, what: str, number: int, **how: object) -> None:
        """Ask for one thing; what is not said comes from the manager and the week."""
        given: dict[str, object] = {
            "id": DemandId(f"{what}:{number}:{self.name}"),
            "kind": EntryKind.PEOPLE,
            "title": what.replace("_", " ").capitalize(),
            "owner": self.owner,
        }
        self.made.demands.append(Demand(**(given | how)))


def _blocks_and_lunch(asked: _Asker, day: date) -> None:
    outlook = next(one for one in asked.made.days if one.day == day)
    expected = np.asarray(outlook.expected)
    starts = [s for s in _starts(60) if expected[s // 15 : s // 15 + 4].mean() >= outlook.peak_line]
    asked.add(
        f"unplanned:{day}",
        2,
        2,
        TIER_UNPLANNED,
        kind=EntryKind.UNPLANNED,
        minutes=60,
        windows=_windows([day], starts),
        wish=Wish.HIGH,
        group="unplanned",
        gap_minutes=60,
    )
    asked.add(
        f"lunch:{day}",
        1,
        1,
        TIER_LUNCH,
        kind=EntryKind.LUNCH,
        minutes=30,
        windows=_windows([day], _starts(30, Hours(11 * 60, 14 * 60))),
    )


def _open_door(asked: _Asker, day: date, agents: Sequence[PersonId]) -> None:
    asked.add(
        "open_door",
        2,
        2,
        TIER_OPEN_DOOR,
        kind=EntryKind.OPEN_DOOR,
        minutes=60,
        windows=_windows([day], _starts(60)),
        group="open_door",
        worth=worth_of(3),
    )
    for number, person in enumerate(asked.made.rng.sample(agents, 8)):
        asked.one(
            "slot",
            number,
            kind=EntryKind.OPEN_DOOR,
            minutes=15,
            windows=_windows([day], _starts(15)),
            people=(person,),
            leaves_phones=True,
            inside="open_door",
            step_minutes=15,
            wish=Wish.ANY,
            worth=worth_of(1) + LATER * asked.made.rng.randrange(6),
        )


def _own_rounds(asked: _Asker, mix: Mix) -> None:
    """Checkpoints between release and control time, and walks over the floor."""
    rng = asked.made.rng
    for number in range(mix.checkpoints):
        first = rng.randrange(4)
        asked.one(
            "checkpoint",
            number,
            kind=EntryKind.ROLLOUT,
            minutes=15,
            windows=_windows(asked.days[first : first + 2], _starts(15)),
            quota=f"checkpoint:{asked.name}",
            worth=worth_of(4),
            wish=Wish.ANY,
        )
    quota = Quota(f"checkpoint:{asked.name}", mix.checkpoints, TIER_OPEN_DOOR)
    asked.made.quotas.append(quota)
    asked.add(
        "floor_walk",
        mix.floor_walks,
        3,
        TIER_RULES,
        kind=EntryKind.PERFORMANCE,
        minutes=15,
        windows=_windows(asked.days, _starts(15)),
        group="floor_walk",
        per_day=1,
        wish=Wish.HIGH,
        worth=worth_of(1),
    )


def _with_people(asked: _Asker, teams: range, mix: Mix) -> None:
    rng = asked.made.rng
    agents = [_agent(team, number) for team in teams for number in range(_TEAM)]
    anywhere = [d.day for d in asked.made.days if d.day.weekday() < len(_LEVELS)]
    everyone = list(asked.made.agents)
    met = rng.sample(agents, mix.one_to_ones)
    for number, person in enumerate(met):
        loose = mix.anywhere and number % 2 == 0
        other = len(everyone) > len(agents) and number % 5 == 0
        asked.one(
            "one_to_one",
            number,
            minutes=30,
            windows=_windows(anywhere if loose else asked.days, _starts(30)),
            quota="" if loose else f"one_to_one:{asked.name}",
            people=(rng.choice(everyone) if other else person,),
            leaves_phones=True,
            worth=worth_of(3, rng.randrange(5)),
            later=LATER if number % 3 == 0 else 0.0,
            per_day=6,
            group="one_to_one",
        )
    asked.made.quotas.append(Quota(f"one_to_one:{asked.name}", mix.one_to_ones // 4, TIER_RULES))
    for number, person in enumerate(rng.sample(agents, mix.sit_besides)):
        asked.one(
            "sit_beside",
            number,
            kind=EntryKind.PERFORMANCE,
            minutes=15,
            windows=_windows(asked.days, _starts(15)),
            quota=f"sit_beside:{asked.name}",
            people=(person,),
            worth=worth_of(2, rng.randrange(4)),
            wish=Wish.ANY,
        )
    asked.made.quotas.append(Quota(f"sit_beside:{asked.name}", mix.sit_besides // 2, TIER_RULES))
    _meetings_wanted(asked, teams, mix)


def _meetings_wanted(asked: _Asker, teams: range, mix: Mix) -> None:
    """Halves of team meetings, 1:1s and calibrations with leads, briefings with all of them."""
    leads = [_lead(team) for team in teams]
    for number, lead in enumerate(leads[: mix.with_leads]):
        asked.one(
            "with_lead",
            number,
            minutes=30,
            windows=_windows(asked.days, _starts(30)),
            people=(lead,),
            worth=worth_of(4),
        )
    for team in teams:
        for half in range(2):
            size = _TEAM // 2
            asked.one(
                "team_meeting",
                team * 2 + half,
                minutes=30,
                windows=_windows(asked.days, _starts(30)),
                quota=f"team_meeting:{asked.name}",
                people=tuple(_agent(team, half * size + n) for n in range(size)),
                leaves_phones=True,
                as_team=True,
                room=f"room{team % 4}",
                worth=worth_of(5),
            )
    asked.made.quotas.append(Quota(f"team_meeting:{asked.name}", len(teams), TIER_RULES))
    asked.add(
        "briefing",
        mix.briefings,
        1,
        TIER_RULES,
        minutes=15,
        windows=_windows(asked.days, _starts(15)),
        people=tuple(leads),
        group="briefing",
        per_day=1,
        worth=worth_of(3),
    )
    for number in range(mix.calibrations):
        asked.one(
            "calibration",
            number,
            kind=EntryKind.PERFORMANCE,
            minutes=30,
            windows=_windows(asked.days, _starts(30)),
            people=(leads[number % len(leads)],),
            room=f"room{number % 4}",
            worth=worth_of(3),
        )


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
