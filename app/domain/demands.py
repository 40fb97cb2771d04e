"""What the engine is asked for and what it answers: demands in, placements and reasons out.

Places are wall-clock minutes of a day on a grid of `GRID_MINUTES`. What makes a plan allowed
and what makes it good stands in ``docs/objective.md``; `app.domain.objective` counts it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NewType

from app.domain.entries import Entry, EntryKind
from app.domain.outlook import DayOutlook
from app.domain.people import Leave, PersonId
from app.domain.reasons import Reasons
from app.domain.rules import Wish
from app.domain.site import Hours
from app.domain.span import Span

DemandId = NewType("DemandId", str)
NOTICE = timedelta(hours=24)
"""Nearer than this nothing is placed or moved unless the manager asks."""
GRID_MINUTES = 15
CELLS_A_DAY = 24 * 60 // GRID_MINUTES


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a demand starts: a day and a wall-clock minute of it."""

    day: date
    start: int


@dataclass(frozen=True, slots=True)
class Window:
    """The minutes of one day at which a demand may start, ascending."""

    day: date
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that wants a place of ``minutes`` at one of the starts of its ``windows``.

    ``worth`` are the points for being placed at all, ``later`` those lost for each day after
    the first one planned. ``quota`` names the minimum it counts for. Demands of one ``group``
    keep ``gap_minutes`` apart on a day, and at most ``per_day`` of them (0: any number) lie
    on one. ``owner`` is whose calendar it takes. All of ``people`` must be there; with
    ``leaves_phones`` the agents among them are off the phones meanwhile, with ``as_team`` as
    part of a team's meeting. ``room`` holds one thing at a time. A demand with ``inside`` takes
    no time of its owner: it lies in a placed or standing session of that group, at a multiple
    of ``step_minutes`` after the session's start.
    """

    id: DemandId
    kind: EntryKind
    title: str
    minutes: int
    windows: tuple[Window, ...]
    worth: float = 0.0
    wish: Wish = Wish.LOW
    later: float = 0.0
    quota: str = ""
    group: str = ""
    gap_minutes: int = 0
    per_day: int = 0
    owner: str = ""
    people: tuple[PersonId, ...] = ()
    leaves_phones: bool = False
    as_team: bool = False
    room: str = ""
    inside: str = ""
    step_minutes: int = 0
    current: Entry | None = None
    """Where it stands today, when it stands already."""
    reasons: Reasons = ()
    """What there is to say of it wherever it lies: a calm day, a visit that is overdue."""


@dataclass(frozen=True, slots=True)
class Quota:
    """A minimum: of the demands that name it, ``minimum`` count in ``tier``, above all points."""

    name: str
    minimum: int
    tier: int


@dataclass(frozen=True, slots=True)
class Diary:
    """One manager's calendar: what stays where it is, and when the manager works."""

    fixed: tuple[Entry, ...]
    working: Hours
    working_days: tuple[date, ...] = ()
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Engagement:
    """A standing entry that takes people or a room: who leaves the phones, and how."""

    entry: Entry
    leaves_phones: bool = False
    as_team: bool = False


@dataclass(frozen=True, slots=True)
class FloorDay:
    """The phones of one day, a value a grid cell, `CELLS_A_DAY` of them.

    ``spare`` are agents rostered beyond those required, empty when not known; ``strain`` is
    what taking one agent off costs, 0 (none) to 1, empty when the contacts' curve stands in.
    """

    day: date
    spare: tuple[int, ...] = ()
    strain: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is to be planned: one week or several, one calendar or several that share people.

    ``days`` are consecutive and cover every window. Somebody not in ``presence`` is taken to be
    there always; ``agents`` maps those who answer the phones to their team's id ("" for none).
    """

    days: tuple[DayOutlook, ...]
    zone: str
    diaries: tuple[Diary, ...]
    demands: tuple[Demand, ...]
    quotas: tuple[Quota, ...] = ()
    not_before: datetime | None = None
    """Nothing is placed, moved or dropped that starts earlier than this."""
    frozen_until: datetime | None = None
    """Before this no demand with an agent is given another place than the one it has."""
    presence: Mapping[PersonId, tuple[Span, ...]] = field(default_factory=dict)
    agents: Mapping[PersonId, str] = field(default_factory=dict)
    away_per_team: int = 2
    floor: tuple[FloorDay, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    leave: tuple[Leave, ...] = ()
    """Why somebody is not in ``presence`` on these days; told, not planned with."""


@dataclass(frozen=True, slots=True)
class Score:
    """How good a plan is: minimum counts reached by tier, then points.

    ``parts`` splits the points by what earned or cost them; see ``docs/objective.md``.
    """

    tiers: tuple[int, ...]
    points: float
    parts: Mapping[str, float] = field(default_factory=dict)

    @property
    def order(self) -> tuple[float, ...]:
        """A larger one is the better plan."""
        return (*self.tiers, self.points)


@dataclass(frozen=True, slots=True)
class Placement:
    """A demand with its place and the numbers that decided. ``points`` it earns there by part."""

    demand: Demand
    place: Place
    span: Span
    points: Mapping[str, float]
    reasons: Reasons = ()


@dataclass(frozen=True, slots=True)
class Omission:
    """A demand without a place, what stood in its way and what would make room."""

    demand: Demand
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class Plan:
    """The engine's answer. ``bound`` is a number of points that no plan can beat.

    The bound holds at the minimum counts reached; ``proven`` says that no plan is better.
    ``stopped`` is "proven", "close", "rounds", "time", "cancelled" or "lost" (the worker died).
    """

    placements: tuple[Placement, ...] = ()
    omissions: tuple[Omission, ...] = ()
    score: Score = Score((), 0.0)
    bound: float = 0.0
    proven: bool = False
    rounds: int = 0
    stopped: str = ""

    @property
    def gap(self) -> float:
        """No plan can be better by more than this share of the bound; 0 when proven."""
        if self.proven or self.bound <= self.score.points:
            return 0.0
        return (self.bound - self.score.points) / max(abs(self.bound), 1e-9)


SKIPPED = "skipped"
"""The reason of an occurrence that the manager called off for its week."""


def is_skipped(entry: Entry) -> bool:
    """Whether the manager skipped it: it has had its turn and is not asked for again."""
    return entry.cancelled and any(reason.code == SKIPPED for reason in entry.reasons)


def group_of(entry: Entry) -> str:
    """The group of a standing entry: "unplanned" for blocks, else what it was placed for.

    Demand ids are "what:which:…"; those of one rule share "rule:ID". An open door that was
    placed for no demand is a session all the same.
    """
    if entry.kind is EntryKind.UNPLANNED or (
        entry.kind is EntryKind.OPEN_DOOR and not entry.demand
    ):
        return entry.kind.value
    return (
        ":".join(entry.demand.split(":")[:2])
        if entry.demand.startswith("rule:")
        else (entry.demand.split(":")[0])
    )
