"""Turns a problem into a `Model` and a choice of options back into places."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.demands import Demand, DemandId, Place, Problem
from app.planning.model import IntArray, Model


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A problem with its model. ``members`` are the demands of each class."""

    problem: Problem
    model: Model
    members: tuple[tuple[Demand, ...], ...]

    def places(self, chosen: IntArray) -> dict[DemandId, Place]:
        """The demands that a choice places, and where."""
        raise NotImplementedError

    def options_of(self, assignment: dict[DemandId, Place]) -> IntArray:
        """The options that an assignment takes; places that are no options are left out."""
        raise NotImplementedError


def compile_problem(problem: Problem) -> Compiled:
    """List the options of every demand and the rows between them."""
    raise NotImplementedError
