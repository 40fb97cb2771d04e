"""Wall clocks: the one place where a local time becomes a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.errors import BadInputError
from app.domain.span import Span

MINUTES_A_DAY = 1440
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""The years that are planned in, the last one excluded."""


def zone_named(name: str) -> ZoneInfo:
    """Look up an IANA zone.

    Raises:
        BadInputError: no such zone.

    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInputError(
            "There is no time zone called '{zone}'; write it like Europe/Oslo.", zone=name
        ) from None


def resolve(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Turn a wall-clock time into a moment of ``zone``.

    A time inside the spring gap becomes the first valid minute after it; one that
    comes twice in autumn is the first of the two.
    """
    local = datetime.combine(day, at.replace(tzinfo=None), tzinfo=zone)
    if _exists(local):
        return local
    return _first_valid_minute(local).astimezone(zone)


def resolve_minute(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Resolve ``minute`` of the wall-clock day; 1440 is the next midnight."""
    days, rest = divmod(minute, MINUTES_A_DAY)
    return resolve(day + timedelta(days=days), time(rest // 60, rest % 60), zone)


@lru_cache(maxsize=32)
def minute_moments(day: date, zone: ZoneInfo) -> tuple[int, ...]:
    """The POSIX second of every wall-clock minute of ``day``, 0 to 1440; slow the first time."""
    return tuple(
        int(resolve_minute(day, minute, zone).timestamp()) for minute in range(MINUTES_A_DAY + 1)
    )


def day_span(day: date, zone: ZoneInfo) -> Span:
    """The whole local day: 23, 24 or 25 hours."""
    return Span(resolve(day, time(0), zone), resolve(day + timedelta(days=1), time(0), zone))


def week_span(monday: date, zone: ZoneInfo) -> Span:
    """Seven local days from ``monday``."""
    return Span(resolve(monday, time(0), zone), resolve(monday + timedelta(days=7), time(0), zone))


def monday_of(day: date) -> date:
    """The Monday of the ISO week that ``day`` lies in."""
    return day - timedelta(days=day.weekday())


def clock_time(minute: int) -> str:
    """Write a minute of the day as "HH:MM"; the last midnight is "24:00"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def iso_week(monday: date) -> str:
    """Write the week as ``2026-W48``."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def minute_of_day(moment: datetime, zone: ZoneInfo) -> int:
    """Wall-clock minutes since local midnight, 0 to 1439."""
    local = moment.astimezone(zone)
    return local.hour * 60 + local.minute


def _exists(local: datetime) -> bool:
    there_and_back = local.astimezone(UTC).astimezone(local.tzinfo)
    return there_and_back.replace(tzinfo=None, fold=0) == local.replace(tzinfo=None, fold=0)


def _first_valid_minute(missing: datetime) -> datetime:
    """The moment the clock jumped over ``missing``, found by halving."""
    before = missing.replace(fold=1).astimezone(UTC)
    after = missing.replace(fold=0).astimezone(UTC)
    old_offset = before.astimezone(missing.tzinfo).utcoffset()
    while after - before > timedelta(minutes=1):
        steps = int((after - before) / timedelta(minutes=2))
        middle = before + timedelta(minutes=max(steps, 1))
        if middle.astimezone(missing.tzinfo).utcoffset() == old_offset:
            before = middle
        else:
            after = middle
    return after
