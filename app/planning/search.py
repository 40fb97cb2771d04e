"""From a first plan to the best one: a bound, then neighbourhoods solved anew, then the proof.

Nothing here depends on the clock unless ``seconds`` is given: the same model, start and number
of rounds give the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.planning.model import IntArray, Model, Worth, worth


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What a round brought. ``chosen`` is None when nothing better was found.

    ``score`` is that of the best choice so far. No choice that reaches ``score.tiers`` has more
    points than ``bound`` (None before it is known); ``proven`` says that none is better at all.
    """

    round: int
    chosen: IntArray | None
    score: Worth
    bound: float | None = None
    proven: bool = False


def search(
    model: Model,
    start: IntArray,
    *,
    rounds: int | None = 60,
    close_enough: float = 0.0005,
    prove: bool = False,
    seconds: float | None = None,
) -> Iterator[Step]:
    """Improve ``start`` step by step.

    It ends after ``rounds`` rounds, when the gap to the bound is at most ``close_enough`` and
    no minimum count can be raised, when the proof is found, or after ``seconds``.
    """
    yield Step(0, None, worth(model, start))
