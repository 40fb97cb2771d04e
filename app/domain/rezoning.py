"""What keeps its hours on the wall when the site's zone changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

from app.domain.entries import Entry
from app.domain.people import Shift
from app.domain.span import Span
from app.domain.wall import resolve

_MIDNIGHT = time(0)


def rezoned(entry: Entry, old: ZoneInfo, new: ZoneInfo) -> Entry:
    """Give ``entry`` as it stands once the site's zone is ``new`` instead of ``old``.

    What was planned or written here belongs to the site's wall clock and keeps its hours;
    an all-day entry keeps its days. A meeting that came with its own zone stays the moment
    it was.
    """
    if entry.days is not None:
        start = resolve(entry.days.first, _MIDNIGHT, new)
        return replace(entry, span=Span(start, resolve(entry.days.after_last, _MIDNIGHT, new)))
    if entry.source is not None:
        return entry
    start_wall = entry.span.start.astimezone(old)
    start = resolve(start_wall.date(), start_wall.time(), new)
    return replace(entry, span=Span(start, start + entry.span.length))


def rezoned_shift(shift: Shift, old: ZoneInfo, new: ZoneInfo) -> Shift:
    """Give ``shift`` as it stands then: a roster is written by the wall clock of the site."""
    walls = (moment.astimezone(old) for moment in (shift.span.start, shift.span.end))
    start, end = (resolve(wall.date(), wall.time(), new) for wall in walls)
    if end <= start:  # the hour that a spring skips there
        end = start + shift.span.length
    return replace(shift, span=Span(start, end))
