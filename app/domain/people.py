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
ShiftId = NewType("ShiftId", str)
LeaveId = NewType("LeaveId", str)


WORK = "shift"
"""The activity of a shift itself; every other one is a break, a lunch or a meeting inside it."""


class Role(enum.StrEnum):
    """What a person does on the floor."""

    AGENT = "agent"
    LEAD = "lead"
    SENIOR_MANAGER = "senior_manager"


@dataclass(frozen=True, slots=True)
class Team:
    """A group of agents. ``lead`` is who leads it, None while nobody does."""

    id: TeamId
    name: str
    lead: PersonId | None = None


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
    """One person's rostered stretch; ``activity`` is "shift", or what takes them off inside one."""

    person: PersonId
    span: Span
    activity: str = WORK
    id: ShiftId = field(default_factory=lambda: ShiftId(new_id()))

    @property
    def works(self) -> bool:
        """Whether the person is on the phones, rather than at a break or a meeting inside."""
        return self.activity == WORK


@dataclass(frozen=True, slots=True)
class Leave:
    """Days a person is away, both included."""

    person: PersonId
    first: date
    last: date
    id: LeaveId = field(default_factory=lambda: LeaveId(new_id()))
