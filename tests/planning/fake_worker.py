"""Workers that behave as they are told: ``python -m tests.planning.fake_worker NAME``."""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import dataclass

import numpy as np

from app.planning.model import Model, worth
from app.planning.worker import MODEL, START, run

FEW = 3


@dataclass(frozen=True)
class FakeStep:
    """What a search tells."""

    round: int
    chosen: np.ndarray | None
    score: object
    bound: float | None = None
    proven: bool = False


def better_and_better(model, start):
    """Place one thing more each round; the problems it is given have room for all."""
    del start
    for count in range(1, len(model.multiplicity) + 1):
        chosen = np.array([first_of(model, klass) for klass in range(count)])
        yield FakeStep(count, chosen, worth(model, chosen))
    yield FakeStep(count + 1, None, worth(model, chosen), worth(model, chosen).points, True)


def first_of(model, klass):
    return int(np.flatnonzero(model.klass == klass)[0])


def one_then_silence(model, start):
    """Find one thing and never come back, but with few demands be done."""
    steps = better_and_better(model, start)
    yield next(steps)
    if len(model.multiplicity) > FEW:
        threading.Event().wait()
    yield from steps


def nothing_for_ever(model, start):
    """Search on and on, but with few demands be done."""
    if len(model.multiplicity) <= FEW:
        yield from better_and_better(model, start)
        return
    rounds = 0
    while True:
        rounds += 1
        yield FakeStep(rounds, None, worth(model, start), 1e9)


def one_then_gone(model, start):
    """Find one thing and die."""
    yield next(better_and_better(model, start))
    os._exit(3)


def one_then_a_fault(model, start):
    """Find one thing and fail as programs fail."""
    yield next(better_and_better(model, start))
    raise ValueError("a fault of the search")


def worse(model, start):
    """Claim that an empty plan is a gain."""
    *_, best = (step for step in better_and_better(model, start) if step.chosen is not None)
    yield best
    nothing = np.zeros(0, dtype=np.int64)
    yield FakeStep(best.round + 1, nothing, worth(model, nothing), 1e9)


def chatty(model, start):
    """Print where answers are expected."""
    for step in better_and_better(model, start):
        print("round", step.round, flush=True)
        os.write(1, b"\0\0\0\4junk")
        yield step


def no_gain(model, start):
    """Look around once and find the start good enough."""
    yield FakeStep(1, None, worth(model, start), 1e9)


SEARCHES = {
    search.__name__: search
    for search in (
        better_and_better,
        one_then_silence,
        nothing_for_ever,
        one_then_gone,
        one_then_a_fault,
        worse,
        chatty,
        no_gain,
    )
}


def nothing_to_warm():
    """These need no solver."""


def no_solver():
    """What happens where the solver is not installed."""
    raise ModuleNotFoundError("No module named 'highspy'")


def main():
    name = sys.argv[1]

    def search(arrays, limits):
        del limits
        model = {name.removeprefix(MODEL): a for name, a in arrays.items() if name != START}
        return SEARCHES[name](Model.from_arrays(model), arrays[START])

    run(search, no_solver if name == "no_solver" else nothing_to_warm)


if __name__ == "__main__":
    main()
