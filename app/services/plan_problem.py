"""What is asked of the engine, from all that is in the store: one week, or several."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.demands import NOTICE, Diary, Problem
from app.domain.entries import Entry
from app.domain.outlook import WeekOutlook
from app.domain.site import Site
from app.domain.span import Span
from app.domain.wall import week_span
from app.planning.week_demands import is_working, loose_entries, quotas_of, week_demands

if TYPE_CHECKING:
    from app.config import Clock
    from app.services.outlooks import Outlooks
    from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class Asked:
    """A problem and what it was made from.

    ``entries`` are all that stand in the weeks asked for, ``standing`` those that stay where
    they are, ``loose`` those that look for a place: each is the ``current`` of a demand.
    """

    problem: Problem
    entries: tuple[Entry, ...]
    standing: tuple[Entry, ...]
    loose: tuple[Entry, ...]
    outlooks: tuple[WeekOutlook, ...]
    site: Site


class PlanProblems:
    """Makes problems; changes nothing."""

    def __init__(self, store: Store, outlooks: Outlooks, clock: Clock) -> None:
        self._store = store
        self._outlooks = outlooks
        self._clock = clock

    def of(
        self,
        monday: date,
        *,
        weeks: int = 1,
        near: bool = False,
        days: Collection[date] | None = None,
        move_invited: bool = False,
        entries: Sequence[Entry] | None = None,
    ) -> Asked:
        """Ask for the ``weeks`` weeks from ``monday``.

        ``near`` lets things within 24 hours be placed and moved. With ``days`` only these are
        touched: all that is planned on others stays. ``move_invited`` lets go of what people
        were invited to. ``entries`` stand in for those of the weeks in the store.
        """
        site = self._store.read.site()
        outlooks = tuple(self._outlooks.week(monday + timedelta(weeks=n)) for n in range(weeks))
        whole = Span(
            week_span(monday, site.tz).start,
            week_span(monday + timedelta(weeks=weeks - 1), site.tz).end,
        )
        standing_now = tuple(self._store.read.entries(whole) if entries is None else entries)
        not_before = self._clock() + (timedelta() if near else NOTICE)
        standing, loose = loose_entries(standing_now, not_before)
        demands = tuple(
            demand
            for outlook in outlooks
            for demand in week_demands(site, outlook, standing, loose)
            if outlook.enough_history or demand.current is not None
        )
        every_day = tuple(day for outlook in outlooks for day in outlook.days)
        working_days = tuple(day.day for day in every_day if is_working(site, day))
        problem = Problem(
            every_day,
            site.zone,
            (Diary(standing, site.working, working_days),),
            demands,
            quotas_of(demands),
            not_before,
        )
        return Asked(problem, standing_now, standing, loose, outlooks, site)
