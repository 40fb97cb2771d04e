"""Asterisk's ``queue_log``: a log of events, one call over several lines.

``time|call|queue|agent|event|…``. A call counts in the interval in which it entered its
queue, whenever it was answered or given up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from app.domain.volumes import Measure
from app.exchange.volumes.batches import Batch, QueueNumbers
from app.exchange.volumes.mapping import ColumnMapping, MeasureColumn
from app.exchange.volumes.names import clean_name
from app.exchange.volumes.numbers import shown
from app.exchange.volumes.refusals import CellError, Refusals
from app.exchange.volumes.times import FIRST_YEAR, LAST_YEAR

NAME = "Asterisk queue_log"
BIN_MINUTES = 15
FEWEST_CELLS = 5
_SHAPE = re.compile(r"\d{9,10}(\.\d+)?\|[^|]*\|[^|]*\|[^|]*\|[A-Z][A-Z0-9]+(\|.*)?")
_TALK_AT = {  # where each way to end a call states the seconds talked
    "COMPLETEAGENT": 1,
    "COMPLETECALLER": 1,
    "TRANSFER": 3,
    "BLINDTRANSFER": 3,
    "ATTENDEDTRANSFER": 3,
}
_GIVEN_UP = "ABANDON"
_WAIT_AT = {  # and where each way to leave unanswered states the seconds waited
    _GIVEN_UP: 2,
    "EXITWITHTIMEOUT": 2,
    "EXITEMPTY": 2,
    "EXITWITHKEY": 3,  # the key comes first
}
MEASURES = (
    Measure.OFFERED,
    Measure.HANDLED,
    Measure.ABANDONED,
    Measure.HANDLE_SECONDS,
    Measure.WAIT_SECONDS,
    Measure.LONGEST_WAIT,
)
MAPPING = ColumnMapping(
    time=0,
    queue=2,
    measures=tuple(MeasureColumn(place, measure) for place, measure in enumerate(MEASURES)),
    adds_up=True,
)


def is_queue_log(lines: Sequence[str]) -> bool:
    """Whether lines have the shape of the log; a torn one does not spoil it."""
    filled = [line for line in lines[:200] if line.strip()]
    fitting = sum(_SHAPE.fullmatch(line.strip()) is not None for line in filled)
    return bool(filled) and fitting >= max(1, 0.8 * len(filled))


@dataclass(slots=True)
class _Call:
    """A call that waits or talks: its queue's number and when it entered (Unix time)."""

    queue: int
    minute: int
    entered: int


class QueueLog:
    """Follows calls through the log; each event becomes a row of the measures it tells.

    ``first`` and ``last`` are the minutes (since 1970, UTC) of its first and last events: a
    log that was rotated is cut within their intervals.
    """

    def __init__(self, queues: QueueNumbers, refusals: Refusals) -> None:
        self._queues = queues
        self._refusals = refusals
        self._open: dict[tuple[str, str], _Call] = {}
        self.first: int | None = None
        self.last: int | None = None
        self._begin()

    def _begin(self) -> None:
        self._rows: list[tuple[int, int, int]] = []
        self._values: list[list[float]] = []

    def read(self, records: Iterable[tuple[int, str]]) -> Batch:
        """Turn lines (number, text) into rows in UTC; refuse those of no sense."""
        self._begin()
        for number, line in records:
            if not line.strip():
                continue
            try:
                self._event(number, line.strip().split("|"))
            except CellError as error:
                self._refusals.add(number, error.text)
        rows = np.array(self._rows, np.int64).reshape(-1, 3)
        columns = np.array(self._values, float).reshape(len(rows), len(MEASURES)).T
        return Batch(
            queue=rows[:, 0],
            minute=rows[:, 1],
            absolute=np.ones(len(rows), bool),
            line=rows[:, 2],
            values=[np.ascontiguousarray(column) for column in columns],
        )

    def _event(self, number: int, cells: list[str]) -> None:
        if len(cells) < FEWEST_CELLS:
            raise CellError("{found} parts where an event has at least 5", found=len(cells))
        at = _seconds(cells[0])
        minute = at // 60
        self.first = minute if self.first is None else min(self.first, minute)
        self.last = minute if self.last is None else max(self.last, minute)
        call, queue, event, said = cells[1], cells[2], cells[4], cells[5:]
        if event == "ENTERQUEUE":
            entered = _Call(self._queues.number(clean_name(queue)), at // 60, at)
            self._open[call, queue] = entered
            self._tell(number, entered, {Measure.OFFERED: 1})
            return
        known = self._open.get((call, queue))
        if known is None:
            return  # agents coming and going, and calls that entered before the log begins
        if event == "CONNECT":
            wait = _count(said, 0, at - known.entered)
            told = {Measure.HANDLED: 1, Measure.WAIT_SECONDS: wait, Measure.LONGEST_WAIT: wait}
            self._tell(number, known, told)
        elif event in _TALK_AT:
            self._tell(number, known, {Measure.HANDLE_SECONDS: _count(said, _TALK_AT[event], 0)})
            del self._open[call, queue]
        elif event in _WAIT_AT:
            wait = _count(said, _WAIT_AT[event], at - known.entered)
            lost = {Measure.ABANDONED: 1} if event == _GIVEN_UP else {}
            self._tell(number, known, {**lost, Measure.LONGEST_WAIT: wait})
            del self._open[call, queue]

    def _tell(self, line: int, call: _Call, told: Mapping[Measure, float]) -> None:
        self._rows.append((call.queue, call.minute, line))
        self._values.append([float(told.get(measure, 0)) for measure in MEASURES])


def _seconds(cell: str) -> int:
    whole = cell.partition(".")[0]
    if whole.isascii() and whole.isdigit() and len(whole) <= len("2147483647"):
        seconds = int(whole)
        if FIRST_YEAR <= datetime.fromtimestamp(seconds, UTC).year <= LAST_YEAR:
            return seconds
    raise CellError("'{cell}' is not a Unix time", cell=shown(cell))


def _count(cells: list[str], place: int, otherwise: int) -> int:
    """A number of seconds; older versions of Asterisk leave some out."""
    cell = cells[place] if place < len(cells) else ""
    if not cell:
        return max(otherwise, 0)
    if not (cell.isascii() and cell.isdigit() and len(cell) <= len("86400") + 2):
        raise CellError("'{cell}' is not a number of seconds", cell=shown(cell))
    return int(cell)
