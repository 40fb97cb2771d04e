"""Row 5: head-counts by Erlang C and A, a year of 20 queues, against pyworkforce.

Contacts of 35,040 quarter hours a queue, whole numbers as exports have them. The peer takes
them one by one; it is run on a part of them and its time taken for all. Where pyworkforce has
no Erlang A (before 0.5.4), a plain loop over the same chain is the peer.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pyworkforce.queuing as peer_queuing

from app.domain.erlang import Goal, IntArray, for_counts, load_of, required_agents
from app.domain.erlang_patience import required_with_patience
from app.domain.volumes import FloatArray
from tests.bench.row import Result, Timing, in_turn, show

QUEUES, INTERVALS, INTERVAL = 20, 35_040, 900.0
GOAL, PATIENCE = Goal(0.8, 20), 120.0
SAMPLE_C, SAMPLE_A = 2_000, 100
FASTER_C, FASTER_A = 150.0, 10_000.0


def run(seeds: int) -> Result:
    """Both formulas on ``seeds`` years; the worst ratio of Erlang C counts."""
    ratios_c, ratios_a, plain, mine, theirs = [], [], [], [], []
    equal = True
    for seed in range(max(1, seeds)):
        counts, aht = _year(seed)
        ours, peer, same = _measured(counts, aht, _ours_c, _peer_c, SAMPLE_C)
        show(f"Erlang C, seed {seed}", ours, peer)
        equal &= same
        ratios_c.append(peer.cpu / ours.cpu)
        mine.append(ours.cpu)
        theirs.append(peer.cpu)
        each, _ = in_turn(lambda c=counts, a=aht: _ours_each(c, a), lambda: None)
        plain.append(peer.cpu / each.cpu)
        ours, peer, same = _measured(counts, aht, _ours_a, _peer_a, SAMPLE_A)
        show(f"Erlang A, seed {seed}", ours, peer)
        equal &= same
        ratios_a.append(peer.cpu / ours.cpu)
    print(f"  Erlang C without looking numbers up: CPU x{min(plain):.0f}", flush=True)
    return Result(
        row=5,
        name="erlang",
        ours=float(np.mean(mine)),
        peer=float(np.mean(theirs)),
        ratio=min(ratios_c),
        target=FASTER_C,
        also={"erlang_a_holds": bool(min(ratios_a) >= FASTER_A), "equal_head_counts": equal},
        more={
            "unit": "s CPU",
            "ratio_each_interval": min(plain),
            "erlang_a_ratio": min(ratios_a),
            "erlang_a_target": FASTER_A,
            "erlang_a_peer": "pyworkforce" if _has_erlang_a() else "plain loop",
        },
    )


def _year(seed: int) -> tuple[IntArray, FloatArray]:
    """Contacts (queues, intervals) and handling times (queues,): 1 to 80 a quarter hour."""
    dice = np.random.default_rng(seed)
    shape = np.clip(np.sin(np.linspace(0, np.pi, 96)), 0.05, None)
    level = dice.uniform(5, 80, (QUEUES, 1))
    counts = dice.poisson(np.tile(shape, INTERVALS // 96) * level)
    return counts.astype(np.int64), dice.uniform(180, 600, QUEUES).round()


def _measured(
    counts: IntArray,
    aht: FloatArray,
    ours: Callable[[IntArray, FloatArray], IntArray],
    peer: Callable[[int, float], int],
    size: int,
) -> tuple[Timing, Timing, bool]:
    """Our time for all, the peer's for all as by a sample, and whether they agree on that."""
    dice = np.random.default_rng(size)
    some = dice.choice(np.flatnonzero(counts), size, replace=False)
    asked = [(int(counts.flat[at]), float(aht[at // INTERVALS])) for at in some]
    one, other = in_turn(lambda: ours(counts, aht), lambda: [peer(*each) for each in asked])
    scale = int(np.count_nonzero(counts)) / size
    same = [int(n) for n in ours(counts, aht).flat[some]] == [peer(*each) for each in asked]
    return one, Timing(other.wall * scale, other.cpu * scale), bool(same)


def _ours_c(counts: IntArray, aht: FloatArray) -> IntArray:
    return for_counts(counts, aht, INTERVAL, lambda load, each: required_agents(load, each, GOAL))


def _ours_each(counts: IntArray, aht: FloatArray) -> IntArray:
    """Every interval worked out by itself, as for contacts that are expected."""
    each = aht[:, None]
    return required_agents(load_of(counts, each, INTERVAL), each, GOAL)


def _ours_a(counts: IntArray, aht: FloatArray) -> IntArray:
    return for_counts(
        counts, aht, INTERVAL, lambda load, each: required_with_patience(load, each, PATIENCE, GOAL)
    )


def _peer_c(contacts: int, aht: float) -> int:
    queue = peer_queuing.ErlangC(contacts, aht / 60, GOAL.seconds / 60, INTERVAL / 60)
    return int(queue.required_positions(GOAL.level)["raw_positions"])


def _has_erlang_a() -> bool:
    return hasattr(peer_queuing, "ErlangA")


def _peer_a(contacts: int, aht: float) -> int:
    if not _has_erlang_a():
        return _plain_loop(contacts * aht / INTERVAL, aht)
    queue = peer_queuing.ErlangA(
        contacts, aht / 60, GOAL.seconds / 60, INTERVAL / 60, PATIENCE / 60
    )
    return int(queue.required_positions(GOAL.level)["raw_positions"])


def _plain_loop(load: float, aht: float) -> int:
    """One more agent until enough: the chain state by state, then who is served in time."""
    agents = max(1, math.ceil(GOAL.level * load))
    while _served(agents, load, aht / PATIENCE, GOAL.seconds / aht) < GOAL.level:
        agents += 1
    return agents


def _served(agents: int, load: float, leaving: float, within: float, steps: int = 64) -> float:
    shares, most = [1.0], 1.0
    while shares[-1] >= 1e-15 * most or len(shares) <= agents:
        state = len(shares)
        shares.append(shares[-1] * load / (min(state, agents) + max(state - agents, 0) * leaving))
        most = max(most, shares[-1])
    total = sum(shares)
    width = within / steps
    soon = 0.0
    for step in range(steps + 1):  # Simpson's rule
        x = step * width
        weight = 1 if step in (0, steps) else 4 if step % 2 else 2
        gone = (1 - math.exp(-leaving * x)) / leaving
        soon += weight * math.exp(load * gone - (agents + leaving) * x)
    at_full = agents * shares[agents] / total
    return sum(shares[:agents]) / total + at_full * soon * width / 3
