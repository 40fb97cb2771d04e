"""From a plan to a proposal: what would come, move and go, with reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.account import Account
from app.domain.coverage import coverage_of
from app.domain.demands import Demand, DemandId, Placement, Plan, Problem
from app.domain.entries import Entry, EntryId, EntryKind, Protection, new_entry_id
from app.domain.outlook import WeekOutlook
from app.domain.people import PersonId
from app.domain.reasons import Reason, Reasons
from app.domain.site import Site
from app.domain.span import Span
from app.domain.wall import week_span
from app.services.changes import Change, SeriesChange, What, entries_after
from app.services.proposals import Proposal

if TYPE_CHECKING:
    from app.services.plan_problem import Asked

FRESH = timedelta(weeks=8)
"""Volumes that end longer before the week planned are too old to go without a word."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a plan is held against: the weeks as they stand, and what the series do to them.

    Of one draft every plan's new things have the same ids, so that what was unticked in one
    proposal can stay so in the next.
    """

    site: Site
    outlooks: tuple[WeekOutlook, ...]
    problem: Problem
    entries: tuple[Entry, ...]
    series: tuple[SeriesChange, ...] = ()
    days: tuple[date, ...] | None = None
    names: Mapping[PersonId, str] = field(default_factory=dict)
    ids: dict[DemandId, EntryId] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        asked: Asked,
        entries: tuple[Entry, ...],
        series: tuple[SeriesChange, ...],
        days: Collection[date] | None,
    ) -> Draft:
        """Hold plans of what is asked against ``entries``, those in the store."""
        touched = tuple(sorted(days)) if days is not None else None
        return cls(asked.site, asked.outlooks, asked.problem, entries, series, touched, asked.names)

    @property
    def monday(self) -> date:
        """The first day planned."""
        return self.outlooks[0].monday

    @property
    def span(self) -> Span:
        """All the weeks planned."""
        return span_of(self.monday, len(self.outlooks), self.site)

    def proposal(self, plan: Plan, account: Account | None = None) -> Proposal:
        """Put a plan into the changes that would carry it out; with its account it is final."""
        changes = self._changes(plan)
        days = [day for outlook in self.outlooks for day in outlook.days]
        after = entries_after(self.entries, changes)
        changed = {c.before.id for c in changes if c.before is not None}
        return Proposal(
            monday=self.monday,
            zone=self.site.zone,
            changes=tuple(sorted(changes, key=_when)),
            kept=tuple(e for e in self.entries if e.id not in changed),
            plan=plan,
            coverage_before=coverage_of(days, self.entries, self.site.tz),
            coverage_after=coverage_of(days, after, self.site.tz),
            series=tuple(self._outside(each) for each in self.series),
            enough_history=any(outlook.enough_history for outlook in self.outlooks),
            remarks=_remarks(self.outlooks),
            weeks=len(self.outlooks),
            days=self.days,
            account=account,
            final=account is not None,
            problem=self.problem,
        )

    def _outside(self, series: SeriesChange) -> SeriesChange:
        """What of the series happens in other weeks than those shown."""
        return replace(
            series,
            removed=tuple(e for e in series.removed if not e.span.overlaps(self.span)),
            added=tuple(e for e in series.added if not e.span.overlaps(self.span)),
        )

    def _changes(self, plan: Plan) -> list[Change]:
        """Lay the plan over what the series do; an entry is spoken of once."""
        changes = {change.entry.id: change for change in series_changes(self.series, self.span)}
        for placement in plan.placements:
            current, reasons = placement.demand.current, placement.reasons
            if current is None:
                entry = self._entry(placement)
                changes[entry.id] = Change(entry.id, "new", None, entry, reasons)
            elif current.span != placement.span:
                moved = replace(
                    current,
                    span=placement.span,
                    reasons=reasons,
                    demand=current.demand or ("" if current.routine else placement.demand.id),
                )
                _lay_over(changes, current, moved, reasons)
        for omission in plan.omissions:
            if omission.demand.current is not None:
                _lay_over(changes, omission.demand.current, None, omission.reasons)
        return list(changes.values())

    def _entry(self, placement: Placement) -> Entry:
        demand = placement.demand
        return Entry(
            span=placement.span,
            kind=demand.kind,
            title=demand.title,
            id=self.ids.setdefault(demand.id, new_entry_id()),
            protection=Protection.PLANNED,
            place=demand.room,
            note=_note(demand),
            reasons=placement.reasons,
            demand=demand.id,
            people=demand.people,
        )


def series_changes(series: Iterable[SeriesChange], span: Span) -> list[Change]:
    """What the series do to the weeks shown: their days there come, move or go."""
    changes = []
    for each in series:
        old = {e.occurs_on: e for e in each.removed if e.span.overlaps(span)}
        for new in (e for e in each.added if e.span.overlaps(span)):
            before = old.pop(new.occurs_on, None)
            what: What = "moved" if before is not None else "new"
            changes.append(Change(new.id, what, before, new, new.reasons))
        gone = each.after.reasons[:1]
        changes += [Change(e.id, "removed", e, None, gone) for e in old.values()]
    return changes


def span_of(monday: date, weeks: int, site: Site) -> Span:
    """The moments of so many weeks from ``monday``."""
    last = week_span(monday + timedelta(weeks=weeks - 1), site.tz)
    return Span(week_span(monday, site.tz).start, last.end)


def _note(demand: Demand) -> str:
    return "walk the floor" if demand.kind is EntryKind.UNPLANNED else ""


def _lay_over(
    changes: dict[EntryId, Change], current: Entry, after: Entry | None, reasons: Reasons
) -> None:
    """Move or drop what stands; what a series only just brought is in no calendar yet."""
    brought = changes.pop(current.id, None)
    before = brought.before if brought is not None else current
    if before is None and after is not None:
        changes[current.id] = Change(current.id, "new", None, after, reasons)
    elif before is not None:
        what: What = "removed" if after is None else "moved"
        changes[current.id] = Change(current.id, what, before, after, reasons)


def _remarks(outlooks: Sequence[WeekOutlook]) -> Reasons:
    newest, monday = outlooks[0].newest_volume, outlooks[0].monday
    if newest is None or monday - newest <= FRESH:
        return ()
    weeks = (monday - newest).days // 7
    return (Reason("stale_volumes", {"day": f"{newest.day} {newest:%b %Y}", "weeks": weeks}),)


def _when(change: Change) -> tuple[datetime, str]:
    return change.entry.span.start, change.id
