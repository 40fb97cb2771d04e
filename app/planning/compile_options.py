"""Every place that a demand may take by itself, with the points it earns there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from typing import TypeVar

import numpy as np

from app.domain.demands import GRID_MINUTES, Demand, Problem
from app.domain.objective import AS_SHOWN, PEAK, PHONES, QUIET, STAYS, STAYS_INVITED
from app.domain.rules import Wish
from app.domain.wall import MINUTES_A_DAY
from app.planning.compile_days import Days
from app.planning.model import BoolArray, FloatArray, IntArray

Members = tuple[tuple[Demand, ...], ...]
Name = TypeVar("Name")


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """Places, a value each: class, day, wall-clock ``start`` and ``end``, and both as moments.

    ``stay`` are points for being found where a member of the class stands today.
    """

    klass: IntArray
    day: IntArray
    start: IntArray
    end: IntArray
    begins: IntArray
    ends: IntArray
    stay: FloatArray

    def only(self, kept: BoolArray) -> Options:
        """Those that ``kept`` names."""
        return Options(**{field.name: getattr(self, field.name)[kept] for field in fields(self)})


def classes(demands: Iterable[Demand]) -> Members:
    """Demands that differ in nothing but where they stand today, together."""
    found: dict[object, list[Demand]] = {}
    for demand in demands:
        found.setdefault(_sort(demand), []).append(demand)
    return tuple(tuple(members) for members in found.values())


def numbered(names: Iterable[Name]) -> dict[Name, int]:
    """Number different names in order of appearance."""
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def options_of(members: Members, problem: Problem, days: Days) -> Options:
    """All places in the windows that exist on the clock, before anything else is asked.

    An option ends by midnight, and one whose time is swallowed by a change of clocks is none.
    """
    at = numbered(days.days)
    windows = [
        (number, at[window.day], window.starts)
        for number, alike in enumerate(members)
        for window in alike[0].windows
        if window.day in at
    ]
    lengths = [len(starts) for _, _, starts in windows]
    klass = np.repeat(np.array([w[0] for w in windows], dtype=np.int64), lengths)
    day = np.repeat(np.array([w[1] for w in windows], dtype=np.int64), lengths)
    start = np.array(list(chain.from_iterable(w[2] for w in windows)), dtype=np.int64)
    key = np.unique((klass * len(at) + day) * MINUTES_A_DAY + start)
    minutes = np.array([alike[0].minutes for alike in members], dtype=np.int64)
    rest, start = np.divmod(key, MINUTES_A_DAY)
    klass, day = np.divmod(rest, max(len(at), 1))
    end = start + minutes[klass]
    fits = end <= MINUTES_A_DAY
    klass, day, start, end = klass[fits], day[fits], start[fits], end[fits]
    begins, ends = days.moment[day, start], days.moment[day, end]
    stay = np.zeros(len(klass))
    options = Options(klass, day, start, end, begins, ends, stay)
    options = options.only(ends > begins)
    _mark_stays(options, members, days)
    return options


def in_time(options: Options, members: Members, problem: Problem, days: Days) -> Options:
    """Those that do not start too early, and those with agents that the freeze leaves."""
    kept = np.ones(len(options.klass), dtype=np.bool_)
    if problem.not_before is not None:
        kept &= options.begins >= days.seconds(problem.not_before)
    if problem.frozen_until is not None:
        with_agents = np.array(
            [any(person in problem.agents for person in alike[0].people) for alike in members],
            dtype=np.bool_,
        )
        near = options.begins < days.seconds(problem.frozen_until)
        kept &= ~near | ~with_agents[options.klass] | (options.stay > 0)
    return options.only(kept)


def spread(of: IntArray, lists: Sequence[Sequence[int]]) -> tuple[IntArray, IntArray]:
    """Pair each position of ``of`` with each member of the list that it names."""
    counts = np.array([len(one) for one in lists], dtype=np.int64)[of]
    flat = np.array(list(chain.from_iterable(lists)), dtype=np.int64)
    first = np.cumsum([0, *(len(one) for one in lists)])[of]
    position, value = runs(first, counts)
    return position, flat[value]


def runs(first: IntArray, counts: IntArray) -> tuple[IntArray, IntArray]:
    """Pair position i with each of ``first[i]`` … ``first[i] + counts[i] - 1``."""
    position = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return position, np.arange(len(position)) - (before - first)[position]


def points_of(options: Options, members: Members, problem: Problem, days: Days) -> FloatArray:
    """What each option earns and costs by itself, as `Objective.parts` counts it."""
    firsts = [alike[0] for alike in members]
    of = options.klass
    contacts = days.contacts[options.day, options.end] - days.contacts[options.day, options.start]
    load = contacts / days.busiest_quarter
    high = np.array([first.wish is Wish.HIGH for first in firsts], dtype=np.bool_)[of]
    low = np.array([first.wish is Wish.LOW for first in firsts], dtype=np.bool_)[of]
    off = np.array(
        [
            sum(person in problem.agents for person in first.people) if first.leaves_phones else 0
            for first in firsts
        ],
        dtype=np.float64,
    )[of]
    points = np.array([first.worth for first in firsts], dtype=np.float64)[of] + options.stay
    points[low] -= QUIET * load[low]
    points[high] += _peak(options, contacts, problem, days, high)
    points -= PHONES * off * _strain(options, load, days)
    points -= np.array([first.later for first in firsts], dtype=np.float64)[of] * options.day
    return points


def _sort(demand: Demand) -> object:
    return (
        demand.kind,
        demand.minutes,
        demand.windows,
        demand.worth,
        demand.wish,
        demand.later,
        demand.quota,
        demand.group,
        demand.gap_minutes,
        demand.per_day,
        demand.owner,
        demand.people,
        demand.leaves_phones,
        demand.as_team,
        demand.room,
        demand.inside,
        demand.step_minutes,
    )


def _mark_stays(options: Options, members: Members, days: Days) -> None:
    """Raise ``stay`` where an option is the very span of a member's entry of today."""
    first = np.searchsorted(options.klass, np.arange(len(members) + 1))
    for number, alike in enumerate(members):
        here = slice(first[number], first[number + 1])
        for demand in alike:
            if demand.current is None:
                continue
            span = demand.current.span
            found = (options.begins[here] == days.seconds(span.start)) & (
                options.ends[here] == days.seconds(span.end)
            )
            points = STAYS_INVITED if demand.current.invited else STAYS
            stay = options.stay[here]
            stay[found] = np.maximum(stay[found], points)


def _peak(
    options: Options, contacts: FloatArray, problem: Problem, days: Days, high: BoolArray
) -> FloatArray:
    day, start = options.day[high], options.start[high]
    minutes = options.end[high] - start
    best = np.zeros(len(day))
    for length in np.unique(minutes):
        same = minutes == length
        best[same] = days.busiest(int(length))[day[same]]
    share = np.divide(contacts[high], best, out=np.zeros(len(day)), where=best > 0)
    drawn = np.zeros((len(days.days), MINUTES_A_DAY + 1))
    for row, outlook in enumerate(problem.days):
        drawn[row, [window.start for window in outlook.peaks]] = 1
    shown = np.where(drawn[day, start] > 0, AS_SHOWN, 1.0)
    return np.asarray(PEAK * minutes / 60 * share * shown)


def _strain(options: Options, load: FloatArray, days: Days) -> FloatArray:
    """Quarters at full strain; the load stands in where the strain of a day is not known."""
    first, last = options.start // GRID_MINUTES, -(-options.end // GRID_MINUTES)
    known = days.strain[options.day, last] - days.strain[options.day, first]
    return np.where(days.strained[options.day], known, load)
