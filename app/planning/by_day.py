"""Exact for blocks, lunch and the open door, one day at a time.

Its demands never span two days and none of them competes with another day's, so the days'
optima together are the week's. What `app.planning.engine.solve` is until the greedy takes over.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from zoneinfo import ZoneInfo

from app.domain.curve import Curve
from app.domain.demands import (
    Demand,
    DemandId,
    Omission,
    Place,
    Placement,
    Plan,
    Problem,
    Score,
)
from app.domain.entries import Entry, EntryKind
from app.domain.objective import AS_SHOWN, Objective
from app.domain.outlook import DayOutlook
from app.domain.rules import Wish
from app.domain.span import Span
from app.domain.wall import day_span, minute_of_day, resolve_minute, zone_named
from app.planning.day_search import DayAnswer, DaySearch, Minutes, Option, Want
from app.planning.explain import Explainer, Taken

QUIET_PRICE = 1e-3
"""What a contact costs that arrives during lunch or the open door, in covered contacts."""
STAYING = 5.0
"""What it is worth that a thing is found where it was."""


def solve(problem: Problem) -> Plan:
    """Place what can be placed; explain each placement and each omission."""
    zone = zone_named(problem.zone)
    days = {day.day: day for day in problem.days}
    by_day: dict[date, list[Demand]] = defaultdict(list)
    for demand in problem.demands:
        by_day[demand.windows[0].day].append(demand)
    placements: list[Placement] = []
    omissions: list[Omission] = []
    points = bound = 0.0
    proven = True
    for day in sorted(by_day):
        solver = _Day(days[day], by_day[day], problem, zone)
        answer = solver.search.run()
        placements += solver.placements(answer)
        omissions += solver.omissions(answer)
        points += answer.score[-1]
        bound += solver.search.bound[-1]
        proven = proven and answer.proven
    chosen = {placement.demand.id: placement.place for placement in placements}
    score = Score(Objective(problem).tiers(chosen), points)
    return Plan(tuple(placements), tuple(omissions), score, points if proven else bound, proven)


class _Day:
    """One day's demands against what stands there."""

    def __init__(
        self, outlook: DayOutlook, demands: list[Demand], problem: Problem, zone: ZoneInfo
    ) -> None:
        self._outlook = outlook
        self._demands = demands
        self._zone = zone
        self._curve = Curve.of(outlook)
        whole = day_span(outlook.day, zone)
        self._standing = [
            entry
            for entry in problem.diaries[0].fixed
            if entry.blocks_time and entry.span.overlaps(whole)
        ]
        self._taken = [(_group(entry), _minutes(entry, whole, zone)) for entry in self._standing]
        self._earliest = problem.not_before
        self._tiers = {quota.name: quota.tier for quota in problem.quotas}
        self._peak_starts = {window.start for window in outlook.peaks}
        wants = [self._want(demand) for demand in demands]
        self.search = DaySearch(wants, self._taken)

    def placements(self, answer: DayAnswer) -> list[Placement]:
        """The demands that found a place, earliest first."""
        placed = {
            demand.id: (demand, answer.chosen[demand.id])
            for demand in self._demands
            if demand.id in answer.chosen
        }
        options = sorted((option.start, key) for key, (_, option) in placed.items())
        explainer = self._explainer(answer)
        found = []
        for _, key in options:
            demand, option = placed[key]
            span = self._span(option.start, option.end)
            reasons = explainer.placed(demand, option.start)
            place = Place(self._outlook.day, option.start)
            found.append(Placement(demand, place, span, {"points": option.points}, reasons))
        return found

    def omissions(self, answer: DayAnswer) -> list[Omission]:
        """The demands without a place."""
        explainer = self._explainer(answer)
        return [
            Omission(demand, explainer.omitted(demand))
            for demand in self._demands
            if demand.id not in answer.chosen
        ]

    def _explainer(self, answer: DayAnswer) -> Explainer:
        kinds = {demand.id: demand.kind for demand in self._demands}
        chosen = [
            Taken(kinds[DemandId(key)], option.start, option.end)
            for key, option in answer.chosen.items()
        ]
        return Explainer(self._outlook, self._standing, chosen, self._zone)

    def _want(self, demand: Demand) -> Want:
        options = tuple(
            Option(start, start + demand.minutes, self._points(demand, start))
            for start in demand.windows[0].starts
            if self._in_time(start)
        )
        return Want(demand.id, self._tiers[demand.quota], options, demand.group, demand.gap_minutes)

    def _in_time(self, start: int) -> bool:
        if self._earliest is None:
            return True
        return resolve_minute(self._outlook.day, start, self._zone) >= self._earliest

    def _points(self, demand: Demand, start: int) -> float:
        contacts = self._curve.between(start, start + demand.minutes)
        points = contacts if demand.wish is Wish.HIGH else -QUIET_PRICE * contacts
        if demand.wish is Wish.HIGH and start in self._peak_starts:
            points *= AS_SHOWN
        stays = (
            demand.current is not None
            and self._span(start, start + demand.minutes) == demand.current.span
        )
        return points + STAYING if stays else points

    def _span(self, start: int, end: int) -> Span:
        return Span(
            resolve_minute(self._outlook.day, start, self._zone),
            resolve_minute(self._outlook.day, end, self._zone),
        )


def _group(entry: Entry) -> str:
    return entry.kind.value if entry.kind is EntryKind.UNPLANNED else ""


def _minutes(entry: Entry, whole: Span, zone: ZoneInfo) -> Minutes:
    start = 0 if entry.span.start <= whole.start else minute_of_day(entry.span.start, zone)
    if entry.span.end >= whole.end:
        return start, 24 * 60
    return start, max(minute_of_day(entry.span.end, zone), start + 1)
