"""Which standing series the weeks call for: first ones, extensions, other hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.backtest import GAIN_WEEKS
from app.domain.entries import EntryKind
from app.domain.outlook import WeekOutlook
from app.domain.reasons import Reason
from app.domain.routines import Routine
from app.domain.site import Site
from app.domain.wall import monday_of, week_span
from app.planning.standing import Surroundings, extend, first_series, horizon
from app.services.backtests import Backtests
from app.services.proposals import SeriesChange
from app.services.series_refit import Bookings, beyond_settings, replaced, standing_hours

if TYPE_CHECKING:
    from app.config import Clock
    from app.services.outlooks import Outlooks
    from app.storage.store import Store


class StandingSeries:
    """Works series out; changes nothing."""

    def __init__(self, store: Store, outlooks: Outlooks, clock: Clock) -> None:
        self._store = store
        self._outlooks = outlooks
        self._clock = clock
        self._backtests = Backtests(store)

    def due(self, monday: date, not_before: datetime) -> list[SeriesChange]:
        """What may stand by itself: the first series, or the extension of those there."""
        routines = self._routines()
        if routines:
            return self._extended(routines, monday, not_before)
        return self._first(monday, not_before)

    def called_for(self, monday: date, not_before: datetime) -> list[SeriesChange]:
        """What is proposed: beside what is due, other hours where settings or volumes ask."""
        routines = self._routines()
        if not routines:
            return self._first(monday, not_before)
        moved = self._at_other_hours(routines, monday, not_before)
        taken = {change.after.id for change in moved}
        rest = [routine for routine in routines if routine.id not in taken]
        return [*moved, *self._extended(rest, monday, not_before)]

    def _first(self, monday: date, not_before: datetime) -> list[SeriesChange]:
        today = self._today()
        weeks = self._coming(max(monday, today))
        if not weeks[0].enough_history:
            return []
        since = max(monday_of(today), min(monday, today))
        until = self._until(monday)
        around = self._around(since, until, not_before)
        begun, _ = first_series(weeks, around, since)
        extended = [extend(routine, until, around) for routine in begun]
        return [SeriesChange(None, routine, added=added) for routine, added in extended]

    def _extended(
        self, routines: list[Routine], monday: date, not_before: datetime
    ) -> list[SeriesChange]:
        until = self._until(monday)
        due = [routine for routine in routines if routine.booked_until < until]
        if not due:
            return []
        around = self._around(min(r.booked_until for r in due), until, not_before)
        extended = [(routine, *extend(routine, until, around)) for routine in due]
        return [SeriesChange(before, after, added=added) for before, after, added in extended]

    def _at_other_hours(
        self, routines: list[Routine], monday: date, not_before: datetime
    ) -> list[SeriesChange]:
        today, site = self._today(), self._site()
        coming = self._coming(today)
        if not coming[0].enough_history:
            return []
        around = self._around(today, self._until(monday), not_before)
        ids = {routine.id for routine in routines}
        mine = tuple(e for e in around.entries if e.routine in ids)
        free = replace(around, entries=tuple(e for e in around.entries if e.routine not in ids))
        bookings = Bookings(mine, free, self._until(monday))
        candidates, _ = first_series(coming, free, today)
        beyond = beyond_settings(routines, site)
        if beyond:
            asked = Reason(
                "settings", {"blocks": site.blocks_per_day, "minutes": site.block_minutes}
            )
            return replaced(routines, candidates, beyond, asked, bookings)
        return self._better(routines, candidates, bookings)

    def _better(
        self, routines: list[Routine], candidates: tuple[Routine, ...], bookings: Bookings
    ) -> list[SeriesChange]:
        """Other hours that the back-test says would have caught clearly more."""
        now, then = standing_hours(routines), standing_hours(candidates)
        gain = self._backtests.would_gain(now, then, before=self._today())
        if not gain.worth_proposing:
            return []
        reason = Reason("refit", {"gain": round(gain.points, 4), "weeks": GAIN_WEEKS})
        alike = [day for day in now if len(now[day]) == len(then.get(day, []))]
        return replaced(routines, candidates, alike, reason, bookings)

    def _around(self, first: date, until: date, not_before: datetime) -> Surroundings:
        site = self._site()
        monday = monday_of(first)
        weeks = range(((until - monday).days // 7) + 1)
        closed = {
            day.day: day.holiday
            for n in weeks
            for day in self._outlooks.week(monday + timedelta(weeks=n)).days
            if day.holiday
        }
        span = week_span(monday, site.tz)
        last = week_span(monday + timedelta(weeks=len(weeks)), site.tz)
        entries = tuple(self._store.read.entries(replace(span, end=last.end)))
        return Surroundings(site, entries, closed, tuple(self._store.read.events()), not_before)

    def _coming(self, first: date) -> list[WeekOutlook]:
        monday = monday_of(first)
        return [self._outlooks.week(monday + timedelta(weeks=n)) for n in (0, 1)]

    def _until(self, monday: date) -> date:
        return max(horizon(self._today()), monday + timedelta(days=6))

    def _routines(self) -> list[Routine]:
        return [r for r in self._store.read.routines() if r.kind is EntryKind.UNPLANNED]

    def _site(self) -> Site:
        return self._store.read.site()

    def _today(self) -> date:
        return self._clock().astimezone(self._site().tz).date()
