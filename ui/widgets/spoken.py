"""Days, times and numbers as the window's language writes them."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from PySide6.QtCore import QLocale, QTime

from app.domain.span import Span
from ui.widgets.dated import dated
from ui.widgets.language import tr

TWO_HOURS = 120


def minute_of_day(minute: int) -> str:
    """Write a wall-clock minute of the day: 600 is "10:00", 1440 is "24:00"."""
    if minute >= 24 * 60:
        return QLocale().toString(24) + ":" + QLocale().toString(QTime(0, minute % 60), "mm")
    return QLocale().toString(QTime(minute // 60, minute % 60), "HH:mm")


def clock(moment: datetime, zone: tzinfo) -> str:
    """Write a moment as the wall clock of ``zone`` shows it."""
    local = moment.astimezone(zone)
    return minute_of_day(local.hour * 60 + local.minute)


def stretch(span: Span, zone: tzinfo) -> str:
    """Write "10:00–11:15", in the wall time of ``zone``."""
    return f"{clock(span.start, zone)}–{clock(span.end, zone)}"


def short_day(day: date) -> str:
    """Write "Thu 19 Nov"."""
    return dated(day, "ddd d MMM")


def dated_day(day: date) -> str:
    """Write "Thu 19 Nov 2026"."""
    return dated(day, "ddd d MMM yyyy")


def month_and_year(day: date) -> str:
    """Write "November 2026"."""
    return dated(day, "MMMM yyyy")


def weekday_letter(weekday: int) -> str:
    """Write "M" for 0, Monday."""
    return QLocale().standaloneDayName(weekday + 1, QLocale.FormatType.NarrowFormat)


def weekday_name(weekday: int, *, short: bool = False) -> str:
    """Write "Monday" or "Mon" for 0."""
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return QLocale().standaloneDayName(weekday + 1, form)


def number(value: float, decimals: int = 0) -> str:
    """Write a number with the language's digits and separators."""
    if decimals:
        return QLocale().toString(float(value), "f", decimals)
    return QLocale().toString(round(value))


def percent(share: float, decimals: int = 0) -> str:
    """Write a fraction of 1 as "27 %"."""
    return tr("{number} %", number=number(share * 100, decimals))


def duration(minutes: int) -> str:
    """Write "75 min", from two hours on "2 h 05 min"."""
    if minutes < TWO_HOURS:
        return tr("{minutes} min", minutes=number(minutes))
    hours, rest = divmod(minutes, 60)
    if not rest:
        return tr("{hours} h", hours=number(hours))
    return tr("{hours} h {minutes} min", hours=number(hours), minutes=number(rest))
