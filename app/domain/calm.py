"""The calm day: which weekday lies lowest in its week, and whether that can be relied on.

Where there is no weekday effect the lowest weekday of the last weeks is no lower than
any other in the next; so each choice is tried on the weeks that followed, and called
reliable only when it did better there than chance would.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from math import comb

import numpy as np

from app.domain.comparable import Marks, event_factor, outlier_weights, verdicts
from app.domain.history import QueueHistory
from app.domain.known_events import KnownEvent
from app.domain.outlook import CalmDay, DayOutlook
from app.domain.peaks import contacts_between, grid_starts
from app.domain.site import Hours
from app.domain.typical import ENOUGH_WEEKS, WEEKS
from app.domain.volumes import FloatArray

CLEARLY = 0.05
"""The chance of such a record, were the choice no better than chance, must be below this."""


@dataclass(frozen=True, slots=True, eq=False)
class WeekRatios:
    """Each day's contacts over those of its week's mean day.

    ``mondays`` are the first days of the weeks, ascending and without gaps, as ordinals.
    ``values`` has shape (weeks, 7), NaN where the day did not count.
    """

    mondays: tuple[int, ...]
    values: FloatArray

    def before(self, monday: date) -> WeekRatios:
        """Return the weeks earlier than ``monday``."""
        keep = sum(1 for ordinal in self.mondays if ordinal < monday.toordinal())
        return WeekRatios(self.mondays[:keep], self.values[:keep])


@dataclass(frozen=True, slots=True)
class LowDayRecord:
    """How choosing by rank did in the weeks that followed; rank 0 is the calmest.

    In ``weeks`` tries the chosen day lay under its week's mean in the share ``below``;
    ``chance`` is the share of all days that did. ``regret`` is chosen / lowest - 1.
    """

    weeks: int = 0
    below: float = 0.0
    regret: float = 0.0
    chance: float = 0.0
    p_value: float = 1.0

    @property
    def reliable(self) -> bool:
        """Whether the record is clearly above chance."""
        return self.weeks > 0 and self.p_value < CLEARLY


def week_ratios(
    histories: Collection[QueueHistory],
    weekdays: Collection[int],
    *,
    marks: Marks,
    events: Collection[KnownEvent] = (),
) -> WeekRatios:
    """Compare each working day that counts with the mean of its week, all queues together.

    What known events did is divided out. A week counts when more than half of the
    weekdays that usually have contacts did.
    """
    totals, out = _totals(histories, marks, events)
    days = {day for day in totals if day not in out and (day - 1) % 7 in weekdays}
    if not days:
        return WeekRatios((), np.empty((0, 7)))
    first, last = _monday(min(days)), _monday(max(days))
    grid = np.full(((last - first) // 7 + 1, 7), np.nan)
    for day in days:
        grid[(day - first) // 7, (day - first) % 7] = totals[day]
    counted = ~np.isnan(grid)
    usual = (np.nansum(grid, axis=0) > 0).sum()
    sums, counts = np.nansum(grid, axis=1), counted.sum(axis=1)
    whole = (counts * 2 > usual) & (sums > 0)
    mean = np.where(whole, sums / np.maximum(counts, 1), np.nan)
    return WeekRatios(tuple(range(first, last + 1, 7)), grid / mean[:, None])


def calm_index(ratios: FloatArray) -> FloatArray:
    """Mean ratio of each weekday over weeks, outliers counting less; shape (7,), NaN unknown."""
    index = np.full(7, np.nan)
    for weekday in range(7):
        seen = ratios[:, weekday]
        seen = seen[~np.isnan(seen)]
        if seen.size:
            index[weekday] = np.average(seen, weights=_ratio_weights(seen))
    return index


def low_day_records(ratios: WeekRatios, weeks: int = WEEKS) -> tuple[LowDayRecord, ...]:
    """Try each rank on every week that has ``weeks`` earlier ones, days off known before."""
    values = ratios.values
    tried = [row for row in range(weeks, len(values)) if not np.isnan(values[row]).all()]
    chosen: list[list[float]] = [[] for _ in range(7)]
    lowest: list[list[float]] = [[] for _ in range(7)]
    under = total = 0
    for row in tried:
        week = values[row]
        index = np.where(np.isnan(week), np.nan, calm_index(values[row - weeks : row]))
        order = [day for day in np.argsort(index).tolist() if not np.isnan(index[day])]
        under += int((week < 1).sum())
        total += int((~np.isnan(week)).sum())
        for rank, weekday in enumerate(order):
            chosen[rank].append(float(week[weekday]))
            lowest[rank].append(float(np.nanmin(week)))
    chance = under / total if total else 0.0
    return tuple(
        _record(np.array(some), np.array(low), chance)
        for some, low in zip(chosen, lowest, strict=True)
    )


def calm_ranking(
    ratios: WeekRatios, weeks: int = WEEKS, coming: Sequence[float] = (1.0,) * 7
) -> tuple[CalmDay, ...]:
    """Rank the working weekdays, calmest first; empty with fewer than four weeks.

    ``coming`` is what known events do to each weekday of the week that is planned.
    """
    recent = ratios.values[-weeks:]
    index = calm_index(recent) * np.asarray(coming)
    seen = (~np.isnan(recent)).sum(axis=0)
    known = [day for day in range(7) if seen[day] >= min(ENOUGH_WEEKS, weeks)]
    if len(known) <= 1:
        return ()
    index = index / index[known].mean() * calm_index(recent)[known].mean()
    records = low_day_records(ratios, weeks)
    return tuple(
        CalmDay(
            weekday,
            float(index[weekday]),
            record.weeks,
            record.below,
            record.regret,
            record.p_value,
            reliable=record.reliable and bool(index[weekday] < 1),
        )
        for weekday, record in zip(
            sorted(known, key=lambda day: float(index[day])), records, strict=False
        )
    )


def quiet_interval(
    days: Sequence[DayOutlook], length: int, allowed: Sequence[Hours]
) -> tuple[date, int, int] | None:
    """The stretch of ``length`` minutes with the fewest contacts expected, among ``days``.

    Returns the day and the wall-clock minutes of its start and end; None when no day
    has a curve, or no stretch fits.
    """
    best: tuple[float, date, int] | None = None
    for day in days:
        starts = grid_starts(day.minutes, length, allowed)
        expected = np.asarray(day.expected)
        if expected.size == 1 or not expected.any() or starts.size == 0:
            continue
        worth = contacts_between(expected, starts, length)
        at = int(np.argmin(worth))
        if best is None or worth[at] < best[0]:
            best = (float(worth[at]), day.day, int(starts[at]))
    return None if best is None else (best[1], best[2], best[2] + length)


def chance_of_as_many(successes: int, tries: int, chance: float) -> float:
    """One-sided binomial test: the probability of at least ``successes`` by chance alone."""
    return float(
        min(
            1.0,
            sum(
                comb(tries, hits) * chance**hits * (1.0 - chance) ** (tries - hits)
                for hits in range(successes, tries + 1)
            ),
        )
    )


def _record(chosen: FloatArray, lowest: FloatArray, chance: float) -> LowDayRecord:
    if chosen.size == 0:
        return LowDayRecord()
    below = int((chosen < 1).sum())
    compared = lowest > 0
    regret = chosen[compared] / lowest[compared] - 1.0
    return LowDayRecord(
        weeks=int(chosen.size),
        below=below / chosen.size,
        regret=float(regret.mean()) if regret.size else 0.0,
        chance=chance,
        p_value=chance_of_as_many(below, int(chosen.size), chance),
    )


def _ratio_weights(seen: FloatArray) -> FloatArray:
    """The outlier weights of a weekday, on ratios: scaled so that chance is a per mille."""
    return outlier_weights(seen * 1e6)


def _totals(
    histories: Collection[QueueHistory], marks: Marks, events: Collection[KnownEvent]
) -> tuple[dict[int, float], set[int]]:
    """Contacts by day with events divided out, and the days that do not count."""
    totals: dict[int, float] = {}
    out: set[int] = set()
    for history in histories:
        out |= {left.day.toordinal() for left in verdicts(history, marks).values()}
        for ordinal, contacts in zip(
            history.ordinals.tolist(), history.totals.tolist(), strict=True
        ):
            factor = (
                event_factor(events, history.queue, date.fromordinal(ordinal)) if events else 1.0
            )
            if factor > 0:
                totals[ordinal] = totals.get(ordinal, 0.0) + contacts / factor
            else:
                out.add(ordinal)
    return totals, out


def _monday(ordinal: int) -> int:
    return ordinal - (ordinal - 1) % 7
