"""Why a thing got its place, or none: the numbers, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from app.domain.curve import Curve
from app.domain.demands import Demand, DemandId, Place, Problem
from app.domain.entries import Entry, EntryKind
from app.domain.outlook import DayOutlook
from app.domain.people import PersonId
from app.domain.reasons import Reason, Reasons
from app.domain.rules import Wish
from app.domain.span import Span
from app.domain.text import Value
from app.domain.wall import clock_time, minute_of_day, resolve_minute
from app.planning.explain_facts import Facing
from app.planning.explain_omission import Omitted
from app.planning.explain_place import Placed
from app.planning.explain_points import Points
from app.planning.explain_scene import Scene

SAME = 0.005
"""Windows that differ by less than this share count as equally busy."""


@dataclass(frozen=True, slots=True)
class Explained:
    """Why each demand has its place, and why the others have none; every demand is in one."""

    placed: Mapping[DemandId, Reasons] = field(default_factory=dict)
    omitted: Mapping[DemandId, Reasons] = field(default_factory=dict)


def explain(
    problem: Problem,
    chosen: Mapping[DemandId, Place],
    names: Mapping[PersonId, str] | None = None,
) -> Explained:
    """Say what decided for each place and what stood in the way of the rest.

    ``names`` are how people and teams are called, by their ids; without a name only the id is
    told. Everything is recounted from the demands; where the places come from is not asked.
    """
    scene = Scene(problem, chosen)
    points, facing = Points(scene), Facing(scene, names or {})
    placed, omitted = Placed(scene, points, facing), Omitted(scene, points, facing)
    return Explained(
        {d.id: placed.reasons(d, chosen[d.id]) for d in problem.demands if d.id in chosen},
        {d.id: omitted.reasons(d) for d in problem.demands if d.id not in chosen},
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """A place that was given on the day explained: minutes of the day, ``[start, end)``."""

    kind: EntryKind
    start: int
    end: int

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares a minute with ``[start, end)``."""
        return self.start < end and start < self.end


