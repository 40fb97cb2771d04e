"""How many agents a number of contacts needs: Erlang B, C and A over whole arrays.

Loads are in Erlang (contacts x handling time / length of the interval), times in seconds.
Arguments broadcast against each other like numpy's own. Sources: A. K. Erlang, "Solution of
some problems in the theory of probabilities of significance in automatic telephone exchanges"
(1917), for B and C; C. Palm, "Research on telephone traffic carried by full availability
groups" (1946/57), for A.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.domain.volumes import FloatArray

IntArray = NDArray[np.int64]

SOON_FORGOTTEN = 9.0
"""So many roots of the load below it the recurrence of B may begin anywhere.

Each step multiplies an error by about k / A; from A - 9 root(A) up to A that is exp(-40).
"""
AT_ONCE = 16_384
"""Loads worked on together: what fits a processor's cache."""
NEGLIGIBLE = 1e-14
"""What a term of the queue adds to the sum when the rest is left out."""
TOO_LARGE = 1e200


@dataclass(frozen=True, slots=True)
class Goal:
    """Answer the share ``level`` within ``seconds``, agents busy ``occupancy`` at most."""

    level: float
    seconds: float
    occupancy: float = 1.0

    def __post_init__(self) -> None:
        if not (0 <= self.level < 1 and self.seconds >= 0 and 0 < self.occupancy <= 1):
            raise ValueError(f"not a goal that can be reached: {self}")


def load_of(contacts: ArrayLike, aht: ArrayLike, interval: ArrayLike) -> FloatArray:
    """Erlang: A = contacts x AHT / length of the interval, both in seconds."""
    return _numbers(contacts) * _numbers(aht) / _numbers(interval)


def blocked(agents: ArrayLike, load: ArrayLike) -> FloatArray:
    """Erlang B, the share of contacts that find ``agents`` lines taken.

    B_0 = 1, B_k = A B_(k-1) / (k + A B_(k-1)): all terms positive, none above 1, so it is
    stable for any load.
    """
    n, a = np.broadcast_arrays(np.asarray(agents, np.int64), loads(load))
    b = np.ones(a.shape)
    for k in range(1, int(n.max(initial=0)) + 1):
        ab = a * b
        b = np.where(k <= n, ab / (k + ab), b)
    return b


def waiting(agents: ArrayLike, load: ArrayLike) -> FloatArray:
    """Erlang C, the share that waits: C = N B / (N - A (1 - B)); 1 when N <= A, 0 when A = 0."""
    n, a = np.broadcast_arrays(np.asarray(agents, np.int64), loads(load))
    b = blocked(n, a)
    enough = n > a
    share = np.where(enough, n * b / np.where(enough, n - a * (1 - b), 1.0), 1.0)
    return np.where(a > 0, share, 0.0)


def service_level(
    agents: ArrayLike, load: ArrayLike, aht: ArrayLike, seconds: ArrayLike
) -> FloatArray:
    """The share answered within ``seconds``: 1 - C exp(-(N - A) T / AHT); 0 when N <= A."""
    n, a = np.asarray(agents, np.int64), loads(load)
    idle = np.maximum(n - a, 0.0)
    late = waiting(n, a) * np.exp(-idle * _numbers(seconds) / _numbers(aht))
    return np.asarray(1.0 - late)


def speed_of_answer(agents: ArrayLike, load: ArrayLike, aht: ArrayLike) -> FloatArray:
    """Mean seconds waited: ASA = C AHT / (N - A); endless when N <= A and contacts come."""
    n, a = np.broadcast_arrays(np.asarray(agents, np.int64), loads(load))
    enough = n > a
    asa = waiting(n, a) * _numbers(aht) / np.where(enough, n - a, 1.0)
    return np.where(a == 0, 0.0, np.where(enough, asa, np.inf))


