"""What the columns of an unknown export mean: shown, and said otherwise by ``--map``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.table import Table

from app.domain.errors import BadInputError
from app.domain.volumes import ALLOWED_INTERVALS, Measure
from app.exchange.volumes.mapping import ColumnMapping, MeasureColumn, Reckoned

PLACES = ("time", "clock", "end", "interval", "queue", "channel")
MEASURES = {measure.value.replace("_", "-"): measure for measure in Measure}
IGNORED = "ignore"
ROLES = (*PLACES, *MEASURES, IGNORED)
EXAMPLES = 3


def columns_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], mapping: ColumnMapping
) -> Table:
    """Show each column with what it is taken for and some of its cells."""
    table = Table("", "column", "taken for", "for example", box=None, pad_edge=False)
    for place, name in enumerate(header):
        cells = [row[place] for row in rows[:EXAMPLES] if place < len(row)]
        role = role_of(place, mapping)
        table.add_row(str(place + 1), name, role, ", ".join(cells))
    return table


def role_of(column: int, mapping: ColumnMapping) -> str:
    """What ``mapping`` takes a column (counted from 0) for, as it is typed."""
    for place in PLACES:
        if getattr(mapping, place) == column:
            return place
    for stated in mapping.measures:
        if stated.column == column:
            role = stated.measure.value.replace("_", "-")
            return role if stated.how is Reckoned.TOTAL else f"{role}:{stated.how.value}"
    return "–"


def mapping_as_said(
    said: Sequence[str], interval: int | None, header: Sequence[str], guess: ColumnMapping | None
) -> ColumnMapping:
    """Change ``guess`` as ``--map COLUMN=ROLE`` and ``--interval`` say.

    Columns go by their name in ``header`` or by their number from 1.

    Raises:
        BadInputError: no such column or role, no column of times, or no such interval.

    """
    chosen = dict(_column_and_role(each, header) for each in said)
    known: dict[str, int | None] = {place: getattr(guess, place, None) for place in PLACES}
    kept = {place: at for place, at in known.items() if at not in chosen}
    measures = [m for m in (guess.measures if guess else ()) if m.column not in chosen]
    for column, role in chosen.items():
        name, _, how = role.partition(":")
        if name in PLACES:
            kept[name] = column
        elif name in MEASURES:
            measures = [m for m in measures if m.measure is not MEASURES[name]]
            measures.append(MeasureColumn(column, MEASURES[name], _reckoned(how, role)))
    time = kept.pop("time", None)
    if time is None:
        raise BadInputError("Say which column holds the start of the interval, like --map 1=time.")
    ordered = tuple(sorted(measures, key=lambda measure: measure.column))
    basis = guess or ColumnMapping(time=time)
    return replace(
        basis,
        time=time,
        clock=kept.get("clock"),
        end=kept.get("end"),
        interval=kept.get("interval"),
        queue=kept.get("queue"),
        channel=kept.get("channel"),
        measures=ordered,
        minutes=_allowed(interval) or basis.minutes,
        counts_rows=basis.counts_rows and not ordered,
    )


def _column_and_role(said: str, header: Sequence[str]) -> tuple[int, str]:
    column, equals, role = said.rpartition("=")
    role = role.strip().lower().replace("_", "-")
    if not equals or role.partition(":")[0] not in ROLES:
        raise BadInputError(
            "'{said}' does not say what a column is; write --map COLUMN=ROLE with one of {roles}.",
            said=said,
            roles=", ".join(ROLES),
        )
    named = [place for place, name in enumerate(header) if name.strip() == column.strip()]
    if named:
        return named[0], role
    if column.strip().isdigit() and 1 <= int(column) <= max(len(header), 200):
        return int(column) - 1, role
    raise BadInputError(
        "The file has no column called '{column}'; its columns are {header}.",
        column=column,
        header=", ".join(header[:20]) or "not known, so give their numbers from 1",
    )


def _reckoned(how: str, role: str) -> Reckoned:
    try:
        return Reckoned(how) if how else Reckoned.TOTAL
    except ValueError:
        raise BadInputError(
            "'{role}' ends in none of :total, :average and :share; write one of them.", role=role
        ) from None


def _allowed(interval: int | None) -> int | None:
    if interval is None or interval in ALLOWED_INTERVALS:
        return interval
    raise BadInputError(
        "Intervals of {minutes} minutes cannot be read; there are {allowed} (1440 is a day).",
        minutes=interval,
        allowed=", ".join(map(str, ALLOWED_INTERVALS)),
    )
