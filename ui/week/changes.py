"""What a gesture means for the calendar: each function makes one edit, none carries it out.

Everything here moves wall time: an hour's block stays an hour on the wall whatever the
clocks do meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.edits import Edit
from app.domain.entries import Entry, EntryKind, Protection, new_entry_id
from app.domain.reasons import Reason, Reasons
from app.domain.span import Span
from app.domain.text import text
from app.domain.wall import MINUTES_A_DAY, clock_time, minute_of_day, resolve_minute

SHORTEST = 5
When = Callable[[datetime], str]
"""Writes a moment the way labels show it."""


def wall_span(day: date, start: int, end: int, zone: ZoneInfo) -> Span:
    """The span between two wall-clock minutes of ``day``; at least five minutes long."""
    begins = resolve_minute(day, start, zone)
    ends = resolve_minute(day, end, zone)
    if ends.timestamp() < begins.timestamp() + SHORTEST * 60:  # inside the spring gap
        ends = begins + timedelta(minutes=max(end - start, SHORTEST))
    return Span(begins, ends)


def wall_minutes(entry: Entry, zone: ZoneInfo) -> tuple[date, int, int]:
    """The day an entry starts on, its first and last minute there; the last may pass 1440."""
    start, end = entry.span.start.astimezone(zone), entry.span.end.astimezone(zone)
    days = (end.date() - start.date()).days
    return (
        start.date(),
        minute_of_day(start, zone),
        minute_of_day(end, zone) + days * MINUTES_A_DAY,
    )


def moved(entry: Entry, day: date, start: int, zone: ZoneInfo, when: When) -> Edit | None:
    """Move an entry to another wall time and lock it there; None when it is there already."""
    old_day, old_start, old_end = wall_minutes(entry, zone)
    if (old_day, old_start) == (day, start):
        return None
    span = wall_span(day, start, start + old_end - old_start, zone)
    after = replace(
        entry, span=span, protection=Protection.LOCKED, reasons=_by_hand(entry, old_day, old_start)
    )
    label = text("Moved ‘{title}’ to {when}", title=entry.title, when=when(span.start))
    return Edit(label, (entry,), (after,))


def resized(entry: Entry, start: int, end: int, zone: ZoneInfo) -> Edit | None:
    """Give an entry other ends on its day and lock it; None when nothing changes."""
    day, old_start, old_end = wall_minutes(entry, zone)
    if (old_start, old_end) == (start, end) or end - start < SHORTEST:
        return None
    after = replace(
        entry,
        span=wall_span(day, start, end, zone),
        protection=Protection.LOCKED,
        reasons=_by_hand(entry, day, old_start),
    )
    label = text("‘{title}’ now takes {minutes} min", title=entry.title, minutes=end - start)
    return Edit(label, (entry,), (after,))


def _by_hand(entry: Entry, day: date, start: int) -> Reasons:
    """What is left of the planner's reasons once the manager chose another place."""
    from app.domain.wording import MOVED_BY_HAND  # noqa: PLC0415 - not before the first picture

    if not entry.reasons:
        return ()
    if entry.reasons[0].code == MOVED_BY_HAND:
        return entry.reasons
    return (Reason(MOVED_BY_HAND, {"weekday": day.weekday(), "start": clock_time(start)}),)


def copied(entry: Entry, day: date, start: int, zone: ZoneInfo, when: When) -> Edit:
    """Put a copy elsewhere. The copy belongs to no series and comes from no import."""
    _, old_start, old_end = wall_minutes(entry, zone)
    span = wall_span(day, start, start + old_end - old_start, zone)
    copy = replace(
        entry,
        id=new_entry_id(),
        span=span,
        protection=Protection.LOCKED,
        routine=None,
        occurs_on=None,
        source=None,
        reasons=(),
    )
    label = text("Copied ‘{title}’ to {when}", title=entry.title, when=when(span.start))
    return Edit(label, (), (copy,))


def added(span: Span, title: str, when: When, *, kind: EntryKind = EntryKind.MEETING) -> Edit:
    """Put something new into the calendar, locked: the manager chose its place."""
    entry = Entry(span, kind, title, protection=Protection.LOCKED)
    label = text("Added ‘{title}’ on {when}", title=title, when=when(span.start))
    return Edit(label, (), (entry,))


def renamed(entry: Entry, title: str) -> Edit | None:
    """Give an entry another title; None when it stays the same or would be empty."""
    title = title.strip()
    if not title or title == entry.title:
        return None
    label = text("Renamed ‘{old}’ to ‘{title}’", old=entry.title, title=title)
    return Edit(label, (entry,), (replace(entry, title=title),))


def removed(entry: Entry) -> Edit:
    """Take one entry out; of a series only this one day."""
    if entry.routine is not None:
        return Edit(text("Took out ‘{title}’, this day only", title=entry.title), (entry,))
    return Edit(text("Removed ‘{title}’", title=entry.title), (entry,))


def skip_toggled(entry: Entry) -> Edit:
    """Call one occurrence off, or bring it back.

    It stays in the calendar, struck through: so the planner knows that it has had its turn
    and puts it back nowhere else.
    """
    from app.domain.demands import SKIPPED  # noqa: PLC0415 - not needed for the first picture

    others = tuple(reason for reason in entry.reasons if reason.code != SKIPPED)
    if entry.cancelled:
        label = text("Brought ‘{title}’ back", title=entry.title)
        return Edit(label, (entry,), (replace(entry, cancelled=False, reasons=others),))
    label = text("‘{title}’ is skipped this week", title=entry.title)
    after = replace(entry, cancelled=True, reasons=(Reason(SKIPPED), *others))
    return Edit(label, (entry,), (after,))


def lock_toggled(entry: Entry) -> Edit:
    """Lock an entry where it is, or hand it back to the planner."""
    if entry.protection is Protection.LOCKED:
        label = text("Unlocked ‘{title}’: the planner may move it", title=entry.title)
        return Edit(label, (entry,), (replace(entry, protection=Protection.PLANNED),))
    label = text("Locked ‘{title}’ where it is", title=entry.title)
    return Edit(label, (entry,), (replace(entry, protection=Protection.LOCKED),))
