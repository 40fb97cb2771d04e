"""What the engine proves to be best is what CP-SAT, with a model of its own, finds to be best.

`FIREBREAK_FULL=1` compares all two hundred instances instead of the first few.
"""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from app.planning.engine import Engine, Limits
from tests.planning.instances import AUTUMN, CONTRADICTIONS, PLAIN, SPRING, Shape, made
from tests.planning.judging import judge

FULL = bool(os.environ.get("FIREBREAK_FULL"))
INSTANCES = 200
COMPARED = INSTANCES if FULL else 24
ALL_THE_WAY = Limits(rounds=None, close_enough=0.0, prove=True)
ROOT = Path(__file__).parents[2]


def shape(number):
    rng = random.Random(number)
    return Shape(
        seed=rng.randrange(2**32),
        last=rng.choice((PLAIN, PLAIN, SPRING, AUTUMN)),
        days=rng.randint(1, 3),
        owners=rng.randint(1, 2),
        demands=rng.randint(1, 9),
        people=rng.randint(0, 6),
        meetings=rng.randint(0, 4),
        nights=rng.random() < 0.3,
        contradictions=frozenset(rng.sample(CONTRADICTIONS, rng.choice((0, 0, 0, 1)))),
    )


@pytest.fixture(scope="module")
def engine():
    engine = Engine()
    yield engine
    engine.close()


def best_of(shapes):
    """Ask CP-SAT, which cannot live in one process with HiGHS."""
    asked = subprocess.run(
        [sys.executable, "-m", "tests.planning.optimum"],
        input="\n".join(one.to_json() for one in shapes),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return [json.loads(line) for line in asked.stdout.splitlines()]


@pytest.mark.timeout(3600 if FULL else 120)
def test_the_proven_optimum_is_the_one_that_cp_sat_finds(engine, record_property):
    shapes = [shape(number) for number in range(COMPARED)]
    counts = Counter()

    for number, (one, best) in enumerate(zip(shapes, best_of(shapes), strict=True)):
        problem = made(one)
        plan = engine.plan(problem, ALL_THE_WAY)
        judge(problem, plan)
        assert best["proven"], number
        assert plan.score.tiers == tuple(best["tiers"]), number
        assert plan.score.points == pytest.approx(best["points"], abs=1e-3), number
        assert plan.stopped == "proven", number
        counts["equal"] += 1
        counts["with something placed"] += bool(plan.placements)

    assert counts["with something placed"] > COMPARED / 2
    told = ", ".join(f"{count} {what}" for what, count in counts.items())
    record_property("fault", f"optimum against CP-SAT: {told}, 0 failed")
