"""Turns a problem into a `Model` and a choice of options back into places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.domain.demands import CELLS_A_DAY, GRID_MINUTES, Demand, DemandId, Place, Problem
from app.domain.entries import EntryKind
from app.domain.objective import Objective
from app.domain.wall import MINUTES_A_DAY
from app.planning.compile_days import Days
from app.planning.compile_options import (
    Members,
    Options,
    classes,
    in_time,
    numbered,
    options_of,
    points_of,
    runs,
)
from app.planning.compile_rows import rows_of
from app.planning.compile_standing import Standing, group_gaps
from app.planning.model import PAUSE_CELLS, FloatArray, IntArray, Model


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A problem with its model. ``members`` are the demands of each class."""

    problem: Problem
    model: Model
    members: Members

    def places(self, chosen: IntArray) -> dict[DemandId, Place]:
        """The demands that a choice places, and where.

        Among demands of one class each stays where it stands, if that place is chosen.
        """
        model = self.model
        by_class: dict[int, list[Place]] = {}
        for option in np.sort(chosen):
            day = self.problem.days[model.day[option]].day
            place = Place(day, int(model.start[option]))
            by_class.setdefault(int(model.klass[option]), []).append(place)
        objective = Objective(self.problem)
        found: dict[DemandId, Place] = {}
        for number, places in by_class.items():
            found |= _shared_out(self.members[number], places, objective)
        return found

    def options_of(self, assignment: Mapping[DemandId, Place]) -> IntArray:
        """The options that an assignment takes; places that are no options are left out."""
        model = self.model
        days = numbered(day.day for day in self.problem.days)
        keys = (model.klass * len(days) + model.day) * MINUTES_A_DAY + model.start
        wanted = [
            (number * len(days) + days[place.day]) * MINUTES_A_DAY + place.start
            for number, alike in enumerate(self.members)
            for demand in alike
            if (place := assignment.get(demand.id)) is not None and place.day in days
        ]
        return np.flatnonzero(np.isin(keys, wanted))


def compile_problem(problem: Problem) -> Compiled:
    """List the options of every demand and the rows between them."""
    members = classes(problem.demands)
    days = Days.of(problem)
    standing = Standing(problem, days, members)
    options = in_time(options_of(members, problem, days), members, problem, days)
    options = options.only(standing.leaves_room(options))
    rows = rows_of(options, standing)
    kept = ~rows.hopeless(len(options.klass))
    options, rows = options.only(kept), rows.over(kept)
    multiplicity = np.array([len(alike) for alike in members], dtype=np.int64)
    rows = rows.tight(options.klass, multiplicity)
    order = np.argsort(rows.row, kind="stable")
    free, cover_option, cover_cell, stretch = _pauses(options, standing)
    model = Model(
        points=points_of(options, members, problem, days),
        klass=options.klass,
        day=options.day,
        start=options.start,
        end=options.end,
        multiplicity=multiplicity,
        **_of_classes(standing),
        minimum=np.array([quota.minimum for quota in problem.quotas], dtype=np.int64),
        tier=np.array([quota.tier for quota in problem.quotas], dtype=np.int64),
        row_ptr=np.searchsorted(rows.row[order], np.arange(len(rows.limit) + 1)),
        row_column=rows.option[order],
        row_value=rows.value[order],
        row_limit=rows.limit,
        cell_free=free,
        cover_option=cover_option,
        cover_cell=cover_cell,
        stretch=stretch,
    )
    return Compiled(problem, model, members)


def _of_classes(standing: Standing) -> dict[str, IntArray]:
    quotas = {quota.name: number for number, quota in enumerate(standing.problem.quotas)}
    gaps = group_gaps(standing.firsts)
    firsts = standing.firsts
    columns = {
        "quota": [quotas.get(first.quota, -1) for first in firsts],
        "owner": [standing.owners[first.owner] for first in firsts],
        "group": [standing.groups.get((first.owner, first.group), -1) for first in firsts],
        "gap": [gaps.get((first.owner, first.group), 0) for first in firsts],
        "inside": [int(bool(first.inside)) for first in firsts],
    }
    return {name: np.array(values, dtype=np.int64) for name, values in columns.items()}


def _pauses(options: Options, standing: Standing) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    """Free quarters of working hours, who takes them, and stretches that could lack a pause."""
    objective = Objective(standing.problem)
    owner = np.array(
        [
            -1 if first.inside or first.kind is EntryKind.LUNCH else standing.owners[first.owner]
            for first in standing.firsts
        ],
        dtype=np.int64,
    )[options.klass]
    day_of = numbered(standing.days.days)
    free: list[FloatArray | IntArray] = []
    cell_of = np.full((len(standing.owners) + 1, len(day_of), CELLS_A_DAY), -1, dtype=np.int64)
    stretch: list[int] = []
    count = 0
    for diary in standing.problem.diaries:
        first = -(-diary.working.start // GRID_MINUTES)
        last = diary.working.end // GRID_MINUTES
        for day in diary.working_days:
            cells = np.arange(count, count + last - first)
            if day in day_of and diary.owner in standing.owners:
                cell_of[standing.owners[diary.owner], day_of[day], first:last] = cells
            free.append((~objective.busy_cells(diary, day)[first:last]).astype(np.int64))
            stretch += range(count, count + last - first - PAUSE_CELLS + 1)
            count += last - first
    taking = np.flatnonzero(owner >= 0)
    first_cell = options.start[taking] // GRID_MINUTES
    length = -(-options.end[taking] // GRID_MINUTES) - first_cell
    at, cell = runs(first_cell, length)
    cover_option = taking[at]
    cover_cell = cell_of[owner[cover_option], options.day[cover_option], cell]
    known = cover_cell >= 0
    cell_free = np.concatenate([*free, np.zeros(0)]).astype(np.int64)
    return cell_free, cover_option[known], cover_cell[known], np.array(stretch, dtype=np.int64)


def _shared_out(
    alike: tuple[Demand, ...], places: list[Place], objective: Objective
) -> dict[DemandId, Place]:
    """Give the places to the demands of a class; whoever stands at one of them keeps it."""
    if len(alike) == 1:
        return {alike[0].id: places[0]}
    found: dict[DemandId, Place] = {}
    left = list(alike)
    loose = []
    for place in places:
        staying = [demand for demand in left if objective.stays(demand, place)]
        if staying:
            best = max(staying, key=lambda demand: bool(demand.current and demand.current.invited))
            found[best.id] = place
            left.remove(best)
        else:
            loose.append(place)
    return found | {demand.id: place for demand, place in zip(left, loose, strict=False)}