def required_agents(load: ArrayLike, aht: ArrayLike, goal: Goal) -> IntArray:
    """The smallest N with service level >= the goal's and A / N <= its occupancy; 0 for A = 0.

    Loads are taken in order of size, some thousand at a time: they share the recurrence of B
    up to the least of them, then each goes on by itself until it has agents enough.
    """
    a, duration = np.broadcast_arrays(loads(load), _numbers(aht))
    shape, a, duration = a.shape, a.ravel(), duration.ravel()
    calls = np.flatnonzero(a > 0)
    whole = a[calls].astype(np.int64)
    small = whole.max(initial=0) < np.iinfo(np.uint16).max
    # Sixteen bits are sorted by counting, thirty times as fast as comparing.
    rank = np.argsort(whole.astype(np.uint16) if small else whole, kind="stable")
    found, order, sizes, at = np.zeros(a.size, np.int64), calls[rank], whole[rank], 0
    while at < order.size:
        # Small and large loads have no steps in common.
        alike = np.searchsorted(sizes, 2 * sizes[at] + 64, "right")
        some = order[at : min(at + AT_ONCE, int(alike))]
        found[some] = _enough(a[some], goal.seconds / duration[some], goal)
        at += some.size
    if goal.occupancy < 1:
        found = np.maximum(found, np.ceil(a / goal.occupancy - 1e-9).astype(np.int64))
    return found.reshape(shape)


def head_count(agents: ArrayLike, shrinkage: float) -> IntArray:
    """How many to roster so that ``agents`` are there: ceil(N / (1 - S)), never N (1 + S)."""
    return np.ceil(_numbers(agents) / (1.0 - shrinkage) - 1e-9).astype(np.int64)


def for_counts(
    counts: IntArray,
    aht: FloatArray,
    interval: float,
    work: Callable[[FloatArray, FloatArray], IntArray],
) -> IntArray:
    """Work out contacts that came, shape (queues, intervals), each number of a queue once.

    They are whole numbers, so a year of quarter hours has a hundred different ones or so.
    ``aht`` has one value a queue; ``work`` takes loads and handling times.
    """
    size = int(counts.max(initial=0)) + 1
    keys = counts + np.arange(len(counts))[:, None] * size
    asked = np.flatnonzero(np.bincount(keys.ravel(), minlength=len(counts) * size))
    queue, count = np.divmod(asked, size)
    found = np.zeros(len(counts) * size, np.int64)
    found[asked] = work(load_of(count, aht[queue], interval), aht[queue])
    return np.asarray(found[keys])


def _enough(a: FloatArray, wait: FloatArray, goal: Goal) -> IntArray:
    """Agents required for loads above 0 of about one size; ``wait`` is T / AHT.

    C exp(-(N - A) T / AHT) <= 1 - level is asked without a division, the exponential kept up
    by multiplying.
    """
    k, b = _begun(a)
    first = np.floor(a) + 1.0
    late, drop = np.exp((a - first) * wait), np.exp(-wait)
    found = np.zeros(a.size, np.int64)
    todo = np.arange(a.size)
    while todo.size:
        k += 1
        ab = a * b
        b = ab / (k + ab)
        late = np.where(k > first, late * drop, late)
        idle = k - a
        enough = (k * b * late <= (1.0 - goal.level) * (idle + a * b)) & (idle > 0)
        if enough.any():
            found[todo[enough]] = k
            rest = np.flatnonzero(~enough)
            todo, a, b = todo[rest], a[rest], b[rest]
            first, late, drop = first[rest], late[rest], drop[rest]
    return found


def _begun(a: FloatArray) -> tuple[int, FloatArray]:
    """The whole part k of the least load, and B_k of each."""
    least = float(a.min())
    last = int(least)
    first = max(0, int(least - SOON_FORGOTTEN * least**0.5))
    b = np.ones(a.size) if first == 0 else 1.0 - first / a
    ab = np.empty(a.size)
    for k in range(first + 1, last + 1):
        np.multiply(a, b, out=ab)
        np.add(ab, k, out=b)
        np.divide(ab, b, out=b)
    return last, b


def _numbers(values: ArrayLike) -> FloatArray:
    return np.asarray(values, np.float64)


def loads(load: ArrayLike) -> FloatArray:
    """Loads as an array.

    Raises:
        ValueError: one is below 0, or no number.

    """
    a = _numbers(load)
    if a.size and not (a.min() >= 0 and np.isfinite(a.max())):
        raise ValueError("a load is a number of Erlang, 0 or more")
    return a
