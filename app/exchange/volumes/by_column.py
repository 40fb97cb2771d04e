"""A table nobody knows, recognised column by column from its names and its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from app.domain.volumes import Measure
from app.exchange.volumes import column_words as say
from app.exchange.volumes.headers import words
from app.exchange.volumes.intervals import DAILY, interval_of, parse_interval
from app.exchange.volumes.mapping import ClockStyle, ColumnMapping, MeasureColumn, Reckoned
from app.exchange.volumes.numbers import DecimalMark, parse_number, parse_seconds, parse_share
from app.exchange.volumes.refusals import CellError
from app.exchange.volumes.times import DateOrder, parse_clock, parse_date, parse_stamp

Columns = Sequence[Sequence[str]]

READABLE = 0.6
IRREGULAR = 0.3  # of the rows begin off every grid; chance puts two of three there
SHORTEST_GRIDS = (5, 6)  # every allowed interval lies on one of them
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}([:.]00)?")


def guess(names: Sequence[str], rows: Columns, order: DateOrder) -> ColumnMapping | None:
    """Map what can be recognised; None when no column holds times.

    ``rows`` are sample rows of cells. The mapping has ``counts_rows`` when every row is a
    call: it has an id of its own or begins at any minute, and states no contacts.
    """
    cells = [[row[i] for row in rows if i < len(row)] for i in range(len(names))]
    named = [words(name) for name in names]
    times = _time_columns(named, cells, order)
    if times is None:
        return None
    time, clock, style = times
    taken = {time} if clock is None else {time, clock}
    end = _first(
        named, taken, lambda i: bool(say.END.search(named[i])) and _stamps(cells[i], order)
    )
    taken |= {end} if end is not None else set()
    interval = _first(
        named,
        taken,
        lambda i: bool(say.LENGTH.search(named[i])) and _share(cells[i], _is_length) > READABLE,
    )
    taken |= {interval} if interval is not None else set()
    queue = _first(
        named,
        taken,
        lambda i: bool(say.QUEUE.search(named[i])) and not say.NOT_QUEUE.search(named[i]),
    )
    taken |= {queue} if queue is not None else set()
    ids = {i for i, name in enumerate(named) if say.CALL_ID.search(name)}
    measures = _measures(named, cells, taken | ids)
    contacts = {Measure.OFFERED, Measure.HANDLED} & {column.measure for column in measures}
    irregular = _irregular(cells, times)
    a_call = bool(ids) and irregular if contacts else bool(ids) or irregular
    if not contacts and not a_call:
        return None
    return ColumnMapping(
        time=time,
        clock=clock,
        clock_style=style,
        end=None if a_call else end,
        interval=None if a_call or irregular else interval,
        queue=queue,
        measures=_of_one_call(measures, cells) if a_call else measures,
        counts_rows=a_call,
        adds_up=a_call,
    )


def _irregular(cells: Columns, times: tuple[int, int | None, ClockStyle]) -> bool:
    """Whether rows begin at any minute, as calls do, and not with an interval."""
    time, clock, style = times
    if clock is None:
        stamps = (parse_stamp(cell, DateOrder.DAY_FIRST) for cell in cells[time])
        minutes = [stamp[0] for stamp in stamps if stamp is not None]
    else:
        hours = style is ClockStyle.HOUR
        clocks = (parse_clock(cell, hours=hours) for cell in cells[clock])
        minutes = [minute for minute in clocks if minute is not None]
    beside = [minute for minute in minutes if all(minute % grid for grid in SHORTEST_GRIDS)]
    return len(beside) > IRREGULAR * len(minutes)


def _of_one_call(measures: tuple[MeasureColumn, ...], cells: Columns) -> tuple[MeasureColumn, ...]:
    """The columns that say of a single call whether it was answered or given up."""
    kinds = (Measure.HANDLED, Measure.ABANDONED)
    return tuple(
        column
        for column in measures
        if column.measure in kinds and set(cells[column.column]) <= {"0", "1", ""}
    )


def _time_columns(
    named: Sequence[str], cells: Columns, order: DateOrder
) -> tuple[int, int | None, ClockStyle] | None:
    """The column of whole moments, or those of dates and of times of day."""
    dates = [i for i, column in enumerate(cells) if _dates(column, order)]
    stamps = [i for i, c in enumerate(cells) if i not in dates and _stamps(c, order)]
    if stamps:
        best = max(stamps, key=lambda i: (_time_score(named[i]), -i))
        return best, None, ClockStyle.HHMM
    if not dates:
        return None
    date = max(dates, key=lambda i: (_time_score(named[i]), -i))
    clocks = [
        i
        for i, column in enumerate(cells)
        if i != date
        and say.TIME.search(named[i])
        and _measure_of(i, named[i]) is None
        and _clocks(named[i], column)
    ] or [i for i, column in enumerate(cells) if i != date and _only_clocks(named[i], i, column)]
    if not clocks:
        return date, None, ClockStyle.HHMM
    clock = max(clocks, key=lambda i: (_time_score(named[i]), -i))
    hours = "hour" in named[clock] and _share(cells[clock], _is_hour) > READABLE
    return date, clock, ClockStyle.HOUR if hours else ClockStyle.HHMM


def _measures(named: Sequence[str], cells: Columns, taken: set[int]) -> tuple[MeasureColumn, ...]:
    found: dict[Measure, MeasureColumn] = {}
    contacts: list[tuple[int, int]] = []
    for place, name in enumerate(named):
        if place in taken:
            continue
        column = _measure_of(place, name)
        if column is not None and _readable(column, cells[place]):
            found.setdefault(column.measure, column)
        elif column is None and _share(cells[place], _is_number) > READABLE:
            rank = next(
                (i for i, words_of in enumerate(say.OFFERED) if words_of.search(name)), None
            )
            contacts += [(rank, place)] if rank is not None else []
    if contacts:
        found[Measure.OFFERED] = MeasureColumn(min(contacts)[1], Measure.OFFERED)
    return tuple(sorted(found.values(), key=lambda column: column.column))


def _measure_of(place: int, name: str) -> MeasureColumn | None:
    """What a name says its column holds; None leaves it to be the offered contacts."""
    average = Reckoned.AVERAGE if say.AVERAGE.search(name) else Reckoned.TOTAL
    kind: Measure | None = None
    how = Reckoned.TOTAL
    if say.LONGEST.search(name):
        kind = Measure.LONGEST_WAIT
    elif say.WITHIN.search(name) and not say.LASTS.search(name):
        kind, how = Measure.IN_THRESHOLD, Reckoned.SHARE if "%" in name else Reckoned.TOTAL
    elif say.ABANDONED.search(name) and not say.SHARE.search(name) and not say.LASTS.search(name):
        kind = Measure.ABANDONED
    elif say.SHARE.search(name):
        kind = None if say.ABANDONED.search(name) or "occupancy" in name else Measure.IN_THRESHOLD
        how = Reckoned.SHARE
    elif say.WAIT.search(name) and "aband" not in name:
        kind, how = Measure.WAIT_SECONDS, average
    elif say.HANDLE.search(name) and (average is Reckoned.AVERAGE or say.LASTS.search(name)):
        kind, how = Measure.HANDLE_SECONDS, average
    elif say.HANDLED.search(name) and average is Reckoned.TOTAL and not say.LASTS.search(name):
        kind = Measure.HANDLED
    return None if kind is None else MeasureColumn(place, kind, how)


def _readable(column: MeasureColumn, cells: Sequence[str]) -> bool:
    if column.how is Reckoned.SHARE:
        return _share(cells, lambda cell: _parses(parse_share, cell)) > READABLE
    read = parse_seconds if column.in_seconds else parse_number
    return _share(cells, lambda cell: _parses(read, cell)) > READABLE


def _parses(read: Callable[[str, DecimalMark], float], cell: str) -> bool:
    try:
        read(cell, DecimalMark.POINT)
    except CellError:
        return False
    return True


def _is_number(cell: str) -> bool:
    return _parses(parse_number, cell)


def _is_length(cell: str) -> bool:
    return parse_interval(cell) is not None


def _is_hour(cell: str) -> bool:
    return cell.isdigit() and int(cell) < 24  # noqa: PLR2004 - hours of a day


def _dates(cells: Sequence[str], order: DateOrder) -> bool:
    def read(cell: str) -> bool:
        return any(parse_date(cell, either) is not None for either in (order, *DateOrder))

    return _share(cells, read) > READABLE


def _stamps(cells: Sequence[str], order: DateOrder) -> bool:
    def read(cell: str) -> bool:
        return any(parse_stamp(cell, either) is not None for either in (order, *DateOrder))

    return _share(cells, read) > READABLE


def _clocks(name: str, cells: Sequence[str]) -> bool:
    hours = "hour" in name
    return _share(cells, lambda cell: parse_clock(cell, hours=hours) is not None) > READABLE


def _only_clocks(name: str, place: int, cells: Sequence[str]) -> bool:
    """Whether cells can only be times of day, whatever their column is called.

    Lengths look like them, but do not lie on an interval's grid.
    """
    if _measure_of(place, name) is not None:
        return False
    if _share(cells, lambda cell: _CLOCK.fullmatch(cell) is not None) <= READABLE:
        return False
    minutes = [minute for cell in cells if (minute := parse_clock(cell)) is not None]
    return interval_of(minutes) not in (None, DAILY)


def _time_score(name: str) -> int:
    if say.END.search(name):
        return 0
    return 1 + len(say.TIME.findall(name)) + 2 * ("start" in name) + ("interval" in name)


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    filled = [cell for cell in cells if cell]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


def _first(named: Sequence[str], taken: set[int], test: Callable[[int], bool]) -> int | None:
    return next((i for i in range(len(named)) if i not in taken and test(i)), None)
