"""Other hours for a standing series: proposed only where they would have caught clearly more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.backtest import GAIN_WEEKS
from app.domain.backtest_report import Gain
from app.domain.entries import Entry, Protection
from app.domain.reasons import Reason
from app.domain.routines import Routine
from app.domain.site import Hours
from app.planning.standing import Surroundings, exception_on, occurrence
from app.services.proposals import SeriesChange


def standing_hours(routines: Iterable[Routine]) -> dict[int, list[Hours]]:
    """The wall-clock hours that series keep free, by weekday."""
    hours: dict[int, list[Hours]] = {}
    for routine in routines:
        start = routine.start.hour * 60 + routine.start.minute
        hours.setdefault(routine.weekday, []).append(Hours(start, start + routine.minutes))
    return hours


def refit(
    routines: Sequence[Routine],
    candidates: Sequence[Routine],
    gain: Gain,
    occurrences: Iterable[Entry],
    around: Surroundings,
) -> tuple[SeriesChange, ...]:
    """Move ``routines`` to the hours of ``candidates``, the ones that would be begun today.

    ``gain`` is what the back-test says of them; ``around`` must not hold the series' own
    entries. Only entries that start after ``around.not_before`` and were not locked move.
    """
    mine = list(occurrences)
    reason = Reason("refit", {"gain": round(gain.points, 4), "weeks": GAIN_WEEKS})
    changes = []
    for weekday in sorted({routine.weekday for routine in routines}):
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
    return tuple(changes)


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
