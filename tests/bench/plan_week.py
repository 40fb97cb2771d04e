"""Row 6: a week of 84 things, gap to the proven optimum, against OR-Tools CP-SAT, tuned."""

from __future__ import annotations

from statistics import median

from app.planning.compile import compile_problem
from tests.bench import plan_instances
from tests.bench._planning import ours, peer
from tests.bench.row import Result

_MOMENTS = {0.1: 2.5, 1.0: 0.3, 2.0: 0.05}
_PROOF = 45.0


def run(seeds: int) -> Result:
    """Medians over the seeds, processor seconds on both sides."""
    gaps: dict[float, list[float]] = {moment: [] for moment in _MOMENTS}
    theirs: dict[float, list[float]] = {moment: [] for moment in _MOMENTS}
    proven = 0
    for seed in range(1, seeds + 1):
        model = compile_problem(plan_instances.week(seed)).model
        course = ours(model, _PROOF, prove=True)
        other = peer(model, course.tiers, max(_MOMENTS))
        best = max(course.at(1e9), other.at(1e9)) if course.proven else course.bound
        proven += course.proven
        for moment in _MOMENTS:
            gaps[moment].append(course.gap(best, moment))
            theirs[moment].append(other.gap(best, moment))
        shown = ", ".join(f"{gaps[m][-1]:.3f} ({theirs[m][-1]:.2f})" for m in _MOMENTS)
        print(
            f"  seed {seed}: {model.options} options, gap in % (peer) at .1, 1, 2 s: {shown}; "
            f"{'proven' if course.proven else 'to the bound'}",
            flush=True,
        )
    mine, other_gap = median(gaps[1.0]), median(theirs[1.0])
    return Result(
        row=6,
        name="plan_week",
        ours=mine,
        peer=other_gap,
        ratio=mine / max(other_gap, 1e-9),
        target=0.2,
        at_least=False,
        also={f"gap_at_{m}s_holds": median(gaps[m]) <= most for m, most in _MOMENTS.items()},
        more={
            "unit": "% gap at 1 s",
            **{f"gap_at_{m}s": median(gaps[m]) for m in _MOMENTS},
            **{f"worst_at_{m}s": max(gaps[m]) for m in _MOMENTS},
            "proven": proven,
        },
    )
