"""The careful way through rows: one at a time, every refusal in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from app.exchange.volumes.batches import Batch, ReadingPlan
from app.exchange.volumes.cells import CellReader, TotalRow, says_total
from app.exchange.volumes.delimiters import split_line
from app.exchange.volumes.encodings import Encoding
from app.exchange.volumes.intervals import DAILY
from app.exchange.volumes.numbers import MISSING
from app.exchange.volumes.refusals import CellError, Refusals
from app.exchange.volumes.times import MINUTES_A_DAY

Record = tuple[int, bytes]
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(slots=True)
class Left:
    """How many rows there were, and how many were passed over as totals or as empty.

    ``rows`` are those taken, refused or passed over as totals, not empty ones.
    """

    rows: int = 0
    totals: int = 0
    empty: int = 0
    lines: list[int] = field(default_factory=list)


class RowReader:
    """Reads records (line number, bytes) into a batch; the reference for the quick way."""

    def __init__(self, plan: ReadingPlan, cells: CellReader, refusals: Refusals) -> None:
        self._plan = plan
        self._mapping = plan.mapping
        self._cells = cells
        self._refusals = refusals
        self.left = Left()
        self._needed = max(self._mapping.columns) + 1

    def read(self, records: Iterable[Record]) -> Batch:
        """Read what can be read; note the rest as refused or left out."""
        starts: list[tuple[int, bool]] = []
        queues: list[int] = []
        lines: list[int] = []
        values: list[list[float]] = []
        for line, raw in records:
            self.left.rows += 1
            try:
                row = self._row(raw)
            except TotalRow:
                self.left.totals += 1
            except CellError as error:
                self._refusals.add(line, error.text)
            else:
                if row is None:
                    self.left.empty += 1
                    self.left.rows -= 1
                    continue
                start, queue, measured = row
                starts.append(start)
                queues.append(queue)
                lines.append(line)
                values.append(measured)
        columns = np.empty((len(self._mapping.measures), 0))
        if lines:
            columns = np.array(values, float).reshape(len(lines), -1).T
        return Batch(
            np.array(queues, np.int64),
            np.array([minute for minute, _ in starts], np.int64),
            np.array([absolute for _, absolute in starts], bool),
            np.array(lines, np.int64),
            [np.ascontiguousarray(column) for column in columns],
        )

    def _row(self, raw: bytes) -> tuple[tuple[int, bool], int, list[float]] | None:
        line = decoded(raw, self._plan.encoding)
        if not line.strip():
            return None
        cells = split_line(line, self._plan.delimiter)
        if not any(cells) or tuple(cells) == self._plan.names:
            return None
        self._check_width(cells)
        try:
            start = self._start(cells)
        except CellError:
            if self._is_total(cells):
                raise TotalRow from None
            raise
        queue = self._queue(cells)
        self._check_length(cells, start)
        measured = [
            self._cells.measure(column, cells[column.column]) for column in self._mapping.measures
        ]
        return start, queue, measured

    def _start(self, cells: list[str]) -> tuple[int, bool]:
        mapping = self._mapping
        if mapping.clock is None:
            return self._cells.stamp(cells[mapping.time])
        day = self._cells.day(cells[mapping.time])
        return day * MINUTES_A_DAY + self._cells.clock(cells[mapping.clock]), False

    def _queue(self, cells: list[str]) -> int:
        mapping = self._mapping
        if mapping.queue is None:
            return self._cells.no_queue()
        if mapping.channel is None:
            return self._cells.queue(cells[mapping.queue])
        return self._cells.channel_queue(cells[mapping.queue], cells[mapping.channel])

    def _check_length(self, cells: list[str], start: tuple[int, bool]) -> None:
        mapping = self._mapping
        if mapping.interval is not None:
            self._cells.check_length(cells[mapping.interval])
        elif mapping.end is not None:
            end = self._cells.stamp(cells[mapping.end])
            self._cells.check_minutes(min(end[0] - start[0], DAILY))

    def _check_width(self, cells: list[str]) -> None:
        usual = self._plan.width
        fits = len(cells) == usual or (len(cells) > usual and not any(cells[usual:]))
        if fits or self._needed <= len(cells) < usual:
            return
        if self._is_total(cells):
            raise TotalRow
        raise CellError(
            "{found} cells where the other rows have {usual}", found=len(cells), usual=usual
        )

    def _is_total(self, cells: list[str]) -> bool:
        """Whether a row without a start sums up others: it says so, or it has no words at all."""
        if any(map(says_total, cells)):
            return True
        time = cells[self._mapping.time] if self._mapping.time < len(cells) else ""
        return time.lower() in MISSING and not any(map(_WORD.search, cells))


def decoded(raw: bytes, encoding: Encoding) -> str:
    """The text of a record.

    Raises:
        CellError: it is not written in the file's encoding.

    """
    found = encoding.decode(raw)
    if found is None:
        raise CellError(
            "letters that are not {encoding}; export the file again, as UTF-8",
            encoding=encoding.name.upper(),
        )
    return found
