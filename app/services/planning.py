"""Plan a week: propose, apply, and keep the standing series busy 13 weeks ahead."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.coverage import coverage_of
from app.domain.demands import Placement, Plan, Problem
from app.domain.edits import CommandId, Edit, Record, new_command_id
from app.domain.entries import Entry, EntryId, EntryKind, Protection, new_entry_id
from app.domain.errors import StaleEditError
from app.domain.outlook import WeekOutlook
from app.domain.reasons import Reasons
from app.domain.routines import Routine
from app.domain.site import Site
from app.domain.text import text
from app.domain.wall import monday_of, week_span
from app.planning.engine import solve
from app.planning.standing import Surroundings, extend, first_series, horizon
from app.planning.week_demands import (
    GRID_MINUTES,
    loose_entries,
    open_door_day,
    week_demands,
)
from app.services.backtests import Backtests
from app.services.proposals import Change, Proposal, SeriesChange, entries_after
from app.services.series_refit import refit, standing_hours

if TYPE_CHECKING:
    from app.config import Clock
    from app.services.edits import Editor
    from app.services.outlooks import Outlooks
    from app.storage.store import Store
    from app.storage.unit_of_work import UnitOfWork

NOTICE = timedelta(hours=24)
"""Nearer than this nothing is placed or moved unless the manager asks."""


class Planning:
    """Proposes; changes the calendar only through edits."""

    def __init__(self, store: Store, outlooks: Outlooks, editor: Editor, clock: Clock) -> None:
        self._store = store
        self._outlooks = outlooks
        self._editor = editor
        self._clock = clock
        self._backtests = Backtests(store)

    def propose(self, monday: date, *, near: bool = False) -> Proposal:
        """Work out the best week from ``monday`` around what stands in it.

        ``near`` lets things within 24 hours be placed and moved; the past stays as it is.
        """
        site = self._store.read.site()
        outlook = self._outlooks.week(monday)
        not_before = self._clock() + (timedelta() if near else NOTICE)
        entries = tuple(self._store.read.entries(week_span(monday, site.tz)))
        series = self._series(site, monday, not_before)
        changes = [*_series_changes(series, monday), *_refit_changes(series, entries)]
        standing, loose = loose_entries(entries_after(entries, changes), not_before)
        demands = tuple(
            demand
            for demand in week_demands(site, outlook, standing, loose)
            if outlook.enough_history or demand.current is not None
        )
        plan = solve(Problem(outlook, site.zone, GRID_MINUTES, standing, demands, not_before))
        changes += _placed(plan, outlook, site)
        changes += _dropped(plan)
        after = entries_after(entries, changes)
        changed = {c.before.id for c in changes if c.before is not None}
        return Proposal(
            monday=monday,
            zone=site.zone,
            changes=tuple(sorted(changes, key=_when)),
            kept=tuple(e for e in entries if e.id not in changed),
            plan=plan,
            coverage_before=coverage_of(outlook.days, entries, site.tz),
            coverage_after=coverage_of(outlook.days, after, site.tz),
            series=tuple(_outside(s, monday, site) for s in series),
            enough_history=outlook.enough_history,
        )

    def apply(
        self,
        proposal: Proposal,
        keep: Collection[str] | None = None,
        *,
        command: CommandId | None = None,
    ) -> Edit:
        """Carry out the ticked changes (all when ``keep`` is None) as one undoable edit.

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
        found = self._series(site, monday_of(today), self._clock() + NOTICE)
        found = [s for s in found if s.before is None or s.added or s.removed]
        if not found or any(s.before is not None and s.removed for s in found):
            return None
        edit = _series_edit(found)
        try:
            self._editor.apply(edit, also=None if routines else self._begin_once)
        except StaleEditError:
            # Another process, or another thread of this one, was quicker.
            return None
        return edit

    def _series(self, site: Site, monday: date, not_before: datetime) -> list[SeriesChange]:
        """Series that the week calls for: the first ones, or the extension of those there."""
        today = self._clock().astimezone(site.tz).date()
        until = max(horizon(today), monday + timedelta(days=6))
        routines = [r for r in self._store.read.routines() if r.kind is EntryKind.UNPLANNED]
        if routines:
            due = [r for r in routines if r.booked_until < until]
            if not due:
                return self._refitted(site, routines, not_before)
            around = self._around(site, min(r.booked_until for r in due), until, not_before)
            extended = [(r, *extend(r, until, around)) for r in due]
            return [SeriesChange(before, after, added=added) for before, after, added in extended]
        weeks = self._coming(max(monday, today))
        if not weeks[0].enough_history:
            return []
        since = max(monday_of(today), min(monday, today))
        around = self._around(site, since, until, not_before)
        begun, _ = first_series(weeks, around, since)
        extended = [(r, *extend(r, until, around)) for r in begun]
        return [SeriesChange(None, after, added=added) for _, after, added in extended]

    def _refitted(
        self, site: Site, routines: list[Routine], not_before: datetime
    ) -> list[SeriesChange]:
        """Other hours, only where the back-test says they would have caught clearly more."""
        today = self._clock().astimezone(site.tz).date()
        coming = self._coming(today)
        if not coming[0].enough_history:
            return []
        around = self._around(site, today, horizon(today), not_before)
        ids = {routine.id for routine in routines}
        mine = [e for e in around.entries if e.routine in ids]
        free = replace(around, entries=tuple(e for e in around.entries if e.routine not in ids))
        candidates, _ = first_series(coming, free, today)
        gain = self._backtests.would_gain(
            standing_hours(routines), standing_hours(candidates), before=today
        )
        if not gain.worth_proposing:
            return []
        return list(refit(routines, candidates, gain, mine, free))

    def _coming(self, first: date) -> list[WeekOutlook]:
        monday = monday_of(first)
        return [self._outlooks.week(monday + timedelta(weeks=n)) for n in (0, 1)]

    def _around(self, site: Site, first: date, until: date, not_before: datetime) -> Surroundings:
        monday = monday_of(first)
        weeks = range(((until - monday).days // 7) + 1)
        closed = {
            day.day: day.holiday
            for n in weeks
            for day in self._outlooks.week(monday + timedelta(weeks=n)).days
            if day.holiday
        }
        span = week_span(monday, site.tz)
        last = week_span(monday + timedelta(weeks=len(weeks)), site.tz)
        entries = tuple(self._store.read.entries(replace(span, end=last.end)))
        return Surroundings(site, entries, closed, tuple(self._store.read.events()), not_before)

    def _begin_once(self, unit: UnitOfWork) -> None:
        """Asked inside the transaction: two that found no series must not both begin one."""
        if self._store.read.fact(BEGUN) is not None:
            raise StaleEditError("The first series has begun already.")
        unit.facts.put(BEGUN, self._clock().isoformat())


BEGUN = "auto_block:begun"


def edit_for(proposal: Proposal, keep: Collection[str] | None, command: CommandId) -> Edit:
    """Turn the ticked changes into one edit.

    Unticking a block of a series that would begin, or move to other hours, refuses that
    series; unticking one of a series that is only extended leaves out that day.
    """
    ticked = [c for c in proposal.changes if keep is None or c.id in keep]
    refused = {c.id for c in proposal.changes} - {c.id for c in ticked}
    before: list[Record] = [c.before for c in ticked if c.before is not None]
    after: list[Record] = [c.after for c in ticked if c.after is not None]
    for series in proposal.series:
        here = [
            c
            for c in proposal.changes
            if c.after is not None and c.after.routine == series.after.id
        ]
        only_extended = series.before is not None and series.before.start == series.after.start
        if here and all(c.id in refused for c in here) and not only_extended:
            continue
        if series.before is not None:
            before.append(series.before)
        after.append(series.after)
        before += series.removed
        after += series.added
    label = text(
        "Planned the week of {monday}: {new} new, {moved} moved, {removed} removed",
        monday=f"{proposal.monday.day} {proposal.monday:%b}",
        new=sum(c.what == "new" for c in ticked),
        moved=sum(c.what == "moved" for c in ticked),
        removed=sum(c.what == "removed" for c in ticked),
    )
    return Edit(label, tuple(before), tuple(after), command)


def _series_edit(found: Iterable[SeriesChange]) -> Edit:
    series = list(found)
    before: list[Record] = [s.before for s in series if s.before is not None]
    after: list[Record] = [s.after for s in series]
    for each in series:
        after += each.added
    until = max(s.after.booked_until for s in series)
    if before:
        label = text("Peaks are kept free up to {day}", day=f"{until.day} {until:%b %Y}")
    else:
        label = text(
            "Your peaks are now kept free: {blocks} blocks a week, 13 weeks ahead",
            blocks=len(series),
        )
    return Edit(label, tuple(before), tuple(after))


def _series_changes(series: Iterable[SeriesChange], monday: date) -> list[Change]:
    return [
        Change(entry.id, "new", None, entry, entry.reasons)
        for each in series
        for entry in each.added
        if not each.removed and _in_week(entry, monday)
    ]


def _refit_changes(series: Iterable[SeriesChange], entries: tuple[Entry, ...]) -> list[Change]:
    """A series at other hours moves its entry of this week along with all later ones."""
    here = {entry.id: entry for entry in entries}
    changes = []
    for each in series:
        moved_to = {e.occurs_on: e for e in each.added}
        for old in each.removed:
            new = moved_to.get(old.occurs_on)
            if old.id in here and new is not None:
                changes.append(Change(old.id, "moved", old, new, new.reasons))
    return changes


def _outside(series: SeriesChange, monday: date, site: Site) -> SeriesChange:
    """What of the series happens in other weeks than the one shown."""
    span = week_span(monday, site.tz)
    return replace(
        series,
        removed=tuple(e for e in series.removed if not e.span.overlaps(span)),
        added=tuple(e for e in series.added if not e.span.overlaps(span)),
    )


def _placed(plan: Plan, outlook: WeekOutlook, site: Site) -> list[Change]:
    changes = []
    for placement in plan.placements:
        current = placement.demand.current
        reasons = (*_day_reasons(placement, outlook, site), *placement.reasons)
        if current is None:
            entry = _entry(placement, reasons)
            changes.append(Change(entry.id, "new", None, entry, reasons))
        elif current.span != placement.span:
            moved = replace(current, span=placement.span, reasons=reasons)
            changes.append(Change(current.id, "moved", current, moved, reasons))
    return changes


def _day_reasons(placement: Placement, outlook: WeekOutlook, site: Site) -> Reasons:
    if placement.demand.kind is not EntryKind.OPEN_DOOR:
        return ()
    return open_door_day(site, outlook)[1]


def _entry(placement: Placement, reasons: Reasons) -> Entry:
    demand = placement.demand
    return Entry(
        span=placement.span,
        kind=demand.kind,
        title=demand.title,
        id=EntryId(new_entry_id()),
        protection=Protection.PLANNED,
        note="walk the floor" if demand.kind is EntryKind.UNPLANNED else "",
        reasons=reasons,
    )


def _dropped(plan: Plan) -> list[Change]:
    return [
        Change(o.demand.current.id, "removed", o.demand.current, None, o.reasons)
        for o in plan.omissions
        if o.demand.current is not None
    ]


def _in_week(entry: Entry, monday: date) -> bool:
    return entry.occurs_on is not None and monday <= entry.occurs_on < monday + timedelta(days=7)


def _when(change: Change) -> tuple[datetime, str]:
    entry = change.after or change.before
    assert entry is not None
    return entry.span.start, change.id
