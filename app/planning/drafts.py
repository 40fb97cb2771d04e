"""Plans of one problem: the first one, and what a choice of options comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from app.domain.demands import DemandId, Omission, Place, Placement, Plan, Problem
from app.domain.objective import PAUSE, Objective
from app.domain.people import PersonId
from app.domain.wall import minute_of_day, zone_named
from app.planning.compile import compile_problem
from app.planning.explain import Explained, explain
from app.planning.greedy import First, first, mended
from app.planning.limits import never
from app.planning.model import missed, worth
from app.planning.soundness import sound

_ROUNDING = 1e-6
_MANY = 500
"""So many demands are explained in less time than anybody notices."""


class Drafts:
    """Makes plans. ``names`` are how people are called in the reasons.

    Raises:
        BadInputError: the problem's zone does not exist.

    """

    def __init__(self, problem: Problem, names: Mapping[PersonId, str] | None = None) -> None:
        self._sound = sound(problem)
        self._problem = self._sound.problem
        self._names = names
        self._objective = Objective(self._problem)
        self._compiled = compile_problem(self._problem)
        self.model = self._compiled.model

    def first(self) -> First:
        """Options of a good plan, at once, and whether it is the best there is.

        Where something stands the plan that keeps it is made too, and the better one is taken.
        """
        found = first(self.model)
        zone = zone_named(self._problem.zone)
        stood = self._compiled.options_of(
            {
                demand.id: Place(
                    demand.current.span.start.astimezone(zone).date(),
                    minute_of_day(demand.current.span.start, zone),
                )
                for demand in self._problem.demands
                if demand.current is not None
            }
        )
        if found.proven or not len(stood):
            return found
        kept = mended(self.model, stood)
        better = worth(self.model, kept).beats(worth(self.model, found.chosen))
        return First(kept, proven=False) if better else found

    def plan(self, choice: First) -> Plan:
        """What a choice comes to, without reasons."""
        places = self._compiled.places(choice.chosen)
        proven = choice.proven or not self.model.options
        plan = Plan(
            placements=self._placements(places, Explained()),
            omissions=self._omissions(places, Explained()),
            score=self._objective.score(places),
            proven=proven,
        )
        return self.bounded(plan, plan.score.points if proven else self._easy_bound())

    @property
    def many(self) -> bool:
        """Whether there is so much that its reasons take a manager's time."""
        return len(self._problem.demands) > _MANY

    def explained(self, plan: Plan, cancelled: Callable[[], bool] = never) -> Plan:
        """The same plan with its reasons; of ``many`` those found until ``cancelled``."""
        places = {one.demand.id: one.place for one in plan.placements}
        reasons = explain(self._problem, places, self._names, cancelled if self.many else never)
        return replace(
            plan,
            placements=self._placements(places, reasons),
            omissions=self._omissions(places, reasons),
        )

    @staticmethod
    def bounded(plan: Plan, bound: float) -> Plan:
        """The plan with a bound; one below its points by no more than rounding is the points."""
        points = plan.score.points
        if bound < points <= bound + _ROUNDING * max(1.0, abs(points)):
            bound = points
        return replace(plan, bound=bound)

    def _placements(
        self, places: Mapping[DemandId, Place], reasons: Explained
    ) -> tuple[Placement, ...]:
        found = [
            Placement(
                demand=self._sound.asked[demand.id],
                place=places[demand.id],
                span=self._objective.span(demand, places[demand.id]),
                points=self._objective.parts(demand, places[demand.id]),
                reasons=reasons.placed.get(demand.id, ()),
            )
            for demand in self._problem.demands
            if demand.id in places
        ]
        return tuple(sorted(found, key=lambda one: (one.place, one.demand.id)))

    def _omissions(
        self, places: Mapping[DemandId, Place], reasons: Explained
    ) -> tuple[Omission, ...]:
        left_out = (
            Omission(self._sound.asked[demand.id], reasons.omitted.get(demand.id, ()))
            for demand in self._problem.demands
            if demand.id not in places
        )
        return (*left_out, *self._sound.refused)

    def _easy_bound(self) -> float:
        """Everything at its best place, and no pause lost but to what stands."""
        best = np.zeros(len(self.model.multiplicity))
        np.maximum.at(best, self.model.klass, self.model.points)
        nothing = np.zeros(0, dtype=np.int64)
        return float((best * self.model.multiplicity).sum()) - PAUSE * missed(self.model, nothing)
