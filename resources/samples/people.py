"""Invented people: four teams of ten with a lead each, their shifts and their leave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from app.domain.people import (
    WORK,
    Leave,
    LeaveId,
    Person,
    PersonId,
    Role,
    Shift,
    ShiftId,
    Team,
    TeamId,
)
from app.domain.span import Span
from app.domain.wall import resolve_minute

TEAM_NAMES = ("Team A", "Team B", "Team C", "Team D")
LEADS = ("Lars Berg", "Nora Lien", "Ola Vik", "Kari Moe")
AGENTS = (
    "Amina R.", "Bjørn T.", "Chen Wei", "Dewi S.", "Elif K.", "Fredrik A.", "Grace O.", "Henrik L.",
    "Ida M.", "Jonas P.", "Karim B.", "Linnea D.", "Mateusz N.", "Ngozi E.", "Oskar H.", "Priya V.",
    "Quang T.", "Ragnhild S.", "Samir J.", "Tuva G.", "Ursula F.", "Viktor Z.", "Wanjiru M.",
    "Xenia C.", "Yusuf A.", "Åse H.", "Arman K.", "Birgit W.", "Cosmin I.", "Dagny R.", "Emeka U.",
    "Farah Q.", "Gustav E.", "Hanna Y.", "Iben J.", "Jasmin L.", "Kofi A.", "Leila S.", "Magnus B.",
    "Nils O.",
)  # fmt: skip
EARLY = (7 * 60 + 45, 15 * 60 + 45)
LATE = (10 * 60, 18 * 60)
BREAK_MINUTES = 30
FIRST_NUMBER = 1001
WEEKEND_DUTY = 5
"""On weekends every fifth agent works."""


def sample_teams() -> list[Team]:
    """Four teams, each with its lead."""
    return [
        Team(team_id(index), name, lead=person_id(lead))
        for index, (name, lead) in enumerate(zip(TEAM_NAMES, LEADS, strict=True))
    ]


def sample_persons() -> list[Person]:
    """Forty agents, ten a team, and four leads."""
    leads = [_person(name, Role.LEAD, index) for index, name in enumerate(LEADS)]
    agents = [_person(name, Role.AGENT, index % 4) for index, name in enumerate(AGENTS)]
    return leads + agents


def sample_shifts(first: date, after_last: date, zone: ZoneInfo) -> Iterator[Shift]:
    """Early and late shifts that change places week by week, with a break in each."""
    persons = sample_persons()
    day = first
    while day < after_last:
        for index, person in enumerate(persons):
            off_duty = (
                day.weekday() >= WEEKEND_DUTY and (index + day.isocalendar().week) % WEEKEND_DUTY
            )
            if off_duty or (day.weekday() >= WEEKEND_DUTY and person.role is Role.LEAD):
                continue
            early = (index + day.isocalendar().week) % 2 == 0
            start, end = EARLY if early else LATE
            pause = start + 180 + 15 * (index % 6)
            yield _shift(person.id, day, (start, end), WORK, zone)
            yield _shift(person.id, day, (pause, pause + BREAK_MINUTES), "break", zone)
        day += timedelta(days=1)


def sample_leaves(monday: date) -> list[Leave]:
    """Kari is away on Thursday and Friday; a few agents are on holiday."""
    away = (("Kari Moe", 3, 4), ("Oskar H.", 0, 6), ("Leila S.", 2, 11), ("Nils O.", 7, 13))
    return [
        Leave(
            person_id(name),
            monday + timedelta(days=first),
            monday + timedelta(days=last),
            id=LeaveId(f"{person_id(name)}-{monday + timedelta(days=first)}"),
        )
        for name, first, last in away
    ]


def _shift(
    person: PersonId, day: date, minutes: tuple[int, int], activity: str, zone: ZoneInfo
) -> Shift:
    span = Span(resolve_minute(day, minutes[0], zone), resolve_minute(day, minutes[1], zone))
    return Shift(person, span, activity, id=ShiftId(f"{person}-{day}-{activity}"))


def _person(name: str, role: Role, team: int) -> Person:
    address = _address(name)
    return Person(
        name,
        role,
        id=person_id(name),
        team=team_id(team),
        email=f"{address}@centre.example",
        workforce_id=f"S{FIRST_NUMBER + (*LEADS, *AGENTS).index(name)}",
    )


def team_id(index: int) -> TeamId:
    """The id of the team with this number, 0 first."""
    return TeamId(f"sample-team-{index + 1}")


def person_id(name: str) -> PersonId:
    """The id of somebody invented, by name."""
    return PersonId(f"sample-{_address(name)}")


def _address(name: str) -> str:
    plain = "".join(letter for letter in name.lower() if letter.isalpha() or letter == " ")
    return plain.strip().replace(" ", ".").replace("ø", "o").replace("å", "a")
