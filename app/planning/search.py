"""From a first plan to the best one: a bound, then neighbourhoods solved anew, then the proof.

Nothing here depends on the clock unless ``seconds`` is given: the same model, start and number
of rounds give the same answer. Every choice keeps the minimum counts of the one before.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.planning.model import BoolArray, IntArray, Model, Worth, worth
from app.planning.neighbourhoods import (
    Part,
    apart_from_sessions,
    couples,
    disputed,
    groups,
    pairs_of_days,
    promise,
    short_of,
    single_days,
)
from app.planning.program import program
from app.planning.relaxation import Bound, Relaxation, full_tiers, most
from app.planning.rounding import rounded
from app.planning.shrink import reachable, shrink
from app.planning.solver import Answer, Effort, Solver
from app.planning.walk import Walk

_GAIN = 1e-6
"""Points that make a choice a better one."""
_NOTHING = 1e-8
"""A gap that is rounding."""
_STEPS = 50
"""Steps of a walk over as many classes; more of them take more."""
_FIRST_WALKS = 2
"""So many walks before the bound is known: it takes longer than they do."""
_MANY = 24
"""With fewer classes than this the solver is quick enough alone."""
_WARMTH = 3.0
"""Points that a walk gives away at first."""
_WALKS = 5
"""So many walks on end may bring nothing before the solver is asked."""
_FEW = 6
"""With no more calendars or weeks than this, two of them are also solved together."""
_WHOLE = 12_000
"""With no more options left than this the whole model is solved when nothing else helps."""
_PATIENCE = 200
"""So many nodes at most, unless a proof or a time was asked for: some days take hours to prove."""
_LEVELS = (Effort(1, 3e-4), Effort(10, 2e-5))
"""Neighbourhoods are solved coarsely first; ``leave`` is a share of the bound here."""
_RAISE = Effort(500, 0.05)
"""For another minimum count: any plan that has it will do, the rest is won back afterwards."""
_TENTH = 0.1
"""While the gap is wide, so much of it is left on the table: quick wins first."""


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
    rounds: int | None = 30,
    close_enough: float = 0.0005,
    prove: bool = False,
    seconds: float | None = None,
) -> Iterator[Step]:
    """Improve ``start`` step by step.

    It ends after ``rounds`` rounds, when the gap to the bound is at most ``close_enough`` (with
    ``prove`` only when it is proven that nothing is better, whatever the rounds), or after
    ``seconds``.
    """
    run = _Run(model, start, close_enough, prove, seconds)
    number = 0
    while not run.over and (rounds is None or prove or number < rounds):
        better = run.round()
        number += 1
        yield Step(number, run.chosen if better else None, run.score, run.points, run.proven)


class _Run:
    """One search and how far it came."""

    def __init__(
        self,
        model: Model,
        start: IntArray,
        close_enough: float,
        prove: bool,
        seconds: float | None,
    ) -> None:
        self.model = model
        self.chosen = start
        self.score = worth(model, start)
        self.proven = False
        self.over = False
        self._prove = prove
        self._close = close_enough
        self._ends = None if seconds is None else time.monotonic() + seconds
        self._relaxation: Relaxation | None = None
        self._bound: Bound | None = None
        self._most: dict[int, int] = {}
        self._level = 0
        self._version = 0
        self._groups = groups(model)
        self._days = single_days(model)
        self._pairs = pairs_of_days(model)
        self._quick = [apart_from_sessions(model, one) for one in (self._days, self._pairs)]
        classes = len(np.unique(model.klass))
        self._steps = 0 if classes < _MANY else max(20, _STEPS * classes // 84)
        self._walk: Walk | None = None
        self._idle = 0
        self._behind = False
        self._tried: dict[str, bytes] = {}
        self._rounds = self._course()

    @property
    def points(self) -> float | None:
        """The bound at the minimum counts reached."""
        return None if self._bound is None else max(self._bound.points, self.score.points)

    def round(self) -> bool:
        """Do the next thing; whether it found something better."""
        before = self._version
        self.over = next(self._rounds, True)
        if self._ends is not None and time.monotonic() >= self._ends:
            self.over = True
        return self._version > before

    def _course(self) -> Iterator[bool]:
        """The rounds in their order; each yields whether that was the last."""
        for _ in range(_FIRST_WALKS if self._steps else 0):
            self._stroll()
            yield False
        self._bound_anew()
        self._walk = None
        if self._bound is not None:
            found = rounded(self.model, self._bound, self.chosen)
            if self._steps:  # another way up, and the bound shows it
                self._walk = Walk(self.model, found, self._bound.slack)
            self._take(found)
        yield self._done() and self.score.tiers == full_tiers(self.model)
        for tier in range(self.model.tiers):
            yield from self._raise(tier)
        while not self._done():
            if self._steps and self._idle < _WALKS:
                self._idle = 0 if self._stroll() else self._idle + 1
                yield self._done()
                continue
            part = self._next_part()
            if part is not None:
                before = self._version
                self._solve(part, _LEVELS[self._level])
                if self._version > before:
                    self._idle, self._behind = _WALKS - 1, True
            elif self._level + 1 < len(_LEVELS):
                self._level += 1
                self._tried.clear()
                continue
            else:
                break
            yield self._done()
        yield self._finish()

    def _stroll(self) -> bool:
        """Walk on from the best choice; whether that found a better one."""
        if self._walk is None:
            guide = self.model.points if self._bound is None else self._bound.slack
            self._walk = Walk(self.model, self.chosen, guide)
        self._walk.move(self.chosen if self._behind else self._walk.best)
        self._behind = False
        before = self._version
        if self._walk.walk(self._steps, _WARMTH if self._bound else 0.0):
            self._take(self._walk.best)
        return self._version > before

    def _done(self) -> bool:
        """Whether the bound is reached, or near enough."""
        bound = self._bound
        if bound is None:
            return False
        above = bound.points - self.score.points
        gap = above / max(abs(bound.points), 1e-9)
        self.proven = (gap <= _NOTHING or above <= _GAIN) and self._settled()
        return self.proven or (gap <= self._close and not self._prove)

    def _finish(self) -> bool:
        """Solve all that is left, if that can be done or must be."""
        if self._done() or self._bound is None:
            return True
        left = int(self._worth_keeping().sum())
        if self._prove or left <= _WHOLE:
            everything = Part("all", np.ones(self.model.options, dtype=np.bool_))
            to_the_end = self._prove or self._ends is not None
            answer = self._solve(everything, Effort(2**31 - 1 if to_the_end else _PATIENCE, 0.0))
            if answer.proven:
                self._bound = Bound(self.score.points, self._bound.share, self._bound.slack)
                self.proven = self._settled()
        return True

    def _settled(self) -> bool:
        """Whether no minimum count can be raised."""
        full = full_tiers(self.model)
        return all(
            reached == full[tier] or reached >= self._at_most(tier)
            for tier, reached in enumerate(self.score.tiers)
        )

    def _at_most(self, tier: int) -> int:
        if tier not in self._most:
            self._most[tier] = most(self.model, tier, self.score.tiers)
        return self._most[tier]

    def _raise(self, tier: int) -> Iterator[bool]:
        """Try for more of a tier, whatever lower tiers and points it costs."""
        full = full_tiers(self.model)[tier]
        while self.score.tiers[tier] < full and self.score.tiers[tier] < self._at_most(tier):
            part = short_of(self.model, self.chosen, tier)
            reached = self.score.tiers
            wanted = (*reached[:tier], reached[tier] + 1, *(0 for _ in reached[tier + 1 :]))
            self._solve(part, _RAISE, wanted)
            if self.score.tiers == reached:
                return
            self._most.clear()
            yield False

    def _next_part(self) -> Part | None:
        """The part that promises most and was not tried since something changed."""
        bound = self._bound
        if bound is None:
            return None
        for among in self._families(bound):
            ranked = [
                (promise(self.model, bound, self.chosen, part), -number)
                for number, part in enumerate(among)
                if self._tried.get(part.name) != self._inside(part)
            ]
            hope, number = max(ranked, default=(0.0, 0))
            if hope > self._hopeful():
                return among[-number]
        return None

    def _families(self, bound: Bound) -> Iterator[list[Part]]:
        """Parts of one kind after the other, the quick ones first."""
        yield from self._quick
        yield disputed(self.model, bound, self.chosen, self._groups)
        yield self._pairs
        if 1 < len(self._groups) <= _FEW:
            yield disputed(self.model, bound, self.chosen, couples(self._groups))
            yield self._groups

    def _inside(self, part: Part) -> bytes:
        """What is chosen of a part: while it stays the same, trying again brings nothing new."""
        return self.chosen[part.options[self.chosen]].tobytes()

    def _hopeful(self) -> float:
        """Points that a part must promise to be tried: more than what would be left anyway."""
        return _GAIN if self._bound is None else 1e-5 * abs(self._bound.points)

    def _solve(self, part: Part, effort: Effort, wanted: tuple[int, ...] | None = None) -> Answer:
        """Decide a part anew while the rest stays."""
        mine = np.zeros(self.model.options, dtype=np.bool_)
        mine[self.chosen] = True
        keep = self._worth_keeping() if wanted is None else np.ones_like(mine)
        held = self.chosen[~part.options[self.chosen]]
        free = reachable(self.model, part.options & (keep | mine), held)
        small = shrink(self.model, free, held)
        solver = Solver(program(small.model), whole=True)
        number = np.cumsum(free) - 1
        start = number[self.chosen[part.options[self.chosen]]]
        asked = self.score.tiers if wanted is None else wanted
        least = [max(0, a - b) for a, b in zip(asked, small.counted, strict=True)]
        answer = solver.best(least, start, self._in_points(effort))
        self._tried[part.name] = self._inside(part)
        if answer.chosen is not None:
            self._take(small.widened(answer.chosen))
        return answer

    def _in_points(self, effort: Effort) -> Effort:
        left = None if self._ends is None else self._ends - time.monotonic()
        leave = _GAIN
        if self._bound is not None and effort.leave:
            gap = self._bound.points - self.score.points
            leave = max(effort.leave * abs(self._bound.points), _TENTH * gap, _GAIN)
        return Effort(effort.nodes, leave, left)

    def _worth_keeping(self) -> BoolArray:
        if self._bound is None:
            return np.ones(self.model.options, dtype=np.bool_)
        return self._bound.worth_keeping(self.score.points + _GAIN)

    def _take(self, chosen: IntArray) -> None:
        found = worth(self.model, chosen)
        if not found.beats(self.score):
            return
        counts_changed = found.tiers != self.score.tiers
        self.chosen, self.score = chosen, found
        self._version += 1
        if counts_changed:
            self._most.clear()
        if counts_changed and self._bound is not None:
            self._bound_anew()

    def _bound_anew(self) -> None:
        self._relaxation = self._relaxation or Relaxation(self.model)
        self._bound = self._relaxation.bound(self.score.tiers)
