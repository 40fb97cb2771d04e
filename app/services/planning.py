"""Plan weeks: propose, apply, and keep the standing series busy 13 weeks ahead."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.demands import NOTICE
from app.domain.edits import CommandId, Edit, new_command_id
from app.domain.entries import Entry
from app.domain.errors import BadInputError, StaleEditError
from app.domain.wall import monday_of
from app.planning.account import account
from app.planning.engine import first_plan
from app.services.changes import SeriesChange, entries_after
from app.services.drafts import Draft, series_changes, span_of
from app.services.offers import Offer, places_for
from app.services.plan_edits import edit_for, series_edit
from app.services.plan_problem import PlanProblems
from app.services.proposals import Proposal
from app.services.replan import touched_days
from app.services.standing_series import StandingSeries
from app.services.what_if import Compared, Trial, days_of, free_of, tried

if TYPE_CHECKING:
    from app.config import Clock
    from app.planning.engine import Engine, Limits
    from app.services.edits import Editor
    from app.services.outlooks import Outlooks
    from app.storage.store import Store
    from app.storage.unit_of_work import UnitOfWork

MOST_WEEKS = 13
"""So many weeks are planned together at most: as far as the standing series reach."""
Better = Callable[[Proposal], None]
Cancelled = Callable[[], bool]


def _nobody_listens(_proposal: Proposal) -> None:
    """Only the last proposal is of interest."""


def _never() -> bool:
    return False


class Planning:
    """Proposes; changes the calendar only through edits.

    With ``engine`` a plan is improved in a worker process; without, the first plan is it.
    """

    def __init__(
        self,
        store: Store,
        outlooks: Outlooks,
        editor: Editor,
        clock: Clock,
        engine: Engine | None = None,
    ) -> None:
        self._store = store
        self._outlooks = outlooks
        self._editor = editor
        self._clock = clock
        self._engine = engine
        self._series = StandingSeries(store, outlooks, clock)
        self._problems = PlanProblems(store, outlooks, clock)

    def propose(
        self,
        monday: date,
        *,
        weeks: int = 1,
        near: bool = False,
        days: Collection[date] | None = None,
        move_invited: bool = False,
        limits: Limits | None = None,
        better: Better = _nobody_listens,
        cancelled: Cancelled = _never,
    ) -> Proposal:
        """Work out the best ``weeks`` weeks from ``monday`` around what stands in them.

        ``near`` lets things within 24 hours be placed and moved; the past stays as it is. With
        ``days`` only these are touched. What people were invited to moves with ``move_invited``
        only. ``better`` is told the first proposal and each better one, in the caller's thread;
        ``limits`` None asks for the first plan only. ``cancelled`` ends with the best so far.

        Raises:
            BadInputError: more weeks than can be planned at once.

        """
        draft = self.ask(monday, weeks=weeks, near=near, days=days, move_invited=move_invited)
        return self._proposal(draft, limits, better, cancelled)

    def ask(
        self,
        monday: date,
        *,
        weeks: int = 1,
        near: bool = False,
        days: Collection[date] | None = None,
        move_invited: bool = False,
    ) -> Draft:
        """Put together what is to be planned, the standing series laid first.

        Raises:
            BadInputError: more weeks than can be planned at once.

        """
        if not 1 <= weeks <= MOST_WEEKS:
            raise BadInputError(
                "{weeks} weeks cannot be planned at once; ask for 1 to {most}.",
                weeks=weeks,
                most=MOST_WEEKS,
            )
        series = () if days is not None else self._called_for(monday, near=near)
        span = span_of(monday, weeks, self._store.read.site())
        entries = tuple(self._store.read.entries(span))
        asked = self._problems.of(
            monday,
            weeks=weeks,
            near=near,
            days=days,
            move_invited=move_invited,
            entries=entries_after(entries, series_changes(series, span)),
        )
        return Draft.of(asked, entries, series, days)

    def touched(self, monday: date, *, near: bool = False) -> tuple[date, ...]:
        """The coming days of the week on which what is planned no longer fits.

        A meeting lies over it, somebody is away, a shift has changed, the phones are unmanned.
        ``near`` looks at the next 24 hours too.
        """
        asked = self._problems.of(monday, near=near, move_invited=True)
        return touched_days(asked.problem)

    def places_for(self, entry: Entry) -> tuple[Offer, ...]:
        """The three best other places for ``entry`` in the rest of its week, best first."""
        monday = self._monday_of(entry.span.start)
        asked = self._problems.of(monday, near=True, move_invited=True)
        return places_for(entry, asked.problem)

    def try_meeting(
        self,
        meetings: Sequence[Entry],
        *,
        near: bool = False,
        limits: Limits | None = None,
        cancelled: Cancelled = _never,
    ) -> Trial:
        """What accepting a meeting would cost; of a recurring one, the next that lies ahead.

        Raises:
            BadInputError: none of ``meetings`` lies ahead.

        """
        site = self._store.read.site()
        meeting, remarks = tried(meetings, self._clock(), site.tz)
        monday, days = self._monday_of(meeting.span.start), days_of(meeting.span, site.tz)
        stored = tuple(self._store.read.entries(span_of(monday, 1, site)))
        others = tuple(entry for entry in stored if entry.id != meeting.id)

        def best(entries: tuple[Entry, ...]) -> Proposal:
            asked = self._problems.of(monday, near=near, days=days, entries=entries)
            draft = Draft.of(asked, entries, (), days)
            return self._proposal(draft, limits, _nobody_listens, cancelled)

        without, proposal = best(others), best((*others, meeting))
        after = entries_after(others, without.changes)
        week = self._problems.of(monday, near=near, entries=after).problem
        return Compared(meeting, without, proposal).trial(free_of(week, meeting), remarks)

    def apply(
        self,
        proposal: Proposal,
        keep: Collection[str] | None = None,
        *,
        command: CommandId | None = None,
    ) -> Edit:
        """Carry out the ticked changes (all when ``keep`` is None) as one undoable edit.

        What does not fit while others are unticked is left out, as `Proposal.consistent` says.

        Raises:
            StaleEditError: the calendar changed since the proposal was made.

        """
        edit = edit_for(proposal, keep, command or new_command_id())
        if edit.before or edit.after:
            self._editor.apply(edit)
        return edit

    def auto_block(self) -> Edit | None:
        """Begin the first standing series, once volumes allow, or extend what stands.

        Begun by itself only once: when it was taken back, the next one is a proposal.
        Returns what was done, for the toast and for undo; None when there was nothing to do.
        """
        site = self._store.read.site()
        if not site.auto_block:
            return None
        today = self._clock().astimezone(site.tz).date()
        routines = self._store.read.routines()
        if not routines and self._store.read.fact(BEGUN) is not None:
            return None
        due = self._series.due(monday_of(today), self._clock() + NOTICE)
        found = [series for series in due if series.before is None or series.added]
        if not found:
            return None
        edit = series_edit(found)
        try:
            self._editor.apply(edit, also=None if routines else self._begin_once)
        except StaleEditError:
            # Another process, or another thread of this one, was quicker.
            return None
        return edit

    def _proposal(
        self, draft: Draft, limits: Limits | None, better: Better, cancelled: Cancelled
    ) -> Proposal:
        """Plan what the draft asks for; the last proposal is explained and accounted for."""
        problem = draft.problem
        if limits is None or self._engine is None:
            plan = first_plan(problem, draft.names)
        else:
            plan = self._engine.plan(
                problem,
                limits,
                better=lambda plan: better(draft.proposal(plan)),
                cancelled=cancelled,
                names=draft.names,
            )
        return draft.proposal(plan, account(problem, plan))

    def _called_for(self, monday: date, *, near: bool) -> tuple[SeriesChange, ...]:
        return tuple(self._series.called_for(monday, self._not_before(near=near)))

    def _monday_of(self, moment: datetime) -> date:
        return monday_of(moment.astimezone(self._store.read.site().tz).date())

    def _not_before(self, *, near: bool) -> datetime:
        return self._clock() + (timedelta() if near else NOTICE)

    def _begin_once(self, unit: UnitOfWork) -> None:
        """Asked inside the transaction: two that found no series must not both begin one."""
        if self._store.read.fact(BEGUN) is not None:
            raise StaleEditError("The first series has begun already.")
        unit.facts.put(BEGUN, self._clock().isoformat())


BEGUN = "auto_block:begun"
