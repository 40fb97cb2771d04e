"""Rows on their way from the file to the tally: one array a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.volumes import FloatArray
from app.exchange.volumes.date_orders import Dates
from app.exchange.volumes.encodings import Encoding
from app.exchange.volumes.mapping import ColumnMapping
from app.exchange.volumes.numbers import DecimalMark
from app.exchange.volumes.times import DateOrder

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ReadingPlan:
    """All that has to be known before the first row can be read.

    ``width`` is the usual number of cells a row, ``minutes`` the interval; times that
    are not on its grid are rounded down where ``bins`` and otherwise refused.
    ``dates`` says whether day or month comes first and how sure that is.
    ``declared``: the file states its interval, so a time beside it is a mistake.
    """

    mapping: ColumnMapping
    delimiter: str
    width: int
    encoding: Encoding
    mark: DecimalMark
    dates: Dates
    minutes: int
    declared: bool = False
    bins: bool = False
    names: tuple[str, ...] = ()

    @property
    def order(self) -> DateOrder:
        """What comes first in 03/04/2024."""
        return self.dates.order


@dataclass(slots=True)
class Batch:
    """Some rows: queue number, start, line and what each measure column says.

    ``minute`` counts from 1970, on the file's wall clock or, where ``absolute``, in UTC.
    ``values`` has one array for each of the mapping's measure columns, NaN where missing.
    """

    queue: IntArray
    minute: IntArray
    absolute: BoolArray
    line: IntArray
    values: list[FloatArray]

    def __len__(self) -> int:
        return len(self.line)

    def rows(self, chosen: BoolArray | IntArray) -> Batch:
        """Only the chosen rows."""
        return Batch(
            self.queue[chosen],
            self.minute[chosen],
            self.absolute[chosen],
            self.line[chosen],
            [column[chosen] for column in self.values],
        )


def joined(batches: Sequence[Batch]) -> Batch:
    """Several batches as one, in the order of their lines."""
    if len(batches) == 1:
        return batches[0]
    lines = np.concatenate([batch.line for batch in batches])
    order = np.argsort(lines, kind="stable")
    return Batch(
        np.concatenate([batch.queue for batch in batches])[order],
        np.concatenate([batch.minute for batch in batches])[order],
        np.concatenate([batch.absolute for batch in batches])[order],
        lines[order],
        [
            np.concatenate([batch.values[i] for batch in batches])[order]
            for i in range(len(batches[0].values))
        ],
    )


class QueueNumbers:
    """Gives every queue a number in the order of appearance."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """The queue's number, a new one when it is new."""
        found = self._numbers.get(name)
        if found is None:
            found = self._numbers[name] = len(self.names)
            self.names.append(name)
        return found
