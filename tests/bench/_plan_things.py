"""What the managers of a made week want: rounds, 1:1s, team meetings and all the rest."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from app.domain.demands import GRID_MINUTES, Demand, DemandId, Diary, Quota, Window
from app.domain.entries import EntryKind
from app.domain.objective import (
    LATER,
    TIER_LUNCH,
    TIER_OPEN_DOOR,
    TIER_RULES,
    TIER_UNPLANNED,
    worth_of,
)
from app.domain.outlook import DayOutlook
from app.domain.people import PersonId
from app.domain.rules import Wish
from app.domain.site import Hours
from app.domain.span import Span

MONDAY = date(2026, 11, 23)
ZONE = "Europe/Oslo"
WORKING = Hours(8 * 60, 18 * 60)
CALM = 2
LEVELS = (1.15, 1.05, 0.8, 1.0, 1.0)
TEAM = 10
"""Agents of a team."""
LENGTHS = (20, 30, 30, 45)
"""Minutes of 1:1s, each as likely as the next."""


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
class Made:
    """What has been drawn so far."""

    rng: random.Random
    days: list[DayOutlook]
    presence: dict[PersonId, tuple[Span, ...]] = field(default_factory=dict)
    agents: dict[PersonId, str] = field(default_factory=dict)
    demands: list[Demand] = field(default_factory=list)
    quotas: list[Quota] = field(default_factory=list)
    diaries: list[Diary] = field(default_factory=list)


def agent(team: int, number: int) -> PersonId:
    """The agent of that number in a team."""
    return PersonId(f"agent{team}.{number}")


def lead(team: int) -> PersonId:
    """Who leads a team."""
    return PersonId(f"lead{team}")


def _starts(minutes: int, hours: Hours = WORKING) -> tuple[int, ...]:
    return tuple(range(hours.start, hours.end - minutes + 1, GRID_MINUTES))


def _windows(days: Iterable[date], starts: Sequence[int]) -> tuple[Window, ...]:
    return tuple(Window(day, tuple(starts)) for day in days)


def things(made: Made, owner: str, week: int, teams: range, mix: Mix) -> None:
    """Ask for all that one manager wants in a week, the teams being that manager's."""
    monday = MONDAY + timedelta(weeks=week)
    days = [monday + timedelta(days=n) for n in range(len(LEVELS))]
    asked = _Asker(made, owner, f"{owner}:{week}", days)
    for day in days:
        _blocks_and_lunch(asked, day)
    _open_door(asked, days[CALM], [agent(t, n) for t in teams for n in range(TEAM)])
    _own_rounds(asked, mix)
    _with_people(asked, teams, mix)


@dataclass(slots=True)
class _Asker:
    """Adds demands of one manager and week."""

    made: Made
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
    agents = [agent(team, number) for team in teams for number in range(TEAM)]
    anywhere = [d.day for d in asked.made.days if d.day.weekday() < len(LEVELS)]
    everyone = list(asked.made.agents)
    met = rng.sample(agents, mix.one_to_ones)
    for number, person in enumerate(met):
        loose = mix.anywhere and number % 2 == 0
        other = len(everyone) > len(agents) and number % 5 == 0
        minutes = rng.choice(LENGTHS)
        asked.one(
            "one_to_one",
            number,
            minutes=minutes,
            windows=_windows(anywhere if loose else asked.days, _starts(minutes)),
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
    leads = [lead(team) for team in teams]
    for number, one in enumerate(leads[: mix.with_leads]):
        asked.one(
            "with_lead",
            number,
            minutes=30,
            windows=_windows(asked.days, _starts(30)),
            people=(one,),
            worth=worth_of(4),
        )
    for team in teams:
        for half in range(2):
            size = TEAM // 2
            asked.one(
                "team_meeting",
                team * 2 + half,
                minutes=30,
                windows=_windows(asked.days, _starts(30)),
                quota=f"team_meeting:{asked.name}",
                people=tuple(agent(team, half * size + n) for n in range(size)),
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
            minutes=60,
            windows=_windows(asked.days, _starts(60)),
            people=(leads[number % len(leads)],),
            room=f"room{number % 4}",
            worth=worth_of(3),
        )
