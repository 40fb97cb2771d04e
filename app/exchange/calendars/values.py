"""Dates, times, lengths and rules as calendars write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.recurrence import Frequency, Rule
from app.domain.wall import resolve
from app.exchange.calendars import limits
from app.exchange.calendars.components import Property, UnreadableEventError

ZoneFinder = Callable[[str], ZoneInfo]

_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?)?(Z)?", re.IGNORECASE)
_LENGTH = re.compile(
    r"([+-])?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])([01]\d|2[0-3])([0-5]\d)([0-5]\d)?")
_WEEKDAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_RULE_PARTS = "FREQ INTERVAL COUNT UNTIL WKST BYMONTH BYMONTHDAY BYYEARDAY BYWEEKNO BYDAY BYSETPOS"
_KNOWN = frozenset([*_RULE_PARTS.split(), "BYHOUR", "BYMINUTE", "BYSECOND"])
UTC_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class When:
    """A day, or a reading of the wall clock of ``zone``."""

    day: date
    at: time | None
    zone: ZoneInfo

    @property
    def all_day(self) -> bool:
        """Whether only the day was given."""
        return self.at is None

    @property
    def wall(self) -> datetime:
        """The naive reading; midnight for a day."""
        return datetime.combine(self.day, self.at or time())

    @property
    def moment(self) -> datetime:
        """The moment in UTC; a day's first moment in ``zone``."""
        return resolve(self.day, self.at or time(), self.zone).astimezone(UTC)

    def on(self, wall: datetime) -> When:
        """The same way of telling the time, at another reading."""
        return When(wall.date(), None if self.at is None else wall.time(), self.zone)

    @property
    def label(self) -> str:
        """What tells this occurrence from its siblings: the day, or the moment in UTC."""
        if self.all_day:
            return self.day.strftime("%Y%m%d")
        return self.moment.strftime("%Y%m%dT%H%M%SZ")


def read_when(prop: Property, zones: ZoneFinder, site: ZoneInfo) -> When:
    """Read DTSTART and its kin. Times without a zone are the site's.

    Raises:
        UnreadableEventError: not a time, an unknown zone, or a year out of range.

    """
    return _when(prop.value, prop.params.get("TZID", ""), zones, site)


def read_many(prop: Property, zones: ZoneFinder, site: ZoneInfo) -> list[When]:
    """Read RDATE and EXDATE; of a period the beginning counts."""
    zone = prop.params.get("TZID", "")
    parts = [part for part in prop.value.split(",") if part.strip()]
    if len(parts) > limits.MAX_DATES:
        raise UnreadableEventError("it lists more than 2,000 dates.")
    return [_when(part.partition("/")[0], zone, zones, site) for part in parts]


def _when(value: str, zone: str, zones: ZoneFinder, site: ZoneInfo) -> When:
    day, at, is_utc = read_wall(value)
    if not limits.FIRST_YEAR <= day.year <= limits.LAST_YEAR:
        raise UnreadableEventError(
            "it lies in the year {year}; only 1990 to 2100 are read.", year=str(day.year)
        )
    if at is None:
        return When(day, None, site)
    if is_utc:
        return When(day, at, UTC_ZONE)
    return When(day, at, zones(zone) if zone else site)


def read_wall(value: str) -> tuple[date, time | None, bool]:
    """Read a bare date or date-time; the last part says whether it ends in Z.

    Raises:
        UnreadableEventError: it is neither.

    """
    match = _STAMP.fullmatch(value.strip())
    if match is None:
        raise UnreadableEventError("'{value}' is not a date or time.", value=value[:40])
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        on = date(year, month, day)
        at = None if match[4] is None else time(hour, minute, min(second, 59))
    except ValueError:
        raise UnreadableEventError("'{value}' is not a date or time.", value=value[:40]) from None
    return on, at, match[7] is not None


@dataclass(frozen=True, slots=True)
class Length:
    """How long something lasts: whole days of the wall calendar, then exact time."""

    days: int
    exact: timedelta


