"""Who works at the site: people, teams, shifts and leave."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date
from typing import NewType

from app.domain.entries import new_id
from app.domain.span import Span

PersonId = NewType("PersonId", str)
TeamId = NewType("TeamId", str)


class Role(enum.StrEnum):
    """What a person does on the floor."""

    AGENT = "agent"
    LEAD = "lead"
    SENIOR_MANAGER = "senior_manager"


@dataclass(frozen=True, slots=True)
class Team:
    """A group of agents with a lead."""

    id: TeamId
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the site. ``workforce_id`` is their id in the workforce system."""

    name: str
    role: Role
    id: PersonId = field(default_factory=lambda: PersonId(new_id()))
    team: TeamId | None = None
    email: str = ""
    language: str = ""
    workforce_id: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """One person's rostered stretch; ``activity`` is "shift" or a break inside one."""

    person: PersonId
    span: Span
    activity: str = "shift"


@dataclass(frozen=True, slots=True)
class Leave:
    """Days a person is away, both included."""

    person: PersonId
    first: date
    last: date
