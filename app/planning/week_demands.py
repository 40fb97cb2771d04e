"""What a week asks for: blocks on its peaks, an open door on its calm day, a lunch a day."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.domain.curve import Curve
from app.domain.demands import GRID_MINUTES, Demand, DemandId, Quota, Window, is_skipped
from app.domain.entries import Entry, EntryKind, Protection
from app.domain.objective import TIER_LUNCH, TIER_OPEN_DOOR, TIER_UNPLANNED
from app.domain.outlook import CalmDay, DayOutlook, WeekOutlook
from app.domain.peaks import both
from app.domain.reasons import Reason, Reasons
from app.domain.rules import Wish
from app.domain.site import Hours, Site
from app.domain.span import Span
from app.domain.staffing import joined
from app.domain.wall import day_span

PLANNED_KINDS = (EntryKind.UNPLANNED, EntryKind.OPEN_DOOR, EntryKind.LUNCH)
LUNCH_QUOTA, OPEN_DOOR_QUOTA = "lunch", "open_door"
SLOT = "slot:"
"""How the demands of door slots begin; what was placed for one lies inside a session."""


def week_demands(
    site: Site,
    outlook: WeekOutlook,
    standing: Sequence[Entry],
    loose: Sequence[Entry],
    days: Collection[date] | None = None,
) -> tuple[Demand, ...]:
    """List what is missing from the week, or from ``days`` of it.

    ``standing`` are the entries that stay, ``loose`` those of :func:`loose_entries`, which
    look for a place on the day they are on.
    """
    if not outlook.days:
        return ()
    first, last = min(day.day for day in outlook.days), max(day.day for day in outlook.days)
    week = Span(day_span(first, site.tz).start, day_span(last, site.tz).end)
    standing = [entry for entry in standing if entry.span.overlaps(week)]
    loose = [e for e in loose if e.span.overlaps(week) and _of_the_week(e)]
    demands: list[Demand] = []
    for day in outlook.days:
        if not is_working(site, day) or (days is not None and day.day not in days):
            continue
        here = [e for e in standing if e.span.overlaps(day_span(day.day, site.tz))]
        lost = [e for e in loose if e.span.start.astimezone(site.tz).date() == day.day]
        demands += _blocks(site, day, here, lost)
        demands += _lunch(site, day, here, lost)
    door = _open_door(site, outlook, standing, loose)
    demands += [d for d in door if days is None or d.windows[0].day in days]
    return tuple(demands)


def quotas_of(demands: Iterable[Demand]) -> tuple[Quota, ...]:
    """Every demand listed by `week_demands` counts in its tier."""
    counts = Counter(demand.quota for demand in demands)
    tiers = {LUNCH_QUOTA: TIER_LUNCH, OPEN_DOOR_QUOTA: TIER_OPEN_DOOR}
    return tuple(Quota(name, n, tiers.get(name, TIER_UNPLANNED)) for name, n in counts.items())


def is_working(site: Site, day: DayOutlook) -> bool:
    """Whether the manager plans anything on this day."""
    return day.day.weekday() in site.working_days and not day.holiday


def block_starts(site: Site, day: DayOutlook) -> tuple[int, ...]:
    """Minutes of the day at which a block would lie above the peak line."""
    if not day.peaks:
        return ()
    curve = Curve.of(day)
    needed = day.peak_line * site.block_minutes / day.minutes
    return tuple(
        start
        for start in possible_starts(site, site.block_minutes, day.minutes)
        if curve.between(start, start + site.block_minutes) >= needed * (1 - 1e-9)
    )


@dataclass(frozen=True, slots=True)
class Letting:
    """What may be given another place at all.

    Nothing before ``not_before``, nothing on other days than ``days`` (None: any day), nothing
    people were ``invited`` to unless that is said. ``asked_again`` tells of what was placed for
    a demand whether that demand is made anew.
    """

    not_before: datetime
    zone: ZoneInfo | None = None
    days: Collection[date] | None = None
    invited: bool = False
    asked_again: Callable[[Entry], bool] = lambda _entry: False

    def lets_go(self, entry: Entry) -> bool:
        """Whether the planner may move this entry."""
        return (
            entry.protection is Protection.PLANNED
            and not entry.cancelled
            and entry.span.start >= self.not_before
            and (self.invited or not entry.invited)
            and (self.days is None or entry.span.start.astimezone(self.zone).date() in self.days)
            and (_of_the_week(entry) or self.asked_again(entry))
        )


def loose_entries(
    entries: Iterable[Entry], not_before: datetime | Letting
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Split into what stands and what may be given another place.

    Loose is what was placed for a demand that is made again, what was planned here and lost
    its place to something fixed, and lunch, which gives way to a peak; the engine leaves it
    where it is unless that makes room.
    """
    letting = not_before if isinstance(not_before, Letting) else Letting(not_before)
    everything = tuple(entries)
    movable = [entry for entry in everything if letting.lets_go(entry)]
    ids = {entry.id for entry in movable}
    walls = joined(e.span for e in everything if e.blocks_time and not _slot(e) and e.id not in ids)
    loose = tuple(
        entry
        for entry in movable
        if entry.kind is EntryKind.LUNCH or not _of_the_week(entry) or _hit(entry.span, walls)
    )
    gone = {entry.id for entry in loose}
    return tuple(e for e in everything if e.id not in gone), loose


