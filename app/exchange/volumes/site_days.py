"""From moments in a file to intervals of the site's own days, for many rows at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.wall import day_span
from app.exchange.volumes.batches import BoolArray, IntArray
from app.exchange.volumes.times import EPOCH_DAY, MINUTES_A_DAY

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def utc_minutes(moment: datetime) -> int:
    """Minutes of an aware moment since 1970."""
    return int((moment - _EPOCH).total_seconds()) // 60


class ZoneDays:
    """Where each local day of a zone begins and how long it is, kept once worked out."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self._first = 0
        self._midnight = np.zeros(0, np.int64)
        self._length = np.zeros(0, np.int64)

    def cover(self, first: int, last: int) -> None:
        """Work out the days ``first`` to ``last``, counted from 1970."""
        if len(self._midnight):
            if self._first <= first and last < self._first + len(self._midnight):
                return
            first, last = min(first, self._first), max(last, self._first + len(self._midnight) - 1)
        days = [date.fromordinal(EPOCH_DAY + day) for day in range(first, last + 2)]
        starts = [utc_minutes(day_span(day, self.zone).start) for day in days]
        midnight = np.array(starts, np.int64)
        self._first, self._midnight = first, midnight[:-1]
        self._length = np.diff(midnight)

    def length(self, day: IntArray) -> IntArray:
        """Minutes of each day: 1380, 1440 or 1500 as a rule."""
        return self._length[day - self._first]

    def midnight(self, day: IntArray) -> IntArray:
        """Where each day begins, in minutes of UTC since 1970."""
        return self._midnight[day - self._first]

    def split(self, minute: IntArray) -> tuple[IntArray, IntArray]:
        """Minutes of UTC as local days and minutes since their beginning."""
        if not len(minute):
            return minute, minute
        self.cover(int(minute.min()) // MINUTES_A_DAY - 2, int(minute.max()) // MINUTES_A_DAY + 2)
        place = np.searchsorted(self._midnight, minute, side="right") - 1
        return place + self._first, minute - self._midnight[place]

    def is_even(self, day: IntArray) -> BoolArray:
        """Whether the clock is left alone all day, so that wall and elapsed minutes agree."""
        even: BoolArray = self.length(day) == MINUTES_A_DAY
        return even


def readings_of(minute: int, zone: ZoneInfo) -> tuple[int, ...]:
    """The moments (minutes of UTC) at which the wall clock shows ``minute``.

    None in the spring gap, two in the autumn overlap, otherwise one.
    """
    wall = datetime(1970, 1, 1) + timedelta(minutes=minute)  # noqa: DTZ001 - a wall time
    moments = []
    for fold in (0, 1):
        local = wall.replace(tzinfo=zone, fold=fold)
        there = local.astimezone(UTC)
        if there.astimezone(zone).replace(tzinfo=None) == wall:
            moments.append(utc_minutes(there))
    return tuple(sorted(set(moments)))
