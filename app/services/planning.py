"""Plan weeks: propose, apply, and keep the standing series busy 13 weeks ahead."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.demands import NOTICE, Diary, Plan, Problem
from app.domain.edits import CommandId, Edit, new_command_id
from app.domain.entries import Entry, EntryKind
from app.domain.errors import StaleEditError
from app.domain.wall import monday_of
from app.planning.engine import first_plan
from app.planning.week_demands import loose_entries, open_door_day, quotas_of, week_demands
from app.services.changes import entries_after
from app.services.drafts import Draft, span_of
from app.services.offers import Offer
from app.services.plan_edits import edit_for, series_edit
from app.services.proposals import Proposal
from app.services.standing_series import StandingSeries
from app.services.what_if import Trial

if TYPE_CHECKING:
    from app.config import Clock
    from app.planning.engine import Engine, Limits
    from app.services.edits import Editor
    from app.services.outlooks import Outlooks
    from app.storage.store import Store
    from app.storage.unit_of_work import UnitOfWork

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
        """
        del move_invited, limits, cancelled
        site = self._store.read.site()
        outlook = self._outlooks.week(monday)
        not_before = self._not_before(near=near)
        draft = Draft(
            site,
            tuple(self._outlooks.week(monday + timedelta(weeks=n)) for n in range(weeks)),
            tuple(self._store.read.entries(span_of(monday, weeks, site))),
            tuple(self._series.called_for(monday, not_before)),
            tuple(sorted(days)) if days is not None else None,
        )
        entries = entries_after(draft.entries, draft.series_changes())
        standing, loose = loose_entries(entries, not_before)
        calm = open_door_day(site, outlook)[1]
        demands = tuple(
            replace(demand, reasons=calm) if demand.kind is EntryKind.OPEN_DOOR else demand
            for demand in week_demands(site, outlook, standing, loose)
            if outlook.enough_history or demand.current is not None
        )
        diary = Diary(standing, site.working)
        plan: Plan = first_plan(
            Problem(outlook.days, site.zone, (diary,), demands, quotas_of(demands), not_before)
        )
        better(draft.proposal(plan, final=False))
        return draft.proposal(plan)

    def touched(self, monday: date) -> tuple[date, ...]:
        """The coming days of the week on which what is planned no longer fits.

        A meeting lies over it, somebody is away, a shift or the working hours have changed.
        """
        del monday
        return ()

    def places_for(self, entry: Entry) -> tuple[Offer, ...]:
        """The three best other places for ``entry`` in the rest of its week, best first."""
        del entry
        return ()

    def try_meeting(
        self,
        meetings: Sequence[Entry],
        *,
        limits: Limits | None = None,
        cancelled: Cancelled = _never,
    ) -> Trial:
        """What accepting a meeting would cost; of a recurring one, the next that can be planned.

        Raises:
            BadInputError: none of ``meetings`` lies ahead.

        """
        del limits, cancelled
        meeting = min(meetings, key=lambda one: one.span.start)
        zone = self._store.read.site().tz
        return Trial(meeting, self.propose(monday_of(meeting.span.start.astimezone(zone).date())))

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

    def _not_before(self, *, near: bool) -> datetime:
        return self._clock() + (timedelta() if near else NOTICE)

    def _begin_once(self, unit: UnitOfWork) -> None:
        """Asked inside the transaction: two that found no series must not both begin one."""
        if self._store.read.fact(BEGUN) is not None:
            raise StaleEditError("The first series has begun already.")
        unit.facts.put(BEGUN, self._clock().isoformat())


BEGUN = "auto_block:begun"
