"""What a plan comes to as a whole: its points, its minimum counts, its hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.entries import EntryKind
from app.domain.reasons import Reasons

TOO_FULL = 0.70
"""A working week planned beyond this share leaves no room for what comes up."""


@dataclass(frozen=True, slots=True)
class MinimumCount:
    """The minimum counts of one tier: how many were ``asked`` for and how many are ``reached``."""

    tier: int
    reached: int
    asked: int


@dataclass(frozen=True, slots=True)
class Account:
    """The whole of a plan in numbers.

    ``parts`` are points by what earned or cost them, `app.domain.demands.Score`'s; ``bound`` are
    points that no plan can beat and ``gap`` the share of them by which none can be better, 0 when
    ``proven``. ``minutes`` are the owners' minutes by kind, of what is placed and of what stands,
    each minute of a calendar counted once. ``planned_minutes`` of ``working_minutes`` are taken in
    the working hours, over all calendars and days; ``warnings`` says when that is too much.
    ``agent_minutes`` are minutes of agents off the phones for what is placed.
    """

    points: float
    parts: Mapping[str, float]
    tiers: tuple[MinimumCount, ...]
    bound: float
    gap: float
    proven: bool
    placed: int
    left_out: int
    minutes: Mapping[EntryKind, int] = field(default_factory=dict)
    planned_minutes: int = 0
    working_minutes: int = 0
    agent_minutes: int = 0
    warnings: Reasons = ()

    @property
    def share(self) -> float:
        """The share of the working hours that is taken, 0 when nobody works."""
        return self.planned_minutes / self.working_minutes if self.working_minutes else 0.0
