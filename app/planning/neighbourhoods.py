"""Parts of a plan that are worth solving anew while the rest stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from app.planning.model import BoolArray, IntArray, Model
from app.planning.relaxation import Bound

_ROUNDING = 1e-6
DAYS_APART = 7
"""Days of one neighbourhood lie less than this apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Options that are decided anew together, and what to call them."""

    name: str
    options: BoolArray


def groups(model: Model) -> list[Part]:
    """Each calendar of several, or each week of one."""
    owner = model.owner[model.klass]
    if len(np.unique(owner)) > 1:
        return [Part(f"owner {one}", owner == one) for one in np.unique(owner)]
    week = model.day // DAYS_APART
    return [Part(f"week {one}", week == one) for one in np.unique(week)]


def disputed(model: Model, bound: Bound, chosen: IntArray, among: list[Part]) -> list[Part]:
    """In each part everything of the classes on which the relaxed choice and ``chosen`` differ."""
    takes = np.zeros(model.options)
    takes[chosen] = 1.0
    differs = np.abs(takes - bound.share) > _ROUNDING
    classes = np.zeros(len(model.multiplicity), dtype=np.bool_)
    classes[model.klass[differs]] = True
    options = classes[model.klass]
    return [Part(f"disputed in {part.name}", options & part.options) for part in among]


def couples(among: list[Part]) -> list[Part]:
    """Each part with each other one."""
    return [
        Part(f"{one.name} and {other.name}", one.options | other.options)
        for one, other in combinations(among, 2)
    ]


def single_days(model: Model) -> list[Part]:
    """Each day of each calendar."""
    days = int(model.day.max(initial=0)) + 1
    place = model.owner[model.klass] * days + model.day
    return [Part(f"day {one}", place == one) for one in np.unique(place)]


def pairs_of_days(model: Model) -> list[Part]:
    """Two days of one calendar that are not far apart; with several calendars those whole."""
    found = []
    if len(np.unique(model.owner[model.klass])) > 1:
        return groups(model)
    days = np.unique(model.day)
    for at, day in enumerate(days):
        for other in days[at + 1 :]:
            if other - day < DAYS_APART:
                both = (model.day == day) | (model.day == other)
                found.append(Part(f"days {day} and {other}", both))
    return found or [Part("all days", np.ones(model.options, dtype=np.bool_))]


def apart_from_sessions(model: Model, among: list[Part]) -> list[Part]:
    """The same parts while sessions and what lies inside them stay: these are slow to solve."""
    kept = model.inside[model.klass] == 0
    kept[model.row_column[model.row_value < 0]] = False
    if kept.all():
        return among
    return [Part(f"{part.name} but for sessions", part.options & kept) for part in among]


def promise(model: Model, bound: Bound, chosen: IntArray, part: Part) -> float:
    """How much more the relaxed choice makes of a part than ``chosen`` does."""
    inside = part.options
    relaxed = float((model.points[inside] * bound.share[inside]).sum())
    return relaxed - float(model.points[chosen[inside[chosen]]].sum())


def short_of(model: Model, chosen: IntArray, tier: int) -> Part:
    """The days and calendars of the quotas of ``tier`` that ``chosen`` leaves short."""
    quota = model.quota[model.klass[chosen]]
    placed = np.bincount(quota[quota >= 0], minlength=len(model.minimum))
    short = np.append((model.tier == tier) & (placed < model.minimum), False)
    days = int(model.day.max(initial=0)) + 1
    place = model.owner[model.klass] * days + model.day
    wanted = np.unique(place[short[model.quota[model.klass]]])
    return Part(f"tier {tier}", np.isin(place, wanted))
