"""Dates and times of day as exports write them, one cell at a time.

Minutes count from 1970-01-01T00:00, on the wall clock of the file's zone or in UTC.
"""

from __future__ import annotations

import enum
import re
from datetime import UTC, date, datetime

EPOCH_DAY = date(1970, 1, 1).toordinal()
MINUTES_A_DAY = 1440
MONTHS_A_YEAR = 12
SIXTY = 60
NOON = 12
WIDEST_OFFSET = 14 * 60
HHMM_DIGITS = 4
FIRST_YEAR, LAST_YEAR = 1990, 2100

_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s*([ap])?\.?(?:m\.?)?",
    re.IGNORECASE,
)
_HOUR_AMPM = re.compile(r"(\d{1,2})\s*([ap])\.?m\.?", re.IGNORECASE)
_OFFSET = re.compile(r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})\.?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_NAMED = re.compile(r"(\d{1,2})[-. /]+([^\W\d_]{3,9})\.?[-, /]+(\d{4}|\d{2})")
_MONTH_NAMED = re.compile(r"([^\W\d_]{3,9})\.?[- ]+(\d{1,2}),?[- ]+(\d{4})")
_WEEKDAY = re.compile(r"([^\W\d_]{2,9})\.?,?\s+(?=\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RANGE = re.compile(r"(.*\d(?:\s*[AaPp][Mm])?)\s*(?:-|\u2013|to|/)\s*(\d.*)")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?")


