"""Erlang B and C against published vectors, a plain loop, and the ends of what can be asked."""

import json
from pathlib import Path

import numpy as np
import pytest

from app.domain.erlang import (
    AT_ONCE,
    Goal,
    blocked,
    for_counts,
    head_count,
    load_of,
    required_agents,
    service_level,
    speed_of_answer,
    waiting,
)

VECTORS = Path(__file__).parents[2].parent / "shared" / "method" / "vectors.json"


@pytest.fixture(scope="module")
def vectors():
    if not VECTORS.exists():
        pytest.skip("the published vectors are not beside the project")
    return json.loads(VECTORS.read_text(encoding="utf-8"))


def test_the_published_table_of_twenty_erlang(vectors):
    table = vectors["erlang_c_swpp_table"]
    for agents, (delay, of_delayed, asa, level) in table["rows"].items():
        n, a, aht = int(agents), table["A"], table["AHT_s"]
        assert waiting(n, a) * 100 == pytest.approx(delay, abs=table["tol"])
        assert aht / (n - a) == pytest.approx(of_delayed, abs=table["tol"])
        assert speed_of_answer(n, a, aht) == pytest.approx(asa, abs=table["tol"])
        assert service_level(n, a, aht, table["T_s"]) * 100 == pytest.approx(level, abs=1)


def test_the_published_half_hour_of_360_calls(vectors):
    v = vectors["erlang_c_360_per_half_hour"]
    load = load_of(v["calls"], v["AHT_s"], v["interval_s"])
    assert load == v["A"]
    assert waiting(v["N"], load) == pytest.approx(v["P_wait"], abs=v["tol"])
    assert service_level(v["N"], load, v["AHT_s"], 20) == pytest.approx(v["SL20"], abs=v["tol"])
    assert speed_of_answer(v["N"], load, v["AHT_s"]) == pytest.approx(v["ASA_s"], abs=1e-3)
    assert required_agents(load, v["AHT_s"], Goal(0.8, 20)) == v["N_for_80_20"]
    assert service_level(54, load, v["AHT_s"], 20) == pytest.approx(v["SL20_at_54"], abs=v["tol"])


def test_the_published_head_counts_with_occupancy_and_shrinkage(vectors):
    v = vectors["erlang_c_pyworkforce_test"]
    load, aht = load_of(v["calls"], v["AHT_min"], v["interval_min"]), v["AHT_min"]
    agents = required_agents(load, aht, Goal(v["target"], v["T_min"], v["max_occ"]))
    assert (agents, head_count(agents, v["shrinkage"])) == (v["N"], v["gross"])
    assert service_level(agents, load, aht, v["T_min"]) == pytest.approx(v["SL"], abs=1e-3)
    less_busy = v["with_max_occ_0.7"]
    agents = required_agents(load, aht, Goal(v["target"], v["T_min"], 0.7))
    assert (agents, head_count(agents, v["shrinkage"])) == (less_busy["N"], less_busy["gross"])
    jones = vectors["erlang_c_jones"]
    load = load_of(jones["calls_per_h"], jones["AHT_s"], 3600)
    assert load == pytest.approx(jones["A"], abs=0.05)
    goal = Goal(jones["target"], jones["T_s"])
    assert required_agents(load, jones["AHT_s"], goal) == jones["N"]


def test_published_blockage_and_the_textbooks_ten_and_twelve(vectors):
    for load, lines, share in vectors["erlang_b"]:
        assert blocked(lines, load) == pytest.approx(share, abs=1e-4)
    v = vectors["erlang_c_10_12"]
    assert blocked(12, 10) == pytest.approx(v["B"], abs=5e-6)
    assert waiting(12, 10) == pytest.approx(v["C"], abs=1e-5)
    assert service_level(12, 10, 300, 30) == pytest.approx(v["SL30_AHT300"], abs=1e-5)


