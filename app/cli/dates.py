"""Weeks and days as they are typed, and as they are read."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.demands import NOTICE
from app.domain.errors import BadInputError
from app.domain.site import Site
from app.domain.span import Span
from app.domain.wall import FIRST_YEAR, LAST_YEAR, monday_of, resolve_minute

_WEEK = re.compile(r"^(\d{4})-?[Ww](\d{1,2})$")


def parse_week(written: str) -> date:
    """Read ``2026-W48`` (or any day of that week, ``2026-11-25``) as the week's Monday.

    Raises:
        BadInputError: there is no such week.

    """
    match = _WEEK.fullmatch(written.strip())
    try:
        if match:
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        else:
            monday = monday_of(date.fromisoformat(written.strip()))
    except ValueError:
        monday = None
    if monday is None:
        raise BadInputError(
            "'{value}' is not a week; write it like 2026-W48, or a day of it like 2026-11-25.",
            value=written,
        )
    return _in_range(monday, written)


def parse_day(written: str) -> date:
    """Read ``2026-11-25``.

    Raises:
        BadInputError: there is no such day.

    """
    try:
        day = date.fromisoformat(written.strip())
    except ValueError:
        day = None
    if day is None:
        raise BadInputError("'{value}' is not a day; write it like 2026-11-25.", value=written)
    return _in_range(day, written)


def _in_range(day: date, written: str) -> date:
    if not FIRST_YEAR <= day.year < LAST_YEAR:
        raise BadInputError(
            "'{value}' is out of range; Firebreak plans from {first} to {last}.",
            value=written,
            first=FIRST_YEAR,
            last=LAST_YEAR - 1,
        )
    return day


def week_to_plan(site: Site, now: datetime) -> date:
    """The week meant when none is named: this one while a working day of it can still be planned.

    From the last working day on that is the next week: the one a manager plans on Friday.
    """
    today = now.astimezone(site.tz).date()
    monday = monday_of(today)
    if not site.working_days:
        return monday
    last_day = monday + timedelta(days=max(site.working_days))
    last_moment = resolve_minute(last_day, site.working.end, site.tz)
    return monday if last_moment > now + NOTICE else monday + timedelta(weeks=1)


def week_title(monday: date) -> str:
    """Write the week's days, ``16–22 November 2026``, with no more month and year than needed."""
    last = monday + timedelta(days=6)
    if monday.month == last.month:
        return f"{monday.day}–{last.day} {last:%B %Y}"
    if monday.year == last.year:
        return f"{monday.day} {monday:%B} – {last.day} {last:%B %Y}"
    return f"{monday.day} {monday:%B %Y} – {last.day} {last:%B %Y}"


def short_day(day: date) -> str:
    """Write a day as ``Mon 16 Nov``."""
    return f"{day:%a} {day.day} {day:%b}"


def moment(span: Span, zone: ZoneInfo) -> str:
    """Write a stretch as ``Mon 16 Nov 10:00–11:00``, with both days where it ends on another."""
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    last = (span.end - timedelta(microseconds=1)).astimezone(zone)
    midnight = time()
    if start.time() == end.time() == midnight:
        days = "" if start.date() == last.date() else f" – {short_day(last.date())}"
        return f"{short_day(start.date())}{days}, all day"
    if start.date() != last.date():
        return f"{short_day(start.date())} {start:%H:%M} – {short_day(end.date())} {end:%H:%M}"
    return f"{short_day(start.date()):<10} {start:%H:%M}–{end:%H:%M}"
