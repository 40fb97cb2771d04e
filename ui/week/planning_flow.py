"""Plan my week: from the wish over better and better proposals to one edit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.entries import Entry
from app.domain.errors import PlannerError
from app.domain.text import text
from ui.week.plan_wish import PlanWish, is_better, key_of, told_why

if TYPE_CHECKING:
    from app.bootstrap import Planner
    from app.domain.edits import Edit
    from app.domain.reasons import Reasons
    from app.services.changes import Change
    from app.services.proposals import Proposal
    from ui.widgets.desk import Desk, Progress, Running


LOOK_AGAIN_MS = 200


class PlanningFlow(QObject):
    """Holds the open proposal and what of it is ticked. Nothing is stored before Apply.

    A better plan that arrives while the list is in the manager's hands (``in_hands``) waits
    until it is let go; ticks stay with what they were made for, wherever a better plan puts it.
    """

    changed = Signal()  # another proposal, or none
    ticks_changed = Signal()  # of the same proposal
    search_changed = Signal()  # it goes on, it has ended
    applied = Signal()

    def __init__(self, planner: Planner, desk: Desk) -> None:
        super().__init__()
        self._planner = planner
        self._desk = desk
        self.wish: PlanWish | None = None
        self.proposal: Proposal | None = None
        self.ticked: frozenset[str] = frozenset()
        self.dropped: Mapping[str, Reasons] = {}
        self.searching = False
        self.applying = False
        self._told_to_stop = False
        self._unticked: frozenset[str] = frozenset()
        self._waiting: Proposal | None = None
        self._asked = 0
        self.in_hands: Callable[[], bool] = lambda: False
        self._patience = QTimer(self)
        self._patience.setInterval(LOOK_AGAIN_MS)
        self._patience.timeout.connect(self.look_again)
        self._running: Running | None = None
        self._at_the_end: Callable[[Proposal], None] | None = None

    def plan(self, wish: PlanWish) -> None:
        """Search for the best plan in a worker; what is shown gets better meanwhile."""
        self._forget_search()
        if self.wish is None or not _same_weeks(self.wish, wish):
            self._unticked = frozenset()
        fresh = self.wish is None or replace(self.wish, prove=False) != replace(wish, prove=False)
        self.wish = wish
        self._asked += 1
        asked, planning, limits = self._asked, self._planner.planning, wish.limits()

        def work(tell: Callable[[Proposal], None], stopped: Callable[[], bool]) -> Proposal:
            return planning.propose(
                wish.monday,
                weeks=wish.weeks,
                near=wish.near,
                days=wish.days,
                move_invited=wish.move_invited,
                limits=limits,
                better=tell,
                cancelled=stopped,
            )

        def better(proposal: Proposal) -> None:
            nonlocal fresh
            if asked == self._asked:
                self._take(proposal, anew=fresh)
                fresh = False

        def done(proposal: Proposal) -> None:
            if asked == self._asked:
                self._end(proposal, anew=fresh)

        def failed(error: PlannerError) -> None:
            if asked == self._asked:
                self._running, self.searching = None, False
                self.wish = self.wish if self.proposal is not None else None
                self.search_changed.emit()
                self._desk.banner(error)

        self.searching, self._told_to_stop = True, False
        running = self._desk.search(text("Planning the week"), work, better, done, failed)
        if asked == self._asked and self.searching:
            self._running = running
        self.search_changed.emit()

    def plan_again(
        self, *, near: bool | None = None, move_invited: bool | None = None, prove: bool = False
    ) -> None:
        """The same wish with other ticks, after the calendar changed, or to have it proven."""
        wish = self.wish
        if wish is not None:
            near = wish.near if near is None else near
            invited = wish.move_invited if move_invited is None else move_invited
            self.plan(replace(wish, near=near, move_invited=invited, prove=prove))

    def follow_calendar(self) -> None:
        """Something changed beneath an open proposal: what it was made from is gone."""
        if self.wish is not None and self.proposal is not None and not self.applying:
            wish, self.wish = self.wish, None
            unticked = self._unticked
            self.plan(replace(wish, prove=False))
            self._unticked = unticked

    @property
    def stopping(self) -> bool:
        """Whether the search was told to end and has not yet: it finishes the step it is in."""
        return self.searching and self._told_to_stop

    def stop(self) -> None:
        """End the search with the best plan so far."""
        if self._running is not None:
            self._told_to_stop = True
            self._running.stop()
            self.search_changed.emit()

    def look_again(self) -> None:
        """Show the better plan that waits, once the list is let go."""
        if self._waiting is None:
            self._patience.stop()
        elif not self.in_hands():
            waiting, self._waiting = self._waiting, None
            self._patience.stop()
            self._show(waiting)

    def tick(self, wanted: Collection[str]) -> None:
        """Want only these changes (by id); what no longer fits without the others goes too."""
        if self.proposal is not None:
            changes = self.proposal.changes
            kept = {change.id for change in changes if change.id in wanted}
            untouched = set(self.dropped)
            self._unticked = frozenset(
                key_of(c) for c in changes if c.id not in kept and c.id not in untouched
            )
            self._weigh()
            self.ticks_changed.emit()

    def drop(self) -> None:
        """Close the proposal; nothing changes, and the worker stops."""
        self._forget_search()
        self._asked += 1
        self.wish, self._waiting, self._unticked = None, None, frozenset()
        if self.proposal is not None or self.searching:
            self.proposal, self.searching = None, False
            self.changed.emit()

    def apply(self) -> None:
        """Carry out the ticked changes as one undo step, once the search has come to its end."""
        if self.proposal is None or self.applying:
            return
        self.applying = True
        if self._waiting is not None:
            self.proposal, self._waiting = told_why(self.proposal, self._waiting), None
            self._weigh()
        self.search_changed.emit()
        if self.searching:
            self._at_the_end = self._apply_explained
            self.stop()
        else:
            self._carry_out(self.proposal)

    def marked(self) -> list[tuple[Entry, str]]:
        """What is drawn as proposed, each with its mark: before and after of what is ticked."""
        changes = self.proposal.changes if self.proposal else ()
        return [pair for c in changes if c.id in self.ticked for pair in _marks(c)]

    def moved_away(self) -> frozenset[str]:
        """Ids of the entries that ticked changes move or take out."""
        changes = self.proposal.changes if self.proposal else ()
        return frozenset(c.before.id for c in changes if c.before and c.id in self.ticked)

    def covers(self, monday: date) -> bool:
        """Whether the open proposal is about the week from ``monday``."""
        return self.wish is not None and self.wish.covers(monday)

    def _take(self, proposal: Proposal, *, anew: bool) -> None:
        if self._at_the_end is not None:
            return  # Apply was pressed: what is on the screen counts.
        if self.proposal is not None and not anew and not is_better(proposal, self.proposal):
            return
        if not anew and self.in_hands():
            self._waiting = proposal
            self._patience.start()
        else:
            self._waiting = None
            self._show(proposal)

    def _end(self, proposal: Proposal, *, anew: bool) -> None:
        self._running, self.searching = None, False
        if self._at_the_end is not None:
            finish, self._at_the_end = self._at_the_end, None
            finish(proposal)
            return
        self._take(proposal, anew=anew)
        self.search_changed.emit()

    def _show(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self._weigh()
        self.changed.emit()

    def _weigh(self) -> None:
        """Find what of the proposal is ticked: all but what was unticked or fits no more."""
        assert self.proposal is not None
        wanted = [c.id for c in self.proposal.changes if key_of(c) not in self._unticked]
        fit = self.proposal.consistent(wanted)
        self.ticked = frozenset(change.id for change in fit.changes)
        self.dropped = fit.dropped

    def _forget_search(self) -> None:
        self.stop()
        self._running = self._at_the_end = None
        self.applying = False

    def _apply_explained(self, final: Proposal) -> None:
        if self.proposal is not None:
            self.proposal = told_why(self.proposal, final)
            self._weigh()
            self._carry_out(self.proposal)

    def _carry_out(self, proposal: Proposal) -> None:
        planning, kept = self._planner.planning, self.ticked

        def work(_progress: Progress) -> Edit:
            return planning.apply(proposal, kept)

        def done(edit: Edit) -> None:
            self.drop()
            if edit.before or edit.after:
                self._desk.remember(edit)
            self.applied.emit()

        def failed(error: PlannerError) -> None:
            self.applying = False
            self.search_changed.emit()
            self._desk.banner(error)

        self._desk.run(text("Applying the plan"), work, done, failed)


def _same_weeks(one: PlanWish, other: PlanWish) -> bool:
    return (one.monday, one.weeks, one.days) == (other.monday, other.weeks, other.days)


def _marks(change: Change) -> list[tuple[Entry, str]]:
    """The before and after of a change with the marks they are drawn with."""
    before = "removed" if change.what == "removed" else "from"
    pairs = [(change.before, before), (change.after, change.what)]
    return [(entry, mark) for entry, mark in pairs if entry is not None]
