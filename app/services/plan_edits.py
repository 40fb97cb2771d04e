"""Proposals as edits: one transaction, one step of undo."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.domain.edits import CommandId, Edit, Record
from app.domain.text import DayWords, text
from app.services.changes import SeriesChange
from app.services.proposals import Proposal


def edit_for(proposal: Proposal, keep: Collection[str] | None, command: CommandId) -> Edit:
    """Turn the ticked changes into one edit.

    Unticking a block of a series that would begin, or move to other hours, refuses that
    series; unticking one of a series that is only extended leaves out that day.
    """
    ticked = proposal.consistent(keep).changes
    refused = {c.id for c in proposal.changes} - {c.id for c in ticked}
    before: list[Record] = [c.before for c in ticked if c.before is not None]
    after: list[Record] = [c.after for c in ticked if c.after is not None]
    for series in proposal.series:
        here = [c for c in proposal.changes if c.routine == series.after.id]
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


def series_edit(found: Iterable[SeriesChange]) -> Edit:
    """The edit that begins or extends standing series by itself."""
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
