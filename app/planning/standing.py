"""The standing series: the same hours of the same weekday, 13 weeks ahead, with exceptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.domain.demands import GRID_MINUTES, Diary, Plan, Problem
from app.domain.entries import (
    Availability,
    Entry,
    EntryId,
    EntryKind,
    Protection,
    RoutineId,
    new_id,
)
from app.domain.known_events import KnownEvent
from app.domain.outlook import DayOutlook, WeekOutlook
from app.domain.reasons import Reason
from app.domain.routines import WEEKS_AHEAD, Routine
from app.domain.site import Site
from app.domain.span import Span
from app.domain.wall import clock_time, minute_of_day, resolve_minute
from app.planning.engine import solve
from app.planning.week_demands import is_working, quotas_of, week_demands

USUALLY_TAKEN = 0.5
"""A stretch that something fixed takes in this share of the weeks is no place for a series."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a series is laid into: fixed entries, days that are closed, events, the clock."""

    site: Site
    entries: tuple[Entry, ...]
    closed: Mapping[date, str]
    events: tuple[KnownEvent, ...]
    not_before: datetime


def horizon(today: date) -> date:
    """The day up to which a series is busy: 13 weeks ahead."""
    return today + timedelta(weeks=WEEKS_AHEAD)


def first_series(
    weeks: Sequence[WeekOutlook], around: Surroundings, since: date
) -> tuple[tuple[Routine, ...], Plan]:
    """Choose hours for each weekday, kept clear of what is usually there.

    ``weeks`` are coming weeks; each weekday is judged by its first one without a holiday.
    """
    site = around.site
    chosen: dict[int, DayOutlook] = {}
    for week in weeks:
        for day in week.days:
            if is_working(site, day) and not day.events:
                chosen.setdefault(day.day.weekday(), day)
    outlook = replace(weeks[0], days=tuple(chosen[weekday] for weekday in sorted(chosen)))
    walls = _usual_walls(around, outlook.days, since)
    asked = replace(site, lunch_minutes=0, open_door_minutes=0)
    demands = week_demands(asked, outlook, (), ())
    diary = Diary(walls, site.working)
    plan = solve(Problem(outlook.days, site.zone, (diary,), demands, quotas_of(demands)))
    routines = tuple(
        Routine(
            id=RoutineId(new_id()),
            kind=EntryKind.UNPLANNED,
            title="Unplanned",
            weekday=placement.place.day.weekday(),
            start=placement.span.start.astimezone(site.tz).time().replace(tzinfo=None),
            minutes=placement.demand.minutes,
            since=since,
            booked_until=since - timedelta(days=1),
            reasons=(*placement.reasons, Reason("standing", {"weeks": WEEKS_AHEAD})),
        )
        for placement in plan.placements
    )
    return routines, plan


def extend(
    routine: Routine, until: date, around: Surroundings
) -> tuple[Routine, tuple[Entry, ...]]:
    """Book the series up to ``until``; days that are closed or taken are left out."""
    entries = []
    day = routine.booked_until + timedelta(days=1)
    while day <= until:
        if day.weekday() == routine.weekday and not exception_on(routine, day, around):
            entry = occurrence(routine, day, around.site)
            if entry.span.start >= around.not_before:
                entries.append(entry)
        day += timedelta(days=1)
    return replace(routine, booked_until=max(until, routine.booked_until)), tuple(entries)


def occurrence(routine: Routine, day: date, site: Site) -> Entry:
    """The series' entry on ``day``."""
    start = routine.start.hour * 60 + routine.start.minute
    return Entry(
        span=Span(
            resolve_minute(day, start, site.tz),
            resolve_minute(day, start + routine.minutes, site.tz),
        ),
        kind=routine.kind,
        title=routine.title,
        id=EntryId(f"{routine.id[:20]}{day:%Y%m%d}"),
        protection=Protection.PLANNED,
        availability=Availability.BUSY,
        routine=routine.id,
        occurs_on=day,
        note="walk the floor" if routine.kind is EntryKind.UNPLANNED else "",
        reasons=routine.reasons,
    )


def exception_on(routine: Routine, day: date, around: Surroundings) -> Reason | None:
    """Why the series makes an exception of ``day``, or None."""
    if day in around.closed:
        return Reason("holiday", {"name": around.closed[day]})
    for event in around.events:
        if event.leaves_no_peak and event.applies_on(day):
            return Reason("event", {"name": event.name})
    wanted = occurrence(routine, day, around.site).span
    for entry in around.entries:
        if entry.occurs_on == day and entry.routine == routine.id:
            return Reason("fixed_meeting", _times(entry, around.site))
        if entry.blocks_time and entry.span.overlaps(wanted):
            return Reason("fixed_meeting", _times(entry, around.site))
    return None


def _times(entry: Entry, site: Site) -> dict[str, str | int | float]:
    start, end = (minute_of_day(at, site.tz) for at in (entry.span.start, entry.span.end))
    return {
        "title": entry.title,
        "start": clock_time(start),
        "end": clock_time(end),
    }


def _usual_walls(
    around: Surroundings, days: Sequence[DayOutlook], since: date
) -> tuple[Entry, ...]:
    """Stand-ins, on the judged days, for what takes the same quarter hours in most weeks."""
    zone = around.site.tz
    taken: dict[tuple[int, int], set[date]] = {}
    for entry in around.entries:
        if not entry.blocks_time:
            continue
        local = entry.span.start.astimezone(zone)
        if local.date() < since:
            continue
        start = local.hour * 60 + local.minute
        for minute in range(start - start % GRID_MINUTES, start + entry.span.minutes, GRID_MINUTES):
            taken.setdefault((local.weekday(), minute), set()).add(local.date())
    walls = []
    for day in days:
        for (weekday, minute), dates in taken.items():
            if weekday == day.day.weekday() and len(dates) >= USUALLY_TAKEN * WEEKS_AHEAD:
                span = Span(
                    resolve_minute(day.day, minute, zone),
                    resolve_minute(day.day, minute + GRID_MINUTES, zone),
                )
                title = _usual_title(around, weekday, minute)
                walls.append(Entry(span, EntryKind.MEETING, title))
    return tuple(walls)


def _usual_title(around: Surroundings, weekday: int, minute: int) -> str:
    for entry in around.entries:
        local = entry.span.start.astimezone(around.site.tz)
        start = local.hour * 60 + local.minute
        if local.weekday() == weekday and start <= minute < start + entry.span.minutes:
            return entry.title
    return ""
