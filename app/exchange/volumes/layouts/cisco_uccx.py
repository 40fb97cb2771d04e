"""Cisco Unified Contact Center Express: contact service queue activity by interval."""

from __future__ import annotations

from app.domain.volumes import Measure
from app.exchange.volumes.headers import Header
from app.exchange.volumes.layouts.layout import stated
from app.exchange.volumes.mapping import ColumnMapping
from app.exchange.volumes.times import DateOrder

START = ("interval start time", "start time", "interval start")
END = ("interval end time", "end time", "interval end")


class CiscoUccx:
    """Four service-level percentages stand in one row; the counts are what is read."""

    name = "Cisco UCCX (CSQ activity)"
    habit: DateOrder | None = DateOrder.MONTH_FIRST

    def recognise(self, header: Header) -> ColumnMapping | None:
        """Known by the interval's two ends and its word for offered calls."""
        start, end = header.place(*START), header.place(*END)
        presented = header.has("calls presented") or header.has("total calls presented")
        if start is None or end is None or not presented:
            return None
        return ColumnMapping(
            time=start,
            end=end,
            queue=header.place("csq name", "csq", "contact service queue"),
            measures=stated(
                header,
                (Measure.OFFERED, "calls presented"),
                (Measure.OFFERED, "total calls presented"),
                (Measure.HANDLED, "calls handled"),
                (Measure.ABANDONED, "calls abandoned"),
                (Measure.IN_THRESHOLD, "calls handled < sl"),
            ),
        )
