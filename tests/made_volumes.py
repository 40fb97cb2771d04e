"""Volumes for tests: made ones, and the real bank's where the file is at hand."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from app.domain.volumes import FloatArray, Measure, QueueName, VolumeDay

DATA = Path(__file__).parents[1].parent / "shared" / "data"
"""US bank calls of 2003 (fpp3's ``bank_calls``, GPL-3): read where it lies, never copied."""
HELPDESK = "Helpdesk"
TWO_HUMPS = (0,) * 8 + (10, 12, 30, 18, 12, 11, 25, 14, 10, 8) + (0,) * 6
"""Contacts by hour of a plausible day, open from 8 to 18, peaks at 10 and 14."""


def volume_day(
    day: date, contacts: Sequence[float] | FloatArray, *, minutes: int = 60, queue: str = HELPDESK
) -> VolumeDay:
    """One day with ``contacts`` offered per interval; None is left out of the export."""
    values = np.array([np.nan if value is None else value for value in contacts], dtype=float)
    return VolumeDay(QueueName(queue), day, minutes, {Measure.OFFERED: values})


def weeks_of(
    first: date,
    weeks: int,
    contacts: Callable[[date], Sequence[float] | FloatArray] = lambda _day: TWO_HUMPS,
    *,
    minutes: int = 60,
    queue: str = HELPDESK,
    weekdays: Iterable[int] = range(5),
) -> list[VolumeDay]:
    """Whole weeks from the Monday ``first`` on, each day as ``contacts`` makes it."""
    days = [first + timedelta(days=n) for n in range(7 * weeks)]
    return [
        volume_day(day, contacts(day), minutes=minutes, queue=queue)
        for day in days
        if day.weekday() in set(weekdays)
    ]


@cache
def us_bank(minutes: int = 15) -> tuple[VolumeDay, ...]:
    """The real bank's 164 days; skips the test where the data is not at hand."""
    file = DATA / f"us_bank_2003_{minutes}min.csv"
    if not file.exists():
        pytest.skip(f"the real bank's volumes are not beside the project ({file.name})")
    days: dict[date, FloatArray] = defaultdict(lambda: np.full(1440 // minutes, np.nan))
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            at = datetime.fromisoformat(row["interval_start"])
            days[at.date()][(at.hour * 60 + at.minute) // minutes] = float(row["calls"])
    return tuple(volume_day(day, days[day], minutes=minutes, queue="bank") for day in sorted(days))
