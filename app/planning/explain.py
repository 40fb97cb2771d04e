"""Why each thing got its place, or none: the numbers, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.demands import DemandId, Place, Problem
from app.domain.people import PersonId
from app.domain.reasons import Reasons
from app.planning.explain_facts import Facing
from app.planning.explain_omission import Omitted
from app.planning.explain_place import Placed
from app.planning.explain_points import Points
from app.planning.explain_scene import Scene


@dataclass(frozen=True, slots=True)
class Explained:
    """Why each demand has its place, and why the others have none; every demand is in one."""

    placed: Mapping[DemandId, Reasons] = field(default_factory=dict)
    omitted: Mapping[DemandId, Reasons] = field(default_factory=dict)


def explain(
    problem: Problem,
    chosen: Mapping[DemandId, Place],
    names: Mapping[PersonId, str] | None = None,
) -> Explained:
    """Say what decided for each place and what stood in the way of the rest.

    ``names`` are how people and teams are called, by their ids; without a name only the id is
    told. Everything is recounted from the demands; where the places come from is not asked.
    """
    scene = Scene(problem, chosen)
    points, facing = Points(scene), Facing(scene, names or {})
    placed, omitted = Placed(scene, points, facing), Omitted(scene, points, facing)
    return Explained(
        {d.id: placed.reasons(d, chosen[d.id]) for d in problem.demands if d.id in chosen},
        {d.id: omitted.reasons(d) for d in problem.demands if d.id not in chosen},
    )
