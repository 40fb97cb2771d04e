"""A schedule: who does what on which day, from when to when, by the wall clock."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from app.exchange.rosters.activities import Sort, sort_of
from app.exchange.rosters.table import Progress, RosterTable, Row, look
from app.exchange.volumes.date_orders import Beside, Dates, settled
from app.exchange.volumes.numbers import shown
from app.exchange.volumes.refusals import CellError
from app.exchange.volumes.times import (
    EPOCH_DAY,
    MINUTES_A_DAY,
    DateOrder,
    parse_clock,
    parse_date,
    parse_stamp,
)

HOUR_DIGITS = 2
LONGEST = 16 * 60
"""Minutes of work in a row: what is longer has its times the wrong way round."""


class ScheduleColumn(enum.Enum):
    """What a column of the schedule says."""

    AGENT = "agent id"
    NAME = "agent name"
    DATE = "date"
    ACTIVITY = "activity"
    START = "start"
    END = "end"
    END_DATE = "end date"


NAMES: dict[ScheduleColumn, tuple[str, ...]] = {
    ScheduleColumn.AGENT: (
        *("agent id", "workforce id", "employee id", "wfm id", "staff id", "external id"),
        *("emp id", "user id", "login id", "person id", "personnel number", "employee number"),
        *("agent number", "personnel no", "employee no", "email", "e mail", "id", "agent"),
        "employee",
    ),
    ScheduleColumn.NAME: ("agent name", "employee name", "full name", "name", "person"),
    ScheduleColumn.DATE: (
        *("date", "day", "schedule date", "shift date", "work date", "start date", "from date"),
        "nominal date",
    ),
    ScheduleColumn.ACTIVITY: (
        *("activity", "activity name", "activity code", "event", "event type", "shift type"),
        *("type", "schedule event", "exception", "code", "shift name", "description"),
    ),
    ScheduleColumn.START: (
        *("start", "start time", "from", "begin", "start date time", "starts", "begins"),
        *("activity start", "shift start", "start datetime", "time from", "begin time"),
    ),
    ScheduleColumn.END: (
        *("end", "end time", "to", "until", "end date time", "stop", "ends", "activity end"),
        *("shift end", "end datetime", "time to", "stop time", "finish"),
    ),
    ScheduleColumn.END_DATE: ("end date", "to date", "last day", "until date"),
}


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One line: ``day`` and, unless it is of the whole day, minutes since its midnight.

    ``end`` may lie beyond 1440. ``last`` is the last day of what spans whole days. ``utc`` says
    that the times were written with an offset and count in UTC.
    """

    line: int
    agent: str
    name: str
    day: date
    last: date
    start: int | None
    end: int | None
    sort: Sort
    activity: str
    utc: bool = False

    @property
    def whole_day(self) -> bool:
        """Whether it has no times."""
        return self.start is None


def look_at_schedule(file: Path) -> RosterTable[ScheduleColumn]:
    """Find the columns of a schedule.

    Raises:
        BadInputError: it is none.

    """
    column = ScheduleColumn
    return look(
        file,
        NAMES,
        [(column.AGENT, column.NAME), (column.DATE, column.START), (column.START,), (column.END,)],
    )


def order_of_dates(table: RosterTable[ScheduleColumn], beside: Beside, progress: Progress) -> Dates:
    """Read every date of the file once, to know whether day or month comes first.

    Raises:
        BadInputError: the file cannot be read to its end.
        CancelledError: ``progress`` returned False.

    """
    columns = (ScheduleColumn.DATE, ScheduleColumn.START, ScheduleColumn.END_DATE)
    cells: dict[str, None] = {}
    for row in table.rows(progress):
        for column in columns:
            cell = row.cell(column).partition(" ")[0]
            if "/" in cell or "-" in cell or "." in cell:
                cells[cell] = None
    return settled(list(cells), beside, "", None)


def schedule_rows(
    table: RosterTable[ScheduleColumn], order: DateOrder, progress: Progress
) -> Iterator[ScheduleRow | tuple[int, CellError]]:
    """Read the schedule, with the line and the reason where a row is none.

    Raises:
        BadInputError: the file cannot be read to its end.
        CancelledError: ``progress`` returned False.

    """
    cells = Cells(order)
    for row in table.rows(progress):
        try:
            yield cells.row(row)
        except CellError as error:
            yield row.line, error


