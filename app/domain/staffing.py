"""Who is there and who is needed: from volumes, shifts and leave to the phones of a day.

volumes -> typical day -> Erlang C -> required; shifts - breaks - leave -> staffed; what is
staffed beyond what is required is spare. Cells are quarter hours of the wall clock,
`CELLS_A_DAY` of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.curve import Curve
from app.domain.demands import CELLS_A_DAY, GRID_MINUTES, FloorDay
from app.domain.erlang import Goal, IntArray, head_count, load_of, required_agents
from app.domain.history import histories_of
from app.domain.outlook import DayOutlook
from app.domain.people import Leave, Person, PersonId, Role, Shift
from app.domain.site import Site
from app.domain.span import Span
from app.domain.volumes import FloatArray, Measure, QueueName, VolumeDay
from app.domain.wall import MINUTES_A_DAY, day_span, monday_of, resolve_minute, week_span

CELL_SECONDS = GRID_MINUTES * 60
MOSTLY = 0.5
"""Handling times are known when the queues that tell them bring at least this share."""

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is there when.

    ``presence`` holds whoever is known to be away at some time, ascending and apart; whoever
    is not in it is taken to be there always. ``rostered`` are the Mondays of the weeks for
    which agents' shifts are known.
    """

    presence: Mapping[PersonId, Spans]
    rostered: frozenset[date] = frozenset()


def goal_of(site: Site) -> Goal:
    """The service target of the settings."""
    return Goal(site.service_level / 100, site.service_seconds)


def handling_times(days: Iterable[VolumeDay], zone: ZoneInfo) -> FloatArray | None:
    """Typical seconds a contact takes in each cell of the day; None when it is not known.

    Each queue has one handling time, all its handle seconds / all it handled; in a cell they
    are weighed by the contacts that each queue usually has there.
    """
    days = tuple(days)
    seconds = _seconds_by_queue(days)
    mix, talked, known, total = np.zeros(CELLS_A_DAY), np.zeros(CELLS_A_DAY), 0.0, 0.0
    for history in histories_of(days, zone):
        contacts = float(history.totals.sum())
        total += contacts
        if history.queue in seconds:
            known += contacts
            usual = _cells(np.nansum(history.curves, axis=0), contacts)
            mix += usual
            talked += usual * seconds[history.queue]
    if known <= 0 or known < MOSTLY * total:
        return None
    overall = float(talked.sum() / mix.sum())
    return np.where(mix > 0, talked / np.where(mix > 0, mix, 1.0), overall)


def required_on(day: DayOutlook, handling: FloatArray, site: Site) -> IntArray:
    """Agents to be rostered in each cell of ``day``, shrinkage included."""
    curve = Curve.of(day)
    ticks = np.arange(curve.cumulative.size) * curve.minutes
    cells = np.arange(CELLS_A_DAY + 1) * GRID_MINUTES
    contacts = np.maximum(np.diff(np.interp(cells, ticks, curve.cumulative)), 0.0)
    # A hundred-thousandth of a contact is a rounding of the curve, nobody to wait for.
    contacts = np.where(contacts < 1e-5, 0.0, contacts)  # noqa: PLR2004 - said above
    load = load_of(contacts, handling, CELL_SECONDS)
    return head_count(required_agents(load, handling, goal_of(site)), site.shrinkage / 100)


def moments_of(people: Iterable[PersonId], attendance: Attendance) -> FloatArray:
    """When these people come and go, in epoch seconds, shape (stretches, 2).

    Whoever is not known to be away at some time is left out.
    """
    found = [
        (span.start.timestamp(), span.end.timestamp())
        for person in people
        for span in attendance.presence.get(person, ())
    ]
    return np.array(found, np.float64).reshape(-1, 2)


def staffed_on(day: date, moments: FloatArray, zone: ZoneInfo) -> IntArray:
    """How many are there through the whole of each cell of ``day``, by `moments_of`."""
    walls = range(0, MINUTES_A_DAY + 1, GRID_MINUTES)
    bounds = np.array([resolve_minute(day, minute, zone).timestamp() for minute in walls])
    first = np.searchsorted(bounds, moments[:, 0], "left")
    last = np.searchsorted(bounds, moments[:, 1], "right") - 1
    some = last > first
    came = np.bincount(first[some], minlength=bounds.size)
    went = np.bincount(last[some], minlength=bounds.size)
    return np.asarray(np.cumsum(came - went)[:-1], np.int64)


