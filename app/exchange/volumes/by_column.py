"""A table nobody knows, recognised column by column from its names and its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from app.domain.volumes import Measure
from app.exchange.volumes.headers import words
from app.exchange.volumes.intervals import parse_interval
from app.exchange.volumes.mapping import ClockStyle, ColumnMapping, MeasureColumn, Reckoned
from app.exchange.volumes.numbers import DecimalMark, parse_number, parse_seconds, parse_share
from app.exchange.volumes.refusals import CellError
from app.exchange.volumes.times import DateOrder, parse_clock, parse_date, parse_stamp

Columns = Sequence[Sequence[str]]

_TIME = re.compile(
    r"time|date|start|begin|from|interval|period|stamp|hour|day|datum|zeit|uhr|dato|tid"
)
_END = re.compile(r"\b(end|ende|until|to|slutt|fin)\b|interval end")
_LENGTH = re.compile(r"intrvl|duration|interval length|interval|length|minutes|resolution")
_QUEUE = re.compile(
    r"\b(queue|skill|split|csq|vdn|service name|service|campaign|line|hotline|group|department|"
    r"kø|ko|warteschlange|file|cola|team)\b"
)
_NOT_QUEUE = re.compile(r"level|time|%|\bid\b|avg|count")
_AVERAGE = re.compile(r"\b(avg|average|mean|aht|asa|att|acw avg|snitt|durchschnitt\w*|moyen\w*)\b")
_SHARE = re.compile(r"%|percent|\bpct\b|\brate\b|\bshare\b|service level|\bsla?\b")
_WITHIN = re.compile(
    r"(answered|handled|calls|contacts|acd|answer)\b.*"
    r"(\bin \d|\bin (sl|threshold)|within|<|under|\bsl\b|threshold)|"
    r"acceptable|in threshold|in sl\b|within (sl|threshold)|service level count"
)
_LONGEST = re.compile(r"(longest|max\w*)\b.*(wait|queue|delay|answer)")
_WAIT = re.compile(
    r"\bwait|\basa\b|speed of answer|answer time|queue time|time to answer|delay|ventetid"
)
_HANDLE = re.compile(r"handle|\baht\b|talk|hold|after call|\bacw\b|wrap|duration|behandlingstid")
_ABANDONED = re.compile(r"aband|\babn|lost|hung up|hangup|missed|unanswered|verloren|tapt")
_HANDLED = re.compile(
    r"handled|answered|acd calls|acdcalls|taken|accepted|\banswer\b|\bhandle\b|besvart|angenommen"
)
_OFFERED = (
    re.compile(
        r"offered|\boffer\b|callsoffered|presented|incoming|inbound|received|arriv|queued|enqueued|angebot"
    ),
    re.compile(
        r"volume|contacts|calls|interactions|requests|chats|samtaler|anrufe|appels|llamadas|henvendelser"
    ),
    re.compile(r"\bcount\b|\bn\b|\btotal\b|number|antall|anzahl|nombre"),
)
_CALL_ID = re.compile(
    r"\b(call|contact|interaction|session|conversation|unique) ?id\b|^id$|uniqueid|callid"
)
READABLE = 0.6


def guess(names: Sequence[str], rows: Columns, order: DateOrder) -> ColumnMapping | None:
    """Map what can be recognised; None when no column holds times.

    ``rows`` are sample rows of cells. A mapping without measures has ``counts_rows``
    when there is an id a row.
    """
    cells = [[row[i] for row in rows if i < len(row)] for i in range(len(names))]
    named = [words(name) for name in names]
    times = _time_columns(named, cells, order)
    if times is None:
        return None
    time, clock, style = times
    taken = {time} if clock is None else {time, clock}
    end = _first(named, taken, lambda i: bool(_END.search(named[i])) and _stamps(cells[i], order))
    taken |= {end} if end is not None else set()
    interval = _first(
        named,
        taken,
        lambda i: bool(_LENGTH.search(named[i])) and _share(cells[i], _is_length) > READABLE,
    )
    taken |= {interval} if interval is not None else set()
    queue = _first(
        named,
        taken,
        lambda i: bool(_QUEUE.search(named[i])) and not _NOT_QUEUE.search(named[i]),
    )
    taken |= {queue} if queue is not None else set()
    measures = _measures(named, cells, taken)
    contacts = {Measure.OFFERED, Measure.HANDLED} & {column.measure for column in measures}
    if not contacts and not any(_CALL_ID.search(name) for name in named):
        return None
    return ColumnMapping(
        time=time,
        clock=clock,
        clock_style=style,
        end=end,
        interval=interval,
        queue=queue,
        measures=measures if contacts else (),
        counts_rows=not contacts,
        adds_up=not contacts,
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
        if i != date and _TIME.search(named[i]) and _clocks(named[i], column)
    ]
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
            rank = next((i for i, words_of in enumerate(_OFFERED) if words_of.search(name)), None)
            contacts += [(rank, place)] if rank is not None else []
    if contacts:
        found[Measure.OFFERED] = MeasureColumn(min(contacts)[1], Measure.OFFERED)
    return tuple(sorted(found.values(), key=lambda column: column.column))


def _measure_of(place: int, name: str) -> MeasureColumn | None:
    """What a name says its column holds; None leaves it to be the offered contacts."""
    average = Reckoned.AVERAGE if _AVERAGE.search(name) else Reckoned.TOTAL
    kind: Measure | None = None
    how = Reckoned.TOTAL
    if _LONGEST.search(name):
        kind = Measure.LONGEST_WAIT
    elif _WITHIN.search(name) and "time" not in name:
        kind, how = Measure.IN_THRESHOLD, Reckoned.SHARE if "%" in name else Reckoned.TOTAL
    elif _ABANDONED.search(name) and not _SHARE.search(name) and "time" not in name:
        kind = Measure.ABANDONED
    elif _SHARE.search(name):
        kind = None if _ABANDONED.search(name) or "occupancy" in name else Measure.IN_THRESHOLD
        how = Reckoned.SHARE
    elif _WAIT.search(name) and "aband" not in name:
        kind, how = Measure.WAIT_SECONDS, average
    elif _HANDLE.search(name) and (average is Reckoned.AVERAGE or "time" in name):
        kind, how = Measure.HANDLE_SECONDS, average
    elif _HANDLED.search(name) and average is Reckoned.TOTAL and "time" not in name:
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


def _time_score(name: str) -> int:
    if _END.search(name):
        return 0
    return 1 + len(_TIME.findall(name)) + 2 * ("start" in name) + ("interval" in name)


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    filled = [cell for cell in cells if cell]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


def _first(named: Sequence[str], taken: set[int], test: Callable[[int], bool]) -> int | None:
    return next((i for i in range(len(named)) if i not in taken and test(i)), None)
