"""Erlang A: how queues fare when those who wait hang up after a while.

A birth-death chain: N agents, contacts come at rate A (in units of the handling time), of
those who wait each leaves at rate p = AHT / patience. From N on the states' shares fall by
A / (N + i p). Sources: C. Palm (1957); A. Mandelbaum and S. Zeltyn, "Service engineering in
action: the Palm/Erlang-A queue" (2007).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from app.domain.erlang import NEGLIGIBLE, TOO_LARGE, Goal, IntArray, blocked, loads
from app.domain.volumes import FloatArray

NODES, WEIGHTS = np.polynomial.legendre.leggauss(24)
"""Gauss-Legendre on [-1, 1]: exact to rounding for what happens within the target seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class Patience:
    """A queue in balance. ``wait`` is the share that waits at all, ``abandon`` that hangs up.

    ``queue`` and ``system`` are the mean numbers waiting and there at all, ``seconds`` the mean
    wait of everybody, those who hang up too; ``occupancy`` is that of the agents.
    """

    wait: FloatArray
    abandon: FloatArray
    queue: FloatArray
    system: FloatArray
    seconds: FloatArray
    occupancy: FloatArray


def with_patience(
    agents: ArrayLike, load: ArrayLike, aht: ArrayLike, patience: ArrayLike
) -> Patience:
    """Tell how ``agents`` cope when people wait ``patience`` seconds on average.

    P(abandon) = theta E[Q] / lambda.
    """
    n, a, duration = np.broadcast_arrays(
        np.asarray(agents, np.int64), loads(load), np.asarray(aht, np.float64)
    )
    leaving = duration / np.asarray(patience, np.float64)
    chain = _chain(n, a, leaving, blocked(n, a))
    called = np.where(a > 0, a, 1.0)
    abandon = leaving * chain.queue / called
    busy = a * (1.0 - abandon)
    return Patience(
        chain.wait,
        abandon,
        chain.queue,
        chain.queue + busy,
        chain.queue * duration / called,
        busy / np.maximum(n, 1),
    )


def service_level_with_patience(
    agents: ArrayLike, load: ArrayLike, aht: ArrayLike, patience: ArrayLike, seconds: float
) -> FloatArray:
    """The share of all contacts that is answered within ``seconds``."""
    n, a, duration = np.broadcast_arrays(
        np.asarray(agents, np.int64), loads(load), np.asarray(aht, np.float64)
    )
    leaving = duration / np.asarray(patience, np.float64)
    chain = _chain(n, a, leaving, blocked(n, a))
    return _answered(n, a, leaving, seconds / duration, chain)


def required_with_patience(
    load: ArrayLike, aht: ArrayLike, patience: ArrayLike, goal: Goal
) -> IntArray:
    """The smallest N that answers the goal's share of all contacts in time, at its occupancy."""
    a, duration, patient = np.broadcast_arrays(
        loads(load), np.asarray(aht, np.float64), np.asarray(patience, np.float64)
    )
    shape, a, duration = a.shape, a.ravel(), duration.ravel()
    leaving, within = duration / patient.ravel(), goal.seconds / duration
    found = np.zeros(a.size, np.int64)
    todo = np.flatnonzero(a > 0)
    # Fewer than level x A could not answer so many even without a pause.
    n = np.maximum(np.ceil(goal.level * a - 1e-9), 1).astype(np.int64)
    b = blocked(n, a)
    while todo.size:
        here = n[todo], a[todo], leaving[todo]
        chain = _chain(*here, b[todo])
        busy = here[1] - here[2] * chain.queue
        enough = _answered(*here, within[todo], chain) >= goal.level
        enough &= busy <= goal.occupancy * here[0] * (1 + 1e-12)
        found[todo[enough]] = here[0][enough]
        todo = todo[~enough]
        n[todo] += 1
        ab = a[todo] * b[todo]
        b[todo] = ab / (n[todo] + ab)
    return found.reshape(shape)


@dataclass(frozen=True, slots=True, eq=False)
class _Chain:
    """Share of the state with every agent busy and nobody waiting, of waiting, E[Q]."""

    full: FloatArray
    wait: FloatArray
    queue: FloatArray


def _chain(n: IntArray, a: FloatArray, leaving: FloatArray, b: FloatArray) -> _Chain:
    """Balance relative to state N: below it 1 / B in all, above it a series that is summed.

    Where it grows first, for want of agents, everything is scaled down as it goes.
    """
    with np.errstate(divide="ignore"):
        below = np.where(b > 0, 1.0 / np.maximum(b, 1e-300), np.inf)
    full, term = np.ones(a.shape), np.ones(a.shape)
    above, queue = np.zeros(a.shape), np.zeros(a.shape)
    i = 0
    while True:
        i += 1
        term = term * a / (n + i * leaving)
        above = above + term
        queue = queue + i * term
        if (i * term <= NEGLIGIBLE * (queue + below)).all() and (n + i * leaving > a).all():
            break
        if term.max() > TOO_LARGE:
            scale = np.where(term > TOO_LARGE, 1.0 / TOO_LARGE, 1.0)
            term, above, queue = term * scale, above * scale, queue * scale
            full, below = full * scale, below * scale
    total = below + above
    return _Chain(full / total, (full + above) / total, queue / total)


def _answered(
    n: IntArray, a: FloatArray, leaving: FloatArray, within: FloatArray, chain: _Chain
) -> FloatArray:
    """Those who need not wait, and those served before ``within`` handling times.

    A contact that would wait x has the density N pi_N exp(A (1 - e^(-p x)) / p - N x), and is
    still there with e^(-p x).
    """
    x = (NODES + 1.0)[:, None] / 2.0 * within.ravel()
    n_, a_, p = n.ravel(), a.ravel(), leaving.ravel()
    with np.errstate(divide="ignore"):
        begin = np.log(n_ * chain.full.ravel())
    density = np.exp(begin - a_ * np.expm1(-p * x) / p - (n_ + p) * x)
    soon = (WEIGHTS @ density) * within.ravel() / 2.0
    return np.asarray(1.0 - chain.wait + soon.reshape(n.shape))
