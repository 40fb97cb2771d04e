"""What the manager knows will move the volumes: invoice runs, campaigns, special days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NewType

EventId = NewType("EventId", str)
HALVED = -50.0
"""An event of this many percent or less makes an exception of its days."""


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """A change of expected volume on given days.

    On ``day`` alone, or, when ``weekday`` is set (0 Monday), on that weekday of every
    week from ``day`` to ``until`` (open when None). ``queue`` None means every queue.
    ``percent`` is the change: 20 means a fifth more. ``source`` says what causes it.
    """

    id: EventId
    name: str
    day: date
    percent: float
    queue: str | None = None
    weekday: int | None = None
    until: date | None = None
    source: str = ""

    def applies_on(self, day: date) -> bool:
        """Whether the event changes the volume of ``day``."""
        if self.weekday is None:
            return self.day <= day <= (self.until or self.day)
        in_range = day >= self.day and (self.until is None or day <= self.until)
        return in_range and day.weekday() == self.weekday

    @property
    def leaves_no_peak(self) -> bool:
        """Whether so little is left of a day, all queues taken together, that no peak is."""
        return self.queue is None and self.percent <= HALVED


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not like its weekday: the manager's own holiday or closing day."""

    day: date
    name: str