def read_length(value: str) -> Length:
    """Read a DURATION. Raises UnreadableEventError when it is none or goes backwards."""
    match = _LENGTH.fullmatch(value.strip())
    if match is None or not any(match.groups()[1:]):
        raise UnreadableEventError("'{value}' is not a length of time.", value=value[:40])
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    length = Length(weeks * 7 + days, timedelta(hours=hours, minutes=minutes, seconds=seconds))
    if match[1] == "-" and (length.days or length.exact):
        raise UnreadableEventError("it ends before it starts.")
    return length


def read_offset(value: str) -> timedelta:
    """Read a UTC offset ("+0100"). Raises UnreadableEventError when it is none."""
    match = _OFFSET.fullmatch(value.strip())
    if match is None:
        raise UnreadableEventError("'{value}' is not an offset from UTC.", value=value[:40])
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    return -offset if match[1] == "-" else offset


def read_rule(value: str, start: When) -> Rule:
    """Read an RRULE for a series beginning at ``start``.

    Raises:
        UnreadableEventError: not a rule, or one finer than hourly.

    """
    fields: dict[str, str] = {}
    for part in value.strip().strip(";").split(";"):
        key, found, given = part.partition("=")
        if not found:
            raise UnreadableEventError("its rule '{rule}' cannot be read.", rule=value[:60])
        fields[key.strip().upper()] = given.strip().upper()
    try:
        return _rule_of(fields, start)
    except ValueError:
        raise UnreadableEventError("its rule '{rule}' cannot be read.", rule=value[:60]) from None


def _rule_of(fields: dict[str, str], start: When) -> Rule:
    frequency = fields.get("FREQ", "")
    if frequency in {"SECONDLY", "MINUTELY"}:
        raise UnreadableEventError("it comes round more often than hourly.")
    if not set(fields) <= _KNOWN:
        raise ValueError(f"parts we do not know: {sorted(fields)}")
    count = int(fields["COUNT"]) if "COUNT" in fields else None
    if count is not None and count < 1:
        raise ValueError(f"a rule that never comes round: {count}")
    return Rule(
        Frequency(frequency),
        interval=int(fields.get("INTERVAL", "1")),
        count=count,
        until=_until(fields["UNTIL"], start) if fields.get("UNTIL") else None,
        by_month=_numbers(fields, "BYMONTH", 1, 12),
        by_month_day=_numbers(fields, "BYMONTHDAY", -31, 31),
        by_year_day=_numbers(fields, "BYYEARDAY", -366, 366),
        by_week_no=_numbers(fields, "BYWEEKNO", -53, 53),
        by_day=_weekdays(fields.get("BYDAY", "")),
        by_hour=_numbers(fields, "BYHOUR", 0, 23),
        by_minute=_numbers(fields, "BYMINUTE", 0, 59),
        by_second=_numbers(fields, "BYSECOND", 0, 59),
        by_set_pos=_numbers(fields, "BYSETPOS", -366, 366),
        week_start=_WEEKDAYS[fields["WKST"]] if fields.get("WKST") in _WEEKDAYS else 0,
    )


def _numbers(fields: dict[str, str], key: str, low: int, high: int) -> tuple[int, ...]:
    given = [part for part in fields.get(key, "").split(",") if part.strip()]
    numbers = tuple(dict.fromkeys(int(part) for part in given[:400]))
    if any(not low <= number <= high or (low != 0 and number == 0) for number in numbers):
        raise ValueError(f"{key} out of range: {numbers}")
    return numbers


def _weekdays(value: str) -> tuple[tuple[int, int], ...]:
    days = []
    for part in value.split(",")[:400]:
        if not part.strip():
            continue
        match = _BY_DAY.fullmatch(part.strip())
        if match is None:
            raise ValueError(f"not a weekday: {part}")
        days.append((int(match[1] or 0), _WEEKDAYS[match[2]]))
    return tuple(dict.fromkeys(days))


def _until(value: str, start: When) -> datetime:
    """The last reading allowed, on the wall that the series goes by."""
    day, at, is_utc = read_wall(value)
    if at is None or start.all_day:
        return datetime.combine(day, time.max)
    wall = datetime.combine(day, at)
    if not is_utc:
        return wall
    return wall.replace(tzinfo=UTC).astimezone(start.zone).replace(tzinfo=None)
