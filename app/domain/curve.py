"""Contacts of a day between any two minutes, by the cumulative curve."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.domain.outlook import DayOutlook
from app.domain.volumes import FloatArray
from app.domain.wall import MINUTES_A_DAY


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A day's expected contacts; ``cumulative`` has one more value than the day has intervals."""

    minutes: int
    cumulative: FloatArray

    @classmethod
    def of(cls, day: DayOutlook) -> Curve:
        """Build the curve of what is expected on ``day``."""
        return cls(day.minutes, np.concatenate(([0.0], np.cumsum(day.expected))))

    @property
    def total(self) -> float:
        """Contacts of the whole day."""
        return float(self.cumulative[-1])

    def between(self, start: int, end: int) -> float:
        """Contacts expected from minute ``start`` to minute ``end`` of the day."""
        ticks = np.arange(len(self.cumulative)) * self.minutes
        low, high = np.interp([max(start, 0), min(end, MINUTES_A_DAY)], ticks, self.cumulative)
        return float(high - low)

    def share(self, start: int, end: int) -> float:
        """The window's part of the day's contacts, 0 on a day without any."""
        return self.between(start, end) / self.total if self.total > 0 else 0.0
