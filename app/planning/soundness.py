"""What of a problem makes sense: places that cannot be are taken out before anything is planned.

A contradiction is the user's to see, never a crash: a demand that no place is left for is left
out like any other and its reasons say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from app.domain.demands import (
    Demand,
    DemandId,
    Diary,
    Engagement,
    Omission,
    Problem,
    Window,
)
from app.domain.objective import takes_time
from app.domain.reasons import Reason
from app.domain.wall import MINUTES_A_DAY, day_span, resolve_minute, zone_named

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A problem that can be planned, and what was refused of the one asked for.

    ``asked`` are the demands as they were, by id. One that had begun before anything may be
    changed is not among them: it stands where it is, like any other entry.
    """

    problem: Problem
    refused: tuple[Omission, ...]
    asked: dict[DemandId, Demand]


def sound(problem: Problem) -> Sound:
    """Take out of ``problem`` what cannot be: places outside the days, ids that come twice.

    What had begun before ``not_before`` stands in its diary instead of being asked for.

    Raises:
        BadInputError: there is no such time zone.

    """
    days = _Days(problem)
    asked: dict[DemandId, Demand] = {}
    refused: list[Omission] = []
    begun = [demand for demand in problem.demands if _has_begun(demand, problem)]
    for demand in problem.demands:
        if _has_begun(demand, problem):
            continue
        if demand.id in asked:
            refused.append(Omission(demand, (Reason("asked_twice", {"title": demand.title}),)))
        else:
            asked[demand.id] = demand
    demands = tuple(_sensible(demand, days) for demand in asked.values())
    planned = replace(
        problem,
        demands=demands,
        diaries=tuple(_with(diary, begun) for diary in problem.diaries),
        engagements=(*problem.engagements, *(_engaged(demand) for demand in begun)),
        away_per_team=max(problem.away_per_team, 0),
    )
    return Sound(planned, tuple(refused), asked)


def _has_begun(demand: Demand, problem: Problem) -> bool:
    return (
        demand.current is not None
        and problem.not_before is not None
        and demand.current.span.start < problem.not_before
    )


def _with(diary: Diary, begun: list[Demand]) -> Diary:
    stays = tuple(
        _engaged(demand).entry
        for demand in begun
        if demand.owner == diary.owner and takes_time(demand)
    )
    return replace(diary, fixed=(*diary.fixed, *stays)) if stays else diary


def _engaged(demand: Demand) -> Engagement:
    assert demand.current is not None
    entry = replace(
        demand.current,
        people=demand.people,
        place=demand.room,
        demand=demand.current.demand or demand.id,
    )
    return Engagement(entry, demand.leaves_phones, demand.as_team)


class _Days:
    """Which places of the days planned exist."""

    def __init__(self, problem: Problem) -> None:
        self._zone: ZoneInfo = zone_named(problem.zone)
        self._changes = {
            day.day: day_span(day.day, self._zone).length != _A_DAY for day in problem.days
        }

    def window(self, day: date, starts: Iterable[int], minutes: int) -> Window | None:
        """The starts that exist, ascending; None when the day is not planned or has none."""
        if day not in self._changes or minutes <= 0:
            return None
        there = tuple(
            start
            for start in sorted(set(starts))
            if start >= 0
            and start + minutes <= MINUTES_A_DAY
            and (not self._changes[day] or self._lasts(day, start, minutes))
        )
        return Window(day, there) if there else None

    def _lasts(self, day: date, start: int, minutes: int) -> bool:
        """Whether the clock does not jump over the whole of it."""
        return resolve_minute(day, start, self._zone) < resolve_minute(
            day, start + minutes, self._zone
        )


def _sensible(demand: Demand, days: _Days) -> Demand:
    starts: dict[date, list[int]] = {}
    for window in demand.windows:
        starts.setdefault(window.day, []).extend(window.starts)
    found = (days.window(day, starts[day], demand.minutes) for day in sorted(starts))
    windows = tuple(window for window in found if window is not None)
    step = demand.step_minutes
    if demand.inside and step <= 0:
        step = MINUTES_A_DAY  # only where its session begins
    gap, per_day = max(demand.gap_minutes, 0), max(demand.per_day, 0)
    if (windows, step, gap, per_day) == (
        demand.windows,
        demand.step_minutes,
        demand.gap_minutes,
        demand.per_day,
    ):
        return demand
    return replace(demand, windows=windows, step_minutes=step, gap_minutes=gap, per_day=per_day)
