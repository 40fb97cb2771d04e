"""A good plan at once, without a solver: minimum counts first, then what is worth most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from app.planning.day_search import DaySearch, Option, Want
from app.planning.model import BoolArray, IntArray, Model, missed
from app.planning.placing import Placing

LAST_DAY_TIER = 2
"""Demands of the tiers up to here that have one day only are placed exactly, day by day."""
NODES_A_DAY = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class First:
    """A first choice; ``proven`` when no other one is better."""

    chosen: IntArray
    proven: bool


def greedy(model: Model) -> IntArray:
    """Choose options that are allowed together; ascending indices."""
    return first(model).chosen


def mended(model: Model, stood: IntArray) -> IntArray:
    """Keep of ``stood`` what still fits and place what is missing; ascending indices."""
    placing = Placing(model)
    order = np.argsort(model.inside[model.klass[stood]], kind="stable")
    for option in stood[order].tolist():
        if placing.open[option]:
            placing.place(option)
    _fill_all(placing)
    return placing.result()


def first(model: Model) -> First:
    """Choose at once, and say whether that is the best there is.

    It is when every demand was placed by the exact search of its day and no pause is lost.
    """
    placing = Placing(model)
    whole, proven = _by_day(placing)
    _fill_all(placing)
    chosen = placing.result()
    none = np.zeros(0, dtype=np.int64)
    return First(chosen, whole and proven and missed(model, chosen) == missed(model, none))


def _fill_all(placing: Placing) -> None:
    model = placing.model
    for tier in range(model.tiers):
        _fill(placing, _of_tier(model, tier), model.minimum)
    _fill(placing, np.ones(len(model.multiplicity), dtype=np.bool_), None)


def _of_tier(model: Model, tier: int) -> BoolArray:
    named = np.append(model.tier == tier, False)
    return named[model.quota]


def _fill(placing: Placing, wanted: BoolArray, minimum: IntArray | None) -> None:
    """Place what is ``wanted``, the one with the most to gain an hour first.

    With ``minimum`` only up to the quotas' minima, and also at a loss.
    """
    model = placing.model
    options = np.flatnonzero(wanted[model.klass])
    if not len(options):
        return
    klass = model.klass[options]
    edges = np.flatnonzero(np.diff(klass, prepend=-1))
    which = klass[edges]
    minutes = (model.end - model.start)[options[edges]]
    while True:
        gains = placing.gains_of(options)
        best = np.maximum.reduceat(gains, edges)
        if minimum is not None:
            quota = model.quota[which]
            best[placing.reached[quota] >= minimum[quota]] = -np.inf
        else:
            best[best <= 0] = -np.inf
        rank = best / minutes
        at = int(np.argmax(rank))
        if rank[at] == -np.inf:
            return
        last = edges[at + 1] if at + 1 < len(edges) else len(options)
        placing.place(int(options[edges[at] + np.argmax(gains[edges[at] : last])]))


def _by_day(placing: Placing) -> tuple[bool, bool]:
    """Blocks, lunches and the door of each day together; whether that was all, and exact."""
    model = placing.model
    days, count = _days(model, placing.open)
    proven = True
    for wants in days:
        answer = DaySearch([want for want, _ in wants], (), node_limit=NODES_A_DAY).run()
        proven &= answer.proven
        number = {want.key: options for want, options in wants}
        for key, option in sorted(answer.chosen.items()):
            at = number[key][option.start]
            if placing.open[at]:
                placing.place(at)
            else:
                proven = False
    return count == int(model.multiplicity.sum()), proven


Wants = list[tuple[Want, dict[int, int]]]


def _days(model: Model, open_: BoolArray) -> tuple[Iterable[Wants], int]:
    """What is placed by day, with the option of each start; and how many demands that is."""
    first_of = np.searchsorted(model.klass, np.arange(len(model.multiplicity) + 1))
    left = model.minimum.copy()
    by_day: dict[tuple[int, int], Wants] = defaultdict(list)
    count = 0
    for klass in range(len(model.multiplicity)):
        quota = model.quota[klass]
        here = np.arange(first_of[klass], first_of[klass + 1])
        if quota < 0 or model.inside[klass] or model.tier[quota] > LAST_DAY_TIER:
            continue
        many = int(min(model.multiplicity[klass], left[quota]))
        left[quota] -= many
        if len(here) and (model.day[here] != model.day[here[0]]).any():
            continue
        count += many
        if not len(here):
            continue
        options = tuple(
            Option(int(model.start[o]), int(model.end[o]), float(model.points[o]))
            for o in here
            if open_[o]
        )
        number = {int(model.start[o]): int(o) for o in here}
        group = str(model.group[klass]) if model.group[klass] >= 0 else ""
        day = (int(model.owner[klass]), int(model.day[here[0]]))
        for copy in range(many):
            want = Want(
                f"{klass}:{copy}", int(model.tier[quota]), options, group, int(model.gap[klass])
            )
            by_day[day].append((want, number))
    return by_day.values(), count
