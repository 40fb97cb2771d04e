"""What every row of the benchmarks is made of."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds that one piece of work took at its best, by the wall and of the processor."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Result:
    """One row: what we measured, what the peer did, and what was aimed at.

    ``target`` is a bound on ``ratio``: at least ``target`` when ``at_least``, else at most.
    ``also`` holds further conditions that must hold, by what they say.
    """

    row: int
    name: str
    ours: float
    peer: float
    ratio: float
    target: float
    at_least: bool = True
    also: dict[str, bool] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether the target was reached."""
        reached = self.ratio >= self.target if self.at_least else self.ratio <= self.target
        return reached and all(self.also.values())

    def as_line(self) -> str:
        """The row as one line of JSON."""
        return json.dumps(
            {
                "row": self.row,
                "name": self.name,
                "ours": _short(self.ours),
                "peer": _short(self.peer),
                "ratio": _short(self.ratio),
                "target": self.target,
                **{key: _short(value) for key, value in self.more.items()},
                **self.also,
                "holds": self.holds,
            },
            ensure_ascii=False,
        )


def in_turn(
    ours: Callable[[], object], peer: Callable[[], object], rounds: int = ROUNDS
) -> tuple[Timing, Timing]:
    """Run both sides alternately; the best of ``rounds`` each, so that noise hits both."""
    best = [Timing(float("inf"), float("inf"))] * 2
    for _ in range(rounds):
        for side, work in enumerate((ours, peer)):
            took = timed(work)
            best[side] = Timing(min(best[side].wall, took.wall), min(best[side].cpu, took.cpu))
    return best[0], best[1]


def timed(work: Callable[[], object]) -> Timing:
    """Run once and take the time."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Timing(time.perf_counter() - wall, time.process_time() - cpu)


def show(label: str, ours: Timing, peer: Timing) -> None:
    """Print both sides of one measurement, wall and processor."""
    print(
        f"  {label}: ours {_in_ms(ours)}, peer {_in_ms(peer)}; "
        f"wall ×{peer.wall / ours.wall:.1f}, CPU ×{peer.cpu / max(ours.cpu, 1e-9):.1f}",
        flush=True,
    )


def _in_ms(timing: Timing) -> str:
    return f"{timing.wall * 1000:.2f} ms (CPU {timing.cpu * 1000:.2f})"


def _short(value: Any) -> Any:
    return float(f"{value:.5g}") if isinstance(value, float) else value
