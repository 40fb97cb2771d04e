"""Invented contact volumes: two queues, two peaks a day, a heavy Monday, a calm Wednesday."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.span import Span
from app.domain.volumes import FloatArray, Measure, QueueName, VolumeDay
from app.domain.wall import day_span

MINUTES = 15
OPENS, CLOSES = 8 * 60, 18 * 60
DAY_TOTALS = (1120.0, 1050.0, 700.0, 1090.0, 1030.0, 440.0, 380.0)
"""Contacts of an ordinary Monday to Sunday, both queues together."""
WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Queue:
    """How one queue behaves: its part of the contacts, its handling and waiting in seconds."""

    name: QueueName
    share: float
    handling: float
    waiting: float
    lag_minutes: float
    """How much later than the phones this queue peaks."""


PHONE = Queue(QueueName("Phone"), 0.68, 285.0, 24.0, 0.0)
CHAT = Queue(QueueName("Chat"), 0.32, 430.0, 38.0, 10.0)
QUEUES = (PHONE, CHAT)


@dataclass(frozen=True, slots=True)
class Peculiar:
    """Days that are not like their weekday: factors on the day's total, and closed days."""

    factors: Mapping[date, float]
    closed: Collection[date]


def sample_volumes(
    first: date, after_last: date, zone: ZoneInfo, peculiar: Peculiar, seed: int
) -> Iterator[VolumeDay]:
    """Invent every queue's days from ``first`` up to ``after_last``.

    A day's numbers depend on the seed and its date alone, not on the range asked for.
    """
    for queue_index, queue in enumerate(QUEUES):
        day = first
        while day < after_last:
            if day not in peculiar.closed:
                dice = np.random.default_rng((seed, day.toordinal(), queue_index))
                factor = _week_level(day, seed) * peculiar.factors.get(day, 1.0)
                yield _volume_day(queue, day, zone, factor, dice)
            day += timedelta(days=1)


def _week_level(day: date, seed: int) -> float:
    """What all of a week's days share: good weeks and bad ones, four per cent either way."""
    monday = day - timedelta(days=day.weekday())
    return float(np.exp(np.random.default_rng((seed, monday.toordinal(), 99)).normal(0, 0.04)))


def _volume_day(
    queue: Queue, day: date, zone: ZoneInfo, factor: float, dice: np.random.Generator
) -> VolumeDay:
    shape = _shape(day.weekday(), queue.lag_minutes)
    own_level = float(np.exp(dice.normal(0, 0.03)))
    rates = DAY_TOTALS[day.weekday()] * queue.share * factor * own_level * shape
    counts = _counts(queue, rates, dice)
    whole_day = day_span(day, zone)
    return VolumeDay(
        queue.name,
        day,
        MINUTES,
        {measure: _laid_out(values, whole_day, zone) for measure, values in counts.items()},
    )


def _shape(weekday: int, lag: float) -> FloatArray:
    """Give the part of a day's contacts in each opening interval; sums to 1."""
    middle: FloatArray = np.arange(OPENS, CLOSES, MINUTES, dtype=np.float64) + MINUTES / 2
    if weekday >= WEEKEND:
        curve = 0.8 + _bell(middle, 12 * 60 + 30 + lag, 120)
    else:
        morning = (10 * 60 + 25, 10 * 60 + 30, 10 * 60 + 20, 10 * 60 + 35, 10 * 60 + 30)[weekday]
        afternoon = (14 * 60 + 30, 14 * 60 + 25, 14 * 60 + 35, 14 * 60 + 30, 14 * 60 + 40)[weekday]
        height = 0.45 if weekday == 2 else 1.0  # noqa: PLR2004 - Wednesday is calm and flat
        curve = (
            0.62
            + height * 1.15 * _bell(middle, morning + lag, 36)
            + height * 0.95 * _bell(middle, afternoon + lag, 30)
            - 0.30 * _bell(middle, OPENS, 25)
            - 0.34 * _bell(middle, CLOSES, 60)
        )
    return np.asarray(curve / curve.sum(), dtype=np.float64)


def _bell(at: FloatArray, centre: float, width: float) -> FloatArray:
    return np.asarray(np.exp(-0.5 * ((at - centre) / width) ** 2), dtype=np.float64)


def _counts(
    queue: Queue, rates: FloatArray, dice: np.random.Generator
) -> dict[Measure, FloatArray]:
    """Draw an interval's contacts and how they fared; busy intervals wait longer."""
    crowded = rates / rates.mean()
    offered = dice.poisson(rates)
    abandoned = dice.binomial(offered, np.clip(0.012 + 0.022 * crowded, 0, 0.3))
    handled = offered - abandoned
    quick = dice.binomial(handled, np.clip(0.99 - 0.12 * crowded, 0.3, 1))
    spread = np.exp(dice.normal(0, 0.08, offered.size))
    waits = queue.waiting * np.clip(crowded, 0.2, None) ** 1.6 * spread
    return {
        Measure.OFFERED: offered.astype(np.float64),
        Measure.HANDLED: handled.astype(np.float64),
        Measure.ABANDONED: abandoned.astype(np.float64),
        Measure.IN_THRESHOLD: quick.astype(np.float64),
        Measure.HANDLE_SECONDS: np.round(handled * queue.handling * spread),
        Measure.WAIT_SECONDS: np.round(handled * waits),
        Measure.LONGEST_WAIT: np.where(offered > 0, np.round(waits * 3.2), 0.0),
    }


def _laid_out(values: FloatArray, whole_day: Span, zone: ZoneInfo) -> FloatArray:
    """Put opening-hour values among the day's elapsed intervals; the rest is not in the export."""
    laid_out = np.full(whole_day.minutes // MINUTES, np.nan)
    for index in range(laid_out.size):
        moment = whole_day.start.astimezone(zone).timestamp() + index * MINUTES * 60
        wall = _wall_minute(moment, zone)
        if OPENS <= wall < CLOSES:
            laid_out[index] = values[(wall - OPENS) // MINUTES]
    return laid_out


def _wall_minute(timestamp: float, zone: ZoneInfo) -> int:
    local = datetime.fromtimestamp(timestamp, zone)
    return local.hour * 60 + local.minute
