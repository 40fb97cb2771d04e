"""What a coming day is expected to bring, all queues together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from app.domain.comparable import DAYS_OFF, Marks, event_factor
from app.domain.day_grid import common_minutes, intervals_a_day
from app.domain.known_events import KnownEvent
from app.domain.outlook import LeftOut
from app.domain.typical import ENOUGH_WEEKS, TypicalWeek
from app.domain.volumes import FloatArray, QueueName

MOSTLY = 0.5
"""A day is known when queues with enough weeks bring at least this share of it."""


@dataclass(frozen=True, slots=True, eq=False)
class ExpectedDay:
    """The expectation of one day.

    ``curve`` has shape (1440 / minutes,), contacts per wall interval. ``plain`` is the
    day's total as it would be without known events. ``known`` tells whether enough
    comparable weeks stand behind it, ``weeks`` how many did.
    """

    day: date
    minutes: int
    curve: FloatArray
    plain: float
    known: bool
    weeks: int
    used: tuple[date, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def total(self) -> float:
        """Contacts expected over the day."""
        return float(self.curve.sum())


def expected_day(
    typicals: Sequence[TypicalWeek],
    day: date,
    *,
    marks: Marks,
    events: Collection[KnownEvent] = (),
) -> ExpectedDay:
    """Add up what each queue's typical weekday and the known events say of ``day``.

    A public holiday or special day is taken to be like the quietest weekday: closed
    where the centre closes at all, a Sunday where it does not.
    """
    minutes = common_minutes(typical.minutes for typical in typicals)
    off = day in marks and marks[day].why in DAYS_OFF
    curve = np.zeros(intervals_a_day(minutes))
    plain = sure = shapeless = 0.0
    for typical in typicals:
        weekday = typical.quietest if off else day.weekday()
        level, shape = float(typical.levels[weekday]), typical.shapes[weekday]
        factor = event_factor(events, QueueName(typical.queue), day)
        plain += level
        sure += level if typical.weeks(day.weekday()) >= ENOUGH_WEEKS else 0.0
        if typical.minutes == minutes and shape.any():
            curve += level * factor * shape
        else:
            shapeless += level * factor
    weekday = day.weekday()
    return ExpectedDay(
        day,
        minutes,
        _with_totals(curve, shapeless),
        plain,
        known=plain > 0 and sure >= MOSTLY * plain,
        weeks=max((typical.weeks(weekday) for typical in typicals), default=0),
        used=_days_used(typicals, weekday),
        left_out=_days_left_out(typicals, weekday),
    )


def expected_curves(
    typical: TypicalWeek,
    days: Sequence[date],
    *,
    marks: Marks,
    events: Collection[KnownEvent] = (),
) -> FloatArray:
    """What one queue is expected to bring on each of ``days``, shape (days, 1440 / minutes)."""
    quietest = typical.quietest
    weekdays = [
        quietest if day in marks and marks[day].why in DAYS_OFF else day.weekday() for day in days
    ]
    curves = (typical.levels[:, None] * typical.shapes)[weekdays]
    if events:
        queue = QueueName(typical.queue)
        curves *= np.array([event_factor(events, queue, day) for day in days])[:, None]
    return np.asarray(curves)


def _with_totals(curve: FloatArray, more: float) -> FloatArray:
    """Spread contacts of which only the day is known over the curve of the others."""
    total = float(curve.sum())
    if total > 0:
        return curve * (1.0 + more / total)
    if curve.size == 1:
        return curve + more
    return curve


def _days_used(typicals: Sequence[TypicalWeek], weekday: int) -> tuple[date, ...]:
    return tuple(sorted({day for typical in typicals for day in typical.used[weekday]}))


def _days_left_out(typicals: Sequence[TypicalWeek], weekday: int) -> tuple[LeftOut, ...]:
    """One word a day and reason, the heaviest where queues differ."""
    found: dict[tuple[date, str], LeftOut] = {}
    for typical in typicals:
        for left in typical.left_out[weekday]:
            key = (left.day, left.why)
            if key not in found or left.weight < found[key].weight:
                found[key] = left
    return tuple(sorted(found.values(), key=lambda left: (left.day, left.why)))