class DateOrder(enum.StrEnum):
    """What comes first in 03/04/2024."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"

    @property
    def other(self) -> DateOrder:
        """The other of the two."""
        first = self is DateOrder.DAY_FIRST
        return DateOrder.MONTH_FIRST if first else DateOrder.DAY_FIRST


def order_evidence(cell: str) -> DateOrder | None:
    """What one cell says about the order: a 13 or above can only be a day."""
    if cell[:4].isdigit():
        return None  # the year comes first
    found = _YEAR_LAST.match(_without_weekday(cell.strip()))
    if found is None:
        return None
    if found[2] == ".":
        return DateOrder.DAY_FIRST
    first, second = int(found[1]), int(found[3])
    if first > MONTHS_A_YEAR >= second:
        return DateOrder.DAY_FIRST
    if second > MONTHS_A_YEAR >= first:
        return DateOrder.MONTH_FIRST
    return None


def is_ordered_date(cell: str) -> bool:
    """Whether the cell has a date whose order matters (03/04/2024)."""
    if cell[:4].isdigit():
        return False
    found = _YEAR_LAST.match(_without_weekday(cell.strip()))
    return found is not None and found[2] != "." and found[1] != found[3]


def parse_date(cell: str, order: DateOrder) -> int | None:
    """Days since 1970-01-01, None when the cell is no date of 1990 to 2100."""
    text = cell.strip()
    year_first = _YEAR_FIRST.fullmatch(text)
    if year_first:
        return _day(int(year_first[1]), int(year_first[3]), int(year_first[4]))
    year_last = _YEAR_LAST.fullmatch(text)
    if year_last:
        day, month = int(year_last[1]), int(year_last[3])
        if order is DateOrder.MONTH_FIRST and year_last[2] != ".":
            day, month = month, day
        return _day(_full_year(year_last[4]), month, day)
    compact = _COMPACT.fullmatch(text)
    if compact:
        return _day(int(compact[1]), int(compact[2]), int(compact[3]))
    return _named_date(text)


def parse_clock(cell: str, *, hours: bool = False) -> int | None:
    """Minutes since midnight, 0 to 1440; the start where the cell is a range.

    Digits alone are HHMM without leading zeros (0, 15, 100, 2330), or hours.
    """
    text = cell.strip()
    if text.isascii() and text.isdigit() and len(text) <= len("HHMMSS"):
        number = int(text) if len(text) <= HHMM_DIGITS else int(text) // 100
        hour, minute = (number, 0) if hours else divmod(number, 100)
        return _minute(hour, minute)
    found = _CLOCK.fullmatch(text)
    if found:
        hour, minute = int(found[1]), int(found[2])
        if int(found[3] or 0) >= SIXTY:
            return None
        return _minute(_from_half_day(hour, found[4]), minute)
    short = _HOUR_AMPM.fullmatch(text)
    if short:
        return _minute(_from_half_day(int(short[1]), short[2]), 0)
    ends = clock_range(text)
    return ends[0] if ends else None


def clock_range(cell: str) -> tuple[int, int] | None:
    """Read ``08:00-08:15`` as its two ends."""
    found = _RANGE.fullmatch(cell.strip())
    if found is None:
        return None
    first, last = found[1].strip(), found[2].strip()
    if not _CLOCK.fullmatch(first) or not _CLOCK.fullmatch(last):
        return None
    start, end = parse_clock(first), parse_clock(last)
    return None if start is None or end is None else (start, end)


def parse_stamp(cell: str, order: DateOrder) -> tuple[int, bool] | None:
    """Read a whole moment: minutes since 1970, and whether they count in UTC.

    A date alone is its midnight. Ten or thirteen digits are a Unix time.
    """
    text = cell.strip()
    iso = _ISO.match(text)
    if iso and iso.end() == len(text):
        return _iso_minutes(iso)
    if text.isascii() and text.isdigit():
        return _unix_or_date(text)
    offset = _OFFSET.search(text) if ":" in text else None
    if offset:
        local = parse_stamp(text[: offset.start()], order)
        away = _offset_minutes(offset[1])
        return None if local is None or local[1] or away is None else (local[0] - away, True)
    return _date_then_clock(text, order)


def _iso_minutes(iso: re.Match[str]) -> tuple[int, bool] | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in iso.groups())
    days, of_day = _day(year, month, day), _minute(hour, minute)
    if days is None or of_day is None or second >= SIXTY:
        return None
    return days * MINUTES_A_DAY + of_day, False


def _unix_or_date(text: str) -> tuple[int, bool] | None:
    if len(text) in (10, 13):
        seconds = int(text[:10])
        year = datetime.fromtimestamp(seconds, UTC).year
        return (seconds // 60, True) if FIRST_YEAR <= year <= LAST_YEAR else None
    if len(text) in (12, 14):
        day, minute = parse_date(text[:8], DateOrder.DAY_FIRST), parse_clock(text[8:12])
    else:
        day, minute = parse_date(text, DateOrder.DAY_FIRST), 0
    return None if day is None or minute is None else (day * MINUTES_A_DAY + minute, False)


def _date_then_clock(text: str, order: DateOrder) -> tuple[int, bool] | None:
    text = _without_weekday(text)
    day = parse_date(text, order)
    if day is not None:
        return day * MINUTES_A_DAY, False
    for cut in (place.start() for place in re.finditer(r"[T ,]", text)):
        day, rest = parse_date(text[:cut].rstrip(","), order), text[cut + 1 :].strip()
        minute = parse_clock(rest) if ":" in rest or "." in rest or "m" in rest.lower() else None
        if day is not None and minute is not None:
            return day * MINUTES_A_DAY + minute, False
    return None


def _named_date(text: str) -> int | None:
    text = _without_weekday(text)
    day_named = _DAY_NAMED.fullmatch(text)
    if day_named:
        day, name, year = day_named.groups()
    else:
        month_named = _MONTH_NAMED.fullmatch(text)
        if month_named is None:
            return None
        name, day, year = month_named.groups()
    short = name[:3].lower()
    return _day(_full_year(year), _MONTHS.index(short) + 1, int(day)) if short in _MONTHS else None


def _without_weekday(text: str) -> str:
    """Take off the ``Mon`` of ``Mon 4/3/2025``, but no month's name."""
    found = _WEEKDAY.match(text)
    if found is None or found[1][:3].lower() in _MONTHS:
        return text
    return text[found.end() :]


def _full_year(written: str) -> int:
    return int(written) + (2000 if len(written) == len("YY") else 0)


def _day(year: int, month: int, day: int) -> int | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day).toordinal() - EPOCH_DAY
    except ValueError:
        return None


def _minute(hour: int, minute: int) -> int | None:
    of_day = hour * SIXTY + minute
    in_order = 0 <= minute < SIXTY and hour >= 0 and of_day <= MINUTES_A_DAY
    return of_day if in_order else None


def _from_half_day(hour: int, half: str | None) -> int:
    if not half:
        return hour
    if not 1 <= hour <= NOON:
        return -1
    return hour % 12 + (12 if half.lower() == "p" else 0)


def _offset_minutes(written: str) -> int | None:
    if written.upper() in ("Z", "UTC", "GMT"):
        return 0
    digits = written[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes > WIDEST_OFFSET or int(digits[2:]) >= SIXTY:
        return None
    return -minutes if written[0] == "-" else minutes
