"""Days, times and numbers in the window's language, digits and calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCalendar, QDate, QLocale, QTime

from ui.widgets.language import tr

SHORT = QLocale.FormatType.ShortFormat
LONG = QLocale.FormatType.LongFormat


class Dates:
    """Writes days and times. Persian gets the Jalali calendar, everybody a 24-hour clock."""

    def __init__(self, locale: QLocale) -> None:
        self.locale = locale
        jalali = locale.language() == QLocale.Language.Persian
        self._calendar = QCalendar(
            QCalendar.System.Jalali if jalali else QCalendar.System.Gregorian
        )
        self.time = lru_cache(2048)(self._time)

    def _time(self, minute: int) -> str:
        """A minute of the day as "09:05"."""
        return self.locale.toString(QTime(minute // 60 % 24, minute % 60), "HH:mm")

    def times(self, start: int, end: int) -> str:
        """A stretch as "09:00–10:00"."""
        return f"{self.time(start)}–{self.time(end)}"

    def weekday(self, day: date, form: QLocale.FormatType = SHORT) -> str:
        """The weekday's name."""
        return self.locale.standaloneDayName(day.isoweekday(), form)

    def number_of_day(self, day: date) -> str:
        """The day of the month."""
        return self.number(self._parts(day)[2])

    def day_and_month(self, day: date, form: QLocale.FormatType = SHORT) -> str:
        """Write "18 Nov"."""
        year, month, number = self._parts(day)
        name = self._calendar.monthName(self.locale, month, year, form)
        return tr("{day} {month}", day=self.number(number), month=name)

    def day_of_year(self, day: date, today: date) -> str:
        """Write "18 Nov", with the year where it is not that of ``today``."""
        year = self._parts(day)[0]
        if year == self._parts(today)[0]:
            return self.day_and_month(day)
        return tr("{day} {year}", day=self.day_and_month(day), year=self._year(year))

    def month(self, day: date) -> str:
        """Write "November 2026"."""
        year, month, _ = self._parts(day)
        name = self._calendar.standaloneMonthName(self.locale, month, year, LONG)
        return tr("{month} {year}", month=name, year=self._year(year))

    def week(self, monday: date, form: QLocale.FormatType = LONG) -> str:
        """Write "16–22 November 2026", the months named twice only where they differ."""
        sunday = monday + timedelta(days=6)
        first, last = self._parts(monday), self._parts(sunday)
        if first[1] != last[1]:
            return tr(
                "{first} – {last} {year}",
                first=self.day_and_month(monday, form),
                last=self.day_and_month(sunday, form),
                year=self._year(last[0]),
            )
        return tr(
            "{first}–{last} {month} {year}",
            first=self.number(first[2]),
            last=self.number(last[2]),
            month=self._calendar.monthName(self.locale, last[1], last[0], form),
            year=self._year(last[0]),
        )

    def day(self, day: date) -> str:
        """Write "Wednesday 18 November 2026"."""
        return tr(
            "{weekday} {day} {year}",
            weekday=self.weekday(day, LONG),
            day=self.day_and_month(day, LONG),
            year=self._year(self._parts(day)[0]),
        )

    def week_number(self, monday: date) -> str:
        """Write "week 47", by ISO 8601."""
        return tr("week {number}", number=self.number(monday.isocalendar().week))

    def moment(self, moment: datetime, zone: ZoneInfo) -> str:
        """Write "Fri 16:00", the short form for labels."""
        local = moment.astimezone(zone)
        return f"{self.weekday(local.date())} {self.time(local.hour * 60 + local.minute)}"

    def number(self, value: float) -> str:
        """A whole number with the language's digits and groups."""
        return self.locale.toString(round(value))

    def percent(self, value: int) -> str:
        """Write "18 %"."""
        return f"{self.number(value)} {self.locale.percent()}"

    def same_month(self, one: date, other: date) -> bool:
        """Whether both days lie in one month of the language's calendar."""
        return self._parts(one)[:2] == self._parts(other)[:2]

    def first_of_month(self, day: date) -> date:
        """The first day of the month that ``day`` lies in."""
        return day - timedelta(days=self._parts(day)[2] - 1)

    def _year(self, year: int) -> str:
        plain = QLocale(self.locale)
        plain.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        return plain.toString(year)

    def _parts(self, day: date) -> tuple[int, int, int]:
        parts = self._calendar.partsFromDate(QDate(day.year, day.month, day.day))
        return parts.year, parts.month, parts.day
