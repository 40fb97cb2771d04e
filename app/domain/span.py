"""Half-open stretches of time, the one unit every rule is written in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``[start, end)`` between two aware moments."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a span needs aware datetimes")
        if self.end.timestamp() <= self.start.timestamp():
            raise ValueError(f"a span must be longer than nothing: {self}")

    @property
    def length(self) -> timedelta:
        """How long the span lasts by the clock on no wall: summer time never stretches it."""
        return timedelta(seconds=self.end.timestamp() - self.start.timestamp())

    @property
    def minutes(self) -> int:
        """Whole minutes between start and end."""
        return int(self.length.total_seconds() // 60)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a moment; touching ends do not count."""
        return self.start < other.end and other.start < self.end

    def contains(self, moment: datetime) -> bool:
        """Whether ``moment`` lies inside; the end does not."""
        return self.start <= moment < self.end
