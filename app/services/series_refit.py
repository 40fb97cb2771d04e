"""Other hours for a standing series: proposed only where they would have caught clearly more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from app.domain.curve import Curve
from app.domain.entries import Entry, Protection
from app.domain.outlook import DayOutlook, WeekOutlook
from app.domain.reasons import Reason
from app.domain.routines import Routine
from app.planning.day_search import DaySearch, Option, Want
from app.planning.standing import Surroundings, exception_on, occurrence
from app.planning.week_demands import possible_starts
from app.services.proposals import SeriesChange

WORTH_MOVING = 0.02
"""Two points of PEAK HIT: below that, hours people know are worth more than better ones."""
WEEKS_JUDGED = 8
Windows = dict[int, list[tuple[int, int]]]
"""Start and end minute of each block, by weekday."""


@dataclass(frozen=True, slots=True)
class Refit:
    """Series at other hours, and by how much of PEAK HIT they would have done better."""

    changes: tuple[SeriesChange, ...]
    gain: float


def refit(
    routines: Sequence[Routine],
    occurrences: Iterable[Entry],
    past: Sequence[WeekOutlook],
    candidates: Sequence[Routine],
    around: Surroundings,
) -> Refit:
    """Compare the series with ``candidates``, the ones that would be begun today.

    ``past`` are the weeks judged, with what arrived; ``around`` must not hold the series'
    own entries. Only entries that start after ``around.not_before`` and were not locked move.
    """
    now, then = _windows(routines), _windows(candidates)
    gain = _mean_hit(past, then, around) - _mean_hit(past, now, around)
    if not gain >= WORTH_MOVING:
        return Refit((), gain)
    mine = list(occurrences)
    reason = Reason("refit", {"gain": round(gain, 4), "weeks": WEEKS_JUDGED})
    changes = []
    for weekday in sorted(now.keys() & then.keys()):
        old = sorted((r for r in routines if r.weekday == weekday), key=lambda r: r.start)
        new = sorted((r for r in candidates if r.weekday == weekday), key=lambda r: r.start)
        for before, candidate in zip(old, new, strict=False):
            if (before.start, before.minutes) != (candidate.start, candidate.minutes):
                after = replace(
                    before,
                    start=candidate.start,
                    minutes=candidate.minutes,
                    reasons=(reason, *candidate.reasons),
                )
                changes.append(_moved(before, after, mine, around))
    return Refit(tuple(changes), gain)


def _moved(
    before: Routine, after: Routine, entries: list[Entry], around: Surroundings
) -> SeriesChange:
    removed = tuple(
        e
        for e in entries
        if e.routine == before.id
        and e.protection is Protection.PLANNED
        and e.span.start >= around.not_before
    )
    days = [e.occurs_on for e in removed if e.occurs_on is not None]
    added = tuple(
        occurrence(after, day, around.site) for day in days if not exception_on(after, day, around)
    )
    return SeriesChange(before, after, removed, added)


def _windows(routines: Iterable[Routine]) -> Windows:
    windows: Windows = {}
    for routine in routines:
        start = routine.start.hour * 60 + routine.start.minute
        windows.setdefault(routine.weekday, []).append((start, start + routine.minutes))
    return windows


def _mean_hit(past: Sequence[WeekOutlook], windows: Windows, around: Surroundings) -> float:
    """PEAK HIT of fixed windows over the days that arrived: caught / best by hindsight."""
    hits = []
    for day in (day for week in past for day in week.days):
        mine = windows.get(day.day.weekday())
        if mine is None or day.holiday or day.actual is None:
            continue
        arrived = replace(day, expected=np.nan_to_num(day.actual))
        best = _best_by_hindsight(arrived, around, len(mine))
        if best > 0:
            curve = Curve.of(arrived)
            hits.append(sum(curve.between(*window) for window in mine) / best)
    return float(np.mean(hits)) if hits else float("nan")


def _best_by_hindsight(day: DayOutlook, around: Surroundings, blocks: int) -> float:
    site, curve = around.site, Curve.of(day)
    length = site.block_minutes
    options = tuple(
        Option(start, start + length, curve.between(start, start + length))
        for start in possible_starts(site, length, day.minutes)
    )
    wants = [Want(str(n), 0, options, "unplanned", site.block_gap_minutes) for n in range(blocks)]
    return DaySearch(wants, ()).run().score[-1]


def weeks_judged(today: date) -> list[date]:
    """The Mondays of the eight whole weeks before today's."""
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=n) for n in range(1, WEEKS_JUDGED + 1)]
