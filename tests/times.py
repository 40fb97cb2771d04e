"""The one week every test happens in: 16–22 November 2026, in Oslo."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.span import Span
from app.domain.wall import resolve, week_span

MONDAY = date(2026, 11, 16)
OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime.fromisoformat("2026-11-18T10:02+01:00")
"""A Wednesday morning."""
WEEK = week_span(MONDAY, OSLO)


def day(offset: int) -> date:
    """The day ``offset`` days after the Monday."""
    return MONDAY + timedelta(days=offset)


def moment(clock: str, offset: int = 0, zone: ZoneInfo = OSLO) -> datetime:
    """The UTC moment of a wall-clock time "HH:MM", ``offset`` days after the Monday."""
    return resolve(day(offset), time.fromisoformat(clock), zone).astimezone(UTC)


def span(start: str, end: str, offset: int = 0, zone: ZoneInfo = OSLO) -> Span:
    """The span between two wall-clock times of one day."""
    return Span(moment(start, offset, zone), moment(end, offset, zone))


def frozen_clock() -> datetime:
    """Tell the same moment, always."""
    return NOW
