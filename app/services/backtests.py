"""How well the planner would have done on the manager's own weeks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.backtest import Question, backtest, would_gain
from app.domain.backtest_report import BacktestReport, Gain
from app.domain.comparable import Marks, marked_days, verdicts
from app.domain.errors import BadInputError, CancelledError
from app.domain.history import QueueHistory, histories_of, summed
from app.domain.peaks import PeakPolicy
from app.domain.site import Hours
from app.services.holidays_known import HolidaysKnown

if TYPE_CHECKING:
    from app.storage.store import Store

MOST_WEEKS = 52
MOST_BLOCKS = 6
LONGEST_BLOCK = 480

Progress = Callable[[float], bool]
Standing = Mapping[int, Sequence[Hours]]
"""Standing hours by weekday, 0 Monday."""


class Backtests:
    """Evaluates; changes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._holidays = HolidaysKnown(store)

    def run(
        self,
        *,
        queue: str | None = None,
        weeks: int = 8,
        blocks: int = 2,
        minutes: int = 60,
        country: str | None = None,
        progress: Progress | None = None,
    ) -> BacktestReport:
        """Decide every week from the weeks before it, over all volumes in the store.

        ``queue`` None adds up all queues; ``country`` None takes the site's. ``progress``
        is told the fraction done and answers False to stop.

        Raises:
            BadInputError: no such queue, no volumes, or a number that makes no sense.
            CancelledError: ``progress`` asked to stop.

        """
        _check("weeks", weeks, MOST_WEEKS)
        _check("blocks", blocks, MOST_BLOCKS)
        _check("minutes", minutes, LONGEST_BLOCK)
        site = self._store.read.site()
        histories = self._histories(queue)
        policy = PeakPolicy(minutes, blocks, site.block_gap_minutes)
        return backtest(
            histories,
            Question(policy, weeks, site.working_days),
            marks=self._marks(site.country if country is None else country.upper()),
            events=self._store.read.events(),
            progress=_asked_to_stop(progress),
        )

    def would_gain(self, present: Standing, candidate: Standing, *, before: date) -> Gain:
        """Compare standing hours with others over the eight weeks before ``before``."""
        site = self._store.read.site()
        marks = self._marks(site.country)
        volumes = self._store.read.volume_days(before - timedelta(weeks=26), before)
        together = summed(histories_of(volumes, site.tz))
        skip = {left.day for left in verdicts(together, marks).values()}
        return would_gain(
            together,
            present,
            candidate,
            before=before,
            gap=site.block_gap_minutes,
            skip=skip,
        )

    def _histories(self, queue: str | None) -> tuple[QueueHistory, ...]:
        read = self._store.read
        known = read.queues()
        if not known:
            raise BadInputError(
                "There are no contact volumes yet; bring in an export of your phone system first."
            )
        wanted = [name for name in known if queue is None or name == queue]
        if not wanted:
            raise BadInputError(
                "There is no queue called '{queue}'; the queues are: {queues}.",
                queue=str(queue),
                queues=", ".join(known),
            )
        bounds = read.volume_range()
        if bounds is None:
            return ()
        days = read.volume_days(bounds[0], bounds[1] + timedelta(days=1), wanted)
        return histories_of(days, read.site().tz)

    def _marks(self, country: str) -> Marks:
        bounds = self._store.read.volume_range()
        if bounds is None:
            return {}
        last = bounds[1] + timedelta(days=1)
        holidays = self._holidays.of(country, range(bounds[0].year, last.year + 1))
        return marked_days(holidays, self._store.read.special_days())


def _check(name: str, value: int, most: int) -> None:
    if not 1 <= value <= most:
        raise BadInputError(
            "The back-test's {name} must be a number from 1 to {most}, not {value}.",
            name=name,
            most=most,
            value=value,
        )


def _asked_to_stop(progress: Progress | None) -> Callable[[float], None]:
    def told(fraction: float) -> None:
        if progress is not None and not progress(fraction):
            raise CancelledError("The back-test was stopped.")

    return told
