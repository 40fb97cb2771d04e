"""Where else on its day an entry would fit: the best three places of the curve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.curve import Curve
from app.domain.entries import Entry, EntryKind
from app.domain.site import Site
from app.domain.span import Span
from app.domain.wall import minute_of_day, resolve_minute
from app.services.weeks import WeekView

GRID = 15
HOW_MANY = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A free stretch of the day and the contacts expected in it."""

    span: Span
    contacts: float


def best_places(entry: Entry, view: WeekView) -> list[Place]:
    """Give up to three free places of ``entry``'s length on its own day, best first.

    Unplanned blocks want the most contacts, everything else the fewest. Places lie in
    opening and working hours, share no moment with each other, with where the entry is
    now, or with anything else that takes time; what is past is not offered.
    """
    zone = view.site.tz
    day = entry.span.start.astimezone(zone).date()
    outlook = next((one for one in view.outlook.days if one.day == day), None)
    if outlook is None or entry.days is not None:
        return []
    curve = Curve.of(outlook)
    free = [
        Place(span, curve.between(start, start + entry.span.minutes))
        for start, span in _starts(entry, view.site, day)
        if span.start >= view.now and not _taken(span, view.entries)
    ]
    sign = -1 if entry.kind is EntryKind.UNPLANNED else 1
    chosen: list[Place] = []
    for place in sorted(free, key=lambda place: (sign * round(place.contacts, 6), place.span)):
        if not any(place.span.overlaps(other.span) for other in chosen):
            chosen.append(place)
        if len(chosen) == HOW_MANY:
            break
    return chosen


def _starts(entry: Entry, site: Site, day: date) -> list[tuple[int, Span]]:
    length = entry.span.minutes
    first = max(site.opening.start, site.working.start)
    last = min(site.opening.end, site.working.end) - length
    if minute_of_day(entry.span.start, site.tz) + length > 24 * 60:
        return []
    starts = range(-(-first // GRID) * GRID, last + 1, GRID)
    moments = [
        (start, resolve_minute(day, start, site.tz), resolve_minute(day, start + length, site.tz))
        for start in starts
    ]
    # On the day the clock goes forward a short stretch may be nothing at all.
    return [(start, Span(begin, end)) for start, begin, end in moments if begin < end]


def _taken(span: Span, entries: tuple[Entry, ...]) -> bool:
    return any(other.blocks_time and other.span.overlaps(span) for other in entries)
