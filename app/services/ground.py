"""Whether things may stand where they stand, by the engine's own hard rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.demands import DemandId, Engagement, Place, Problem
from app.domain.entries import EntryId
from app.domain.span import Span
from app.domain.wall import minute_of_day
from app.planning.compile import compile_problem
from app.planning.model import worth
from app.planning.soundness import sound

Places = Mapping[DemandId, Place]
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Clash:
    """Things of which not all may stand where they are; leaving one of ``gives_way`` out helps."""

    together: frozenset[DemandId]
    gives_way: frozenset[DemandId]


class Ground:
    """Asks one problem's rules about assignments, allowed or not."""

    def __init__(self, problem: Problem) -> None:
        self._compiled = compile_problem(sound(problem).problem)

    def homeless(self, places: Places) -> frozenset[DemandId]:
        """Those whose place is none: something fixed lies there, or somebody is away."""
        return frozenset(one for one, option in self._options(places).items() if option < 0)

    def clashes(self, places: Places) -> list[Clash]:
        """The rules that are broken by places which are allowed one by one."""
        model = self._compiled.model
        options = {one: at for one, at in self._options(places).items() if at >= 0}
        chosen = np.bincount(list(options.values()), minlength=model.options)
        rows = np.repeat(np.arange(len(model.row_limit)), np.diff(model.row_ptr))
        weights = model.row_value * chosen[model.row_column]
        sums = np.bincount(rows, weights=weights, minlength=len(model.row_limit))
        found = []
        for row in np.flatnonzero(sums > model.row_limit + _ROUNDING):
            here = slice(model.row_ptr[row], model.row_ptr[row + 1])
            value = dict(
                zip(model.row_column[here].tolist(), model.row_value[here].tolist(), strict=True)
            )
            found.append(
                Clash(
                    frozenset(one for one, at in options.items() if at in value),
                    frozenset(one for one, at in options.items() if value.get(at, 0) > 0),
                )
            )
        return found

    def points(self) -> dict[Place, float]:
        """Every place of the problem's only demand, with the points of the week with it there."""
        (demand,) = (one for members in self._compiled.members for one in members)
        model = self._compiled.model
        found = {}
        for option in range(model.options):
            chosen = np.array([option], dtype=np.int64)
            found[self._compiled.places(chosen)[demand.id]] = worth(model, chosen).points
        return found

    def _options(self, places: Places) -> dict[DemandId, int]:
        """The option that each of ``places`` is, -1 for none."""
        found = {}
        for one, place in places.items():
            taken = self._compiled.options_of({one: place})
            found[one] = int(taken[0]) if len(taken) else -1
        return found


def settled(problem: Problem, gone: Collection[EntryId]) -> Problem:
    """The problem with nothing left to place: everything stands where it is, but for ``gone``."""
    standing = [d for d in problem.demands if d.current is not None and d.current.id not in gone]
    diaries = tuple(
        replace(
            diary,
            fixed=(
                *(entry for entry in diary.fixed if entry.id not in gone),
                *(d.current for d in standing if d.current and d.owner == diary.owner),
            ),
        )
        for diary in problem.diaries
    )
    engagements = (
        *(one for one in problem.engagements if one.entry.id not in gone),
        *(Engagement(d.current, d.leaves_phones, d.as_team) for d in standing if d.current),
    )
    return replace(problem, diaries=diaries, engagements=engagements, demands=(), quotas=())


def place_of(span: Span, zone: ZoneInfo) -> Place:
    """The day and wall-clock minute at which a span starts."""
    return Place(span.start.astimezone(zone).date(), minute_of_day(span.start, zone))
