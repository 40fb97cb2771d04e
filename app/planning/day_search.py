"""The best way to put a day's demands into its free minutes: exact, by branch and bound.

Objective, largest first in this order: how many demands of tier 0 have a place, of tier 1,
of tier 2 …, then the points. Counts stand above points because with points alone the cheap
routines starve. A demand may always be left out, so there is always an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Minutes = tuple[int, int]
Score = tuple[float, ...]
NODE_LIMIT = 60_000


@dataclass(frozen=True, slots=True)
class Option:
    """One place a demand may take: minutes of the day and the points it earns there."""

    start: int
    end: int
    points: float


@dataclass(frozen=True, slots=True)
class Want:
    """A demand as the search sees it; wants of one ``group`` keep ``gap`` minutes apart."""

    key: str
    tier: int
    options: tuple[Option, ...]
    group: str = ""
    gap: int = 0


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """The chosen option by demand key, its score, and whether nothing better exists."""

    chosen: dict[str, Option]
    score: Score
    proven: bool


class DaySearch:
    """One search over one day. ``taken`` are minutes that are gone, by group ("" for any)."""

    def __init__(
        self,
        wants: Sequence[Want],
        taken: Sequence[tuple[str, Minutes]],
        node_limit: int = NODE_LIMIT,
    ) -> None:
        self._node_limit = node_limit
        self._wants = sorted(wants, key=lambda want: (want.tier, want.group, want.key))
        self._options = [
            sorted(
                (o for o in want.options if _fits(want, o, taken)),
                key=lambda option: (-option.points, option.start),
            )
            for want in self._wants
        ]
        self._tiers = 1 + max((want.tier for want in wants), default=0)
        self._best: Score | None = None
        self._best_chosen: dict[str, Option] = {}
        self._nodes = 0
        self._nothing: Score = (0.0,) * (self._tiers + 1)

    def run(self) -> DayAnswer:
        """Search to the end, or to the node limit on days no manager has."""
        self._visit(0, self._nothing, [])
        proven = self._nodes < self._node_limit
        return DayAnswer(self._best_chosen, self._best or self._nothing, proven)

    @property
    def bound(self) -> Score:
        """A score that no plan of this day can beat, conflicts left aside."""
        return self._hope(0, [])

    def _visit(self, depth: int, score: Score, placed: list[tuple[int, Option]]) -> None:
        self._nodes += 1
        if self._nodes >= self._node_limit and self._best is not None:
            return
        others = [(self._wants[i].group, (o.start, o.end)) for i, o in placed]
        if self._best is not None:
            hope = _plus(score, self._hope(depth, others))
            if not _better(hope, self._best):
                return
        if depth == len(self._wants):
            self._best = score
            self._best_chosen = {self._wants[i].key: option for i, option in placed}
            return
        want = self._wants[depth]
        first = self._first_allowed_start(depth, placed)
        for option in self._options[depth]:
            if option.start >= first and _fits(want, option, others):
                gained = self._gain(want, option.points)
                self._visit(depth + 1, _plus(score, gained), [*placed, (depth, option)])
        self._visit(depth + 1, score, placed)

    def _first_allowed_start(self, depth: int, placed: list[tuple[int, Option]]) -> int:
        """Interchangeable demands are placed in order of time, which halves the search."""
        if depth and placed and placed[-1][0] == depth - 1 and self._alike(depth - 1, depth):
            return placed[-1][1].start
        return 0

    def _alike(self, one: int, other: int) -> bool:
        a, b = self._wants[one], self._wants[other]
        return bool(a.group) and (a.tier, a.group, a.options) == (b.tier, b.group, b.options)

    def _gain(self, want: Want, points: float) -> Score:
        gains = [0.0] * (self._tiers + 1)
        gains[want.tier] = 1.0
        gains[-1] = points
        return tuple(gains)

    def _hope(self, depth: int, others: Sequence[tuple[str, Minutes]]) -> Score:
        """What the wants from ``depth`` on could add if none stood in another's way.

        The order of scores does not change when the same is added to both sides, so the sum
        of each want's best is never below the best sum.
        """
        hope = self._nothing
        for want, options in zip(self._wants[depth:], self._options[depth:], strict=True):
            for option in options:
                if _fits(want, option, others):
                    hope = _plus(hope, self._gain(want, option.points))
                    break
        return hope


def _fits(want: Want, option: Option, others: Sequence[tuple[str, Minutes]]) -> bool:
    for group, (start, end) in others:
        apart = want.gap if want.group and group == want.group else 0
        if option.start < end + apart and start - apart < option.end:
            return False
    return True


def _plus(one: Score, other: Score) -> Score:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _better(one: Score, other: Score) -> bool:
    """Larger, where sums of the same numbers in another order count as equal."""
    for a, b in zip(one, other, strict=True):
        if abs(a - b) > 1e-9 * max(1.0, abs(a), abs(b)):
            return a > b
    return False
