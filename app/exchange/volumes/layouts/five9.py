"""Five9: the ACD report, by quarter or half hour, or one row a call."""

from __future__ import annotations

from app.domain.volumes import Measure
from app.exchange.volumes.headers import Header
from app.exchange.volumes.layouts.layout import stated
from app.exchange.volumes.mapping import ClockStyle, ColumnMapping
from app.exchange.volumes.times import DateOrder

CLOCKS = {"quarter hour": 15, "half hour": 30, "hour": 60}


class Five9Acd:
    """Date and time of day stand apart; rows of several calls or agents add up."""

    name = "Five9 (ACD report)"
    habit: DateOrder | None = DateOrder.MONTH_FIRST

    def recognise(self, header: Header) -> ColumnMapping | None:
        """Known by skill, date and calls beside a column of quarter or half hours."""
        date = header.place("date")
        clock = next((name for name in CLOCKS if header.has(name)), None)
        if date is None or clock is None or not header.has("skill", "calls"):
            return None
        return ColumnMapping(
            time=date,
            clock=header.place(clock),
            clock_style=ClockStyle.HOUR if clock == "hour" else ClockStyle.HHMM,
            minutes=CLOCKS[clock],
            queue=header.place("skill"),
            measures=stated(
                header,
                (Measure.OFFERED, "calls"),
                (Measure.ABANDONED, "abandoned"),
                (Measure.IN_THRESHOLD, "service level count"),
                (Measure.HANDLE_SECONDS, "handle time"),
                (Measure.WAIT_SECONDS, "speed of answer"),
            ),
            adds_up=True,
        )
