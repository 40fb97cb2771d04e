"""What stands in a week, beside what is expected of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.coverage import Coverage, coverage_of
from app.domain.entries import Entry
from app.domain.outlook import WeekOutlook
from app.domain.site import Site
from app.domain.span import Span
from app.domain.wall import monday_of, week_span

if TYPE_CHECKING:
    from app.config import Clock
    from app.services.outlooks import Outlooks
    from app.storage.store import Store

AHEAD = timedelta(days=14)
"""How far "what comes next" looks."""


@dataclass(frozen=True, slots=True, eq=False)
class WeekView:
    """Everything the week page and the picture show. ``entries`` by start, then id."""

    monday: date
    span: Span
    site: Site
    entries: tuple[Entry, ...]
    outlook: WeekOutlook
    coverage: Coverage
    now: datetime


class Weeks:
    """Reads weeks; changes nothing."""

    def __init__(self, store: Store, outlooks: Outlooks, clock: Clock) -> None:
        self._store = store
        self._outlooks = outlooks
        self._clock = clock

    def this_week(self) -> date:
        """The Monday of the week that it is at the site."""
        return monday_of(self._clock().astimezone(self._store.read.site().tz).date())

    def coming(self) -> tuple[Entry, ...]:
        """Read what stands in the coming fortnight, from what is running now on."""
        now = self._clock()
        return tuple(self._store.read.entries(Span(now, now + AHEAD)))

    def week(self, monday: date) -> WeekView:
        """Read the seven local days from ``monday``."""
        site = self._store.read.site()
        span = week_span(monday, site.tz)
        entries = tuple(self._store.read.entries(span))
        outlook = self._outlooks.week(monday)
        return WeekView(
            monday=monday,
            span=span,
            site=site,
            entries=entries,
            outlook=outlook,
            coverage=coverage_of(outlook.days, entries, site.tz),
            now=self._clock(),
        )
