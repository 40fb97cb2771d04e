"""The typical weekday of one queue: how many contacts, and how they spread over the day.

The last comparable weeks count, public holidays, their eves, special and half-empty
days do not, and a one-off outlier counts as little as it is far off. A weekday's shape
is half its own and half that of all weekdays of its kind; its level is its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from app.domain.comparable import (
    NOT_MADE_UP_FOR,
    SURE_TO_BE_SEEN,
    TOO_EMPTY,
    BoolArray,
    Marks,
    event_factor,
    incomplete,
    outlier_weights,
)
from app.domain.day_grid import intervals_a_day
from app.domain.history import QueueHistory
from app.domain.known_events import KnownEvent
from app.domain.outlook import LeftOut
from app.domain.volumes import FloatArray

WEEKS = 8
ENOUGH_WEEKS = 4
SAME_KIND = 0.75
"""Weekdays are pooled when this share of their contacts comes in the same hours."""


@dataclass(frozen=True, eq=False)
class TypicalWeek:
    """One queue's seven typical weekdays, from Monday.

    ``levels`` has shape (7,), contacts a day, 0 where the weekday was never seen.
    ``shapes`` has shape (7, 1440 / minutes); each row sums to 1, or is 0 where nothing
    is known.
    """

    queue: str
    minutes: int
    levels: FloatArray
    shapes: FloatArray
    evidence: Evidence

    def weeks(self, weekday: int) -> int:
        """How many comparable weeks stand behind ``weekday``."""
        return int(self.evidence.counts[weekday])

    @property
    def quietest(self) -> int:
        """The weekday with the fewest contacts: what a day off is taken to be like."""
        return int(np.argmin(self.levels))

    @cached_property
    def used(self) -> tuple[tuple[date, ...], ...]:
        """The days each weekday was learnt from, oldest first."""
        return tuple(self.evidence.used(weekday) for weekday in range(7))

    @cached_property
    def left_out(self) -> tuple[tuple[LeftOut, ...], ...]:
        """What of each weekday was not counted, or less, over the same stretch."""
        return tuple(self.evidence.left_out(weekday) for weekday in range(7))


@dataclass(frozen=True, eq=False)
class Evidence:
    """Which days one queue's week was learnt from. Arrays have shape (blocks of 7 days, 7)."""

    first: date
    seen: BoolArray
    broken: BoolArray
    totals: FloatArray
    weights: FloatArray
    marks: Marks
    events: Collection[KnownEvent]

    @cached_property
    def counts(self) -> FloatArray:
        """Comparable days of each weekday, shape (7,)."""
        return np.asarray((self.weights > 0).sum(axis=0))

    def used(self, weekday: int) -> tuple[date, ...]:
        """The days of ``weekday`` that counted."""
        return tuple(
            self._day(block, weekday)
            for block in np.flatnonzero(self.weights[:, weekday] > 0).tolist()
        )

    def left_out(self, weekday: int) -> tuple[LeftOut, ...]:
        """What was passed over since the oldest day used, and what counted less."""
        chosen = np.flatnonzero(self.weights[:, weekday] > 0)
        since = int(chosen[0]) if chosen.size else 0
        blocks = np.flatnonzero(self.seen[since:, weekday]) + since
        found = (self._verdict(block, weekday) for block in blocks.tolist())
        return tuple(left for left in found if left is not None)

    def _verdict(self, block: int, weekday: int) -> LeftOut | None:
        day, weight = self._day(block, weekday), float(self.weights[block, weekday])
        if weight > 0:
            return LeftOut(day, "outlier", weight=weight) if weight < 1.0 else None
        if day in self.marks:
            return self.marks[day]
        if self.broken[block, weekday]:
            return LeftOut(day, "closed" if self.totals[block, weekday] == 0 else "half_empty")
        # Nothing else keeps a day out but an event that left it without contacts.
        names = [event.name for event in self.events if event.applies_on(day)]
        return LeftOut(day, "special_day", names[0] if names else "")

    def _day(self, block: int, weekday: int) -> date:
        return self.first + timedelta(days=7 * block + (weekday - self.first.weekday()) % 7)


def look_back(before: date, weeks: int) -> date:
    """The first day that may still be learnt from: gaps are bridged, years are not."""
    return before - timedelta(weeks=2 * weeks)


def typical_week(
    history: QueueHistory,
    before: date,
    *,
    marks: Marks,
    events: Collection[KnownEvent] = (),
    weeks: int = WEEKS,
) -> TypicalWeek:
    """Learn the typical week from the days of ``history`` earlier than ``before``.

    ``weeks`` comparable days of each weekday count, out of twice as many weeks.
    """
    return typical_weeks([history], before, marks=marks, events=events, weeks=weeks)[0]


def typical_weeks(
    histories: Sequence[QueueHistory],
    before: date,
    *,
    marks: Marks,
    events: Collection[KnownEvent] = (),
    weeks: int = WEEKS,
) -> tuple[TypicalWeek, ...]:
    """Learn the typical week of many queues at once; see :func:`typical_week`."""
    found: dict[int, TypicalWeek] = {}
    for minutes in {history.minutes for history in histories}:
        places = [n for n, history in enumerate(histories) if history.minutes == minutes]
        past = _Past([histories[n] for n in places], look_back(before, weeks), before)
        found |= dict(zip(places, past.learn(marks, events, weeks), strict=True))
    return tuple(found[place] for place in range(len(histories)))


