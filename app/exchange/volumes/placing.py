"""Each row of a file put into the interval of the site's day that it belongs to."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.text import text
from app.domain.volumes import FloatArray, Measure
from app.domain.wall import clock_time
from app.exchange.volumes.batches import Batch, BoolArray, IntArray, ReadingPlan
from app.exchange.volumes.intervals import DAILY, interval_of
from app.exchange.volumes.mapping import ColumnMapping, Reckoned
from app.exchange.volumes.refusals import Refusals
from app.exchange.volumes.site_days import ZoneDays, readings_of
from app.exchange.volumes.tally import Placed, Tally
from app.exchange.volumes.times import MINUTES_A_DAY

Values = list[FloatArray]
_Twice = dict[tuple[int, int], list[tuple[int, list[float]]]]


class FinerGridError(Exception):
    """The times lie on a finer grid than the first rows showed; start again with it."""

    def __init__(self, minutes: int | None) -> None:
        super().__init__(minutes)
        self.minutes = minutes


class Placer:
    """Adds batches to a tally: wall time or UTC in, days of the site's zone out.

    A wall time that comes twice in autumn is held back until all rows are there: the
    first row of an interval is the first 02:00, the second the second. Rows in the hour
    that spring leaves out are counted in ``never_was`` and not placed: phone systems write
    them, as zeros or as copies, and two rows cannot share 03:00.
    """

    def __init__(
        self, plan: ReadingPlan, file_zone: ZoneInfo, site_zone: ZoneInfo, refusals: Refusals
    ) -> None:
        mapping = plan.mapping
        self._plan = plan
        self._wall = ZoneDays(file_zone)
        self._site = ZoneDays(site_zone)
        self._same_zone = file_zone.key == site_zone.key
        self._refusals = refusals
        self._twice: _Twice = defaultdict(list)
        self._forward = 0
        self.never_was = 0
        self.tally = Tally(
            plan.minutes, sorted(mapping.stated, key=list(Measure).index), adds_up=mapping.adds_up
        )

    def add(self, batch: Batch) -> None:
        """Place every row of a batch."""
        if not len(batch):
            return
        values = measured(self._plan.mapping, batch, self.tally.measures)
        self._forward += int(np.sign(np.diff(batch.minute)).sum())
        if self._plan.minutes == DAILY:
            zeros = np.zeros(len(batch), np.int64)
            day = batch.minute // MINUTES_A_DAY
            self.tally.add(Placed(batch.queue, day, zeros, batch.line, values))
            return
        off = self._off_grid(batch)
        if off is not None:
            batch, values = batch.rows(off), [column[off] for column in values]
        self._place(batch, values)

    def _off_grid(self, batch: Batch) -> BoolArray | None:
        """Which rows to go on with where some are not on the interval's grid."""
        if self._plan.bins:
            return None
        beside: BoolArray = batch.minute % self._plan.minutes != 0
        if not beside.any():
            return None
        if not self._plan.declared:
            found = math.gcd(self._plan.minutes, *np.unique(batch.minute % MINUTES_A_DAY).tolist())
            raise FinerGridError(interval_of([found]))
        for row in np.flatnonzero(beside):
            minute = int(batch.minute[row]) % MINUTES_A_DAY
            if minute == MINUTES_A_DAY - 1:
                self.tally.totals += 1
                continue
            self._refusals.add(
                int(batch.line[row]),
                text(
                    "{time} is no start of a {minutes}-minute interval",
                    time=clock_time(minute),
                    minutes=self._plan.minutes,
                ),
            )
        return ~beside

    def _place(self, batch: Batch, values: Values) -> None:
        wall = ~batch.absolute
        if wall.any():
            day = batch.minute // MINUTES_A_DAY
            self._wall.cover(int(day[wall].min()), int(day[wall].max()))
            safe = np.where(wall, day, day[wall][0])
            plain = wall & self._wall.is_even(safe)
            self._place_plain(batch.rows(plain), [column[plain] for column in values])
            self._place_changed(batch, values, np.flatnonzero(wall & ~plain))
        if batch.absolute.any():
            sure = batch.absolute
            self._place_moments(
                batch.queue[sure],
                batch.minute[sure],
                batch.line[sure],
                [column[sure] for column in values],
            )

    def _place_plain(self, batch: Batch, values: Values) -> None:
        if not len(batch):
            return
        day, minute = np.divmod(batch.minute, MINUTES_A_DAY)
        if self._same_zone:
            slot = minute // self._plan.minutes
            self.tally.add(Placed(batch.queue, day, slot, batch.line, values))
            return
        moment = self._wall.midnight(day) + minute
        self._place_moments(batch.queue, moment, batch.line, values)

    def _place_moments(
        self, queue: IntArray, moment: IntArray, line: IntArray, values: Values
    ) -> None:
        if not len(moment):
            return
        day, minute = self._site.split(moment)
        if not self._plan.bins and (minute % self._plan.minutes != 0).any():
            row = int(np.flatnonzero(minute % self._plan.minutes)[0])
            self._refusals.add(
                int(line[row]),
                text(
                    "in the zone {zone} no interval of {minutes} minutes starts then; export "
                    "shorter intervals",
                    zone=self._site.zone.key,
                    minutes=self._plan.minutes,
                ),
            )
        self.tally.add(Placed(queue, day, minute // self._plan.minutes, line, values))

    def _place_changed(self, batch: Batch, values: Values, rows: IntArray) -> None:
        """Wall times on days whose clock was changed."""
        if not len(rows):
            return
        minutes, place = np.unique(batch.minute[rows], return_inverse=True)
        moments = [readings_of(int(minute), self._wall.zone) for minute in minutes]
        once = np.array([len(found) == 1 for found in moments])[place]
        only = np.array([found[0] if found else 0 for found in moments], np.int64)[place]
        sure = rows[once]
        self._place_moments(
            batch.queue[sure], only[once], batch.line[sure], [column[sure] for column in values]
        )
        for row in rows[~once]:
            minute = int(batch.minute[row])
            said = [float(column[row]) for column in values]
            if len(readings_of(minute, self._wall.zone)) > 1:
                self._twice[int(batch.queue[row]), minute].append((int(batch.line[row]), said))
            elif any(value > 0 for value in said):
                self.never_was += 1

    def intervals_at(self, moments: Sequence[int]) -> list[tuple[int, int]]:
        """Day since 1970 and slot of moments (minutes since 1970, UTC)."""
        day, minute = self._site.split(np.array(moments, np.int64))
        return list(zip(day.tolist(), (minute // self._plan.minutes).tolist(), strict=True))

    def _put(self, queue: int, moment: int, line: int, said: list[float]) -> None:
        def one(value: int) -> IntArray:
            return np.array([value], np.int64)

        columns = [np.array([value]) for value in said]
        self._place_moments(one(queue), one(moment), one(line), columns)

    def finish(self) -> Tally:
        """Settle what had to wait for the last row; give the full tally."""
        if self._plan.mapping.adds_up:
            self._finish_adding_up()
        else:
            for (queue, minute), rows in sorted(self._twice.items()):
                moments = readings_of(minute, self._wall.zone)
                ordered = rows if self._forward >= 0 else rows[::-1]
                for place, (line, said) in enumerate(ordered):
                    self._put(queue, moments[min(place, 1)], line, said)
        self.tally.without_totals()
        for clash in self.tally.clashes:
            self._refusals.add(
                clash.line,
                text(
                    "says something else than line {line} about the same interval",
                    line=clash.earlier,
                ),
            )
        return self.tally

    def _finish_adding_up(self) -> None:
        """Rows that share intervals: the second hour begins where the clock goes back."""
        by_queue: dict[int, list[tuple[int, int, list[float]]]] = defaultdict(list)
        for (queue, minute), rows in self._twice.items():
            by_queue[queue] += [(line, minute, said) for line, said in rows]
        for queue, listed in by_queue.items():
            day, latest, second = -1, -1, False
            for line, minute, said in sorted(listed, key=lambda row: row[0]):
                if minute // MINUTES_A_DAY != day:
                    day, latest, second = minute // MINUTES_A_DAY, minute, False
                second = second or minute <= latest - self._plan.minutes
                latest = max(latest, minute)
                self._put(queue, readings_of(minute, self._wall.zone)[int(second)], line, said)


def measured(mapping: ColumnMapping, batch: Batch, measures: list[Measure]) -> Values:
    """What the columns say, as one array a measure: averages and shares made totals."""
    found: dict[Measure, FloatArray] = {}
    if mapping.counts_rows:
        found[Measure.OFFERED] = np.ones(len(batch))
    pairs = list(zip(mapping.measures, batch.values, strict=True))
    for column, values in sorted(pairs, key=lambda pair: pair[0].how is not Reckoned.TOTAL):
        total = values
        if column.how is Reckoned.AVERAGE:
            total = np.rint(values * _count(found, Measure.HANDLED, Measure.OFFERED, len(batch)))
        elif column.how is Reckoned.SHARE:
            total = np.rint(values * _count(found, Measure.OFFERED, Measure.HANDLED, len(batch)))
        if column.how is not Reckoned.TOTAL and column.measure in found:
            continue
        there = found.get(column.measure)
        found[column.measure] = total if there is None else _added(there, total)
    return [found[measure] for measure in measures]


def _count(
    found: dict[Measure, FloatArray], first: Measure, second: Measure, rows: int
) -> FloatArray:
    return found.get(first, found.get(second, np.full(rows, np.nan)))


def _added(one: FloatArray, other: FloatArray) -> FloatArray:
    """A missing part counts as nothing, unless all parts are missing."""
    both = np.isnan(one) & np.isnan(other)
    return np.where(both, np.nan, np.nan_to_num(one) + np.nan_to_num(other))
