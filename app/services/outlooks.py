"""What is expected of a week, from the volumes in the store."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.edits import Subject, new_command_id
from app.domain.errors import BadInputError, PlannerError
from app.domain.known_events import KnownEvent, SpecialDay
from app.domain.outlook import RECKONING, WeekOutlook
from app.domain.site import Site
from app.domain.text import text
from app.services.holidays_known import HolidaysKnown
from app.services.kept_outlooks import FACT, kept, written

if TYPE_CHECKING:
    from app.config import Clock
    from app.domain.comparable import Marks
    from app.domain.volumes import VolumeDay
    from app.domain.week_outlook import Learnt
    from app.services.kept_outlooks import Key
    from app.storage.store import Store
    from app.storage.unit_of_work import UnitOfWork

_SUBJECTS = (Subject.VOLUMES, Subject.EVENTS, Subject.SETTINGS)
_READ_AT_ONCE = timedelta(weeks=13)
"""Read this much more than asked for, so that the weeks before come without reading again."""

_FIRST_TO_LEARN_FROM = date(1900, 1, 1)
"""Nothing is known of days before; the calendar itself ends not much further back."""

Stamp = tuple[int, ...]


class Outlooks:
    """Works out weeks and keeps them until volumes, events or settings change.

    May be asked from any thread but the store's writer.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._holidays = HolidaysKnown(store)
        self._lock = threading.Lock()
        self._known: _Known | None = None

    def week(self, monday: date) -> WeekOutlook:
        """Tell what is expected of the seven days from ``monday``, and what has come.

        Learnt from days before ``monday`` and before today only: the day that is running
        is never whole.
        """
        with self._lock:
            known = self._current()
            return self._week(known, self._learn_before(known, monday), monday)

    def keep(self, monday: date) -> None:
        """Note the week from ``monday`` in the store, in place of what was noted before.

        The next start then shows that week without working it out, as long as nothing it
        depends on has changed.
        """
        with self._lock:
            known = self._current()
            before = self._learn_before(known, monday)
            note = written(_key(known, before, monday), self._week(known, before, monday))
        if note == self._store.read.fact(FACT):
            return

        def work(unit: UnitOfWork) -> None:
            unit.facts.put(FACT, note)

        try:
            self._store.write(
                text("This week's outlook noted"),
                work,
                command=new_command_id(),
                subjects=frozenset(),
            )
        except PlannerError:
            return  # Full, busy or read-only: it is worked out again next time.

    def _week(self, known: _Known, before: date, monday: date) -> WeekOutlook:
        week = known.weeks.get((before, monday))
        if week is None:
            note, key = self._store.read.fact(FACT), _key(known, before, monday)
            week = kept(note, key, known.events) or self._work_out(known, before, monday)
            known.weeks[before, monday] = week
        return week

    def _current(self) -> _Known:
        """What is known of the store as it is now; forgotten as soon as that changes."""
        counters = self._store.read.counters()
        stamp = tuple(counters[subject] for subject in _SUBJECTS)
        if self._known is None or self._known.stamp != stamp:
            read = self._store.read
            self._known = _Known(
                stamp,
                read.site(),
                tuple(read.events()),
                tuple(read.special_days()),
                read.volume_range(),
            )
        return self._known

    def _learn_before(self, known: _Known, monday: date) -> date:
        today = self._clock().astimezone(known.site.tz).date()
        newest = known.range[1] if known.range is not None else today
        return max(min(monday, newest + timedelta(days=1), today), _FIRST_TO_LEARN_FROM)

    def _work_out(self, known: _Known, before: date, monday: date) -> WeekOutlook:
        # With numpy behind it, which a start that shows a kept week does without.
        from app.domain.week_outlook import Learnt, week_outlook  # noqa: PLC0415 - numpy, not for a kept week

        newest = known.range[1] if known.range is not None else None
        came = []
        if newest is not None and monday <= newest:
            came = self._store.read.volume_days(monday, monday + timedelta(days=7))
        marks = self._marks(known, before, monday)
        learnt = known.learnt.get(before)
        if learnt is None:
            days = self._days(known, before)
            learnt = Learnt(before, days, known.site, marks, known.events)
            known.learnt[before] = learnt
        return week_outlook(learnt, monday, marks, came, newest)

    def _marks(self, known: _Known, before: date, monday: date) -> Marks:
        from app.domain.comparable import marked_days  # noqa: PLC0415 - brings numpy
        from app.domain.week_outlook import CALM_WEEKS  # noqa: PLC0415 - the same

        # A day more than is shown: the eve of a holiday lies before it.
        ends = (before - timedelta(weeks=CALM_WEEKS), before, monday, monday + timedelta(days=7))
        try:
            holidays = self._holidays.of(known.site.country, {day.year for day in ends})
        except BadInputError:
            holidays = {}  # Refused where the country is entered; the week is shown all the same.
        return marked_days(holidays, known.special_days)

    def _days(self, known: _Known, before: date) -> list[VolumeDay]:
        """The volumes of the weeks before ``before``, read in long stretches."""
        from app.domain.week_outlook import CALM_WEEKS  # noqa: PLC0415 - brings numpy

        first = before - timedelta(weeks=CALM_WEEKS)
        if known.read is None or not known.read[0] <= first <= before <= known.read[1]:
            since = first - _READ_AT_ONCE
            known.read = (since, before)
            known.days = self._store.read.volume_days(since, before)
        return [day for day in known.days if first <= day.day < before]


@dataclass(eq=False)
class _Known:
    """The store as it was at ``stamp``, and what was made of it."""

    stamp: Stamp
    site: Site
    events: tuple[KnownEvent, ...]
    special_days: tuple[SpecialDay, ...]
    range: tuple[date, date] | None
    read: tuple[date, date] | None = None
    days: list[VolumeDay] = field(default_factory=list)
    learnt: dict[date, Learnt] = field(default_factory=dict)
    weeks: dict[tuple[date, date], WeekOutlook] = field(default_factory=dict)


def _key(known: _Known, before: date, monday: date) -> Key:
    """All that the outlook of a week depends on: the store's state, the days, how we reckon."""
    return (RECKONING, *known.stamp, before.isoformat(), monday.isoformat())