def open_door_day(site: Site, outlook: WeekOutlook) -> tuple[DayOutlook | None, Reasons]:
    """Choose the day for the open door, with what speaks for it."""
    days = {d.day.weekday(): d for d in outlook.days if is_working(site, d)}
    for calm in outlook.calm:
        if calm.reliable and calm.weekday in days:
            return days[calm.weekday], _calm_reasons(calm)
    if outlook.quiet_interval is not None:
        quiet = days.get(outlook.quiet_interval[0].weekday())
        if quiet is not None:
            return quiet, (Reason("not_reliable"),)
    return None, ()


def _calm_reasons(calm: CalmDay) -> Reasons:
    facts = {"weekday": calm.weekday, "index": round(calm.index, 4), "weeks": calm.weeks}
    return (Reason("calm_day", facts), Reason("calm_record", {"below": round(calm.below, 4)}))


def _blocks(
    site: Site, day: DayOutlook, here: Sequence[Entry], lost: Sequence[Entry]
) -> list[Demand]:
    standing = sum(
        e.kind is EntryKind.UNPLANNED and (not e.cancelled or is_skipped(e)) for e in here
    )
    wanted = max(0, min(site.blocks_per_day, len(day.peaks)) - standing)
    current = [e for e in lost if e.kind is EntryKind.UNPLANNED]
    starts = block_starts(site, day)
    return [
        Demand(
            id=DemandId(f"unplanned:{day.day}:{number}"),
            kind=EntryKind.UNPLANNED,
            title="Unplanned",
            minutes=site.block_minutes,
            windows=(Window(day.day, starts),),
            wish=Wish.HIGH,
            quota=f"unplanned:{day.day}",
            group=EntryKind.UNPLANNED.value,
            gap_minutes=site.block_gap_minutes,
            current=current[number] if number < len(current) else None,
        )
        for number in range(max(wanted, len(current)))
    ]


def _lunch(
    site: Site, day: DayOutlook, here: Sequence[Entry], lost: Sequence[Entry]
) -> list[Demand]:
    if not site.lunch_minutes or any(e.kind is EntryKind.LUNCH for e in here):
        return []
    current = next((e for e in lost if e.kind is EntryKind.LUNCH), None)
    starts = tuple(
        start
        for start in range(
            site.lunch_window.start, site.lunch_window.end - site.lunch_minutes + 1, GRID_MINUTES
        )
        if site.working.start <= start and start + site.lunch_minutes <= site.working.end
    )
    return [
        Demand(
            id=DemandId(f"lunch:{day.day}"),
            kind=EntryKind.LUNCH,
            title="Lunch",
            minutes=site.lunch_minutes,
            windows=(Window(day.day, starts),),
            quota=LUNCH_QUOTA,
            current=current,
        )
    ]


def _open_door(
    site: Site, outlook: WeekOutlook, standing: Sequence[Entry], loose: Sequence[Entry]
) -> list[Demand]:
    if not site.open_door_minutes or any(
        e.kind is EntryKind.OPEN_DOOR and (not e.cancelled or is_skipped(e)) and not _slot(e)
        for e in standing
    ):
        return []
    current = next((e for e in loose if e.kind is EntryKind.OPEN_DOOR), None)
    why: Reasons = ()
    if current is not None:
        at = current.span.start.astimezone(site.tz).date()
        day = next((d for d in outlook.days if d.day == at), None)
    else:
        day, why = open_door_day(site, outlook)
    if day is None:
        return []
    return [
        Demand(
            id=DemandId(f"open_door:{day.day}"),
            kind=EntryKind.OPEN_DOOR,
            title="Open door",
            minutes=site.open_door_minutes,
            windows=(Window(day.day, possible_starts(site, site.open_door_minutes)),),
            quota=OPEN_DOOR_QUOTA,
            group=EntryKind.OPEN_DOOR.value,
            current=current,
            reasons=why,
        )
    ]


def possible_starts(site: Site, length: int, interval: int = GRID_MINUTES) -> tuple[int, ...]:
    """Minutes at which ``length`` minutes fit the hours, on the grid of the ``interval``."""
    step = max(GRID_MINUTES, interval)
    hours = shared_hours(site)
    if hours is None:
        return ()
    first = -(-hours.start // step) * step
    return tuple(range(first, hours.end - length + 1, step))


def shared_hours(site: Site) -> Hours | None:
    """When the phones are manned and the manager is there; None when never."""
    return next(iter(both(site.opening, site.working)), None)


def _of_the_week(entry: Entry) -> bool:
    """Whether it is a block, a lunch or an open door, which every week has by itself."""
    return entry.kind in PLANNED_KINDS and not entry.demand.startswith((SLOT, "rule:"))


def _slot(entry: Entry) -> bool:
    return entry.demand.startswith(SLOT)


def _hit(span: Span, walls: Sequence[Span]) -> bool:
    """Whether ``span`` shares a moment with one of ``walls``, which lie apart and ascend."""
    at = bisect_right(walls, span.start, key=lambda wall: wall.start)
    before = at > 0 and walls[at - 1].overlaps(span)
    return before or (at < len(walls) and walls[at].overlaps(span))
