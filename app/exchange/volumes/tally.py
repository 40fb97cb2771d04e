"""Rows added up into the site's days, kept small enough for years of many queues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.volumes import FloatArray, Measure
from app.exchange.volumes.batches import BoolArray, IntArray

FEWEST_BESIDE_A_TOTAL = 4
LONGEST_DAY = 1500
AT_ONCE = 1024  # rows looked at together, so that no copy grows large
Wide = NDArray[np.float32] | NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Placed:
    """Rows in their places: queue number, day since 1970, slot of the day, line, values.

    ``values`` has one array for each of the tally's measures, NaN where missing.
    """

    queue: IntArray
    day: IntArray
    slot: IntArray
    line: IntArray
    values: list[FloatArray]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rows that say different things about one interval."""

    line: int
    earlier: int
    queue: int
    day: int
    slot: int
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All days of one queue: ``values`` of shape (days, slots) a measure, ``seen`` likewise."""

    days: IntArray
    seen: BoolArray
    values: dict[Measure, FloatArray]


class Tally:
    """A table of queue-days by intervals for each measure.

    Values are kept as float32 as long as that loses nothing, then as float64.
    """

    def __init__(self, minutes: int, measures: list[Measure], *, adds_up: bool) -> None:
        self.minutes = minutes
        self.slots = 1 if minutes == 1440 else LONGEST_DAY // minutes  # noqa: PLR2004 - daily
        self.measures = measures
        self.clashes: list[Clash] = []
        self.repeated = 0
        self.totals = 0
        self._adds_up = adds_up
        self._rows = 0
        self._line = np.zeros((0, self.slots), np.int32)
        self._values: list[Wide] = [np.zeros((0, self.slots), np.float32) for _ in measures]
        self._first_day = 0
        self._place = np.full((0, 0), -1, np.int64)

    def add(self, rows: Placed) -> None:
        """Put rows into their intervals."""
        if not len(rows.queue):
            return
        cell = self._rows_of(rows.queue, rows.day) * self.slots + rows.slot
        for place, column in enumerate(rows.values):
            self._make_room_for(place, column)
        lines = self._line.reshape(-1)
        if self._adds_up:
            self._sum(cell, rows.values)
            lines[cell] = rows.line
            return
        before = lines[cell]
        lines[cell] = rows.line
        again = (before != 0) | (lines[cell] != rows.line)
        if again.any():
            lines[cell] = before
            self._settle(cell, rows)
            return
        for table, column in zip(self._values, rows.values, strict=True):
            table.reshape(-1)[cell] = column

    def _settle(self, cell: IntArray, rows: Placed) -> None:
        """Keep the first row of each interval; note others that differ from it."""
        lines = self._line.reshape(-1)
        _, first = np.unique(cell, return_index=True)
        fresh = np.zeros(len(cell), bool)
        fresh[first] = True
        fresh &= lines[cell] == 0
        lines[cell[fresh]] = rows.line[fresh]
        for table, column in zip(self._values, rows.values, strict=True):
            table.reshape(-1)[cell[fresh]] = column[fresh]
        for row in np.flatnonzero(~fresh):
            kept = [float(table.reshape(-1)[cell[row]]) for table in self._values]
            new = tuple(float(column[row]) for column in rows.values)
            if np.array_equal(kept, new, equal_nan=True):
                self.repeated += 1
                continue
            place = (int(rows.queue[row]), int(rows.day[row]), int(rows.slot[row]))
            self.clashes.append(Clash(int(rows.line[row]), int(lines[cell[row]]), *place, new))

    def _sum(self, cell: IntArray, values: list[FloatArray]) -> None:
        for measure, table, column in zip(self.measures, self._values, values, strict=True):
            there = ~np.isnan(column)
            flat, at, what = table.reshape(-1), cell[there], column[there]
            flat[at] = np.nan_to_num(flat[at])
            if measure is Measure.LONGEST_WAIT:
                np.maximum.at(flat, at, what.astype(flat.dtype))
            else:
                np.add.at(flat, at, what.astype(flat.dtype))

    def _make_room_for(self, place: int, column: FloatArray) -> None:
        table = self._values[place]
        if table.dtype == np.float64:
            return
        exact = self._adds_up and not (column == np.floor(column)).all()
        narrow = column.astype(np.float32)
        if exact or not ((narrow == column) | np.isnan(column)).all():
            self._values[place] = table.astype(np.float64)

    def _rows_of(self, queue: IntArray, day: IntArray) -> IntArray:
        """The row of each queue-day, new rows where needed."""
        self._widen(int(queue.max()), int(day.min()), int(day.max()))
        row = self._place[queue, day - self._first_day]
        if (row < 0).any():
            pairs = np.unique(queue[row < 0] << 32 | (day[row < 0] - self._first_day))
            self._place[pairs >> 32, pairs & 0xFFFFFFFF] = self._rows + np.arange(len(pairs))
            self._rows += len(pairs)
            self._grow()
            row = self._place[queue, day - self._first_day]
        return row

    def _widen(self, queue: int, first: int, last: int) -> None:
        height, width = self._place.shape
        if width and queue < height and first >= self._first_day and last - self._first_day < width:
            return
        start = min(first, self._first_day) if width else first
        stop = max(last + 1, self._first_day + width) if width else last + 1
        wider = np.full((max(queue + 1, height), stop - start), -1, np.int64)
        at = self._first_day - start if width else 0
        wider[:height, at : at + width] = self._place
        self._place, self._first_day = wider, start

    def _grow(self) -> None:
        """Make the tables longer, in place where the system can, until every row fits."""
        have = len(self._line)
        if self._rows <= have:
            return
        shape = (max(self._rows, have * 9 // 8, 64), self.slots)
        self._line.resize(shape, refcheck=False)
        for table in self._values:
            table.resize(shape, refcheck=False)
            if self._adds_up:
                table[have:] = np.nan

    def without_totals(self) -> None:
        """Take out days' sums that stand at midnight, whether alone there or in a clash."""
        contacts = self._contacts()
        if contacts is None or self.slots == 1:
            return
        self.clashes = [clash for clash in self.clashes if not self._is_total(clash, contacts)]
        for start in range(0, self._rows, AT_ONCE):
            rows = slice(start, min(start + AT_ONCE, self._rows))
            rest, busy = self._rest_of_day(contacts, rows)
            is_total = busy & (self._values[contacts][rows, 0] == rest) & (self._line[rows, 0] != 0)
            self._line[rows][is_total, 0] = 0
            for values in self._values:
                values[rows][is_total, 0] = 0
            self.totals += int(is_total.sum())

    def _rest_of_day(self, contacts: int, rows: slice) -> tuple[FloatArray, BoolArray]:
        """What each day sums up to without its first interval, and whether that is a day."""
        later = np.where(self._line[rows, 1:] != 0, self._values[contacts][rows, 1:], 0.0)
        later = np.nan_to_num(later)
        busy = np.count_nonzero(later > 0, axis=1) >= FEWEST_BESIDE_A_TOTAL
        return np.asarray(later.sum(axis=1)), np.asarray(busy)

    def _is_total(self, clash: Clash, contacts: int) -> bool:
        """Whether one of two rows at midnight is the day's sum; the other one is kept."""
        if clash.slot != 0:
            return False
        row = int(self._place[clash.queue, clash.day - self._first_day])
        rest, busy = self._rest_of_day(contacts, slice(row, row + 1))
        kept, said = float(self._values[contacts][row, 0]), clash.values[contacts]
        if not busy[0]:
            return False
        if said in (rest[0], rest[0] + kept):
            self.totals += 1
            return True
        if kept not in (rest[0], rest[0] + said):
            return False
        self.totals += 1
        for values, value in zip(self._values, clash.values, strict=True):
            values[row, 0] = value
        return True

    def _contacts(self) -> int | None:
        wanted = (Measure.OFFERED, Measure.HANDLED)
        return next((self.measures.index(m) for m in wanted if m in self.measures), None)

    def leaves_empty_out(self) -> bool:
        """Whether days have gaps and no interval is ever said to have had no contacts."""
        contacts = self._contacts()
        if contacts is None:
            return False
        gaps = False
        for start in range(0, self._rows, AT_ONCE):
            rows = slice(start, min(start + AT_ONCE, self._rows))
            seen = self._line[rows] != 0
            if (self._values[contacts][rows][seen] == 0).any():
                return False
            width = self.slots - seen.argmax(axis=1) - seen[:, ::-1].argmax(axis=1)
            gaps = gaps or bool((seen.any(axis=1) & (seen.sum(axis=1) < width)).any())
        return gaps

    def sheets(self, queues: int) -> Iterator[tuple[int, Sheet]]:
        """Each queue that has rows, with its days in order."""
        for queue in range(min(queues, len(self._place))):
            places = np.flatnonzero(self._place[queue] >= 0)
            rows = self._place[queue, places]
            seen = self._line[rows] != 0
            kept = seen.any(axis=1)
            if not kept.any():
                continue
            rows = rows[kept]
            values = {
                measure: np.where(seen[kept], self._values[place][rows], np.nan)
                for place, measure in enumerate(self.measures)
            }
            yield queue, Sheet(places[kept] + self._first_day, seen[kept], values)

    @property
    def days(self) -> range:
        """The days since 1970 from the first to the last one that any queue has."""
        return range(self._first_day, self._first_day + self._place.shape[1])

    @property
    def queue_days(self) -> int:
        """How many days of queues there are."""
        return self._rows
