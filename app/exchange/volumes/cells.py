"""What single cells mean under a plan: the one place that both readers ask."""

from __future__ import annotations

import re

from app.domain.volumes import ALLOWED_INTERVALS
from app.exchange.volumes.batches import QueueNumbers, ReadingPlan
from app.exchange.volumes.intervals import DAILY, parse_interval
from app.exchange.volumes.mapping import ClockStyle, MeasureColumn, Reckoned
from app.exchange.volumes.names import UNNAMED, clean_name
from app.exchange.volumes.numbers import MISSING, parse_number, parse_seconds, parse_share, shown
from app.exchange.volumes.refusals import CellError
from app.exchange.volumes.times import (
    MINUTES_A_DAY,
    order_evidence,
    parse_clock,
    parse_date,
    parse_stamp,
)

LAST_MINUTE = MINUTES_A_DAY - 1
_SUM = r"(totals?|totalt|totale|totaal|sum|summe|summa|gesamt|overall|all queues)"
_TOTAL = re.compile(rf"^(\d[\d\-/. ]*\s+|grand |sub|daily |day )?{_SUM}\b", re.IGNORECASE)
_ALL_QUEUES = re.compile(rf"(grand |sub)?{_SUM}\s*:?", re.IGNORECASE)


class TotalRow(Exception):  # noqa: N818 - not an error: a row that repeats others
    """The row sums up others and must not be counted again."""


class OtherOrderError(Exception):
    """A date far down the file shows that month and day stand the other way round."""


def says_total(cell: str) -> bool:
    """Whether a cell of a row without a start marks the row as a sum of others."""
    return _TOTAL.search(cell.strip()) is not None


def names_all_queues(cell: str) -> bool:
    """Whether a queue's name is no queue but the sum of them; "Total Care" is a queue."""
    return _ALL_QUEUES.fullmatch(cell.strip()) is not None


class CellReader:
    """Reads one cell at a time. Every method takes the cell's text, quotes taken off."""

    def __init__(self, plan: ReadingPlan, queues: QueueNumbers, default_queue: str) -> None:
        self._plan = plan
        self._queues = queues
        self._default = default_queue
        self.order_shown = False

    def stamp(self, cell: str) -> tuple[int, bool]:
        """A whole start.

        Raises:
            CellError: it is none.

        """
        found = parse_stamp(cell, self._plan.order)
        self._judge_order(cell)
        if found is None:
            raise CellError("'{cell}' is not a date and time of 1990 to 2100", cell=shown(cell))
        return found

    def day(self, cell: str) -> int:
        """Days since 1970.

        Raises:
            CellError: it is no date.

        """
        self._judge_order(cell)
        found = parse_date(cell.partition(" ")[0] if ":" in cell else cell, self._plan.order)
        if found is None:
            stamp = parse_stamp(cell, self._plan.order)
            found = stamp[0] // MINUTES_A_DAY if stamp else None
        if found is None:
            raise CellError("'{cell}' is not a date of 1990 to 2100", cell=shown(cell))
        return found

    def _judge_order(self, cell: str) -> None:
        """Hear what a date says about the order while that is still open."""
        if self._plan.dates.open and not self.order_shown:
            evidence = order_evidence(cell)
            if evidence is not None and evidence is not self._plan.order:
                raise OtherOrderError
            self.order_shown = evidence is not None

    def clock(self, cell: str) -> int:
        """Minutes since midnight.

        Raises:
            CellError: it is no time of day.
            TotalRow: it is empty or the day's end, where only a day's total can stand.

        """
        hours = self._plan.mapping.clock_style is ClockStyle.HOUR
        found = parse_clock(cell, hours=hours)
        if found is None and cell.lower() in MISSING:
            raise TotalRow
        if found is None:
            raise CellError("'{cell}' is not a time of day", cell=shown(cell))
        if found >= LAST_MINUTE:
            raise TotalRow
        return found

    def check_length(self, cell: str) -> int:
        """The row's own interval length.

        Raises:
            CellError: it is none, or another than the file's.
            TotalRow: a whole day among shorter intervals.

        """
        found = parse_interval(cell)
        if found is None:
            raise CellError("'{cell}' is not an interval length", cell=shown(cell))
        self.check_minutes(found)
        return found

    def check_minutes(self, found: int) -> None:
        """Hold a length against the file's; raises like ``check_length``."""
        if found + 1 in ALLOWED_INTERVALS and found not in ALLOWED_INTERVALS:
            found += 1  # the end is written as 08:14:59
        if found == self._plan.minutes:
            return
        if found >= DAILY - 1:
            raise TotalRow
        raise CellError(
            "an interval of {found} minutes in a file of {expected}-minute intervals",
            found=found,
            expected=self._plan.minutes,
        )

    def queue(self, cell: str) -> int:
        """The number of a queue by its name.

        Raises:
            TotalRow: the row sums up the queues.

        """
        if names_all_queues(cell):
            raise TotalRow
        if cell.lower() in MISSING:
            return self._queues.number(self._default)
        return self._queues.number(clean_name(cell))

    def channel_queue(self, cell: str, channel: str) -> int:
        """The number of a queue on a channel; voice is the queue itself."""
        quiet = channel.strip().lower() in MISSING | {"voice", "phone", "call", "telephony"}
        if quiet:
            return self.queue(cell)
        if names_all_queues(cell):
            raise TotalRow
        name = self._default if cell.lower() in MISSING else clean_name(cell)
        return self._queues.number(clean_name(f"{name} ({channel.strip().lower()})"))

    def no_queue(self) -> int:
        """The number of the queue that a file without a queue column is about."""
        return self._queues.number(self._default or UNNAMED)

    def measure(self, column: MeasureColumn, cell: str) -> float:
        """A value; NaN when missing.

        Raises:
            CellError: not to be read, negative, not finite or too large.

        """
        if column.how is Reckoned.SHARE:
            return parse_share(cell, self._plan.mark)
        if column.in_seconds:
            return parse_seconds(cell, self._plan.mark)
        return parse_number(cell, self._plan.mark)
