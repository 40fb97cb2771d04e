"""Why a thing got its place, or none: the numbers, as data."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from app.domain.curve import Curve
from app.domain.demands import Demand
from app.domain.entries import Entry, EntryKind
from app.domain.outlook import DayOutlook
from app.domain.reasons import Reason, Reasons
from app.domain.span import Span
from app.domain.text import Value
from app.domain.wall import minute_of_day, resolve_minute


def clock_time(minute: int) -> str:
    """Write a minute of the day as "HH:MM"."""
    return f"{minute // 60:02}:{minute % 60:02}"


class Explainer:
    """Explains one day's answers. ``standing`` are the entries that were in place before."""

    def __init__(
        self, day: DayOutlook, curve: Curve, standing: Sequence[Entry], zone: ZoneInfo
    ) -> None:
        self._day = day
        self._curve = curve
        self._standing = standing
        self._zone = zone

    def placed(
        self, demand: Demand, start: int, end: int, chosen: Sequence[tuple[int, int]]
    ) -> Reasons:
        """Say what decided for ``start``; ``chosen`` are all places given on this day."""
        contacts = self._curve.between(start, end)
        share = self._curve.share(start, end)
        if demand.kind is not EntryKind.UNPLANNED:
            return (
                Reason(
                    "quiet_place",
                    {
                        "contacts": round(contacts),
                        "share": round(share, 4),
                        "weekday": self._day.day.weekday(),
                    },
                ),
                *self._next_best(demand, start, chosen),
            )
        return (
            Reason(
                "busiest_window",
                {
                    "minutes": end - start,
                    "weekday": self._day.day.weekday(),
                    "contacts": round(contacts),
                    "share": round(share, 4),
                    "weeks": len(self._day.weeks),
                },
            ),
            *self._above_line(start, end),
            *self._in_the_way(demand, start, end),
            *self._next_best(demand, start, chosen),
        )

    def omitted(self, demand: Demand, chosen: Sequence[tuple[int, int]]) -> Reasons:
        """Say what stood in the way, and the one thing whose removal would help most."""
        if not demand.starts:
            return (Reason("nowhere_allowed", {"weekday": self._day.day.weekday()}),)
        best = max(self._beside_its_own_kind(demand), key=lambda start: self._worth(demand, start))
        wanted = self._span(best, best + demand.minutes)
        blockers = [entry for entry in self._standing if entry.span.overlaps(wanted)]
        if blockers:
            return tuple(self._blocked_by(entry, best, demand) for entry in blockers)
        if any(s < best + demand.minutes and best < e for s, e in chosen):
            return (
                Reason(
                    "peak_comes_first",
                    {"start": clock_time(best), "end": clock_time(best + demand.minutes)},
                ),
            )
        return (Reason("too_late", {"start": clock_time(best)}),)

    def _above_line(self, start: int, end: int) -> Reasons:
        for window, above in zip(self._day.peaks, self._day.above, strict=False):
            if window.start < end and start < window.end and self._day.weeks:
                facts = {
                    "above": above,
                    "weeks": len(self._day.weeks),
                    "weekday": self._day.day.weekday(),
                    "line": round(self._day.peak_line),
                    "interval": self._day.minutes,
                }
                return (Reason("above_line", facts),)
        return ()

    def _in_the_way(self, demand: Demand, start: int, end: int) -> Reasons:
        """Name what keeps the block from a better place, or the neighbour that leaves room."""
        best = max(demand.starts, key=lambda s: self._worth(demand, s), default=start)
        wanted = self._span(best, best + demand.minutes)
        if self._worth(demand, best) > self._worth(demand, start) * 1.005:
            for entry in self._standing:
                if entry.span.overlaps(wanted) and entry.kind is not EntryKind.UNPLANNED:
                    return (self._blocked_by(entry, best, demand),)
        here = self._span(start, end)
        before = [entry for entry in self._standing if entry.span.end <= here.start]
        if before:
            last = max(before, key=lambda entry: entry.span.end)
            ends = clock_time(minute_of_day(last.span.end, self._zone))
            return (Reason("nothing_in_the_way", {"title": last.title, "end": ends}),)
        return (Reason("nothing_in_the_way", {}),)

    def _next_best(self, demand: Demand, start: int, chosen: Sequence[tuple[int, int]]) -> Reasons:
        """The best other place that is free, or that another block was given."""
        others = [
            s
            for s in demand.starts
            if (s + demand.minutes <= start or s >= start + demand.minutes)
            and not self._taken(s, s + demand.minutes)
        ]
        if not others:
            return ()
        best = max(others, key=lambda s: self._worth(demand, s))
        end = best + demand.minutes
        here = self._curve.between(start, start + demand.minutes)
        there = self._curve.between(best, end)
        placed = any(s < end and best < e for s, e in (*chosen, *self._own_places(demand)))
        facts: dict[str, Value] = {
            "start": clock_time(best),
            "end": clock_time(end),
            "contacts": round(there),
            "change": round(there / here - 1, 4) if here > 0 else 0.0,
            "placed": int(placed and demand.kind is EntryKind.UNPLANNED),
        }
        return (Reason("next_best" if demand.prefer == "high" else "next_quiet", facts),)

    def _taken(self, start: int, end: int) -> bool:
        """Whether something else than a block stands there."""
        span = self._span(start, end)
        return any(
            entry.span.overlaps(span) and entry.kind is not EntryKind.UNPLANNED
            for entry in self._standing
        )

    def _own_places(self, demand: Demand) -> list[tuple[int, int]]:
        """Minutes in which others of the same kind stand already."""
        return [
            (
                minute_of_day(entry.span.start, self._zone),
                minute_of_day(entry.span.end, self._zone),
            )
            for entry in self._standing
            if entry.kind is demand.kind
        ]

    def _beside_its_own_kind(self, demand: Demand) -> list[int]:
        """Starts that keep the distance from what stands of the same kind, if there are any."""
        gap = demand.gap_minutes
        beside = [
            start
            for start in demand.starts
            if all(
                start + demand.minutes + gap <= s or e + gap <= start
                for s, e in self._own_places(demand)
            )
        ]
        return beside or list(demand.starts)

    def _blocked_by(self, entry: Entry, start: int, demand: Demand) -> Reason:
        return Reason(
            "in_the_way",
            {
                "title": entry.title,
                "from": clock_time(minute_of_day(entry.span.start, self._zone)),
                "to": clock_time(minute_of_day(entry.span.end, self._zone)),
                "start": clock_time(start),
                "end": clock_time(start + demand.minutes),
                "contacts": round(self._curve.between(start, start + demand.minutes)),
            },
        )

    def _worth(self, demand: Demand, start: int) -> float:
        contacts = self._curve.between(start, start + demand.minutes)
        return contacts if demand.prefer == "high" else -contacts

    def _span(self, start: int, end: int) -> Span:
        return Span(
            resolve_minute(self._day.day, start, self._zone),
            resolve_minute(self._day.day, end, self._zone),
        )
