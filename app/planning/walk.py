"""A quick search without a solver: take some things out, put things in again, keep what is good.

After Schrimpf and others, "Record breaking optimization results using the ruin and recreate
principle" (2000). A worse choice is kept for a while, the less of it the longer the walk goes.
"""

from __future__ import annotations

from random import Random

import numpy as np

from app.planning.board import Board
from app.planning.model import FloatArray, IntArray, Model

_NOISE = 10_007
"""So many random numbers are drawn once and used again and again, for as many options."""
_MOST_OUT = 12
"""With so much taken out no more is."""
_LONGEST = 6
"""Things on end that are taken out together at most."""
_TASTE = 6.0
"""How far down the list of a class's options one looks, on average."""
_NOISES = (0.0, 3.0, 10.0)
_GAIN = 1e-4
"""Points that make a choice a better one."""
_DAYS, _ELBOWS, _MISSING = 0.5, 0.4, 0.6
"""How often stretches of days are taken out, how often blockers; how often of what is missing."""
_BY_THE_HOUR, _LONGEST_FIRST, _SCARCEST_FIRST, _BEST_FIRST = range(4)
_ORDERS = (_BY_THE_HOUR, _BY_THE_HOUR, _LONGEST_FIRST, _SCARCEST_FIRST, _BEST_FIRST)
_LARGE = 1e4
"""Orders before points: what is large goes first."""


class Walk:
    """Walks from one choice to the next; the same calls give the same answers.

    ``guide`` says how promising each option is, for instance the relaxation's slack.
    """

    def __init__(self, model: Model, start: IntArray, guide: FloatArray, seed: int = 1) -> None:
        self._model = model
        self._board = Board(model, start)
        self._rng = Random(seed)
        self._noise = np.random.default_rng(seed).normal(size=2 * _NOISE)
        self._inside = model.inside[model.klass] > 0
        session = np.zeros(model.options, dtype=np.bool_)
        session[model.row_column[model.row_value < 0]] = True
        self._session = session
        days = int(model.day.max(initial=0)) + 1
        self._place = model.owner[model.klass] * days + model.day
        by_guide = np.lexsort((-guide, model.klass))
        self._liked = by_guide
        self._changed: set[int] = set()
        self.best = start
        self._best_value = self._board.value()
        self._value = self._best_value

    def walk(self, steps: int, warmth: float) -> bool:
        """Make ``steps`` steps, losing some ``warmth`` points at first; whether ``best`` is new."""
        found = False
        for step in range(steps):
            was = self._board.snapshot()
            self._changed.clear()
            self._step()
            counts, points = value = self._board.value()
            loss = warmth * (1 - step / steps) * self._rng.expovariate(1.0)
            if (counts, points + loss) < self._value:
                self._board.restore(was, self._changed)
                continue
            self._value = value
            if (counts, points - _GAIN) > self._best_value:
                self._best_value, found = value, True
                self.best = np.flatnonzero(self._board.picked)
        return found

    def move(self, chosen: IntArray) -> None:
        """Go on from ``chosen``, which becomes the best when it is."""
        here = np.flatnonzero(self._board.picked)
        for option in np.setdiff1d(here, chosen).tolist():
            self._board.drop(option)
        for option in np.setdiff1d(chosen, here).tolist():
            self._board.put(option)
        self._value = self._board.value()
        if self._value > self._best_value:
            self._best_value, self.best = self._value, np.sort(chosen)

    def _step(self) -> None:
        inn = np.flatnonzero(self._board.picked)
        forced: int | None = None
        if not len(inn):
            out: set[int] = set()
        elif (way := self._rng.random()) < _DAYS:
            out = self._stretches(inn)
        elif way < _DAYS + _ELBOWS:
            out, forced = self._elbow_room(inn)
        else:
            out = set(self._rng.sample(inn.tolist(), min(len(inn), self._rng.randint(2, 6))))
        if any(self._session[option] for option in out):
            out.update(inn[self._inside[inn]].tolist())
        for option in sorted(out):
            self._drop(option)
        if forced is not None and self._board.left[self._model.klass[forced]] > 0:
            self._fill(np.array([forced]), _BY_THE_HOUR, 0.0)
        rest = self._board.missing()
        slots = self._inside[rest]
        order, noise = self._rng.choice(_ORDERS), self._rng.choice(_NOISES)
        self._fill(rest[~slots], order, noise)
        self._fill(rest[slots], _BY_THE_HOUR, 0.0)

    def _stretches(self, inn: IntArray) -> set[int]:
        """Some things on end, on one day or several."""
        out: set[int] = set()
        lone = inn[~self._inside[inn]]
        for _ in range(self._rng.choice((1, 1, 2, 2, 3))):
            if not len(lone):
                break
            place = self._place[self._rng.choice(lone.tolist())]
            same = lone[self._place[lone] == place]
            same = same[np.argsort(self._model.start[same], kind="stable")]
            length = self._rng.randint(1, _LONGEST)
            first = self._rng.randrange(max(1, len(same) - length + 1))
            out.update(same[first : first + length].tolist())
        return out

    def _elbow_room(self, inn: IntArray) -> tuple[set[int], int | None]:
        """All that stands in the way of something that is missing, or lies badly."""
        out: set[int] = set()
        forced = None
        board, klass = self._board, self._model.klass
        for _ in range(self._rng.choice((1, 1, 2))):
            short = board.left > 0
            short &= board.first_of[1:] > board.first_of[:-1]
            missing = np.flatnonzero(short).tolist()
            if missing and self._rng.random() < _MISSING:
                of = self._rng.choice(missing)
            else:
                of = int(klass[self._rng.choice(inn.tolist())])
            options = self._liked[board.first_of[of] : board.first_of[of + 1]]
            at = min(int(self._rng.expovariate(1 / _TASTE)), len(options) - 1)
            forced = int(options[at])
            out |= board.blockers(forced)
            out.update(inn[klass[inn] == of].tolist())
            if len(out) > _MOST_OUT:
                break
        return out, forced

    def _fill(self, options: IntArray, order: int, noise: float) -> None:
        """Put in what fits and gains: the most an hour, the longest, the scarcest, the best."""
        board, model = self._board, self._model
        while len(options):
            options = options[board.left[model.klass[options]] > 0]
            options = options[board.fits(options)]
            if not len(options):
                return
            gains = board.gains(options)
            if noise:
                first = self._rng.randrange(_NOISE)
                gains[:_NOISE] += noise * self._noise[first : first + min(len(gains), _NOISE)]
            edges = np.flatnonzero(np.diff(model.klass[options], prepend=-1))
            best = np.maximum.reduceat(gains, edges)
            minutes = (model.end - model.start)[options[edges]]
            if order == _LONGEST_FIRST:
                rank = best + _LARGE * minutes
            elif order == _SCARCEST_FIRST:
                rank = best / minutes - _LARGE * np.diff(np.append(edges, len(options)))
            else:
                rank = best / minutes if order == _BY_THE_HOUR else best
            rank = np.where(best > 0, rank, -np.inf)
            at = int(np.argmax(rank))
            if rank[at] == -np.inf:
                return
            last = edges[at + 1] if at + 1 < len(edges) else len(options)
            self._put(int(options[edges[at] + np.argmax(gains[edges[at] : last])]))

    def _put(self, option: int) -> None:
        self._changed.add(option)
        self._board.put(option)

    def _drop(self, option: int) -> None:
        self._changed.add(option)
        self._board.drop(option)
