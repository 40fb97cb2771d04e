"""A choice read off the relaxed one: what it takes whole first, then what it values most."""

from __future__ import annotations

import numpy as np

from app.planning.model import IntArray, Model
from app.planning.placing import Placing
from app.planning.relaxation import Bound

_TRIES = 4
_SOME = 1e-3
"""A share below this says nothing."""


def rounded(model: Model, bound: Bound, known: IntArray) -> IntArray:
    """Round, and where that leaves a minimum count short begin with the days of ``known``.

    The answer reaches the minimum counts that ``known`` reaches, or is ``known``.
    """
    days = int(model.day.max(initial=0)) + 1
    place = model.owner[model.klass] * days + model.day
    trusted = np.zeros(0, dtype=np.int64)
    wanted = _counts(model, known)
    for _ in range(_TRIES):
        found = _round(model, bound, trusted)
        short = np.append(_counts(model, found) < wanted, False)
        if not short.any():
            return found
        where = np.unique(place[short[model.quota[model.klass]]])
        more = known[np.isin(place[known], where)]
        trusted = np.union1d(trusted, more)
    return known


def _counts(model: Model, chosen: IntArray) -> IntArray:
    quota = model.quota[model.klass[chosen]]
    placed = np.bincount(quota[quota >= 0], minlength=len(model.minimum))
    return np.minimum(placed, model.minimum)


def _round(model: Model, bound: Bound, trusted: IntArray) -> IntArray:
    """``trusted`` first, then options in the order of their shares, then of their slack."""
    placing = Placing(model)
    for option in _sessions_first(model, trusted):
        if placing.open[option]:
            placing.place(option)
    order = np.lexsort((-bound.slack, -bound.share))
    for option in order[: int((bound.share > _SOME).sum())].tolist():
        if placing.open[option] and _of_use(placing, option):
            placing.place(option)
    by_slack = np.argsort(-bound.slack, kind="stable")
    for needed in (True, False):
        while len(by_slack := by_slack[placing.open[by_slack]]):
            wanted = _useful(placing, by_slack, needed=needed)
            if not len(wanted):
                break
            placing.place(int(wanted[0]))
    return placing.result()


def _sessions_first(model: Model, options: IntArray) -> list[int]:
    order = np.argsort(model.inside[model.klass[options]], kind="stable")
    return [int(option) for option in options[order]]


def _of_use(placing: Placing, option: int) -> bool:
    at = np.array([option])
    return bool(len(_useful(placing, at, needed=False)) or len(_useful(placing, at, needed=True)))


def _useful(placing: Placing, options: IntArray, *, needed: bool) -> IntArray:
    """Those that a minimum count still needs, or those that gain points."""
    if not needed:
        return options[placing.gains_of(options) > 0]
    model = placing.model
    short = np.append(placing.reached < model.minimum, False)
    needed_here = short[model.quota[model.klass[options]]]
    return np.asarray(options[needed_here], dtype=np.int64)
