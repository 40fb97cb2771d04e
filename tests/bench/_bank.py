"""The real bank's volumes for the benchmarks that need them, and queues made of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from app.domain.comparable import Marks, marked_days
from app.domain.volumes import Measure, QueueName, VolumeDay
from app.exchange.holiday_calendar import public_holidays
from tests.made_volumes import DATA, us_bank


def bank_days(minutes: int = 15) -> list[VolumeDay]:
    """The 164 weekdays of 2003; says what is missing where the file is not at hand."""
    file = DATA / f"us_bank_2003_{minutes}min.csv"
    if not file.exists():
        raise SystemExit(f"this row needs the real bank's volumes: {file.name} beside the project")
    return list(us_bank(minutes))


def bank_marks() -> Marks:
    """Public holidays of the bank's country and their eves."""
    return marked_days(public_holidays("US", [2002, 2003, 2004]))


def thinned(days: list[VolumeDay], queues: int, seed: int) -> list[VolumeDay]:
    """Make ``queues`` queues of different sizes out of one: each takes its share of the calls."""
    random = np.random.default_rng(seed)
    made = []
    for number in range(queues):
        share = random.uniform(0.02, 0.3)
        for day in days:
            calls = np.nan_to_num(day.contacts).astype(int)
            kept = np.where(np.isnan(day.contacts), np.nan, random.binomial(calls, share))
            measures: Mapping[Measure, np.ndarray] = {Measure.OFFERED: kept}
            made.append(VolumeDay(QueueName(f"queue {number}"), day.day, day.minutes, measures))
    return made


def by_day(days: list[VolumeDay]) -> dict[date, np.ndarray]:
    """Contacts per interval of each day, 0 where the export says nothing."""
    return {day.day: np.nan_to_num(day.contacts) for day in days}
