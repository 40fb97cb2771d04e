"""What the engine is asked for and what it answers: demands in, placements and reasons out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NewType

from app.domain.entries import Entry, EntryKind
from app.domain.outlook import WeekOutlook
from app.domain.reasons import Reasons
from app.domain.span import Span

DemandId = NewType("DemandId", str)
NOTICE = timedelta(hours=24)
"""Nearer than this nothing is placed or moved unless the manager asks."""


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that wants a place in the week.

    It may start at any of ``starts`` and takes ``minutes``. ``minimum`` of its tier
    counts before any points do. ``weight`` prices its value: for an unplanned block
    the contacts it covers, for everything else points for being placed at all.
    ``prefer`` is where in the volume curve it wants to lie. ``group`` demands keep
    ``gap_minutes`` apart from each other on one day.
    """

    id: DemandId
    kind: EntryKind
    title: str
    minutes: int
    starts: tuple[int, ...]
    """Wall-clock minutes of ``day`` at which it may start."""
    day: date
    tier: int = 0
    prefer: str = "low"
    group: str = ""
    gap_minutes: int = 0
    current: Entry | None = None
    """Where it stands today, when it stands already."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One week to plan. ``fixed`` is everything that stays where it is."""

    outlook: WeekOutlook
    zone: str
    grid_minutes: int
    fixed: tuple[Entry, ...]
    demands: tuple[Demand, ...]
    not_before: datetime | None = None
    """Nothing is placed, moved or dropped that starts earlier than this."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A demand with its place and the numbers that decided."""

    demand: Demand
    span: Span
    value: float
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class Omission:
    """A demand without a place, what stood in its way and what would make room."""

    demand: Demand
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class Plan:
    """The engine's answer. ``score`` by part; ``bound`` is what no plan can beat."""

    placements: tuple[Placement, ...] = ()
    omissions: tuple[Omission, ...] = ()
    score: dict[str, float] = field(default_factory=dict)
    bound: float = 0.0
    proven: bool = False