class Cells:
    """Reads rows; what a cell says is remembered, for few are unlike."""

    def __init__(self, order: DateOrder) -> None:
        def day(cell: str) -> int | None:
            return parse_date(cell, order)

        def stamp(cell: str) -> tuple[int, bool] | None:
            return parse_stamp(cell, order) if parse_clock(cell) is None else None

        self._day: Callable[[str], int | None] = lru_cache(4096)(day)
        self._clock: Callable[[str], int | None] = lru_cache(4096)(clock_of)
        self._stamp: Callable[[str], tuple[int, bool] | None] = lru_cache(65536)(stamp)
        self._sort: Callable[[str], tuple[Sort, str]] = lru_cache(4096)(sort_of)

    def row(self, row: Row[ScheduleColumn]) -> ScheduleRow:
        """Read one row.

        Raises:
            CellError: a date, a time or whom it is of is missing or cannot be read.

        """
        sort, activity = self._sort(row.cell(ScheduleColumn.ACTIVITY))
        agent, name = row.cell(ScheduleColumn.AGENT), row.cell(ScheduleColumn.NAME)
        if not agent and not name:
            raise CellError("it does not say whose it is")
        start_cell, end_cell = row.cell(ScheduleColumn.START), row.cell(ScheduleColumn.END)
        day, start, utc = self._moment(row.cell(ScheduleColumn.DATE), start_cell, row)
        if start is None and (not end_cell or self._day(end_cell) is not None):
            last = self._last(row, day, end_cell)
            return ScheduleRow(
                row.line, agent, name, _date(day), _date(last), None, None, sort, activity
            )
        if start is None:
            raise CellError("it has an end and no start")
        if not end_cell:
            raise CellError("it has a start and no end")
        end = self._end(row, end_cell, day, start)
        absent = sort in (Sort.LEAVE, Sort.OFF)
        if not absent and end - start > LONGEST:
            raise CellError(
                "from {start} to {end} is no stretch of work; its end may lie before its start",
                start=shown(start_cell),
                end=shown(end_cell),
            )
        if absent and start % MINUTES_A_DAY == 0 and end >= MINUTES_A_DAY:
            last_day = day + (end - 1) // MINUTES_A_DAY
            return ScheduleRow(
                row.line, agent, name, _date(day), _date(last_day), None, None, sort, activity
            )
        return ScheduleRow(
            row.line, agent, name, _date(day), _date(day), start, end, sort, activity, utc
        )

    def _moment(
        self, date_cell: str, start_cell: str, row: Row[ScheduleColumn]
    ) -> tuple[int, int | None, bool]:
        """Day since 1970, minute of it and whether that counts in UTC."""
        stamp = self._stamp(start_cell) if start_cell else None
        if stamp is not None:
            end_cell = row.cell(ScheduleColumn.END)
            whole_day = self._day(start_cell) is not None
            whole_day = whole_day and (not end_cell or self._day(end_cell) is not None)
            stamped, of_day = divmod(stamp[0], MINUTES_A_DAY)
            return stamped, None if whole_day else of_day, stamp[1]
        day = self._date_of(date_cell)
        if not start_cell:
            return day, None, False
        minute = self._clock(start_cell)
        if minute is None or minute >= MINUTES_A_DAY:
            raise CellError("'{cell}' is not a time of day", cell=shown(start_cell))
        return day, minute, False

    def _end(self, row: Row[ScheduleColumn], cell: str, day: int, start: int) -> int:
        """Minutes since the midnight of ``day``."""
        stamp = self._stamp(cell)
        if stamp is not None:
            end = stamp[0] - day * MINUTES_A_DAY
        else:
            minute = self._clock(cell)
            if minute is None:
                raise CellError("'{cell}' is not a time of day", cell=shown(cell))
            last = self._last(row, day)
            end = minute + (last - day) * MINUTES_A_DAY
            if last == day and end <= start:
                return end + MINUTES_A_DAY
        if end <= start:
            raise CellError("it ends before it starts")
        return end

    def _last(self, row: Row[ScheduleColumn], day: int, end_cell: str = "") -> int:
        cell = end_cell or row.cell(ScheduleColumn.END_DATE)
        last = self._date_of(cell) if cell else day
        if last < day:
            raise CellError("it ends before it starts")
        return last

    def _date_of(self, cell: str) -> int:
        if not cell:
            raise CellError("it does not say on which day; that stands in a column called date")
        found = self._day(cell)
        if found is None:
            stamp = self._stamp(cell)
            found = stamp[0] // MINUTES_A_DAY if stamp and cell else None
        if found is None:
            raise CellError("'{cell}' is not a date of 1990 to 2100", cell=shown(cell))
        return found


def clock_of(cell: str) -> int | None:
    """Minutes since midnight; one or two digits alone are hours."""
    return parse_clock(cell, hours=cell.isascii() and cell.isdigit() and len(cell) <= HOUR_DIGITS)


def _date(day: int) -> date:
    return date.fromordinal(EPOCH_DAY + day)
