"""Which zone a TZID means: IANA names, Windows names, or what the file itself describes."""

from __future__ import annotations

import io
import struct
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from app.domain.errors import BadInputError
from app.domain.recurrence import Budget, Frequency, repeat
from app.domain.wall import zone_named
from app.exchange.calendars import limits
from app.exchange.calendars.components import Component, UnreadableEventError
from app.exchange.calendars.values import When, read_offset, read_rule, read_wall

_FIRST = datetime.fromisoformat("1985-01-01")
_AFTER_LAST = datetime.fromisoformat("2103-01-01")
_EPOCH = datetime.fromisoformat("1970-01-01")
_OTHER_NAMES = {"GREENWICH STANDARD TIME": "UTC", "UTC": "UTC", "GMT": "UTC", "Z": "UTC"}
_RARELY = frozenset({Frequency.YEARLY, Frequency.MONTHLY})
_LONGEST_NAME = 100
_MOST_OFFSETS = 250
Change = tuple[datetime, timedelta, timedelta]
"""The wall reading of a change of the clock, the offset before it, and the one after."""


class Zones:
    """The zones of one calendar file."""

    def __init__(self, calendar: Component, budget: Budget) -> None:
        self._described = {
            zone.text("TZID").strip(): zone for zone in calendar.children("VTIMEZONE")
        }
        self._budget = budget
        self._found: dict[str, ZoneInfo | UnreadableEventError] = {}

    def find(self, name: str) -> ZoneInfo:
        """Return the zone that ``name`` means here.

        Raises:
            UnreadableEventError: nobody knows it, or its description makes no sense.

        """
        if name not in self._found:
            try:
                self._found[name] = self._look_up(name)
            except UnreadableEventError as problem:
                self._found[name] = problem
        found = self._found[name]
        if isinstance(found, UnreadableEventError):
            raise found
        return found

    def _look_up(self, name: str) -> ZoneInfo:
        name = name.strip().strip('"')
        known = known_zone(name)
        if known is not None:
            return known
        if name in self._described:
            return described_zone(self._described[name], self._budget)
        raise UnreadableEventError(
            "its time zone '{zone}' is not known and not described in the file.", zone=name[:60]
        )


@cache
def known_zone(name: str) -> ZoneInfo | None:
    """Look up an IANA or Windows name, with or without a vendor's prefix ("/x.org/2005/…")."""
    if not name or len(name) > _LONGEST_NAME:
        return None
    olson = _OTHER_NAMES.get(name.upper()) or WINDOWS_TO_OLSON.get(name)
    candidates = [olson] if olson else [name]
    parts = [part for part in name.split("/") if part]
    if name.startswith("/"):
        candidates += ["/".join(parts[-size:]) for size in (3, 2) if len(parts) >= size]
    for candidate in candidates:
        listed = _listed().get(candidate.lower())
        if listed is not None:
            try:
                return zone_named(listed)
            except BadInputError:
                continue
    return None


@cache
def _listed() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


def described_zone(zone: Component, budget: Budget) -> ZoneInfo:
    """Build the zone that a VTIMEZONE describes.

    Raises:
        UnreadableEventError: the description makes no sense or changes the clock too often.

    """
    changes: list[Change] = []
    for observance in zone.inside:
        if observance.name in {"STANDARD", "DAYLIGHT"}:
            changes += _changes_of(observance, budget)
    if not changes:
        raise UnreadableEventError("its time zone is described without any offset.")
    if len(changes) > limits.MAX_ZONE_CHANGES:
        raise UnreadableEventError("its time zone changes the clock too often.")
    return _compiled(sorted(changes, key=lambda change: change[0] - change[1]))


def _changes_of(observance: Component, budget: Budget) -> list[Change]:
    start, before, after = (
        observance.first(name) for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")
    )
    if start is None or after is None:
        raise UnreadableEventError("its time zone is described incompletely.")
    new = read_offset(after.value)
    old = new if before is None else read_offset(before.value)
    day, at, _ = read_wall(start.value)
    first = datetime.combine(day, at) if at else datetime.combine(day, datetime.min.time())
    walls = {first}
    for rule in observance.all("RRULE"):
        known = read_rule(rule.value, When(first.date(), first.time(), _fixed(old)))
        if known.frequency not in _RARELY:
            raise UnreadableEventError("its time zone changes the clock too often.")
        walls |= set(repeat(known, first, _FIRST, _AFTER_LAST, budget).moments)
    for dates in observance.all("RDATE"):
        for part in dates.value.split(",")[: limits.MAX_DATES]:
            day, at, _ = read_wall(part.partition("/")[0])
            walls.add(datetime.combine(day, at or first.time()))
    return [(wall, old, new) for wall in walls]


def _fixed(offset: timedelta) -> ZoneInfo:
    return _compiled([(_EPOCH, offset, offset)])


def _compiled(changes: list[Change]) -> ZoneInfo:
    """Write the changes as a TZif file in memory, so that they become a zone like any other."""
    offsets = list(dict.fromkeys([changes[0][1], *(change[2] for change in changes)]))
    if len(offsets) > _MOST_OFFSETS:
        raise UnreadableEventError("its time zone changes the clock too often.")
    by_moment: dict[int, int] = {}
    for wall, before, after in changes:
        seconds = int((wall - before - _EPOCH).total_seconds())
        by_moment[seconds] = offsets.index(after)
    moments = sorted(by_moment)
    head = struct.pack(">4sc15x6l", b"TZif", b"2", 0, 0, 0, 0, 1, 4)
    body = struct.pack(">4sc15x6l", b"TZif", b"2", 0, 0, 0, len(moments), len(offsets), 4)
    body += struct.pack(f">{len(moments)}q", *moments)
    body += bytes(by_moment[moment] for moment in moments)
    for offset in offsets:
        body += struct.pack(">lbB", int(offset.total_seconds()), 0, 0)
    empty_first = struct.pack(">lbB", 0, 0, 0) + b"LMT\0"
    return ZoneInfo.from_file(io.BytesIO(head + empty_first + body + b"LMT\0\n\n"))
