"""What the week page says about entries: states, accessible texts, the status bar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.domain.entries import Entry, EntryKind, Protection
from ui.week.blocks import coming_peaks
from ui.week.changes import wall_minutes
from ui.week.dates import LONG, Dates
from ui.widgets.language import isolated, tr

if TYPE_CHECKING:
    from app.services.weeks import WeekView


MINUTES_SAID_UP_TO = 120
DAYS_OF_A_WEEK = 7
FRESH = timedelta(days=14)
"""Volumes that end longer ago are said to end."""


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


def next_up(view: WeekView, coming: Iterable[Entry], dates: Dates) -> str:
    """Write "Next: Calibration, in 8 min", as seen from now whichever week is shown."""
    now = view.now
    ahead = [
        entry
        for entry in coming
        if entry.days is None and not entry.cancelled and entry.span.start > now
    ]
    if not ahead:
        return ""
    entry = min(ahead, key=lambda entry: entry.span.start)
    words = tr(
        "Next: {title}, {in_time}",
        title=isolated(shown_title(entry)),
        in_time=isolated(_until(now, entry.span.start, view.site.tz, dates)),
    )
    return isolated(words)


def _until(now: datetime, then: datetime, zone: ZoneInfo, dates: Dates) -> str:
    minutes = -int(-(then - now).total_seconds() // 60)
    if minutes < MINUTES_SAID_UP_TO:
        return tr("in {minutes} min", minutes=dates.number(minutes))
    day = then.astimezone(zone).date()
    days = (day - now.astimezone(zone).date()).days
    moment = dates.moment(then, zone)
    weekday, _, time = moment.rpartition(" ")
    if days == 0:
        return tr("at {time}", time=time)
    if days < DAYS_OF_A_WEEK:
        return moment
    return tr("{weekday} {day} {time}", weekday=weekday, day=dates.day_and_month(day), time=time)


def status_of(view: WeekView, dates: Dates) -> str:
    """Write "Volumes: 6 weeks, up to 15 Nov · peaks covered 7 of 8, Fri 14:30 open"."""
    parts = [_volumes(view, dates)]
    if view.coverage.peaks:
        parts.append(_peaks(view, dates))
    return "  ·  ".join(isolated(part) for part in parts)


def _volumes(view: WeekView, dates: Dates) -> str:
    """How far the volumes reach; that they end where they are too old to plan by."""
    newest = view.outlook.newest_volume
    if newest is None:
        return tr("No contact volumes yet")
    today = view.now.astimezone(view.site.tz).date()
    day = isolated(dates.day_of_year(newest, today))
    if today - newest > FRESH:
        return tr("Volumes end {day}", day=day)
    weeks = dates.number(view.outlook.history_weeks)
    return tr("Volumes: {weeks} weeks, up to {day}", weeks=weeks, day=day)


def _peaks(view: WeekView, dates: Dates) -> str:
    """Past peaks only count; the first that can still be covered is named."""
    coverage = view.coverage
    counted = tr(
        "peaks covered {covered} of {peaks}",
        covered=dates.number(coverage.covered),
        peaks=dates.number(coverage.peaks),
    )
    peak = next(iter(coming_peaks(view)), None)
    if peak is None:
        return counted
    when = isolated(dates.moment(peak.span.start, view.site.tz))
    return tr("{counted}, {when} open", counted=counted, when=when)
