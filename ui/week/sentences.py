"""What the week page says about entries: states, accessible texts, the status bar."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.domain.entries import Entry, EntryKind, Protection
from ui.week.changes import wall_minutes
from ui.week.dates import LONG, Dates
from ui.widgets.language import tr

if TYPE_CHECKING:
    from app.services.weeks import WeekView


MINUTES_SAID_UP_TO = 120


def kind_name(kind: EntryKind) -> str:
    """The kind in the window's language."""
    return {
        EntryKind.UNPLANNED: tr("Unplanned"),
        EntryKind.OPEN_DOOR: tr("Open door"),
        EntryKind.ROLLOUT: tr("Roll-out"),
        EntryKind.PEOPLE: tr("People"),
        EntryKind.PERFORMANCE: tr("Performance"),
        EntryKind.MEETING: tr("Meeting"),
        EntryKind.LUNCH: tr("Lunch"),
    }[kind]


def state_name(entry: Entry) -> str:
    """How well an entry stands, in one word."""
    if entry.cancelled:
        return tr("cancelled")
    return {
        Protection.FIXED: tr("imported"),
        Protection.LOCKED: tr("locked"),
        Protection.PLANNED: tr("planned"),
        Protection.TENTATIVE: tr("tentative"),
    }[entry.protection]


def shown_title(entry: Entry) -> str:
    """The title, or the kind where nobody wrote one."""
    return entry.title or kind_name(entry.kind)


def spoken(entry: Entry, zone: ZoneInfo, dates: Dates) -> str:
    """Write "Unplanned, Thursday 10:00 to 11:15, planned", for a screen reader."""
    day, start, end = wall_minutes(entry, zone)
    weekday = dates.weekday(day, LONG)
    if entry.days is not None:
        return tr(
            "{title}, {weekday}, all day, {state}",
            title=shown_title(entry),
            weekday=weekday,
            state=state_name(entry),
        )
    return tr(
        "{title}, {weekday} {start} to {end}, {state}",
        title=shown_title(entry),
        weekday=weekday,
        start=dates.time(start),
        end=dates.time(end),
        state=state_name(entry),
    )


def next_up(view: WeekView, dates: Dates) -> str:
    """Write "Next: Calibration, in 8 min"."""
    now = view.now
    coming = [
        entry
        for entry in view.entries
        if entry.days is None and not entry.cancelled and entry.span.start > now
    ]
    if not view.span.contains(now) or not coming:
        return ""
    entry = min(coming, key=lambda entry: entry.span.start)
    return tr(
        "Next: {title}, {in_time}",
        title=shown_title(entry),
        in_time=_until(now, entry.span.start, view.site.tz, dates),
    )


def _until(now: datetime, then: datetime, zone: ZoneInfo, dates: Dates) -> str:
    minutes = -int(-(then - now).total_seconds() // 60)
    if minutes < MINUTES_SAID_UP_TO:
        return tr("in {minutes} min", minutes=dates.number(minutes))
    if then.astimezone(zone).date() == now.astimezone(zone).date():
        return tr("at {time}", time=dates.moment(then, zone).rsplit(" ", 1)[-1])
    return dates.moment(then, zone)


def status_of(view: WeekView, dates: Dates) -> str:
    """Write "Volumes: 6 weeks, up to 15 Nov · peaks covered 7 of 8, Fri 14:30 open"."""
    outlook = view.outlook
    parts = []
    if outlook.newest_volume is None:
        parts.append(tr("No contact volumes yet"))
    else:
        parts.append(
            tr(
                "Volumes: {weeks} weeks, up to {day}",
                weeks=dates.number(outlook.history_weeks),
                day=dates.day_and_month(outlook.newest_volume),
            )
        )
    coverage = view.coverage
    if coverage.peaks:
        counted = tr(
            "peaks covered {covered} of {peaks}",
            covered=dates.number(coverage.covered),
            peaks=dates.number(coverage.peaks),
        )
        if coverage.open:
            when = dates.moment(coverage.open[0].span.start, view.site.tz)
            counted = tr("{counted}, {when} open", counted=counted, when=when)
        parts.append(counted)
    return "  ·  ".join(parts)
