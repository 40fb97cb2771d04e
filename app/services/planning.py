"""Plan a week: propose, apply, and keep the standing series busy 13 weeks ahead."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.coverage import coverage_of
from app.domain.demands import NOTICE, Diary, Placement, Plan, Problem
from app.domain.edits import CommandId, Edit, Record, new_command_id
from app.domain.entries import Entry, EntryId, EntryKind, Protection, RoutineId, new_entry_id
from app.domain.errors import StaleEditError
from app.domain.outlook import WeekOutlook
from app.domain.reasons import Reason, Reasons
from app.domain.site import Site
from app.domain.text import DayWords, text
from app.domain.wall import monday_of, week_span
from app.planning.engine import solve
from app.planning.week_demands import (
    loose_entries,
    open_door_day,
    quotas_of,
    week_demands,
)
from app.services.proposals import Change, Proposal, SeriesChange, What, entries_after
from app.services.standing_series import StandingSeries

if TYPE_CHECKING:
    from app.config import Clock
    from app.services.edits import Editor
    from app.services.outlooks import Outlooks
    from app.storage.store import Store
    from app.storage.unit_of_work import UnitOfWork

FRESH = timedelta(weeks=8)
"""Volumes that end longer before the week planned are too old to go without a word."""


class Planning:
    """Proposes; changes the calendar only through edits."""

    def __init__(self, store: Store, outlooks: Outlooks, editor: Editor, clock: Clock) -> None:
        self._store = store
        self._outlooks = outlooks
        self._editor = editor
        self._clock = clock
        self._series = StandingSeries(store, outlooks, clock)

    def propose(self, monday: date, *, near: bool = False) -> Proposal:
        """Work out the best week from ``monday`` around what stands in it.

        ``near`` lets things within 24 hours be placed and moved; the past stays as it is.
        """
        site = self._store.read.site()
        outlook = self._outlooks.week(monday)
        not_before = self._clock() + (timedelta() if near else NOTICE)
        entries = tuple(self._store.read.entries(week_span(monday, site.tz)))
        series = self._series.called_for(monday, not_before)
        changes = _series_changes(series, monday)
        standing, loose = loose_entries(entries_after(entries, changes), not_before)
        demands = tuple(
            demand
            for demand in week_demands(site, outlook, standing, loose)
            if outlook.enough_history or demand.current is not None
        )
        diary = Diary(standing, site.working)
        plan = solve(
            Problem(outlook.days, site.zone, (diary,), demands, quotas_of(demands), not_before)
        )
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
            remarks=_remarks(outlook),
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
        due = self._series.due(monday_of(today), self._clock() + NOTICE)
        found = [series for series in due if series.before is None or series.added]
        if not found:
            return None
        edit = _series_edit(found)
        try:
            self._editor.apply(edit, also=None if routines else self._begin_once)
        except StaleEditError:
            # Another process, or another thread of this one, was quicker.
            return None
        return edit

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
        here = [c for c in proposal.changes if _routine_of(c) == series.after.id]
        if here and all(c.id in refused for c in here) and not series.only_extends:
            continue
        if series.before is not None:
            before.append(series.before)
        after.append(series.after)
        before += series.removed
        after += series.added
    label = text(
        "Planned the week of {monday}: {new} new, {moved} moved, {removed} removed",
        monday=DayWords(proposal.monday),
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
        label = text("Peaks are kept free up to {day}", day=DayWords(until, year=True))
    else:
        label = text(
            "Your peaks are now kept free: {blocks} blocks a week, 13 weeks ahead",
            blocks=len(series),
        )
    return Edit(label, tuple(before), tuple(after))


def _remarks(outlook: WeekOutlook) -> Reasons:
    newest = outlook.newest_volume
    if newest is None or outlook.monday - newest <= FRESH:
        return ()
    weeks = (outlook.monday - newest).days // 7
    return (Reason("stale_volumes", {"day": f"{newest.day} {newest:%b %Y}", "weeks": weeks}),)


def _series_changes(series: Iterable[SeriesChange], monday: date) -> list[Change]:
    """What the series do to the week shown: their days there come, move or go."""
    changes = []
    for each in series:
        old = {e.occurs_on: e for e in each.removed if _in_week(e, monday)}
        for new in (e for e in each.added if _in_week(e, monday)):
            before = old.pop(new.occurs_on, None)
            what: What = "moved" if before is not None else "new"
            changes.append(Change(new.id, what, before, new, new.reasons))
        changes += [Change(e.id, "removed", e, None, each.after.reasons[:1]) for e in old.values()]
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


def _routine_of(change: Change) -> RoutineId | None:
    entry = change.after or change.before
    return entry.routine if entry is not None else None


def _in_week(entry: Entry, monday: date) -> bool:
    return entry.occurs_on is not None and monday <= entry.occurs_on < monday + timedelta(days=7)


def _when(change: Change) -> tuple[datetime, str]:
    entry = change.after or change.before
    assert entry is not None
    return entry.span.start, change.id
