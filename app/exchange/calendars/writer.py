"""Our entries as an iCalendar file that other programs read as it was meant.

There is no METHOD: this is a calendar, not a message. METHOD:PUBLISH would call for an
ORGANIZER (RFC 5546, 3.2.1), and an ORGANIZER makes calendar servers send mail.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from app.domain.entries import Availability, Entry, EntryKind, Protection
from app.domain.text import Text, text
from app.exchange.calendars import limits
from app.exchange.calendars.plain import clean
from app.exchange.calendars.standing import StandingSeries
from app.exchange.calendars.zone_rules import Observance

PRODID = "-//Firebreak//Routine planner//EN"
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NEUTRAL: dict[EntryKind, Text] = {
    EntryKind.UNPLANNED: text("Kept free"),
    EntryKind.OPEN_DOOR: text("Open door"),
    EntryKind.ROLLOUT: text("Roll-out"),
    EntryKind.PEOPLE: text("Conversation"),
    EntryKind.PERFORMANCE: text("Performance"),
    EntryKind.MEETING: text("Meeting"),
    EntryKind.LUNCH: text("Lunch"),
}
_PRIVATE = frozenset({EntryKind.PEOPLE, EntryKind.PERFORMANCE})


@dataclass(frozen=True, slots=True)
class Sheet:
    """What goes into one file. ``names`` False leaves titles and places out."""

    now: datetime
    entries: tuple[Entry, ...]
    series: tuple[tuple[StandingSeries, tuple[Observance, ...]], ...] = ()
    names: bool = True


def calendar_file(sheet: Sheet) -> bytes:
    """Write ``sheet`` as UTF-8 with CRLF, lines folded at 75 octets."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    zones = {series.zone.key: observances for series, observances in sheet.series}
    for key, observances in sorted(zones.items()):
        calendar.add_component(timezone_component(key, observances))
    for series, _ in sheet.series:
        calendar.add_component(_series_event(series, sheet))
    for entry in sheet.entries:
        calendar.add_component(_single_event(entry, sheet))
    written: bytes = calendar.to_ical()
    return written


def timezone_component(key: str, observances: Iterable[Observance]) -> Timezone:
    """Write a zone as a VTIMEZONE with yearly rules."""
    zone = Timezone()
    zone.add("tzid", key)
    for observance in observances:
        part = TimezoneDaylight() if observance.daylight else TimezoneStandard()
        part.add("dtstart", observance.start)
        part.add("tzoffsetfrom", observance.before)
        part.add("tzoffsetto", observance.after)
        part.add("tzname", observance.name)
        if observance.rule:
            weekday = f"{observance.rule.ordinal}{_WEEKDAYS[observance.rule.weekday]}"
            part.add("rrule", _yearly(observance.rule.month, weekday))
        zone.add_component(part)
    return zone


def _yearly(month: int, weekday: str) -> vRecur:
    return vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": weekday})


def _series_event(series: StandingSeries, sheet: Sheet) -> Event:
    event = _event(series.sample, series.uid, sheet)
    zone = {"TZID": series.zone.key}
    event.add("dtstart", series.start, parameters=zone)
    event.add("dtend", series.end, parameters=zone)
    last = datetime.combine(series.days[-1], series.start.time(), tzinfo=series.zone)
    weekday = _WEEKDAYS[series.start.weekday()]
    event.add("rrule", vRecur({"FREQ": "WEEKLY", "UNTIL": last.astimezone(UTC), "BYDAY": weekday}))
    for gap in series.gaps:
        event.add("exdate", datetime.combine(gap, series.start.time()), parameters=zone)
    return event


def _single_event(entry: Entry, sheet: Sheet) -> Event:
    event = _event(entry, f"{entry.id}@firebreak", sheet)
    if entry.days:
        event.add("dtstart", entry.days.first)
        event.add("dtend", entry.days.after_last)
    else:
        event.add("dtstart", _whole_second(entry.span.start))
        event.add("dtend", _whole_second(entry.span.end))
    return event


def _whole_second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _event(entry: Entry, uid: str, sheet: Sheet) -> Event:
    """Everything but the times. Reasons and notes are nobody else's business."""
    event = Event()
    event.add("uid", uid)
    event.add("sequence", entry.source.sequence if entry.source else 0)
    event.add("dtstamp", _whole_second(sheet.now))
    event.add("summary", _title(entry, sheet))
    if sheet.names and entry.place:
        event.add("location", clean(entry.place, limits.PLACE_LENGTH))
    event.add("status", _status(entry))
    free = entry.availability is Availability.FREE
    event.add("transp", "TRANSPARENT" if free else "OPAQUE")
    event.add("class", "PRIVATE" if entry.kind in _PRIVATE else "PUBLIC")
    event.add("x-microsoft-cdo-busystatus", _busy_status(entry))
    return event


def _title(entry: Entry, sheet: Sheet) -> str:
    if sheet.names:
        title = clean(entry.title, limits.TITLE_LENGTH)
        if title:
            return title
    return str(_NEUTRAL[entry.kind])


def _status(entry: Entry) -> str:
    if entry.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if entry.protection is Protection.TENTATIVE else "CONFIRMED"


def _busy_status(entry: Entry) -> str:
    if entry.cancelled or entry.availability is Availability.FREE:
        return "FREE"
    return "TENTATIVE" if entry.protection is Protection.TENTATIVE else "BUSY"
