"""From moments in a file to intervals of the site's own days, for many rows at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.wall import resolve
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

    def cover(self, first: int, last: int) -> None:
        """Work out the days ``first`` to ``last``, counted from 1970."""
        have = range(self._first, self._first + len(self._midnight) - 1)
        if first in have and last in have:
            return
        if not have:
            self._first, self._midnight = first, self._midnights(first, last + 2)
            return
        before = self._midnights(min(first, have.start), have.start)
        after = self._midnights(have.stop + 1, max(last, have.stop - 1) + 2)
        self._first -= len(before)
        self._midnight = np.concatenate([before, self._midnight, after])

    def _midnights(self, first: int, after_last: int) -> IntArray:
        days = (date.fromordinal(EPOCH_DAY + day) for day in range(first, after_last))
        return np.array([utc_minutes(resolve(day, time(0), self.zone)) for day in days], np.int64)

    def length(self, day: IntArray) -> IntArray:
        """Minutes of each day: 1380, 1440 or 1500 as a rule."""
        place = day - self._first
        return self._midnight[place + 1] - self._midnight[place]

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
