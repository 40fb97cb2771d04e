"""Entries cut into what each day shows of them. Values only, no pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.domain.coverage import WORTH_COVERING, OpenPeak
from app.domain.entries import Entry, EntryKind, Protection
from app.domain.known_events import KnownEvent
from app.domain.lanes import ALONE, Lane, assign_lanes
from app.domain.outlook import DayOutlook
from app.domain.span import Span
from app.domain.wall import MINUTES_A_DAY, minute_of_day

if TYPE_CHECKING:
    from app.services.weeks import WeekView

SHORTEST_SHOWN = 15

RULED = (EntryKind.UNPLANNED, EntryKind.OPEN_DOOR, EntryKind.LUNCH)
"""Kinds that settings decide about."""

ENOUGH_AHEAD = 3
"""With so many entries ahead in the shown week there is no need to read further."""


@dataclass(frozen=True, slots=True)
class Block:
    """What one day shows of an entry, or of a peak without one (``peak``).

    ``start`` and ``end`` are wall-clock minutes of ``day``, ``[start, end)``. ``proposed``
    is "new", "moved", "removed" or "from" (where a moved one stands now), else empty.
    """

    day: date
    start: int
    end: int
    entry: Entry | None = None
    peak: OpenPeak | None = None
    lane: Lane = ALONE
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class AllDayBar:
    """A bar in the all-day row: an entry of whole days, a known event or a holiday."""

    first: date
    last: date
    title: str
    row: int
    entry: Entry | None = None
    event: KnownEvent | None = None


def blocks_of(
    entries: Iterable[Entry], peaks: Iterable[OpenPeak], days: Sequence[date], zone: ZoneInfo
) -> list[Block]:
    """Cut timed entries and open peaks into the blocks of ``days``, lanes given out."""
    pieces = [piece for entry in entries if entry.days is None for piece in _pieces(entry, zone)]
    shown = frozenset(days)
    pieces += [_peak_block(peak, zone) for peak in peaks]
    pieces = sorted(
        (piece for piece in pieces if piece.day in shown),
        key=lambda piece: (piece.day, piece.start, -piece.end, piece.peak is not None),
    )
    laid: list[Block] = []
    for _, group in groupby(pieces, key=attrgetter("day")):
        day = list(group)
        lanes = assign_lanes([(piece.start, piece.end) for piece in day])
        laid += [replace(piece, lane=lane) for piece, lane in zip(day, lanes, strict=True)]
    return laid


def fitted(peak: OpenPeak, entries: Iterable[Entry]) -> OpenPeak:
    """Narrow a peak's span to its longest free part, when that would cover it still.

    ``entries`` are those of the week; what takes no time does not narrow it.
    """
    free = [peak.span]
    for entry in entries:
        if entry.blocks_time:
            free = [part for span in free for part in _without(span, entry.span)]
    longest = max(free, key=lambda span: span.length, default=None)
    if longest is None or longest.length < peak.span.length * WORTH_COVERING:
        return peak
    return replace(peak, span=longest)


def coming_peaks(view: WeekView, selected: Entry | None = None) -> list[OpenPeak]:
    """Open peaks that are not over, each as it would be covered; past ones cannot be any more.

    Those of the day of ``selected`` go first.
    """
    peaks = [fitted(peak, view.entries) for peak in view.coverage.open if peak.span.end > view.now]
    if selected is not None:
        day = selected.span.start.astimezone(view.site.tz).date()
        peaks.sort(key=lambda peak: peak.day != day)
    return peaks


def entries_ahead(
    view: WeekView | None, read: Callable[[], tuple[Entry, ...]]
) -> tuple[Entry, ...]:
    """Entries among which the next ones are; ``read`` is asked where ``view`` has too few."""
    if view is not None and view.span.contains(view.now):
        timed = [e for e in view.entries if e.days is None and not e.cancelled]
        if sum(entry.span.start > view.now for entry in timed) >= ENOUGH_AHEAD:
            return view.entries
    return read()


def _without(span: Span, taken: Span) -> Iterable[Span]:
    if not span.overlaps(taken):
        yield span
        return
    if span.start < taken.start:
        yield Span(span.start, taken.start)
    if taken.end < span.end:
        yield Span(taken.end, span.end)


def _peak_block(peak: OpenPeak, zone: ZoneInfo) -> Block:
    start, end = minute_of_day(peak.span.start, zone), minute_of_day(peak.span.end, zone)
    return Block(peak.day, start, end or MINUTES_A_DAY, peak=peak)


def _pieces(entry: Entry, zone: ZoneInfo) -> Iterable[Block]:
    start, end = entry.span.start.astimezone(zone), entry.span.end.astimezone(zone)
    day, last = start.date(), end.date()
    first_minute, last_minute = minute_of_day(start, zone), minute_of_day(end, zone)
    while day <= last:
        begins = first_minute if day == start.date() else 0
        ends = last_minute if day == last else MINUTES_A_DAY
        if ends > begins:
            yield Block(day, begins, min(max(ends, begins + SHORTEST_SHOWN), MINUTES_A_DAY), entry)
        elif day == start.date() == last:  # an autumn hour that comes twice
            yield Block(day, begins, min(begins + SHORTEST_SHOWN, MINUTES_A_DAY), entry)
        day += timedelta(days=1)


def all_day_bars(
    entries: Iterable[Entry], outlook: Iterable[DayOutlook], days: Sequence[date]
) -> list[AllDayBar]:
    """Bars of the all-day row, each in the first row that is free for all its days."""
    if not days:
        return []
    wanted = [*_events(outlook, days), *_whole_days(entries, days)]
    taken: set[tuple[int, date]] = set()
    bars = []
    for bar in sorted(wanted, key=lambda bar: (bar.first, bar.event is None)):
        covered = [day for day in days if bar.first <= day <= bar.last]
        row = next(n for n in range(99) if not any((n, day) in taken for day in covered))
        taken.update((row, day) for day in covered)
        bars.append(AllDayBar(bar.first, bar.last, bar.title, row, bar.entry, bar.event))
    return bars


def _events(outlook: Iterable[DayOutlook], days: Sequence[date]) -> Iterable[AllDayBar]:
    """One bar a stretch of neighbouring days with the same event, and one a holiday."""
    running: dict[str, AllDayBar] = {}
    finished = []
    for day in (day for day in outlook if day.day in days):
        if day.holiday:
            finished.append(AllDayBar(day.day, day.day, day.holiday, 0))
        for event in day.events:
            known = running.get(event.id)
            if known and known.last == day.day - timedelta(days=1):
                running[event.id] = AllDayBar(known.first, day.day, event.name, 0, event=event)
                continue
            if known:
                finished.append(known)
            running[event.id] = AllDayBar(day.day, day.day, event.name, 0, event=event)
    return [*finished, *running.values()]


def _whole_days(entries: Iterable[Entry], days: Sequence[date]) -> Iterable[AllDayBar]:
    for entry in entries:
        if entry.days is None or entry.days.first > days[-1] or entry.days.after_last <= days[0]:
            continue
        last = entry.days.after_last - timedelta(days=1)
        yield AllDayBar(max(entry.days.first, days[0]), min(last, days[-1]), entry.title, 0, entry)


def may_move(entry: Entry) -> bool:
    """Whether the manager may move it here; what was imported is moved where it came from."""
    return entry.protection is not Protection.FIXED


def has_rule(entry: Entry) -> bool:
    """Whether a routine or the settings decide about an entry."""
    return entry.kind in RULED or entry.demand.startswith("rule:")


def may_skip(entry: Entry) -> bool:
    """Whether an entry is one occurrence of what the planner puts into every week."""
    ours = may_move(entry) and entry.source is None and entry.days is None
    return ours and (entry.routine is not None or bool(entry.demand))
