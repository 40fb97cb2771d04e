"""Whole problems at random, small and awkward: strategies for the tests that judge plans.

Hypothesis draws the shape (how many days, managers, demands, which contradictions), so that a
failure shrinks to few of them; the details of a shape come from its seed.
"""

from __future__ import annotations

import json
import random
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from app.domain.demands import (
    CELLS_A_DAY,
    GRID_MINUTES,
    Demand,
    DemandId,
    Diary,
    Engagement,
    FloorDay,
    Problem,
    Quota,
    Window,
)
from app.domain.entries import Availability, Entry, EntryId, EntryKind, Protection
from app.domain.outlook import DayOutlook, PeakWindow
from app.domain.people import PersonId
from app.domain.rules import Wish
from app.domain.site import Hours
from app.domain.span import Span
from app.domain.wall import resolve_minute, zone_named

ZONE = "Europe/Oslo"
OSLO = zone_named(ZONE)
PLAIN, SPRING, AUTUMN = date(2026, 11, 27), date(2027, 3, 28), date(2026, 10, 25)
"""The last days planned: a Friday, and the Sundays on which the clocks change."""
CONTRADICTIONS = (
    "longer than the day",
    "no windows",
    "day not planned",
    "past midnight",
    "twice",
    "quota above its demands",
    "no step",
    "nobody's calendar",
    "everybody on leave",
    "nobody to spare",
)
ROOMS = ("", "", "Oak", "Elm")
QUOTA_TIERS = 3


@dataclass(frozen=True)
class Shape:
    """What an instance looks like; ``seed`` decides the rest."""

    seed: int
    last: date = PLAIN
    days: int = 2
    owners: int = 1
    demands: int = 6
    people: int = 4
    meetings: int = 2
    nights: bool = False
    contradictions: frozenset[str] = frozenset()

    def to_json(self) -> str:
        """One line."""
        fields = {**asdict(self), "last": self.last.isoformat()}
        return json.dumps({**fields, "contradictions": sorted(self.contradictions)})

    @classmethod
    def from_json(cls, line: str) -> Shape:
        """Take back what `to_json` gave."""
        fields = json.loads(line)
        last, wrong = date.fromisoformat(fields["last"]), frozenset(fields["contradictions"])
        return cls(**{**fields, "last": last, "contradictions": wrong})


def shapes(*, demands: int = 12, contradictions: bool = True) -> st.SearchStrategy[Shape]:
    """Shapes with up to so many demands."""
    wrong = st.frozensets(st.sampled_from(CONTRADICTIONS), max_size=2)
    return st.builds(
        Shape,
        seed=st.integers(0, 2**32 - 1),
        last=st.sampled_from((PLAIN, PLAIN, PLAIN, PLAIN, SPRING, AUTUMN)),
        days=st.integers(1, 4),
        owners=st.integers(1, 3),
        demands=st.integers(0, demands),
        people=st.sampled_from((0, 1, 2, 2, 3, 4, 6)),
        meetings=st.integers(0, 6),
        nights=st.booleans(),
        contradictions=wrong if contradictions else st.just(frozenset()),
    )


def problems(**options: int | bool) -> st.SearchStrategy[Problem]:
    """Problems of `shapes`."""
    return shapes(**options).map(made)


def made(shape: Shape) -> Problem:
    """The instance of a shape, the same each time."""
    return _Maker(shape).problem()


