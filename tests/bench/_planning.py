"""What the planning rows share: our course over time, and OR-Tools on the very same program."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median

import highspy  # noqa: F401 - the planner's worker is warm, too
import numpy as np

from app.domain.demands import Problem
from app.planning.compile import compile_problem
from app.planning.greedy import greedy
from app.planning.model import Model, worth
from app.planning.search import search
from tests.bench.row import Result


@dataclass
class Course:
    """Points over processor seconds; ``bound`` and ``proven`` as they were at the end."""

    tiers: tuple[int, ...]
    found: list[tuple[float, float]] = field(default_factory=list)
    bound: float = float("inf")
    proven: bool = False

    def at(self, seconds: float) -> float:
        """The best points found by then, minus infinity when nothing was."""
        return max((points for when, points in self.found if when <= seconds), default=-np.inf)

    def gap(self, best: float, seconds: float) -> float:
        """The gap to ``best`` in per cent; 100 without a plan."""
        points = self.at(seconds)
        return 100.0 if points == -np.inf else 100 * max(best - points, 0.0) / best


def ours(model: Model, seconds: float, *, prove: bool = False, rounds: int = 400) -> Course:
    """Greedy, then the search, in this process and on its processor time."""
    begun = time.process_time()
    chosen = greedy(model)
    first = worth(model, chosen)
    stamped = [(time.process_time() - begun, first)]
    bound, proven = float("inf"), False
    for step in search(model, chosen, rounds=rounds, close_enough=0.0, prove=prove):
        stamped.append((time.process_time() - begun, step.score))
        bound = step.bound if step.bound is not None else bound
        proven = step.proven
        if stamped[-1][0] > seconds:
            break
    tiers = stamped[-1][1].tiers
    course = Course(tiers, bound=bound, proven=proven)
    course.found = [(when, score.points) for when, score in stamped if score.tiers == tiers]
    return course


def peer(model: Model, tiers: tuple[int, ...], seconds: float) -> Course:
    """CP-SAT, tuned, on the same columns, rows and points at the same counts.

    It runs in a process of its own: OR-Tools brings a HiGHS along that ours cannot live with.
    """
    asked = io.BytesIO()
    np.savez(asked, tiers=np.array(tiers), seconds=np.array([seconds]), **model.to_arrays())
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench._peer"],
        input=asked.getvalue(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return Course(tiers, [tuple(one) for one in json.loads(done.stdout)])


def against_the_bound(
    row: int,
    name: str,
    instance: Callable[[int], Problem],
    moments: Mapping[float, float],
    seeds: int,
) -> Result:
    """One row whose gaps are to our bound: medians, judged at the last of ``moments``."""
    last = max(moments)
    gaps: dict[float, list[float]] = {moment: [] for moment in moments}
    theirs = []
    for seed in range(1, seeds + 1):
        model = compile_problem(instance(seed)).model
        course = ours(model, last)
        other = peer(model, course.tiers, last)
        theirs.append(other.gap(course.bound, last))
        for moment in moments:
            gaps[moment].append(course.gap(course.bound, moment))
        shown = ", ".join(f"{gaps[moment][-1]:.3f} at {moment:g} s" for moment in moments)
        print(
            f"  seed {seed}: {model.options} options, gap in % {shown}; "
            f"peer {theirs[-1]:.2f} at {last:g} s",
            flush=True,
        )
    mine, other_gap = median(gaps[last]), median(theirs)
    return Result(
        row=row,
        name=name,
        ours=mine,
        peer=other_gap,
        ratio=mine / max(other_gap, 1e-9),
        target=0.2,
        at_least=False,
        also={f"gap_at_{m:g}s_holds": median(gaps[m]) <= most for m, most in moments.items()},
        more={
            "unit": f"% gap at {last:g} s",
            **{f"gap_at_{m:g}s": median(gaps[m]) for m in moments},
            **{f"worst_at_{m:g}s": max(gaps[m]) for m in moments},
        },
    )
