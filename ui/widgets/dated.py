"""Days by the language's own calendar: Persian has the Jalali one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCalendar, QDate, QLocale


def dated(day: date, form: str) -> str:
    """Write a day in ``form``: "ddd", "d", "MMM", "MMMM" and "yyyy" between blanks."""
    locale, there = QLocale(), QDate(day.year, day.month, day.day)
    if locale.language() != QLocale.Language.Persian:
        return locale.toString(there, form)
    calendar = QCalendar(QCalendar.System.Jalali)
    parts = calendar.partsFromDate(there)
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    words = {
        "ddd": locale.dayName(day.isoweekday(), QLocale.FormatType.ShortFormat),
        "d": locale.toString(parts.day),
        "MMM": calendar.monthName(locale, parts.month, parts.year, QLocale.FormatType.LongFormat),
        "MMMM": calendar.standaloneMonthName(locale, parts.month, parts.year),
        "yyyy": locale.toString(parts.year),
    }
    return " ".join(words[part] for part in form.split())


def day_and_month(day: date, *, year: bool = False) -> str:
    """Write "19 Nov", or "19 Nov 2026" with ``year``."""
    return dated(day, "d MMM yyyy" if year else "d MMM")