def test_twenty_erlang_at_80_in_30_needs_24_and_not_the_23_that_is_often_copied():
    assert required_agents(20, 180, Goal(0.8, 30)) == 24
    assert service_level(23, 20, 180, 30) == pytest.approx(0.748, abs=1e-3)


def test_nobody_calls_and_too_few_agents():
    assert required_agents(0.0, 180, Goal(0.8, 20)) == 0
    assert (waiting(0, 0), service_level(0, 0, 180, 20), speed_of_answer(0, 0, 180)) == (0, 1, 0)
    assert waiting([0, 5, 10], 10.0).tolist() == [1, 1, 1]
    assert service_level(10, 10.0, 180, 20) == 0
    assert speed_of_answer(10, 10.0, 180) == np.inf


def test_head_counts_are_those_of_a_plain_loop_and_the_least_that_do():
    rng = np.random.default_rng(5)
    load = np.concatenate((rng.uniform(0, 3, 300), rng.uniform(0, 90, 300), [0.0, 1.0, 64.0]))
    aht = rng.uniform(30, 900, load.size)
    for goal in (Goal(0.8, 20), Goal(0.99, 5), Goal(0.5, 300), Goal(0.9, 0), Goal(0.8, 20, 0.75)):
        found = required_agents(load, aht, goal)
        plain = [_plainly(a, d, goal) for a, d in zip(load, aht, strict=True)]
        assert found.tolist() == plain


def _plainly(load, aht, goal):
    agents = 0
    while load > 0:
        agents += 1
        if agents <= load or load / agents > goal.occupancy + 1e-12:
            continue
        inverse = 1.0
        for k in range(1, agents + 1):
            inverse = 1.0 + inverse * k / load
        blockage = 1.0 / inverse
        wait = agents * blockage / (agents - load * (1 - blockage))
        if 1 - wait * np.exp(-(agents - load) * goal.seconds / aht) >= goal.level:
            break
    return agents


def test_large_and_small_loads_are_worked_out_together():
    load = np.array([1e6, 0.0, 1e4, 0.01, 200.0])
    assert required_agents(load, 300, Goal(0.8, 20)).tolist() == [1000024, 0, 10021, 1, 210]
    assert service_level(210, 200.0, 300, 20) >= 0.8 > service_level(209, 200.0, 300, 20)


def test_more_loads_than_are_taken_at_once_keep_their_places():
    load = np.tile([3.0, 30.0, 0.0], AT_ONCE)
    few = required_agents(load[:3], 240, Goal(0.8, 20))
    assert (required_agents(load.reshape(-1, 3), 240, Goal(0.8, 20)) == few).all()


def test_counts_are_worked_out_once_and_looked_up():
    counts = np.random.default_rng(1).poisson(12, (3, 400))
    aht, asked = np.array([180.0, 300.0, 301.0]), []

    def work(load, each):
        asked.append(load.size)
        return required_agents(load, each, Goal(0.8, 20))

    found = for_counts(counts, aht, 900, work)
    plain = required_agents(load_of(counts, aht[:, None], 900), aht[:, None], Goal(0.8, 20))
    assert (found == plain).all()
    assert asked == [sum(np.unique(queue).size for queue in counts)]


def test_a_head_count_is_never_what_shrinkage_added_on_top_would_be(vectors):
    assert head_count(70, 0.3) == vectors["shrinkage"]["70/(1-.3)"]
    assert head_count([0, 1, 14], 0.3).tolist() == [0, 2, 20]


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_a_load_that_is_none_is_refused(bad):
    with pytest.raises(ValueError, match="Erlang"):
        required_agents([1.0, bad], 180, Goal(0.8, 20))


@pytest.mark.parametrize("bad", [(1.0, 20), (-0.1, 20), (0.8, -1), (0.8, 20, 0.0)])
def test_a_goal_that_nobody_can_reach_is_refused(bad):
    with pytest.raises(ValueError, match="goal"):
        Goal(*bad)
