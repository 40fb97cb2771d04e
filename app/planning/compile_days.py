"""The days planned as tables: when each wall-clock minute is, and what is expected until then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.curve import Curve
from app.domain.demands import CELLS_A_DAY, GRID_MINUTES, Problem
from app.domain.outlook import DayOutlook
from app.domain.span import Span
from app.domain.wall import MINUTES_A_DAY, day_span, minute_moments, zone_named
from app.planning.model import BoolArray, FloatArray, IntArray

SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """Tables with a row a day and a column a wall-clock minute, 0 to 1440.

    ``moment`` is seconds since ``origin``, ``contacts`` what is expected from midnight on.
    """

    days: tuple[date, ...]
    zone: ZoneInfo
    origin: int
    moment: IntArray
    contacts: FloatArray
    strain: FloatArray
    """What one agent off the phones costs up to a grid cell, shape (days, cells + 1)."""
    strained: BoolArray
    """Whether the strain of a day is known."""
    spare: IntArray
    """Agents to spare a grid cell, shape (days, cells); a huge number where not known."""

    @classmethod
    def of(cls, problem: Problem) -> Days:
        """Lay out the days of ``problem``."""
        zone = zone_named(problem.zone)
        days = tuple(day.day for day in problem.days)
        moments = np.array([_moments(day, zone) for day in days], dtype=np.int64)
        moments = moments.reshape(len(days), MINUTES_A_DAY + 1)
        origin = int(moments.min(initial=2**62)) if days else 0
        floor = {one.day: one for one in problem.floor}
        strain = np.zeros((len(days), CELLS_A_DAY + 1))
        strained = np.zeros(len(days), dtype=np.bool_)
        spare = np.full((len(days), CELLS_A_DAY), ALWAYS, dtype=np.int64)
        for row, day in enumerate(days):
            known = floor.get(day)
            if known is not None and known.strain:
                strain[row, 1:] = np.cumsum(known.strain)
                strained[row] = True
            if known is not None and known.spare:
                spare[row] = known.spare
        contacts = np.array([_contacts(day) for day in problem.days])
        contacts = contacts.reshape(len(days), MINUTES_A_DAY + 1)
        return cls(days, zone, origin, moments - origin, contacts, strain, strained, spare)

    @property
    def length(self) -> int:
        """Seconds from the first midnight to the last."""
        return int(self.moment.max(initial=0))

    @property
    def busiest_quarter(self) -> float:
        """Contacts of the busiest grid cell of all days; 1 when nothing is expected."""
        cells = np.diff(self.contacts[:, ::GRID_MINUTES], axis=1)
        return float(cells.max(initial=0.0)) or 1.0

    def busiest(self, minutes: int) -> FloatArray:
        """Contacts of each day's busiest stretch of that length on the grid."""
        starts = np.arange(0, MINUTES_A_DAY - minutes + 1, GRID_MINUTES)
        if not len(starts):
            return np.zeros(len(self.days))
        found = self.contacts[:, starts + minutes] - self.contacts[:, starts]
        return np.asarray(found.max(axis=1, initial=0.0))

    def seconds(self, moment: datetime) -> float:
        """A moment on the scale of ``moment``."""
        return moment.timestamp() - self.origin

    def taken(self, span: Span) -> tuple[int, int]:
        """A span on that scale, whole seconds outwards, cut to the days planned."""
        start, end = self.seconds(span.start), self.seconds(span.end)
        return max(int(start // 1), 0), min(int(-(-end // 1)), self.length)


ALWAYS = 1 << 40
"""More agents than there are anywhere."""


class Stretches:
    """Stretches of several holders (calendars, people, rooms), asked for many options at once."""

    def __init__(self, held: Sequence[Iterable[tuple[int, int]]], length: int) -> None:
        self._step = length + 1
        pairs = [
            (holder * self._step + start, holder * self._step + end)
            for holder, spans in enumerate(held)
            for start, end in spans
            if start < end
        ]
        table = np.array(sorted(pairs), dtype=np.int64).reshape(len(pairs), 2)
        self._starts, self._ends = table[:, 0], np.maximum.accumulate(table[:, 1])

    def meet(self, holder: IntArray, start: IntArray, end: IntArray) -> BoolArray:
        """Whether a stretch of the holder shares a moment with ``[start, end)``."""
        if not len(self._starts):
            return np.zeros(len(holder), dtype=np.bool_)
        base = holder * self._step
        before = np.searchsorted(self._starts, base + end, "left") - 1
        return np.asarray((before >= 0) & (self._ends[before] > base + start))

    def hold(self, holder: IntArray, start: IntArray, end: IntArray) -> BoolArray:
        """Whether one stretch of the holder contains ``[start, end)``."""
        if not len(self._starts):
            return np.zeros(len(holder), dtype=np.bool_)
        base = holder * self._step
        before = np.searchsorted(self._starts, base + start, "right") - 1
        return np.asarray((before >= 0) & (self._ends[before] >= base + end))


def _moments(day: date, zone: ZoneInfo) -> IntArray:
    whole = day_span(day, zone)
    first = int(whole.start.timestamp())
    if whole.length.total_seconds() == SECONDS_A_DAY:
        return first + 60 * np.arange(MINUTES_A_DAY + 1)
    return np.array(minute_moments(day, zone), dtype=np.int64)


def _contacts(day: DayOutlook) -> FloatArray:
    curve = Curve.of(day)
    ticks = np.arange(len(curve.cumulative)) * curve.minutes
    return np.interp(np.arange(MINUTES_A_DAY + 1), ticks, curve.cumulative)
