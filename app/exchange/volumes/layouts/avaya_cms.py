"""Avaya CMS: the historical table ``hsplit``, one row a split and interval."""

from __future__ import annotations

from app.domain.volumes import Measure
from app.exchange.volumes.headers import Header
from app.exchange.volumes.layouts.layout import stated
from app.exchange.volumes.mapping import ColumnMapping
from app.exchange.volumes.times import DateOrder


class AvayaHsplit:
    """Times are HHMM without leading zeros; all durations are totals in seconds."""

    name = "Avaya CMS (hsplit)"
    habit: DateOrder | None = DateOrder.MONTH_FIRST

    def recognise(self, header: Header) -> ColumnMapping | None:
        """Known by its own names for date, start and offered calls."""
        date, start = header.place("row date"), header.place("starttime")
        if date is None or start is None or not header.has("callsoffered"):
            return None
        return ColumnMapping(
            time=date,
            clock=start,
            interval=header.place("intrvl"),
            queue=header.place("split", "split name", "splitname"),
            measures=stated(
                header,
                (Measure.OFFERED, "callsoffered"),
                (Measure.HANDLED, "acdcalls"),
                (Measure.ABANDONED, "abncalls"),
                (Measure.IN_THRESHOLD, "acceptable"),
                (Measure.HANDLE_SECONDS, "acdtime"),
                (Measure.HANDLE_SECONDS, "holdtime"),
                (Measure.HANDLE_SECONDS, "acwtime"),
                (Measure.WAIT_SECONDS, "anstime"),
            ),
        )
