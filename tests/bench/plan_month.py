"""Row 7: a month, gap to the bound, against OR-Tools CP-SAT, tuned."""

from __future__ import annotations

from tests.bench import plan_instances
from tests.bench._planning import against_the_bound
from tests.bench.row import Result

_MOMENTS = {5.0: 1.0, 15.0: 0.2}


def run(seeds: int) -> Result:
    """Medians over the seeds, processor seconds on both sides; the peer gets as long."""
    return against_the_bound(7, "plan_month", plan_instances.month, _MOMENTS, seeds)
