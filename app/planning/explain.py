"""Why each thing got its place, or none: the numbers, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.domain.demands import DemandId, Place, Problem
from app.domain.people import PersonId
from app.domain.reasons import Reasons
from app.planning.explain_facts import Facing
from app.planning.explain_omission import Omitted
from app.planning.explain_place import Placed
from app.planning.explain_points import Points
from app.planning.explain_scene import Scene
from app.planning.limits import never


@dataclass(frozen=True, slots=True)
class Explained:
    """Why each demand has its place, or has none; all demands, unless it was called off."""

    placed: Mapping[DemandId, Reasons] = field(default_factory=dict)
    omitted: Mapping[DemandId, Reasons] = field(default_factory=dict)


def explain(
    problem: Problem,
    chosen: Mapping[DemandId, Place],
    names: Mapping[PersonId, str] | None = None,
    cancelled: Callable[[], bool] = never,
) -> Explained:
    """Say what decided for each place and what stood in the way of the rest.

    ``names`` are how people and teams are called, by their ids; without a name only the id is
    told. Everything is recounted from the demands; where the places come from is not asked.
    Once ``cancelled`` what is left goes without its reasons.
    """
    scene = Scene(problem, chosen)
    points, facing = Points(scene), Facing(scene, names or {})
    placed, omitted = Placed(scene, points, facing), Omitted(scene, points, facing)
    told: tuple[dict[DemandId, Reasons], dict[DemandId, Reasons]] = {}, {}
    for demand in sorted(problem.demands, key=lambda one: one.id not in chosen):
        if cancelled():
            break
        if demand.id in chosen:
            told[0][demand.id] = placed.reasons(demand, chosen[demand.id])
        else:
            told[1][demand.id] = omitted.reasons(demand)
    return Explained(*told)
