"""Which column of an export means what, as a value that can be remembered."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.volumes import Measure
from app.exchange.volumes.times import DateOrder


class Reckoned(enum.StrEnum):
    """How a column states its measure."""

    TOTAL = "total"
    AVERAGE = "average"  # per handled contact, in seconds
    SHARE = "share"  # of the offered contacts, in percent


class ClockStyle(enum.StrEnum):
    """How a column of its own writes the time of day when it is digits only."""

    HHMM = "hhmm"  # 0, 15, 100, 2330
    HOUR = "hour"  # 0 to 23


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """One column (counted from 0) and the measure it states."""

    column: int
    measure: Measure
    how: Reckoned = Reckoned.TOTAL

    @property
    def in_seconds(self) -> bool:
        """Whether cells may be durations like 0:03:25."""
        seconds = (Measure.HANDLE_SECONDS, Measure.WAIT_SECONDS, Measure.LONGEST_WAIT)
        return self.measure in seconds


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What the columns of one kind of file mean; columns are counted from 0.

    ``time`` holds the interval's whole start, or only its date when ``clock`` holds the
    time of day. ``minutes`` is the interval length where the file itself tells it
    nowhere and the user or the layout does. ``adds_up``: several rows share an
    interval and are summed. ``counts_rows``: every row is one contact. ``order`` is what
    the user says about 03/04/2024 where the dates of the file do not tell it.
    """

    time: int
    clock: int | None = None
    clock_style: ClockStyle = ClockStyle.HHMM
    end: int | None = None
    interval: int | None = None
    minutes: int | None = None
    queue: int | None = None
    channel: int | None = None
    measures: tuple[MeasureColumn, ...] = ()
    adds_up: bool = False
    counts_rows: bool = False
    order: DateOrder | None = None

    @property
    def columns(self) -> tuple[int, ...]:
        """Every column that is read."""
        places = (self.time, self.clock, self.end, self.interval, self.queue, self.channel)
        return tuple(
            sorted({p for p in places if p is not None} | {m.column for m in self.measures})
        )

    @property
    def stated(self) -> frozenset[Measure]:
        """The measures that reading gives."""
        counted = {Measure.OFFERED} if self.counts_rows else set()
        return frozenset({m.measure for m in self.measures} | counted)

    def as_json(self) -> str:
        """Write the mapping down so that it can be remembered."""
        plain = {
            name: getattr(self, name)
            for name in self.__dataclass_fields__
            if name not in {"measures"}
        }
        measures = [[m.column, m.measure.value, m.how.value] for m in self.measures]
        return json.dumps({**plain, "measures": measures})

    @classmethod
    def from_json(cls, written: str) -> ColumnMapping:
        """Read what ``as_json`` wrote.

        Raises:
            ValueError: it is something else.

        """
        try:
            plain = json.loads(written)
            plain["clock_style"] = ClockStyle(plain["clock_style"])
            order = plain.get("order")
            plain["order"] = DateOrder(order) if order else None
            plain["measures"] = tuple(
                MeasureColumn(int(column), Measure(measure), Reckoned(how))
                for column, measure, how in plain["measures"]
            )
            return cls(**plain)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a column mapping") from error


def fingerprint(header: Sequence[str]) -> str:
    """Recognise a header again, whatever its case and spacing."""
    named = "\x1f".join(" ".join(name.lower().split()) for name in header)
    return hashlib.sha256(named.encode()).hexdigest()[:16]
