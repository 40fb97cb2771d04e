"""The plainest table there is: the planner's own names for its columns."""

from __future__ import annotations

from app.domain.volumes import Measure
from app.exchange.volumes.headers import Header
from app.exchange.volumes.layouts.layout import stated
from app.exchange.volumes.mapping import ColumnMapping
from app.exchange.volumes.times import DateOrder

NAMES = {
    "interval start": None,
    "queue": None,
    "calls": Measure.OFFERED,
    "contacts": Measure.OFFERED,
    "offered": Measure.OFFERED,
    "answered": Measure.HANDLED,
    "handled": Measure.HANDLED,
    "abandoned": Measure.ABANDONED,
    "answered in sl": Measure.IN_THRESHOLD,
    "in threshold": Measure.IN_THRESHOLD,
    "handle s": Measure.HANDLE_SECONDS,
    "handle seconds": Measure.HANDLE_SECONDS,
    "wait s": Measure.WAIT_SECONDS,
    "wait seconds": Measure.WAIT_SECONDS,
    "longest wait": Measure.LONGEST_WAIT,
}


class PlainTable:
    """Every column has one of our names, so that nothing is left to ask."""

    name = "Plain table (interval_start, calls)"
    habit: DateOrder | None = None

    def recognise(self, header: Header) -> ColumnMapping | None:
        """Known when no column is a stranger and contacts are stated once."""
        start = header.place("interval start")
        if start is None or not set(header.plain_names) <= NAMES.keys():
            return None
        columns = [(measure, name) for name, measure in NAMES.items() if measure is not None]
        measures = stated(header, *columns)
        kinds = [column.measure for column in measures]
        contacts = {Measure.OFFERED, Measure.HANDLED} & set(kinds)
        if not contacts or len(set(kinds)) != len(kinds):
            return None
        return ColumnMapping(time=start, queue=header.place("queue"), measures=measures)
