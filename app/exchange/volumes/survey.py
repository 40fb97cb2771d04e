"""A first look at a file: its encoding, its columns and how it writes what is in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.errors import BadInputError
from app.domain.volumes import ALLOWED_INTERVALS
from app.exchange.volumes import by_column, layouts, queue_log
from app.exchange.volumes.batches import ReadingPlan
from app.exchange.volumes.blocks import head_of
from app.exchange.volumes.date_orders import Beside, Dates, settled
from app.exchange.volumes.delimiters import sniff_delimiter, split_line, usual_width
from app.exchange.volumes.encodings import Encoding
from app.exchange.volumes.headers import Header
from app.exchange.volumes.intervals import DAILY, ROWS_BIN, interval_of, parse_interval
from app.exchange.volumes.mapping import ClockStyle, ColumnMapping, fingerprint
from app.exchange.volumes.numbers import DecimalMark, decimal_mark
from app.exchange.volumes.queue_log import is_queue_log
from app.exchange.volumes.times import (
    MINUTES_A_DAY,
    DateOrder,
    parse_clock,
    parse_stamp,
)

HEADER_WITHIN = 25  # lines of titles that may stand above the header
SAMPLE_ROWS = 200
SHOWN_ROWS = 8
BY_COLUMN = "Recognised column by column"
REMEMBERED = "Confirmed before"
_NOTHING_BESIDE = Beside()
Remembered = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Survey:
    """What the first look found.

    ``first_line`` is where the rows begin. ``fingerprint`` names the header's mapping.
    """

    plan: ReadingPlan
    layout: str
    header: tuple[str, ...]
    first_line: int
    first_rows: tuple[tuple[str, ...], ...]
    fingerprint: str
    needs_confirmation: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """The header and what its columns mean; ``line`` is its number, 0 when there is none."""

    line: int
    names: tuple[str, ...]
    layout: str
    mapping: ColumnMapping
    sure: bool
    habit: DateOrder | None = None  # of the layout


def survey(
    file: Path,
    *,
    mapping: ColumnMapping | None = None,
    remembered: Remembered = lambda _key: None,
    usual_minutes: int | None = None,
    beside: Beside = _NOTHING_BESIDE,
) -> Survey:
    """Look at the beginning and the end of ``file``.

    ``mapping`` is what the user chose, ``remembered`` what was chosen for such a header.
    ``usual_minutes`` is the interval of earlier files, for one with too few rows to show it,
    ``beside`` what helps with dates that can be read in two ways.

    Raises:
        BadInputError: it is no table of volumes the planner can make sense of.

    """
    head, tail, encoding = head_of(file)
    lines = _lines(head, encoding, most=SAMPLE_ROWS)
    if tail and len(lines) <= SAMPLE_ROWS:
        lines.pop()  # the first stretch ends within it
    lines = lines[:SAMPLE_ROWS]
    if is_queue_log(lines):
        return _log(lines, encoding)
    delimiter = _delimiter(lines, file)
    rows = [split_line(line, delimiter) for line in lines[:SAMPLE_ROWS]]
    ends = [split_line(line, delimiter) for line in _lines(tail, encoding)[1:][-SAMPLE_ROWS:]]
    found = _find_header(file, rows, ends, mapping, remembered)
    width = usual_width([row for row in rows[found.line :] if any(row)] or [found.names])
    sample = [row for row in rows[found.line :] + ends if len(row) == width]
    if not sample:
        raise BadInputError(
            "{file} has a header in line {line} and no rows below it; there is nothing to import.",
            file=file.name,
            line=found.line,
        )
    _check_places(found.mapping, width, file)
    plan = _plan(found, sample, delimiter, encoding, beside)
    return Survey(
        plan=_with_interval(plan, sample, file, usual_minutes),
        layout=found.layout,
        header=found.names,
        first_line=found.line + 1,
        first_rows=tuple(tuple(row) for row in rows[found.line : found.line + SHOWN_ROWS]),
        fingerprint=fingerprint(found.names),
        needs_confirmation=not found.sure,
    )


def _delimiter(lines: Sequence[str], file: Path) -> str:
    found = sniff_delimiter(lines)
    if found is None:
        raise BadInputError(
            "{file} has no columns: no line has commas, semicolons, tabs or bars. Export it "
            "as CSV.",
            file=file.name,
        )
    return found


def _plan(
    found: _Found,
    sample: Sequence[Sequence[str]],
    delimiter: str,
    encoding: Encoding,
    beside: Beside,
) -> ReadingPlan:
    """All that the sample shows but for the interval."""
    known = replace(beside, told=beside.told or found.mapping.order)
    cells = _column(sample, found.mapping.time)
    return ReadingPlan(
        mapping=found.mapping,
        delimiter=delimiter,
        width=len(sample[0]),
        encoding=encoding,
        mark=decimal_mark(_number_cells(found.mapping, sample), delimiter),
        dates=settled(cells, known, fingerprint(found.names), found.habit),
        minutes=DAILY,
        names=found.names,
    )


def _log(lines: Sequence[str], encoding: Encoding) -> Survey:
    plan = ReadingPlan(
        mapping=queue_log.MAPPING,
        delimiter="|",
        width=queue_log.FEWEST_CELLS,
        encoding=encoding,
        mark=DecimalMark.POINT,
        dates=Dates(),
        minutes=queue_log.BIN_MINUTES,
        declared=True,
        bins=True,
    )
    shown = tuple(tuple(line.split("|")) for line in lines[:SHOWN_ROWS] if line)
    names = ("time", "call", "queue", "agent", "event")
    return Survey(plan, queue_log.NAME, names, 1, shown, "queue_log", needs_confirmation=False)


def _lines(raw: bytes, encoding: Encoding, most: int = -1) -> list[str]:
    """Cut a stretch into lines; after the first ``most`` (-1: all) the rest is one."""
    shown = raw.decode(encoding.name, "replace").replace("\r\n", "\n").replace("\r", "\n")
    return shown.split("\n", most)


def _find_header(
    file: Path,
    rows: Sequence[list[str]],
    ends: Sequence[list[str]],
    mapping: ColumnMapping | None,
    remembered: Remembered,
) -> _Found:
    candidates = [(n, row) for n, row in enumerate(rows[:HEADER_WITHIN]) if _may_be_header(row)]
    for number, row in candidates:
        names = tuple(row)
        written = remembered(fingerprint(names))
        if mapping is not None or written is not None:
            chosen = mapping or ColumnMapping.from_json(written or "")
            if max(chosen.columns) < len(names):
                return _Found(number + 1, names, REMEMBERED, chosen, sure=True)
        known = layouts.recognise(Header(names))
        if known is not None:
            return _Found(number + 1, names, known[0].name, known[1], True, known[0].habit)
    for number, row in candidates:
        below = [other for other in [*rows[number + 1 :], *ends] if len(other) == len(row)]
        guessed = by_column.guess(row, below[:200], DateOrder.DAY_FIRST) if below else None
        if guessed is not None:
            return _Found(number + 1, tuple(row), BY_COLUMN, guessed, sure=False)
    return _headless(file, rows, mapping, remembered)


def _headless(
    file: Path, rows: Sequence[list[str]], mapping: ColumnMapping | None, remembered: Remembered
) -> _Found:
    """A table without names: a time first, contacts last, if that is what the cells are."""
    first = rows[0]
    names = ("interval start", *("queue" for _ in first[2:3]), "contacts")
    if len(first) in (2, 3) and parse_stamp(first[0], DateOrder.DAY_FIRST):
        written = remembered(fingerprint(names))
        chosen = mapping or (ColumnMapping.from_json(written) if written else None)
        guessed = by_column.guess(names, rows[:200], DateOrder.DAY_FIRST)
        if chosen is not None or guessed is not None:
            final = chosen or guessed
            assert final is not None
            return _Found(0, names, BY_COLUMN, final, sure=chosen is not None)
    raise BadInputError(
        "{file} has no columns of times and contacts that the planner recognises (its first line "
        "is '{line}'). Export a report with the interval's start and the calls offered.",
        file=file.name,
        line=" ".join(" ".join(first).split())[:60],
    )


def _may_be_header(row: Sequence[str]) -> bool:
    named = [cell for cell in row if cell]
    is_data = any(parse_stamp(cell, DateOrder.DAY_FIRST) for cell in named)
    return len(named) > 1 and not is_data


def _check_places(mapping: ColumnMapping, width: int, file: Path) -> None:
    if max(mapping.columns) >= width:
        raise BadInputError(
            "{file}: the rows have {width} columns, fewer than the header says. Export it again.",
            file=file.name,
            width=width,
        )


def _column(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    return [row[place] for row in rows if row[place]]


def _number_cells(mapping: ColumnMapping, rows: Sequence[Sequence[str]]) -> list[str]:
    places = [measure.column for measure in mapping.measures]
    return [row[place] for row in rows for place in places if row[place]]


def _with_interval(
    plan: ReadingPlan, rows: Sequence[Sequence[str]], file: Path, usual: int | None
) -> ReadingPlan:
    """Find the interval: stated in a column, by the layout, or shown by the times."""
    mapping = plan.mapping
    stated = _stated_minutes(plan, rows)
    if stated is not None:
        if stated not in ALLOWED_INTERVALS:
            raise BadInputError(
                "{file} has intervals of {minutes} minutes; the planner reads 5, 6, 10, 15, 30 "
                "and 60 minutes and whole days.",
                file=file.name,
                minutes=stated,
            )
        return replace(plan, minutes=stated, declared=True, bins=mapping.adds_up)
    minutes = interval_of(_minutes_of_day(plan, rows), usual)
    if mapping.counts_rows:
        length = DAILY if minutes == DAILY else ROWS_BIN
        return replace(plan, minutes=length, declared=True, bins=True)
    if minutes == DAILY and not mapping.adds_up:
        _check_one_a_day(plan, rows, file)
    if minutes is not None:
        return replace(plan, minutes=minutes)
    return replace(
        plan,
        mapping=replace(mapping, adds_up=True),
        minutes=ROWS_BIN,
        declared=True,
        bins=True,
    )


def _check_one_a_day(plan: ReadingPlan, rows: Sequence[Sequence[str]], file: Path) -> None:
    """Refuse to take rows for whole days where a queue has several of one day.

    They would be counted once; their time of day stands in a column that was not found.
    """
    mapping = plan.mapping
    places = [
        place for place in (mapping.time, mapping.queue, mapping.channel) if place is not None
    ]
    before: dict[tuple[str, ...], Sequence[str]] = {}
    for row in rows:
        key = tuple(row[place] for place in places)
        if not row[mapping.time] or before.setdefault(key, row) == row:
            continue
        raise BadInputError(
            "{file} has several rows for {day}, but no column of times of day that the planner "
            "recognises. Say which column holds them.",
            file=file.name,
            day=row[mapping.time],
        )


def _stated_minutes(plan: ReadingPlan, rows: Sequence[Sequence[str]]) -> int | None:
    mapping = plan.mapping
    if mapping.minutes is not None:
        return mapping.minutes
    lengths: list[int] = []
    if mapping.interval is not None:
        read = [parse_interval(cell) for cell in _column(rows, mapping.interval)]
        lengths = [length for length in read if length]
    elif mapping.end is not None:
        for row in rows:
            start = parse_stamp(row[mapping.time], plan.order)
            end = parse_stamp(row[mapping.end], plan.order)
            if start and end and end[0] > start[0]:
                length = min(end[0] - start[0], DAILY)
                lengths.append(length if length in ALLOWED_INTERVALS else length + 1)
    shorter = [length for length in lengths if length < DAILY - 1]
    usual = shorter or lengths
    return max(set(usual), key=usual.count) if usual else None


def _minutes_of_day(plan: ReadingPlan, rows: Sequence[Sequence[str]]) -> list[int]:
    mapping = plan.mapping
    if mapping.clock is not None:
        hours = mapping.clock_style is ClockStyle.HOUR
        clocks = [parse_clock(cell, hours=hours) for cell in set(_column(rows, mapping.clock))]
        return [clock for clock in clocks if clock is not None and clock < MINUTES_A_DAY - 1]
    stamps = [parse_stamp(cell, plan.order) for cell in set(_column(rows, mapping.time))]
    return [stamp[0] % MINUTES_A_DAY for stamp in stamps if stamp is not None]