class _Past:
    """Queues of one grid, laid out by blocks of seven days, queue and weekday.

    A block need not begin on a Monday: whatever seven days it holds, each weekday is
    in it once, and blocks follow one another in time.
    """

    def __init__(self, histories: Sequence[QueueHistory], first: date, before: date) -> None:
        self.first = first
        self.histories = histories
        shape = ((before - first).days // 7, len(histories), 7)
        self.seen = np.zeros(shape, dtype=bool)
        self.totals = np.zeros(shape)
        self.curves = np.zeros((*shape, intervals_a_day(histories[0].minutes)))
        for place, history in enumerate(histories):
            recent = history.between(first, before)
            block = (recent.ordinals - first.toordinal()) // 7
            weekday = recent.weekdays
            self.seen[block, place, weekday] = True
            self.totals[block, place, weekday] = recent.totals
            self.curves[block, place, weekday] = recent.curves
        self.gapless = not np.isnan(self.curves.sum())

    def learn(self, marks: Marks, events: Collection[KnownEvent], weeks: int) -> list[TypicalWeek]:
        """Weigh the days of each queue and average them."""
        factors = self._factors(events)
        counted = self.seen & ~self._marked(marks)[:, None] & (factors > 0)
        broken = self._broken(counted)
        counted &= ~broken
        newest_first = np.cumsum(counted[::-1], axis=0)[::-1]
        chosen = counted & (newest_first <= weeks)
        factors = np.where(factors > 0, factors, 1.0)
        totals = self.totals / factors
        weights = outlier_weights(totals, chosen)
        together = weights.sum(axis=0)
        levels = (weights * totals).sum(axis=0) / _or_one(together)
        shapes = _shapes(self._means(weights / factors, weights), together)
        return [
            TypicalWeek(
                history.queue,
                history.minutes,
                levels[place],
                shapes[place],
                Evidence(
                    self.first,
                    self.seen[:, place],
                    broken[:, place],
                    self.totals[:, place],
                    weights[:, place],
                    marks,
                    events,
                ),
            )
            for place, history in enumerate(self.histories)
        ]

    def _marked(self, marks: Marks) -> BoolArray:
        """Where holidays, eves and special days lie, shape (blocks, 7)."""
        found = np.zeros((len(self.seen), 7), dtype=bool)
        for day in marks:
            offset = (day - self.first).days
            if 0 <= offset < 7 * len(found):
                found[offset // 7, day.weekday()] = True
        return found

    def _factors(self, events: Collection[KnownEvent]) -> FloatArray:
        """What known events did to each day of each queue."""
        factors = np.ones(self.seen.shape)
        for offset in range(7 * len(factors) if events else 0):
            day = self.first + timedelta(days=offset)
            if any(event.applies_on(day) for event in events):
                for place, history in enumerate(self.histories):
                    factor = event_factor(events, history.queue, day)
                    factors[offset // 7, place, day.weekday()] = factor
        return factors

    def _broken(self, counted: BoolArray) -> BoolArray:
        """Days not recorded whole, among ``counted``.

        Judging takes time, so only queues are judged that have a day with few contacts and
        with many intervals empty that usually are not; no other day can be broken.
        """
        broken = np.zeros(self.seen.shape, dtype=bool)
        best = np.where(counted, self.totals, 0.0).max(axis=0, initial=0.0)
        few = counted & (self.totals < NOT_MADE_UP_FOR * best)
        blocks, places, weekdays = np.nonzero(few)
        if not blocks.size:
            return broken
        sums = self.curves.sum(axis=0) if self.gapless else np.nansum(self.curves, axis=0)
        means = sums / _or_one(counted.sum(axis=0))[..., None]
        holes = (self.curves[blocks, places, weekdays] == 0) & (means > 0)[places, weekdays]
        surely = (means >= SURE_TO_BE_SEEN).sum(axis=-1)[places, weekdays]
        odd = holes.sum(axis=1) > TOO_EMPTY * surely
        odd |= self.totals[blocks, places, weekdays] == 0
        for place in set(places[odd].tolist()):
            blocks, weekdays = np.nonzero(counted[:, place])
            days = self.first.toordinal() + 7 * blocks + (weekdays - self.first.weekday()) % 7
            order = np.argsort(days)
            where = (blocks[order], place, weekdays[order])
            broken[where] = incomplete(self.curves[where], self.totals[where], days[order])
        return broken

    def _means(self, factors: FloatArray, weights: FloatArray) -> FloatArray:
        """Weighted mean curves over the days in which each interval existed, (queues, 7, k)."""
        if self.gapless:
            sums = np.einsum("bqw,bqwk->qwk", factors, self.curves)
            return np.asarray(sums / _or_one(weights.sum(axis=0))[..., None])
        there = ~np.isnan(self.curves)
        sums = np.einsum("bqw,bqwk->qwk", factors, np.where(there, self.curves, 0.0))
        return np.asarray(sums / _or_one(np.einsum("bqw,bqwk->qwk", weights, there)))


def _shapes(means: FloatArray, weights: FloatArray) -> FloatArray:
    """Half each weekday's own shape, half that pooled over its kind; (queues, 7, intervals)."""
    own = _normalised(means)
    known = own.sum(axis=-1) > 0
    hours = own.reshape(*own.shape[:2], min(24, own.shape[2]), -1).sum(axis=-1)
    shared = 1.0 - 0.5 * np.abs(hours[:, :, None] - hours[:, None]).sum(axis=-1)
    alike = (shared >= SAME_KIND) | ~known[:, :, None]
    pooled = _normalised(alike @ (means * weights[..., None]))
    return np.where(known[..., None], 0.5 * own + 0.5 * pooled, pooled)


def _normalised(curves: FloatArray) -> FloatArray:
    return np.asarray(curves / _or_one(curves.sum(axis=-1, keepdims=True)))


def _or_one(values: FloatArray) -> FloatArray:
    """Divisors with 1 for 0: what is divided is 0 there too."""
    return np.where(values > 0, values, 1.0)