def floor_day(day: DayOutlook, staffed: IntArray | None, required: IntArray | None) -> FloorDay:
    """The phones of one day; nothing is said where the roster or the need is not known."""
    if staffed is None or required is None:
        return FloorDay(day.day)
    spare = np.maximum(staffed - required, 0)
    nobody = (required > 0).astype(np.float64)
    strain = np.where(staffed > 0, required / np.maximum(staffed, 1), nobody)
    return FloorDay(
        day.day, tuple(spare.tolist()), tuple(np.minimum(strain, 1.0).round(6).tolist())
    )


def attendance_of(
    people: Sequence[Person],
    shifts: Iterable[Shift],
    leaves: Iterable[Leave],
    mondays: Sequence[date],
    zone: ZoneInfo,
) -> Attendance:
    """Tell from the roster who is there in the weeks from ``mondays``.

    Somebody without a shift in a week in which others of the same role have some is away; a
    week in which nobody of that role has any is not rostered, and tells nothing.
    """
    by_person: dict[PersonId, list[Shift]] = defaultdict(list)
    for shift in shifts:
        by_person[shift.person].append(shift)
    away: dict[PersonId, list[Span]] = defaultdict(list)
    for leave in leaves:
        span = Span(day_span(leave.first, zone).start, day_span(leave.last, zone).end)
        away[leave.person].append(span)
    rostered: dict[Role, set[date]] = defaultdict(set)
    for person in people:
        for shift in by_person[person.id]:
            rostered[person.role].add(monday_of(shift.span.start.astimezone(zone).date()))
    presence, whole = {}, {monday: week_span(monday, zone) for monday in mondays}
    for person in people:
        open_weeks = [monday for monday in mondays if monday not in rostered[person.role]]
        if away[person.id] or len(open_weeks) < len(mondays):
            there = [whole[monday] for monday in open_weeks]
            there += [shift.span for shift in by_person[person.id] if shift.works]
            breaks = [shift.span for shift in by_person[person.id] if not shift.works]
            presence[person.id] = without(joined(there), [*breaks, *away[person.id]])
    return Attendance(presence, frozenset(rostered[Role.AGENT]))


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same time as stretches that lie apart, ascending."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def without(there: Iterable[Span], gone: Iterable[Span]) -> Spans:
    """What is left of stretches that lie apart."""
    holes = joined(gone)
    found: list[Span] = []
    for span in there:
        start = span.start
        for hole in holes:
            if hole.end > start and hole.start < span.end:
                if hole.start > start:
                    found.append(Span(start, hole.start))
                start = max(start, hole.end)
        if start < span.end:
            found.append(Span(start, span.end))
    return tuple(found)


def weeks_between(first: date, after_last: date) -> list[date]:
    """The Mondays of the weeks that the days ``[first, after_last)`` lie in."""
    monday, found = monday_of(first), []
    while monday < after_last:
        found.append(monday)
        monday += timedelta(weeks=1)
    return found


def _seconds_by_queue(days: Iterable[VolumeDay]) -> dict[QueueName, float]:
    """Handle seconds a contact, of the queues whose exports have both."""
    seconds: dict[QueueName, float] = defaultdict(float)
    handled: dict[QueueName, float] = defaultdict(float)
    for day in days:
        if Measure.HANDLE_SECONDS in day.measures and Measure.HANDLED in day.measures:
            spent, count = day.measures[Measure.HANDLE_SECONDS], day.measures[Measure.HANDLED]
            both = ~(np.isnan(spent) | np.isnan(count))
            seconds[day.queue] += float(spent[both].sum())
            handled[day.queue] += float(count[both].sum())
    return {
        queue: seconds[queue] / handled[queue]
        for queue in seconds
        if handled[queue] > 0 and seconds[queue] > 0
    }


def _cells(curve: FloatArray, total: float) -> FloatArray:
    """A day's contacts by cell; spread evenly where only the day's total is known."""
    if curve.size <= 1 or curve.sum() <= 0:
        return np.full(CELLS_A_DAY, total / CELLS_A_DAY)
    minutes = MINUTES_A_DAY // curve.size
    running = np.concatenate(([0.0], np.cumsum(curve)))
    ticks = np.arange(running.size) * minutes
    return np.diff(np.interp(np.arange(CELLS_A_DAY + 1) * GRID_MINUTES, ticks, running))
