"""A block of lines cut into cells for all rows at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.exchange.volumes.batches import IntArray

PAD = 64
NEWLINE, QUOTE, RETURN = 10, 34, 13
Bytes = NDArray[np.uint8]
Words = NDArray[np.uint64]
_KEPT = np.array([(1 << 8 * n) - 1 for n in range(9)], np.uint64)


@dataclass(slots=True)
class Cells:
    """One column's cells: ``[start, end)`` in the padded ``data``."""

    data: Bytes
    start: IntArray
    end: IntArray

    def rows(self, chosen: IntArray) -> Cells:
        """Only the chosen rows."""
        return Cells(self.data, self.start[chosen], self.end[chosen])

    def word(self, offset: int) -> Words:
        """Eight bytes of each cell from ``offset`` on, zero beyond its end."""
        windows = np.ndarray((len(self.data) - 7,), "<u8", self.data, strides=(1,))
        length = np.clip(self.end - self.start - offset, 0, 8)
        found: Words = windows[self.start + offset] & _KEPT[length]
        return found

    def raw(self, row: int) -> bytes:
        """The bytes of one cell."""
        return self.data[self.start[row] : self.end[row]].tobytes()


@dataclass(slots=True)
class Table:
    """The regular rows of a block and, apart, the lines that are not.

    ``edges`` has the shape (rows, width + 1): where each row begins and where its cells
    end. ``carry`` is the unfinished record at the end, to be read with the next block.
    """

    data: Bytes
    edges: IntArray
    line: IntArray
    quoted: bool
    others: list[tuple[int, bytes]]
    carry: bytes = b""

    def __len__(self) -> int:
        return len(self.line)

    def column(self, place: int) -> Cells:
        """One column, quotes and a carriage return at the end taken off."""
        width = self.edges.shape[1] - 1
        start = self.edges[:, place] + (1 if place else 0)
        end = self.edges[:, place + 1].copy()
        if place == width - 1:
            end -= (self.data[end - 1] == RETURN) & (end > start)
        if self.quoted:
            inside = (end - start >= 2) & (self.data[start] == QUOTE)  # noqa: PLR2004 - a pair
            start, end = start + inside, end - inside
        return Cells(self.data, start, end)

    def record(self, row: int) -> tuple[int, bytes]:
        """One regular row as it stands in the file."""
        first, last = self.edges[row, 0], self.edges[row, -1]
        return int(self.line[row]), self.data[first:last].tobytes()


def cut(block: bytes, delimiter: str, width: int, line: int) -> Table:
    """Cut ``block``, whole lines of which ``line`` is the first, into ``width`` columns."""
    data = np.zeros(len(block) + 2 * PAD, np.uint8)
    data[PAD : PAD + len(block)] = np.frombuffer(block, np.uint8)
    if QUOTE in block and _has_open_quote(data):
        others, carry = _records(block, line)
        return Table(data, np.empty((0, width + 1), np.int64), _NO_LINES, False, others, carry)
    is_break = data == NEWLINE
    breaks = np.flatnonzero(is_break | (data == ord(delimiter)))
    rows = int(np.count_nonzero(is_break))
    edges = np.empty((rows, width + 1), np.int64)
    lines = np.arange(line, line + rows)
    if len(breaks) == rows * width and is_break[breaks[width - 1 :: width]].all():
        edges[:, 1:] = breaks.reshape(rows, width)
        odd: list[tuple[int, bytes]] = []
    else:
        edges, lines, odd = _uneven(data, breaks, is_break, width, line)
    edges[:1, 0] = PAD if not odd else edges[:1, 0]
    if not odd:
        edges[1:, 0] = edges[:-1, -1] + 1
    table = Table(data, edges, lines, QUOTE in block, odd)
    return _without_odd_quotes(table) if table.quoted else table


_NO_LINES = np.empty(0, np.int64)


def _uneven(
    data: Bytes, breaks: IntArray, is_break: NDArray[np.bool_], width: int, line: int
) -> tuple[IntArray, IntArray, list[tuple[int, bytes]]]:
    """Edges of the rows that have ``width`` cells; the other lines as records."""
    last = np.flatnonzero(is_break[breaks])
    first = np.concatenate(([0], last[:-1] + 1))
    begin = np.concatenate(([PAD], breaks[last[:-1]] + 1))
    even = (last - first + 1) == width
    edges = np.empty((int(even.sum()), width + 1), np.int64)
    edges[:, 0] = begin[even]
    edges[:, 1:] = breaks[first[even][:, None] + np.arange(width)]
    odd = [
        (line + int(row), data[begin[row] : breaks[last[row]]].tobytes())
        for row in np.flatnonzero(~even)
    ]
    return edges, line + np.flatnonzero(even), odd


def _without_odd_quotes(table: Table) -> Table:
    """Move rows whose quotes do not simply wrap whole cells to the others."""
    marks = np.flatnonzero(table.data == QUOTE)
    begin, end = table.edges[:, 0], table.edges[:, -1]
    found = np.searchsorted(marks, end) - np.searchsorted(marks, begin)
    wrapped = np.zeros(len(table), np.int64)
    for place in range(table.edges.shape[1] - 1):
        start = table.edges[:, place] + (1 if place else 0)
        stop = table.edges[:, place + 1]
        stop = stop - ((table.data[stop - 1] == RETURN) & (stop > start))
        pair = (table.data[start] == QUOTE) & (table.data[stop - 1] == QUOTE)
        wrapped += pair & (stop - start >= 2)  # noqa: PLR2004 - a pair
    sound = found == 2 * wrapped
    if sound.all():
        return table
    others = table.others + [table.record(int(row)) for row in np.flatnonzero(~sound)]
    return Table(table.data, table.edges[sound], table.line[sound], True, others)


def _has_open_quote(data: Bytes) -> bool:
    """Whether any line has an odd number of quotes."""
    before = np.cumsum(data == QUOTE)[data == NEWLINE]
    return bool((np.diff(before, prepend=0) % 2).any())


def _records(block: bytes, line: int) -> tuple[list[tuple[int, bytes]], bytes]:
    """Join lines until their quotes are closed; the unfinished rest is carried over."""
    records: list[tuple[int, bytes]] = []
    pending, begun = b"", line
    for number, one in enumerate(block.split(b"\n")[:-1], start=line):
        begun = begun if pending else number
        pending = pending + b"\n" + one if pending else one
        if pending.count(b'"') % 2 == 0:
            records.append((begun, pending))
            pending = b""
    return records, pending + b"\n" if pending else b""
