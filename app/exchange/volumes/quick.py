"""The quick way through regular rows: whole columns at once.

It reads nothing that the careful way would read differently: cells it is not sure of
send their row there, and every distinct text is read by the same functions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from app.domain.volumes import FloatArray
from app.exchange.volumes.batches import Batch, BoolArray, IntArray, ReadingPlan, joined
from app.exchange.volumes.careful import RowReader, decoded
from app.exchange.volumes.cells import CellReader, TotalRow
from app.exchange.volumes.digits import decimals, whole_numbers
from app.exchange.volumes.factors import Factors, Lookup
from app.exchange.volumes.intervals import DAILY
from app.exchange.volumes.iso_stamps import IsoStamps
from app.exchange.volumes.mapping import MeasureColumn, Reckoned
from app.exchange.volumes.numbers import MOST_CONTACTS
from app.exchange.volumes.refusals import CellError
from app.exchange.volumes.times import MINUTES_A_DAY
from app.exchange.volumes.tokens import Cells, Table

T = TypeVar("T")


class TableReader:
    """Turns a table of cells into a batch, with the careful reader beside it."""

    def __init__(self, plan: ReadingPlan, cells: CellReader, careful: RowReader) -> None:
        self.rows = 0  # read the quick way; the careful reader counts its own
        self._plan = plan
        self._mapping = plan.mapping
        self._cells = cells
        self._careful = careful
        self._stamps = IsoStamps(self._kept(cells.stamp))
        self._ends = IsoStamps(self._kept(cells.stamp))
        self._days = Lookup(self._kept(cells.day))
        self._clocks = Lookup(self._kept(cells.clock))
        self._lengths = Lookup(self._kept(cells.check_length))
        self._queues = Lookup(self._kept(cells.queue))
        self._queue_texts, self._channel_texts = Factors(), Factors()
        self._pairs: dict[int, int | None] = {}
        self._measures = [Lookup(self._kept(self._measure(m))) for m in self._mapping.measures]

    def read(self, table: Table) -> Batch:
        """Read every row, the regular ones at once, the others one by one."""
        records = list(table.others)
        batches: list[Batch] = []
        if len(table):
            batch, sound = self._regular(table)
            if not sound.all():
                records += [table.record(int(row)) for row in np.flatnonzero(~sound)]
                batch = batch.rows(sound)
            batches.append(batch)
            self.rows += len(batch)
        if records or not batches:
            batches.append(self._careful.read(sorted(records)))
        return joined(batches)

    def _regular(self, table: Table) -> tuple[Batch, BoolArray]:
        minute, absolute, sound = self._starts(table)
        queue, known = self._queue(table)
        sound = sound & known
        sound &= self._right_length(table, minute)
        values = []
        for column, lookup in zip(self._mapping.measures, self._measures, strict=True):
            measured, read = self._numbers(table.column(column.column), column, lookup)
            values.append(measured)
            sound &= read
        return Batch(queue, minute, absolute, table.line, values), sound

    def _starts(self, table: Table) -> tuple[IntArray, BoolArray, BoolArray]:
        mapping = self._mapping
        if mapping.clock is None:
            return self._stamps.minutes(table.column(mapping.time))
        day, is_day = self._days.values(table.column(mapping.time))
        clock, is_clock = self._clocks.values(table.column(mapping.clock))
        minute = (day * MINUTES_A_DAY + clock).astype(np.int64)
        return minute, np.zeros(len(minute), bool), is_day & is_clock

    def _queue(self, table: Table) -> tuple[IntArray, BoolArray]:
        mapping, count = self._mapping, len(table)
        if mapping.queue is None:
            return np.full(count, self._cells.no_queue(), np.int64), np.ones(count, bool)
        cells = table.column(mapping.queue)
        if mapping.channel is None:
            number, known = self._queues.values(cells)
            return number.astype(np.int64), known
        queues = self._queue_texts.numbers(cells)
        channels = self._channel_texts.numbers(table.column(mapping.channel))
        pairs, place = np.unique(queues << 32 | channels, return_inverse=True)
        numbers = [self._pair(int(pair)) for pair in pairs]
        found = np.array([-1 if number is None else number for number in numbers], np.int64)[place]
        return found, found >= 0

    def _pair(self, pair: int) -> int | None:
        """The queue's number for one pair of queue and channel texts."""
        if pair not in self._pairs:
            queue = self._queue_texts.texts[pair >> 32]
            channel = self._channel_texts.texts[pair & 0xFFFFFFFF]
            read = self._kept(lambda text: self._cells.channel_queue(*text.split("\x00")))
            self._pairs[pair] = read(queue + b"\x00" + channel)
        return self._pairs[pair]

    def _right_length(self, table: Table, start: IntArray) -> BoolArray:
        mapping = self._mapping
        if mapping.interval is not None:
            return self._lengths.values(table.column(mapping.interval))[1]
        if mapping.end is None:
            return np.ones(len(table), bool)
        end, _, sound = self._ends.minutes(table.column(mapping.end))
        right: BoolArray = np.minimum(end - start, DAILY) == self._plan.minutes
        return sound & right

    def _numbers(
        self, cells: Cells, column: MeasureColumn, lookup: Lookup
    ) -> tuple[FloatArray, BoolArray]:
        if column.how is Reckoned.SHARE:
            return lookup.values(cells)
        whole, sound = whole_numbers(cells)
        values = whole.astype(np.float64)
        if not column.in_seconds:
            sound &= whole <= int(MOST_CONTACTS)
        rest = np.flatnonzero(~sound)
        if len(rest):
            values[rest], sound[rest] = decimals(cells.rows(rest), self._plan.mark)
            if not column.in_seconds:
                sound[rest] &= values[rest] <= MOST_CONTACTS
            rest = rest[~sound[rest]]
        if len(rest):
            values[rest], sound[rest] = lookup.values(cells.rows(rest))
        return values, sound

    def _measure(self, column: MeasureColumn) -> Callable[[str], float]:
        return lambda cell: self._cells.measure(column, cell)

    def _kept(self, read: Callable[[str], T]) -> Callable[[bytes], T | None]:
        """Like ``read``, but None for what the careful way has to judge."""

        def reading(raw: bytes) -> T | None:
            try:
                return read(decoded(raw, self._plan.encoding).strip())
            except (CellError, TotalRow):
                return None

        return reading
