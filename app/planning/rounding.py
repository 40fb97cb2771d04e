"""A choice read off the relaxed one: what it takes whole first, then what it values most."""

from __future__ import annotations

import numpy as np

from app.planning.model import IntArray, Model
from app.planning.placing import Placing
from app.planning.relaxation import Bound

_SOME = 1e-3
"""A share below this says nothing."""


def rounded(model: Model, bound: Bound) -> IntArray:
    """Place options in the order of their shares, then of what they gain beyond their cost."""
    placing = Placing(model)
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


def _of_use(placing: Placing, option: int) -> bool:
    at = np.array([option])
    return bool(len(_useful(placing, at, needed=False)) or len(_useful(placing, at, needed=True)))


def _useful(placing: Placing, options: IntArray, *, needed: bool) -> IntArray:
    """Those that a minimum count still needs, or those that gain points."""
    if not needed:
        return options[placing.gains_of(options) > 0]
    model = placing.model
    short = np.append(placing.reached < model.minimum, False)
    return options[short[model.quota[model.klass[options]]]]
