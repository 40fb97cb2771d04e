"""Row 8: a site of fifteen managers, gap to the bound, against OR-Tools CP-SAT, tuned."""

from __future__ import annotations

from tests.bench import plan_instances
from tests.bench._planning import against_the_bound
from tests.bench.row import Result

_MOMENTS = {30.0: 2.0}


def run(seeds: int) -> Result:
    """Medians over the seeds, processor seconds on both sides; the peer gets as long."""
    return against_the_bound(8, "plan_site", plan_instances.site, _MOMENTS, seeds)