class _Maker:
    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.rng = random.Random(shape.seed)
        self.days = [shape.last - timedelta(days=n) for n in reversed(range(shape.days))]
        self.hours = Hours(0, 360) if shape.nights else Hours(*self.rng.choice(_HOURS))
        self.owners = [f"manager {n}" if n else "" for n in range(shape.owners)]
        self.people = [PersonId(f"p{n}") for n in range(shape.people)]
        self.leads = self.rng.random() < 0.3
        """Nobody answers the phones and everybody is there: only calendars and rooms keep apart."""
        self.agents = {
            person: self.rng.choice(("north", "north", "south", ""))
            for person in self.people
            if not self.leads and self.rng.random() < 0.8
        }

    def problem(self) -> Problem:
        rng, shape = self.rng, self.shape
        fixed = {owner: self.meetings(owner) for owner in self.owners}
        demands = self.demands()
        engagements = [
            Engagement(entry, leaves, leaves and rng.random() < 0.3)
            for entries in fixed.values()
            for entry in entries
            if (entry.people or entry.place) and rng.random() < 0.8
            for leaves in [rng.random() < 0.7]
        ]
        night = resolve_minute(self.days[0], 0, OSLO)
        return Problem(
            days=tuple(self.outlook(day) for day in self.days),
            zone=ZONE,
            diaries=tuple(
                Diary(tuple(fixed[owner]), self.hours, self.working_days(), owner)
                for owner in self.owners
            ),
            demands=demands,
            quotas=self.quotas(demands),
            not_before=night + timedelta(minutes=rng.randrange(0, 1440, 5))
            if rng.random() < 0.25
            else None,
            frozen_until=night + timedelta(minutes=rng.randrange(0, 2880, 15))
            if rng.random() < 0.25
            else None,
            presence=self.presence(),
            agents=self.agents,
            away_per_team=rng.choice((0, 1, 1, 2, 2)),
            floor=tuple(self.floor(day) for day in self.days if rng.random() < 0.7),
            engagements=tuple(engagements)
            if "nobody's calendar" not in shape.contradictions
            else (),
        )

    def working_days(self) -> tuple[date, ...]:
        return tuple(day for day in self.days if self.rng.random() < 0.9)

    def outlook(self, day: date) -> DayOutlook:
        rng = self.rng
        minutes = rng.choice((15, 15, 30, 60))
        height = rng.choice((0.0, 1.0, 20.0, 20.0))
        expected = tuple(
            round(height * rng.random(), 2) if self.is_open(n * minutes) else 0.0
            for n in range(1440 // minutes)
        )
        first = self.hours.start + 15 * rng.randrange(8)
        peaks = (PeakWindow(first, first + 60, 1.0, 0.1),) if rng.random() < 0.6 else ()
        return DayOutlook(day, minutes, expected, None, 0.0, peaks, weeks=(day,), above=(1,))

    def is_open(self, minute: int) -> bool:
        return self.hours.start <= minute < self.hours.end

    def floor(self, day: date) -> FloorDay:
        rng = self.rng
        most = 0 if "nobody to spare" in self.shape.contradictions else rng.choice((1, 2, 3, 5))
        spare = tuple(rng.randint(most // 2, most) for _ in range(CELLS_A_DAY))
        strain = tuple(round(rng.random(), 3) for _ in range(CELLS_A_DAY))
        return FloorDay(
            day,
            () if rng.random() < 0.2 else spare,
            () if rng.random() < 0.4 else strain,
        )

    def presence(self) -> dict[PersonId, tuple[Span, ...]]:
        """Shifts with a break; some are always there, some on leave."""
        found: dict[PersonId, tuple[Span, ...]] = {}
        for person in self.people:
            luck = 1.0 if self.leads else self.rng.random()
            if luck < 0.15 or "everybody on leave" in self.shape.contradictions:
                found[person] = ()
            elif luck < 0.7:
                found[person] = tuple(
                    part for day in self.days if self.rng.random() < 0.8 for part in self.shift(day)
                )
        return found

    def shift(self, day: date) -> list[Span]:
        start = self.hours.start + 15 * self.rng.randrange(6)
        pause = start + 15 * self.rng.randrange(4, 10)
        parts = [(start, pause), (pause + 30, pause + 240)]
        return [part for a, b in parts if (part := span(day, a, min(b, 1440)))]

    def meetings(self, owner: str) -> list[Entry]:
        rng = self.rng
        found = []
        for number in range(rng.randint(0, self.shape.meetings)):
            start = self.hours.start + 5 * rng.randrange(60)
            where = span(rng.choice(self.days), start, start + rng.choice((10, 30, 60, 60, 180)))
            if where is None:
                continue
            if rng.random() < 0.5:
                where = Span(where.start.astimezone(UTC), where.end.astimezone(UTC))
            kind, demand = rng.choice(_STANDING)
            people = tuple(rng.sample(self.people, min(len(self.people), rng.randrange(3))))
            found.append(
                Entry(
                    where,
                    kind,
                    f"Meeting {number}",
                    id=EntryId(f"{owner}:{number}"),
                    protection=rng.choice((Protection.FIXED, Protection.LOCKED)),
                    availability=Availability.FREE if rng.random() < 0.1 else Availability.BUSY,
                    place=rng.choice(ROOMS),
                    people=people,
                    demand=demand,
                )
            )
        return found

    def demands(self) -> tuple[Demand, ...]:
        found: list[Demand] = []
        while len(found) < self.shape.demands:
            one = self.demand(len(found))
            alike = self.rng.choice((1, 1, 2, 3))
            found += [
                self.standing(replace(one, id=DemandId(f"{one.id}:{n}"))) for n in range(alike)
            ]
        found = found[: self.shape.demands]
        wrong = self.shape.contradictions
        if found:
            for what in sorted(wrong & _SPOILS.keys()):
                at = self.rng.randrange(len(found))
                found[at] = _SPOILS[what](found[at])
            if "twice" in wrong:
                found.append(replace(found[0], title="Again"))
        return tuple(found)

    def demand(self, number: int) -> Demand:
        rng = self.rng
        kind, group, inside = rng.choice(_FORMS)
        minutes = rng.choice((15, 20, 30, 30, 45, 60, 60, 75))
        if group == "open_door":
            minutes = 60
        elif inside:
            minutes = rng.choice((15, 20))
        people = tuple(rng.sample(self.people, min(len(self.people), rng.choice((0, 1, 1, 2)))))
        leaves = rng.random() < 0.7
        return Demand(
            id=DemandId(f"{group or inside or 'rule'}:{number}"),
            kind=kind,
            title=f"Demand {number}",
            minutes=minutes,
            windows=self.windows(minutes, 20 if inside else 15),
            worth=rng.choice((0.0, 15.0, 45.0, 75.0)),
            wish=rng.choice(list(Wish)),
            later=rng.choice((0.0, 0.5, 2.0)),
            quota=rng.choice(("", "a", "b", "c", "d")),
            group=group,
            gap_minutes=_GAPS.get(group, 0),
            per_day=_PER_DAY.get(group, 0),
            owner=rng.choice(self.owners),
            people=() if group == "open_door" else people,
            leaves_phones=leaves and group != "open_door",
            as_team=leaves and rng.random() < 0.2,
            room="" if inside else rng.choice(ROOMS),
            inside=inside,
            step_minutes=minutes if inside else 0,
        )

    def windows(self, minutes: int, step: int) -> tuple[Window, ...]:
        step = 5 if step != GRID_MINUTES else step
        found = []
        for day in self.days:
            if self.rng.random() < 0.8:
                first = self.hours.start + GRID_MINUTES * self.rng.randrange(8)
                last = min(first + self.rng.choice((0, 60, 120, 240, 240)), 1440 - minutes)
                if starts := tuple(range(first, last + 1, step)):
                    found.append(Window(day, starts))
        return tuple(found)

    def standing(self, demand: Demand) -> Demand:
        """Some stand already, also off the grid, and may stay there."""
        if not demand.windows or self.rng.random() < 0.7:
            return demand
        window = self.rng.choice(demand.windows)
        start = self.rng.choice(window.starts) + self.rng.choice((0, 0, 5, -10))
        where = span(window.day, start, start + demand.minutes)
        if start < 0 or start + demand.minutes > 1440 or where is None:
            return demand
        entry = Entry(
            where,
            demand.kind,
            demand.title,
            id=EntryId(f"entry of {demand.id}"),
            protection=Protection.PLANNED,
            invited=self.rng.random() < 0.3,
            demand=demand.id,
        )
        with_it = Window(window.day, tuple(sorted({*window.starts, start})))
        others = tuple(w for w in demand.windows if w.day != window.day)
        return replace(demand, windows=(*others, with_it), current=entry)

    def quotas(self, demands: tuple[Demand, ...]) -> tuple[Quota, ...]:
        named = sorted({demand.quota for demand in demands if demand.quota})
        more = 9 if "quota above its demands" in self.shape.contradictions else 0
        return tuple(
            Quota(name, self.rng.randint(0, 3) + more, self.rng.randrange(QUOTA_TIERS))
            for name in named
            if self.rng.random() < 0.8
        )


def span(day: date, start: int, end: int) -> Span | None:
    """Wall-clock minutes of a day; None where the clock jumps over all of them."""
    first, last = resolve_minute(day, start, OSLO), resolve_minute(day, end, OSLO)
    return Span(first, last) if _seconds(first) < _seconds(last) else None


def _seconds(moment: datetime) -> float:
    return moment.timestamp()


_HOURS = ((480, 960), (480, 1080), (540, 780), (960, 1440))
_STANDING = (
    (EntryKind.MEETING, ""),
    (EntryKind.MEETING, ""),
    (EntryKind.UNPLANNED, ""),
    (EntryKind.LUNCH, "lunch:2026-11-23"),
    (EntryKind.OPEN_DOOR, "open_door:2026-11-23"),
    (EntryKind.PEOPLE, "rule:walk:2026-W48"),
)
_FORMS = (
    (EntryKind.UNPLANNED, "unplanned", ""),
    (EntryKind.LUNCH, "", ""),
    (EntryKind.OPEN_DOOR, "open_door", ""),
    (EntryKind.PEOPLE, "", "open_door"),
    (EntryKind.PEOPLE, "rule:walk", ""),
    (EntryKind.PEOPLE, "", ""),
    (EntryKind.PEOPLE, "", ""),
)
_GAPS = {"unplanned": 60, "rule:walk": 20}
_PER_DAY = {"rule:walk": 1}
_SPOILS = {
    "longer than the day": lambda one: replace(one, minutes=1500),
    "no windows": lambda one: replace(one, windows=()),
    "day not planned": lambda one: replace(
        one, windows=(*one.windows, Window(date(2030, 1, 1), (600,)))
    ),
    "past midnight": lambda one: replace(
        one, windows=(*(w for w in one.windows if w.day != PLAIN), Window(PLAIN, (-15, 1425, 1440)))
    ),
    "no step": lambda one: replace(one, inside="open_door", step_minutes=0),
    "nobody's calendar": lambda one: replace(one, owner="nobody"),
}
