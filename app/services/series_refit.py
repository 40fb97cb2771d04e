"""A standing series at other hours: because settings ask for it, or because it earns it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.entries import Entry, Protection
from app.domain.reasons import Reason
from app.domain.routines import Routine
from app.domain.site import Hours, Site
from app.planning.standing import Surroundings, exception_on, extend, occurrence
from app.planning.week_demands import shared_hours
from app.services.proposals import SeriesChange


@dataclass(frozen=True, slots=True)
class Bookings:
    """What is booked of the series, what surrounds them, and how far they shall go.

    ``around`` holds everything but the series' own entries.
    """

    entries: tuple[Entry, ...]
    around: Surroundings
    until: date


def standing_hours(routines: Iterable[Routine]) -> dict[int, list[Hours]]:
    """The wall-clock hours that series keep free, by weekday."""
    hours: dict[int, list[Hours]] = {}
    for routine in routines:
        hours.setdefault(routine.weekday, []).append(_hours(routine))
    return hours


def beyond_settings(routines: Sequence[Routine], site: Site) -> frozenset[int]:
    """Weekdays whose series are not what the site's settings ask for any more."""
    allowed = shared_hours(site)
    found = set()
    for weekday, hours in standing_hours(routines).items():
        fitting = allowed is not None and all(
            allowed.start <= each.start
            and each.end <= allowed.end
            and each.end - each.start == site.block_minutes
            for each in hours
        )
        if not fitting or weekday not in site.working_days or len(hours) > site.blocks_per_day:
            found.add(weekday)
    return frozenset(found)


def replaced(
    routines: Sequence[Routine],
    candidates: Sequence[Routine],
    weekdays: Iterable[int],
    reason: Reason,
    bookings: Bookings,
) -> list[SeriesChange]:
    """Put ``candidates`` in the place of ``routines`` on ``weekdays``, for ``reason``.

    Series are matched in order of time; one without a match ends, or begins. Only entries
    that start after the surroundings' ``not_before`` and were not locked are touched.
    """
    changes = []
    for weekday in sorted(weekdays):
        old = sorted((r for r in routines if r.weekday == weekday), key=lambda r: r.start)
        new = sorted((r for r in candidates if r.weekday == weekday), key=lambda r: r.start)
        for before, candidate in zip(old, new, strict=False):
            if _hours(before) != _hours(candidate):
                reasons = (reason, *candidate.reasons)
                after = replace(candidate, id=before.id, since=before.since, reasons=reasons)
                changes.append(_moved(before, after, bookings))
        for before in old[len(new) :]:
            ended = replace(before, ended=True, reasons=(reason, *before.reasons))
            changes.append(SeriesChange(before, ended, _movable(before, bookings)))
        for candidate in new[len(old) :]:
            begun = replace(candidate, reasons=(reason, *candidate.reasons))
            begun, added = extend(begun, bookings.until, bookings.around)
            changes.append(SeriesChange(None, begun, added=added))
    return changes


def _moved(before: Routine, after: Routine, bookings: Bookings) -> SeriesChange:
    removed = _movable(before, bookings)
    same_days = [
        occurrence(after, entry.occurs_on, bookings.around.site)
        for entry in removed
        if entry.occurs_on is not None and not exception_on(after, entry.occurs_on, bookings.around)
    ]
    after = replace(after, booked_until=before.booked_until)
    after, later = extend(after, bookings.until, bookings.around)
    return SeriesChange(before, after, removed, (*same_days, *later))


def _movable(routine: Routine, bookings: Bookings) -> tuple[Entry, ...]:
    return tuple(
        entry
        for entry in bookings.entries
        if entry.routine == routine.id
        and entry.protection is Protection.PLANNED
        and entry.span.start >= bookings.around.not_before
    )


def _hours(routine: Routine) -> Hours:
    start = routine.start.hour * 60 + routine.start.minute
    return Hours(start, start + routine.minutes)
