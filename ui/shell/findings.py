"""What the command box finds: commands by name, weeks and days by date, entries by title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.entries import Entry
from app.domain.wall import monday_of
from ui.shell.actions import Command
from ui.widgets.language import isolated, tr
from ui.widgets.spoken import dated_day, stretch

MOST_SHOWN = 40
LONG_ENOUGH = 3
"""Letters from which a word is also looked for inside other words."""
_ISO_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_WEEK = re.compile(r"(?:week|w|uke|v)\s*(\d{1,2})$", re.IGNORECASE)
_WEEKS_A_YEAR = 53


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the command box."""

    words: str
    detail: str
    icon: str
    run: Callable[[], object]


def find_commands(query: str, commands: Iterable[Command]) -> list[Finding]:
    """Commands whose names hold every word of ``query``; those that begin with it first."""
    found = []
    for command in commands:
        place = _place(query, command.name)
        if place is not None and command.action.isEnabled():
            found.append((place, command))
    found.sort(key=lambda pair: pair[0])
    return [Finding(c.name, c.keys, "chevron-right", c.action.trigger) for _, c in found]


def find_entries(
    query: str,
    entries: Sequence[Entry],
    now: datetime,
    zone: ZoneInfo,
    show: Callable[[Entry], object],
) -> list[Finding]:
    """Entries whose title, place or note holds every word of ``query``.

    What is still to come stands first, soonest first; then the past, latest first.
    """
    if not query.strip():
        return []
    found = []
    coming = [entry for entry in entries if entry.span.end > now]
    past = [entry for entry in entries if entry.span.end <= now]
    for entry in (*coming, *reversed(past)):
        if _place(query, f"{entry.title} {entry.place} {entry.note}") is None:
            continue
        day = entry.span.start.astimezone(zone).date()
        when = dated_day(day) if entry.days else f"{dated_day(day)} · {stretch(entry.span, zone)}"
        found.append(
            Finding(isolated(entry.title), when, "calendar", lambda e=entry: show(e))  # type: ignore[misc] # a default binds the loop's entry
        )
    return found


def find_days(query: str, today: date, show: Callable[[date], object]) -> list[Finding]:
    """The day or week that ``query`` names: "2026-12-01", "week 50", "w50"."""
    day = _named_day(query.strip(), today)
    if day is None:
        return []
    week = monday_of(day).isocalendar().week
    words = tr("Go to {day}, week {week}", day=dated_day(day), week=week)
    return [Finding(words, "", "calendar", lambda: show(day))]


def _named_day(query: str, today: date) -> date | None:
    week = _WEEK.fullmatch(query)
    try:
        if _ISO_DAY.fullmatch(query):
            return date(*(int(part) for part in query.split("-")))
        if week and 1 <= int(week.group(1)) <= _WEEKS_A_YEAR:
            return _nearest(int(week.group(1)), today)
    except ValueError:
        return None
    return None


def _nearest(week: int, today: date) -> date:
    """The Monday of the ISO week of that number that is least far from ``today``."""
    years = [today.year - 1, today.year, today.year + 1]
    mondays = []
    for year in years:
        try:
            mondays.append(date.fromisocalendar(year, week, 1))
        except ValueError:
            continue
    return min(mondays, key=lambda monday: abs(monday - today))


def _place(query: str, words: str) -> tuple[int, int] | None:
    """Sort key of a match: 0 begins with the query, 1 a word does, 2 somewhere; None no match."""
    wanted, there = query.casefold().split(), words.casefold()
    starts = there.split()
    if not all(
        word in there if len(word) >= LONG_ENOUGH else any(s.startswith(word) for s in starts)
        for word in wanted
    ):
        return None
    if there.startswith(" ".join(wanted)):
        return 0, len(there)
    if all(any(start.startswith(word) for start in starts) for word in wanted):
        return 1, len(there)
    return 2, len(there)


def searched_weeks(today: date) -> tuple[date, date]:
    """How far back and ahead titles are searched: ``[first, after_last)``."""
    return monday_of(today) - timedelta(weeks=26), monday_of(today) + timedelta(weeks=27)
