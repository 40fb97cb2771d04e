"""Erlang A against published vectors and a birth-death chain summed plainly."""

import json
from pathlib import Path

import numpy as np
import pytest

from app.domain.erlang import Goal, required_agents, service_level, speed_of_answer, waiting
from app.domain.erlang_patience import (
    required_with_patience,
    service_level_with_patience,
    with_patience,
)

VECTORS = Path(__file__).parents[2].parent / "shared" / "method" / "vectors.json"


@pytest.fixture(scope="module")
def vectors():
    if not VECTORS.exists():
        pytest.skip("the published vectors are not beside the project")
    return json.loads(VECTORS.read_text(encoding="utf-8"))


def test_whitts_hundred_servers(vectors):
    v = vectors["erlang_a_whitt2005_t1"]
    found = with_patience(v["n"], v["lambda"] / v["mu"], 1 / v["mu"], 1 / v["theta"])
    assert 1 - found.wait == pytest.approx(v["P_W0"], abs=v["tol"])
    assert found.abandon == pytest.approx(v["P_A"], abs=v["tol"])
    assert found.queue == pytest.approx(v["EQ"], abs=v["tol"])
    assert found.system == pytest.approx(v["EN"], abs=v["tol"])


def test_mandelbaums_and_zeltyns_fifty_agents(vectors):
    v = vectors["erlang_a_mandelbaum_zeltyn"]
    load, aht = v["lambda_per_min"] * v["AHT_min"], 60 * v["AHT_min"]
    found = with_patience(v["n"], load, aht, 60 * v["patience_min"])
    assert found.abandon == pytest.approx(v["P_A"], rel=0.02)
    assert found.seconds == pytest.approx(v["EW_s"], rel=0.02)
    assert found.occupancy == pytest.approx(v["occ"], rel=0.02)
    assert speed_of_answer(v["n"], load, aht) == pytest.approx(v["erlang_c_ASA_s"], rel=0.02)


@pytest.mark.parametrize(
    ("agents", "load", "aht", "patience"),
    [(5, 4.0, 300, 120), (12, 20.0, 240, 60), (1, 0.2, 60, 9)],
)
def test_it_is_the_balance_of_the_chain(agents, load, aht, patience):
    shares = [1.0]
    for state in range(1, 400):
        leaving = min(state, agents) + max(state - agents, 0) * aht / patience
        shares.append(shares[-1] * load / leaving)
    shares = np.array(shares) / sum(shares)
    queue = float(shares[agents:] @ np.arange(len(shares) - agents))
    found = with_patience(agents, load, aht, patience)
    assert found.wait == pytest.approx(shares[agents:].sum(), abs=1e-12)
    assert found.queue == pytest.approx(queue, abs=1e-10)
    assert found.abandon == pytest.approx(aht / patience * queue / load, abs=1e-12)
    within = np.linspace(0, 60, 60_001) / aht
    answered = (
        1
        - found.wait
        + agents
        * shares[agents]
        * np.trapezoid(
            np.exp(
                -load * patience / aht * np.expm1(-aht / patience * within)
                - (agents + aht / patience) * within
            ),
            within,
        )
    )
    assert service_level_with_patience(agents, load, aht, patience, 60) == pytest.approx(
        answered, abs=1e-9
    )


def test_people_of_endless_patience_make_it_erlang_c():
    found = with_patience(24, 20.0, 180, 1e9)
    assert found.wait == pytest.approx(waiting(24, 20.0), abs=1e-6)
    level = service_level_with_patience(24, 20.0, 180, 1e9, 30)
    assert level == pytest.approx(service_level(24, 20.0, 180, 30), abs=1e-6)


def test_the_head_count_is_the_least_that_does_and_patience_saves_agents():
    rng = np.random.default_rng(2)
    load, aht = rng.uniform(0.1, 60, 200), rng.uniform(120, 600, 200)
    goal = Goal(0.8, 20)
    found = required_with_patience(load, aht, 90, goal)
    assert (service_level_with_patience(found, load, aht, 90, 20) >= 0.8).all()
    less = np.maximum(found - 1, 0)
    assert (service_level_with_patience(less, load, aht, 90, 20)[less > 0] < 0.8).all()
    assert (found <= required_agents(load, aht, goal)).all()
    busy = with_patience(required_with_patience(load, aht, 90, Goal(0.8, 20, 0.7)), load, aht, 90)
    assert (busy.occupancy <= 0.7 + 1e-9).all()


def test_nobody_calls_or_far_too_few_answer():
    nobody = with_patience(3, 0.0, 180, 60)
    assert (nobody.wait, nobody.abandon, nobody.queue, nobody.seconds) == (0, 0, 0, 0)
    assert required_with_patience([0.0], 180, 60, Goal(0.8, 20)).tolist() == [0]
    crowd = with_patience(2, 2000.0, 180, 180)
    assert crowd.abandon == pytest.approx(1 - 2 / 2000, abs=1e-9)
    assert service_level_with_patience(2, 2000.0, 180, 180, 20) == pytest.approx(0, abs=1e-3)
