"""Who is on the phones and how many are needed there, from roster and volumes in the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.demands import FloorDay
from app.domain.edits import Subject
from app.domain.outlook import WeekOutlook
from app.domain.people import Person, PersonId, Role
from app.domain.site import Site
from app.domain.span import Span
from app.domain.staffing import (
    Attendance,
    Spans,
    attendance_of,
    floor_day,
    handling_times,
    moments_of,
    required_on,
    staffed_on,
    weeks_between,
)
from app.domain.wall import MINUTES_A_DAY, monday_of, week_span

if TYPE_CHECKING:
    from app.domain.volumes import FloatArray
    from app.services.outlooks import Outlooks
    from app.storage.store import Store


class Staffing:
    """Reads; changes nothing. Handling times are kept until volumes or settings change."""

    def __init__(self, store: Store, outlooks: Outlooks) -> None:
        self._store = store
        self._outlooks = outlooks
        self._handling: tuple[tuple[int, int], FloatArray | None] | None = None

    def floor(self, first: date, after_last: date) -> tuple[FloorDay, ...]:
        """The phones on the days ``[first, after_last)``.

        ``spare`` and ``strain`` are empty where volumes, handling times or shifts are unknown.
        """
        weeks = [self._outlooks.week(monday) for monday in weeks_between(first, after_last)]
        found = self.floor_of(weeks, self.attendance(first, after_last), self.agents())
        return tuple(floor for floor in found if first <= floor.day < after_last)

    def floor_of(
        self, weeks: Iterable[WeekOutlook], attendance: Attendance, agents: Iterable[PersonId]
    ) -> tuple[FloorDay, ...]:
        """The phones in whole weeks, of which is known what to expect and who is there."""
        site = self._store.read.site()
        moments = moments_of(agents, attendance)
        return tuple(
            floor for week in weeks for floor in self._floor(week, attendance, moments, site)
        )

    def presence(self, first: date, after_last: date) -> Mapping[PersonId, Spans]:
        """When people are there, of those of whom it is known, in the weeks of these days."""
        return self.attendance(first, after_last).presence

    def attendance(
        self, first: date, after_last: date, people: Sequence[Person] | None = None
    ) -> Attendance:
        """When people are there, and for which weeks agents' shifts are known.

        ``people`` are those in the store where they were read already.
        """
        read, mondays = self._store.read, weeks_between(first, after_last)
        if not mondays:
            return Attendance({})
        zone = read.site().tz
        whole = Span(week_span(mondays[0], zone).start, week_span(mondays[-1], zone).end)
        leaves = read.leaves(mondays[0], mondays[-1] + timedelta(days=6))
        everybody = read.people() if people is None else people
        return attendance_of(everybody, read.shifts(whole), leaves, mondays, zone)

    def agents(self) -> Mapping[PersonId, str]:
        """Those who answer the phones, each with the id of their team, "" for none."""
        return agents_of(self._store.read.people())

    def _floor(
        self,
        week: WeekOutlook,
        attendance: Attendance,
        moments: FloatArray,
        site: Site,
    ) -> list[FloorDay]:
        known = week.enough_history and week.monday in attendance.rostered
        handling = self._handling_times(site) if known else None
        found = []
        for day in week.days:
            if handling is None or day.minutes >= MINUTES_A_DAY:
                found.append(FloorDay(day.day))
                continue
            staffed = staffed_on(day.day, moments, site.tz)
            found.append(floor_day(day, staffed, required_on(day, handling, site)))
        return found

    def _handling_times(self, site: Site) -> FloatArray | None:
        """Learnt from the newest weeks there are volumes of."""
        counters = self._store.read.counters()
        stamp = counters[Subject.VOLUMES], counters[Subject.SETTINGS]
        if self._handling is None or self._handling[0] != stamp:
            stored = self._store.read.volume_range()
            found = None
            if stored is not None:
                after_last = stored[1] + timedelta(days=1)
                first = monday_of(after_last - timedelta(weeks=site.history_weeks))
                found = handling_times(self._store.read.volume_days(first, after_last), site.tz)
            self._handling = stamp, found
        return self._handling[1]


def agents_of(people: Iterable[Person]) -> dict[PersonId, str]:
    """Those of ``people`` who answer the phones, each with the id of their team."""
    return {person.id: person.team or "" for person in people if person.role is Role.AGENT}
