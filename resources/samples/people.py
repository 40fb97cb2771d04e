"""Invented people: four teams of ten with a lead each, their shifts and their leave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from app.domain.people import Leave, Person, PersonId, Role, Shift, Team, TeamId
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
WEEKEND_DUTY = 5
"""On weekends every fifth agent works."""


def sample_teams() -> list[Team]:
    """Four teams."""
    return [Team(_team_id(index), name) for index, name in enumerate(TEAM_NAMES)]


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
            yield Shift(person.id, _span(day, start, end, zone))
            yield Shift(person.id, _span(day, pause, pause + BREAK_MINUTES, zone), "break")
        day += timedelta(days=1)


def sample_leaves(monday: date) -> list[Leave]:
    """Kari is away on Thursday and Friday; a few agents are on holiday."""
    by_name = {person.name: person.id for person in sample_persons()}
    return [
        Leave(by_name["Kari Moe"], monday + timedelta(days=3), monday + timedelta(days=4)),
        Leave(by_name["Oskar H."], monday, monday + timedelta(days=6)),
        Leave(by_name["Leila S."], monday + timedelta(days=2), monday + timedelta(days=11)),
        Leave(by_name["Nils O."], monday + timedelta(days=7), monday + timedelta(days=13)),
    ]


def _person(name: str, role: Role, team: int) -> Person:
    plain = "".join(letter for letter in name.lower() if letter.isalpha() or letter == " ")
    address = plain.strip().replace(" ", ".").replace("ø", "o").replace("å", "a")
    return Person(
        name,
        role,
        id=PersonId(f"sample-{address}"),
        team=_team_id(team),
        email=f"{address}@centre.example",
        workforce_id=f"S{sum(map(ord, name)) % 9000 + 1000}",
    )


def _team_id(index: int) -> TeamId:
    return TeamId(f"sample-team-{index + 1}")


def _span(day: date, start: int, end: int, zone: ZoneInfo) -> Span:
    return Span(resolve_minute(day, start, zone), resolve_minute(day, end, zone))
