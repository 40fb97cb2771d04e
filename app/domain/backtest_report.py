"""What a back-test found, as values and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from app.domain.calm import WeekRatios, calm_ranking, low_day_records
from app.domain.outlook import LeftOut
from app.domain.peaks import PeakPolicy

METHODS = ("peak_hit", "standing", "fixed_hours", "last_week", "weekday_mean")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORTH_PROPOSING = 0.02
"""Other standing hours are proposed from two points of PEAK HIT on, not below."""
DIGITS = 6


@dataclass(frozen=True, slots=True)
class DayHit:
    """One day that was tried: starts of the chosen and of the best blocks, and each method's hit.

    Starts are minutes of the day; ``hits`` maps the names of :data:`METHODS` to shares of 1.
    """

    day: date
    chosen: tuple[int, ...]
    best: tuple[int, ...]
    hits: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class LowDay:
    """The weekday that would be chosen today, and how such choices did.

    ``weekday`` is 0 for Monday, None when no weekday lies below its week's mean.
    ``chance`` is the share of all days that lay under their week's mean.
    """

    weekday: int | None
    index: float
    weeks: int
    below: float
    regret: float
    chance: float
    p_value: float
    reliable: bool

    def as_json(self) -> dict[str, Any]:
        """Plain values for a machine to read; shares are fractions of 1."""
        tried = self.weeks > 0
        return {
            "weekday": self.weekday,
            "weekday_name": None if self.weekday is None else WEEKDAYS[self.weekday],
            "index": _rounded(self.index),
            "weeks": self.weeks,
            "below": _rounded(self.below) if tried else None,
            "regret": _rounded(self.regret) if tried else None,
            "chance": _rounded(self.chance) if tried else None,
            "p_value": _rounded(self.p_value),
            "reliable": self.reliable,
        }


@dataclass(frozen=True, slots=True)
class Gain:
    """How present standing hours and others would have done over the same ``days``."""

    days: int
    present: float
    candidate: float

    @property
    def points(self) -> float:
        """How much more the others would have caught, as a share; NaN when nothing was tried."""
        return self.candidate - self.present

    @property
    def worth_proposing(self) -> bool:
        """Whether that is enough to ask people to get used to other hours."""
        return self.points >= WORTH_PROPOSING - 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class BacktestReport:
    """The figures of one run. ``queue`` is empty when several were added up."""

    queue: str
    weeks: int
    policy: PeakPolicy
    grid_minutes: int
    weekdays: tuple[int, ...]
    first_volume: date | None
    last_volume: date | None
    hits: tuple[DayHit, ...]
    low_day: LowDay
    left_out: tuple[LeftOut, ...]

    @property
    def days(self) -> int:
        """How many days were tried."""
        return len(self.hits)

    @property
    def enough_history(self) -> bool:
        """Whether there was anything to try."""
        return bool(self.hits)

    @property
    def peak_hit(self) -> float | None:
        """Blocks decided anew for each week; None when nothing was tried."""
        return self.figure("peak_hit")

    @property
    def standing(self) -> float | None:
        """Blocks decided once and kept for 13 weeks."""
        return self.figure("standing")

    @property
    def fixed_hours(self) -> float | None:
        """Ten and two o'clock."""
        return self.figure("fixed_hours")

    @property
    def last_week(self) -> float | None:
        """The best blocks of the same weekday a week before."""
        return self.figure("last_week")

    @property
    def weekday_mean(self) -> float | None:
        """The best blocks of the plain mean of the same weekday."""
        return self.figure("weekday_mean")

    def figure(self, method: str) -> float | None:
        """Mean hit over the days of one of :data:`METHODS`; None when nothing was tried."""
        if not self.hits:
            return None
        return float(np.mean([hit.hits[method] for hit in self.hits]))

    def as_json(self) -> dict[str, Any]:
        """Plain values for a machine to read; shares are fractions of 1, unknown ones null."""
        figures = {method: _rounded(self.figure(method)) for method in METHODS}
        return {
            "queue": self.queue or None,
            "weeks": self.weeks,
            "blocks": self.policy.blocks,
            "minutes": self.policy.minutes,
            "gap_minutes": self.policy.gap,
            "grid_minutes": self.grid_minutes,
            "weekdays": list(self.weekdays),
            **figures,
            "hindsight": 1.0 if self.hits else None,
            "days": self.days,
            "enough_history": self.enough_history,
            "first_day": _iso(self.hits[0].day if self.hits else None),
            "last_day": _iso(self.hits[-1].day if self.hits else None),
            "first_volume": _iso(self.first_volume),
            "last_volume": _iso(self.last_volume),
            "low_day": self.low_day.as_json(),
            "left_out": [
                {"day": left.day.isoformat(), "why": left.why, "name": left.name}
                for left in self.left_out
            ],
        }


def low_day_of(ratios: WeekRatios, weeks: int) -> LowDay:
    """Name the weekday that would be chosen today, with the record of choosing so."""
    ranking = calm_ranking(ratios, weeks)
    record = low_day_records(ratios, weeks)[0]
    calmest = ranking[0] if ranking and ranking[0].index < 1 else None
    return LowDay(
        weekday=None if calmest is None else calmest.weekday,
        index=float("nan") if calmest is None else calmest.index,
        weeks=record.weeks,
        below=record.below,
        regret=record.regret,
        chance=record.chance,
        p_value=record.p_value,
        reliable=calmest is not None and record.reliable,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else round(value, DIGITS)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
