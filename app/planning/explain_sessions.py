"""Slots and the sessions that hold them, seen from either side."""

from __future__ import annotations

import numpy as np

from app.domain.demands import Demand
from app.domain.wall import MINUTES_A_DAY
from app.planning.explain_scene import NONE, BoolArray, IntArray, Options, Scene


def in_session(scene: Scene, demand: Demand, options: Options, gone: IntArray) -> BoolArray:
    """Which places of a slot lie within one session, on its steps; ``gone`` ones left aside."""
    begins, ends = _sessions(scene, (demand.owner, demand.inside), gone)
    start, end = options.begins[:, None], options.ends[:, None]
    return np.asarray(_holds(begins, ends, start, end, demand.step_minutes).any(axis=1))


def leaves_slots(
    scene: Scene, demand: Demand, options: Options, gone: IntArray
) -> BoolArray | None:
    """Where a session would not hold what lies in it and in no other one; None for nothing."""
    group = (demand.owner, demand.group)
    inside = scene.insides.get(group, NONE)
    if not len(inside):
        return None
    others = _sessions(scene, group, gone)
    left = np.zeros(len(options.day), dtype=np.bool_)
    for column in inside.tolist():
        slot = scene.things[column].demand
        begins, ends = scene.begins[column], scene.ends[column]
        if slot is None or _holds(*others, begins, ends, slot.step_minutes).any():
            continue
        left |= ~_holds(options.begins, options.ends, begins, ends, slot.step_minutes)
    return left


def _sessions(scene: Scene, group: tuple[str, str], gone: IntArray) -> tuple[IntArray, IntArray]:
    """Where the sessions of a group begin and end."""
    columns = scene.groups.get(group, NONE).tolist()
    kept = [n for n in columns if n not in gone and not scene.things[n].inside]
    return scene.begins[kept], scene.ends[kept]


def _holds(
    begins: IntArray, ends: IntArray, start: IntArray, end: IntArray, step_minutes: int
) -> BoolArray:
    """Whether sessions hold slots, which begin at a step of theirs."""
    step = 60 * (step_minutes if step_minutes > 0 else MINUTES_A_DAY)
    return np.asarray((begins <= start) & (end <= ends) & ((start - begins) % step == 0))