class Explainer:
    """Explains one day's answers.

    ``standing`` are the entries that were there before, ``chosen`` the places given now.
    """

    def __init__(
        self,
        day: DayOutlook,
        standing: Sequence[Entry],
        chosen: Sequence[Taken],
        zone: ZoneInfo,
    ) -> None:
        self._day = day
        self._curve = Curve.of(day)
        self._standing = standing
        self._chosen = chosen
        self._zone = zone

    def placed(self, demand: Demand, start: int) -> Reasons:
        """Say what decided for ``start``."""
        contacts = self._contacts(demand, start)
        starts = demand.windows[0].starts
        facts: dict[str, Value] = {
            "minutes": demand.minutes,
            "weekday": self._day.day.weekday(),
            "contacts": round(contacts),
            "share": round(self._curve.share(start, start + demand.minutes), 4),
            "weeks": len(self._day.weeks),
        }
        if demand.kind is not EntryKind.UNPLANNED:
            quietest = min(starts, key=lambda s: self._contacts(demand, s), default=start)
            quiet = contacts <= self._contacts(demand, quietest) * (1 + SAME)
            code = "quiet_place" if quiet else "least_busy_left"
            return (Reason(code, facts), *self._events(), *self._next_best(demand, start))
        best = max(starts, key=lambda s: self._contacts(demand, s), default=start)
        is_best = contacts >= self._contacts(demand, best) * (1 - SAME)
        return (
            Reason("busiest_window" if is_best else "busy_window", facts),
            *self._events(),
            *self._above_line(start, start + demand.minutes),
            *(self._nothing_in_the_way(start) if is_best else self._why_not(demand, start, best)),
            *self._next_best(demand, start),
        )

    def omitted(self, demand: Demand) -> Reasons:
        """Say what stood in the way, and the one thing whose removal would help most."""
        if not demand.windows[0].starts:
            return (Reason("nowhere_allowed", {"weekday": self._day.day.weekday()}),)
        best = max(self._beside_its_own_kind(demand), key=lambda start: self._worth(demand, start))
        end = best + demand.minutes
        blockers = self._standing_at(best, end)
        if blockers:
            return tuple(self._blocked_by(entry, best, demand) for entry in blockers)
        times: dict[str, Value] = {"start": clock_time(best), "end": clock_time(end)}
        if any(place.overlaps(best, end) for place in self._chosen):
            return (Reason("peak_comes_first", times),)
        return (Reason("too_late", times),)

    def _above_line(self, start: int, end: int) -> Reasons:
        for window, above in zip(self._day.peaks, self._day.above, strict=False):
            if window.start < end and start < window.end and self._day.weeks:
                facts: dict[str, Value] = {
                    "above": above,
                    "weeks": len(self._day.weeks),
                    "weekday": self._day.day.weekday(),
                }
                return (Reason("above_line", facts),)
        return ()

    def _events(self) -> Reasons:
        """Name the known events that the day's numbers already hold."""
        names = ", ".join(f"{event.name} {event.percent:+g} %" for event in self._day.events)
        return (Reason("events_counted", {"names": names}),) if names else ()

    def _why_not(self, demand: Demand, start: int, best: int) -> Reasons:
        """Say why the busiest window was not taken: a meeting, or the day's other blocks."""
        for entry in self._standing_at(best, best + demand.minutes):
            if entry.kind is not EntryKind.UNPLANNED:
                return (self._blocked_by(entry, best, demand),)
        others = [p for p in self._chosen if p.kind is demand.kind and p.start != start]
        if not others or any(p.start == best for p in others):
            return self._nothing_in_the_way(start)
        total = sum(self._curve.between(p.start, p.end) for p in others)
        return (Reason("together", {"contacts": round(total + self._contacts(demand, start))}),)

    def _nothing_in_the_way(self, start: int) -> Reasons:
        """Name the neighbour that ends before and so leaves the place free."""
        here = resolve_minute(self._day.day, start, self._zone)
        before = [entry for entry in self._standing if entry.span.end <= here]
        if not before:
            return (Reason("nothing_in_the_way"),)
        last = max(before, key=lambda entry: entry.span.end)
        ends = clock_time(minute_of_day(last.span.end, self._zone))
        return (Reason("nothing_in_the_way", {"title": last.title, "end": ends}),)

    def _next_best(self, demand: Demand, start: int) -> Reasons:
        """The best other place that is free, or that another block was given."""
        others = [
            s
            for s in demand.windows[0].starts
            if (s + demand.minutes <= start or s >= start + demand.minutes)
            and not any(
                entry.kind is not EntryKind.UNPLANNED
                for entry in self._standing_at(s, s + demand.minutes)
            )
        ]
        own = [*self._own_places(demand), *(p for p in self._chosen if p.kind is demand.kind)]
        given = [p.start for p in own if p.start in others]
        if not others:
            return ()
        best = max(given or others, key=lambda s: self._worth(demand, s))
        here, there = self._contacts(demand, start), self._contacts(demand, best)
        facts: dict[str, Value] = {
            "start": clock_time(best),
            "end": clock_time(best + demand.minutes),
            "contacts": round(there),
            "change": round(there / here - 1, 4) if here > 0 else 0.0,
            "placed": int(best in given),
        }
        return (Reason("next_best" if demand.wish is Wish.HIGH else "next_quiet", facts),)

    def _own_places(self, demand: Demand) -> list[Taken]:
        """Where others of the same kind stand already."""
        return [
            Taken(
                entry.kind,
                minute_of_day(entry.span.start, self._zone),
                minute_of_day(entry.span.end, self._zone),
            )
            for entry in self._standing
            if entry.kind is demand.kind
        ]

    def _beside_its_own_kind(self, demand: Demand) -> list[int]:
        """Starts that keep the distance from what stands of the same kind, if there are any."""
        gap = demand.gap_minutes
        own = self._own_places(demand)
        beside = [
            start
            for start in demand.windows[0].starts
            if not any(p.overlaps(start - gap, start + demand.minutes + gap) for p in own)
        ]
        return beside or list(demand.windows[0].starts)

    def _blocked_by(self, entry: Entry, start: int, demand: Demand) -> Reason:
        return Reason(
            "in_the_way",
            {
                "title": entry.title,
                "from": clock_time(minute_of_day(entry.span.start, self._zone)),
                "to": clock_time(minute_of_day(entry.span.end, self._zone)),
                "start": clock_time(start),
                "end": clock_time(start + demand.minutes),
                "contacts": round(self._contacts(demand, start)),
            },
        )

    def _standing_at(self, start: int, end: int) -> list[Entry]:
        span = Span(
            resolve_minute(self._day.day, start, self._zone),
            resolve_minute(self._day.day, end, self._zone),
        )
        return [entry for entry in self._standing if entry.span.overlaps(span)]

    def _contacts(self, demand: Demand, start: int) -> float:
        return self._curve.between(start, start + demand.minutes)

    def _worth(self, demand: Demand, start: int) -> float:
        contacts = self._contacts(demand, start)
        return contacts if demand.wish is Wish.HIGH else -contacts
