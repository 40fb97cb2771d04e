"""The site's settings, declared once: the command line, the window and the help read this table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.domain.errors import BadInputError
from app.domain.site import Hours, Site
from app.domain.text import Text, text
from app.domain.wall import clock_time, zone_named

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YES = ("yes", "on", "true", "1")
NO = ("no", "off", "false", "0")
LONGEST_NAME = 200

_HOURS = re.compile(r"^(\d{1,2})(?::?(\d{2}))?\s*[-–—]\s*(\d{1,2})(?::?(\d{2}))?$")
_COUNTRY = re.compile(r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of ``Site`` as people write and read it.

    ``parse`` turns what was typed into the field's value and raises BadInputError with
    what is allowed; ``show`` is its opposite: ``parse(show(value)) == value``.
    ``section`` groups settings on the window's page.
    """

    key: str
    field: str
    parse: Callable[[str], Any]
    show: Callable[[Any], str]
    help: Text
    section: str

    def of(self, site: Site) -> str:
        """Write the value that ``site`` has."""
        return self.show(getattr(site, self.field))

    def on(self, site: Site, written: str) -> Site:
        """Give ``site`` with this setting as ``written``.

        Raises:
            BadInputError: ``written`` is not allowed; the sentence says what is.

        """
        return replace(site, **{self.field: self.parse(written.strip())})


def setting_named(key: str) -> Setting:
    """Look a setting up by what it is called on the command line.

    Raises:
        BadInputError: no such setting; the sentence names those there are.

    """
    wanted = key.strip().lower().replace("_", "-")
    for setting in SETTINGS:
        if setting.key == wanted:
            return setting
    raise BadInputError(
        "There is no setting called '{key}'; there are {known}.",
        key=key,
        known=", ".join(setting.key for setting in SETTINGS),
    )


def parse_weekday(written: str) -> int:
    """Read a weekday's English name, 0 Monday; three letters are enough.

    Raises:
        BadInputError: it is no weekday.

    """
    start = written.strip().lower()[:3]
    if start in WEEKDAYS:
        return WEEKDAYS.index(start)
    raise BadInputError(
        "'{value}' is not a weekday; write mon, tue, wed, thu, fri, sat or sun.", value=written
    )


def _minute(hours: str, minutes: str | None) -> int | None:
    total = int(hours) * 60 + int(minutes or 0)
    return total if int(minutes or 0) < 60 and total <= 24 * 60 else None  # noqa: PLR2004 - a clock


def parse_hours(written: str) -> Hours:
    """Read hours of one day, like ``08:00-18:00`` or ``8-18``.

    Raises:
        BadInputError: they are none.

    """
    match = _HOURS.fullmatch(written)
    if match:
        start, end = _minute(match[1], match[2]), _minute(match[3], match[4])
        if start is not None and end is not None and start < end:
            return Hours(start, end)
    raise BadInputError(
        "'{value}' are not hours of one day; write them like 08:00-18:00.", value=written
    )


def show_hours(hours: Hours) -> str:
    """Write hours as ``parse_hours`` reads them."""
    return f"{clock_time(hours.start)}-{clock_time(hours.end)}"


def parse_days(written: str) -> tuple[int, ...]:
    """Read weekdays, like ``mon-fri`` or ``tue,thu``, as numbers from 0 Monday.

    Raises:
        BadInputError: one of them is none.

    """
    days: set[int] = set()
    for part in re.split(r"[,\s]+", written):
        first, dash, last = part.replace("–", "-").partition("-")
        start = parse_weekday(first)
        end = parse_weekday(last) if dash else start
        length = (end - start) % len(WEEKDAYS) + 1
        days.update((start + n) % len(WEEKDAYS) for n in range(length))
    return tuple(sorted(days))


def show_days(days: tuple[int, ...]) -> str:
    """Write weekdays as ``parse_days`` reads them."""
    in_a_row = len(days) > 2 and days == tuple(range(days[0], days[-1] + 1))  # noqa: PLR2004 - two days are listed, not a range
    if in_a_row:
        return f"{WEEKDAYS[days[0]]}-{WEEKDAYS[days[-1]]}"
    return ",".join(WEEKDAYS[day] for day in days)


def _parse_zone(written: str) -> str:
    zone_named(written)
    return written


def _parse_country(written: str) -> str:
    country = written.upper()
    if country and country != "NONE" and not _COUNTRY.fullmatch(country):
        raise BadInputError(
            "'{value}' is not a country code; write it like NO or US-NY, or none for no holidays.",
            value=written,
        )
    return "" if country == "NONE" else country


def _parse_words(written: str) -> str:
    if len(written) > LONGEST_NAME:
        raise BadInputError(
            "That is {length} letters long; {most} are the most.",
            length=len(written),
            most=LONGEST_NAME,
        )
    return "".join(letter for letter in written if letter.isprintable())


def _parse_switch(written: str) -> bool:
    if written.lower() in YES:
        return True
    if written.lower() in NO:
        return False
    raise BadInputError("'{value}' is neither yes nor no; write one of them.", value=written)


def _show_switch(on: bool) -> str:
    return "yes" if on else "no"


def _number(least: int, most: int, step: int = 1) -> Callable[[str], int]:
    def parse(written: str) -> int:
        value = int(written) if re.fullmatch(r"\d{1,6}", written) else -1
        if least <= value <= most and value % step == 0:
            return value
        if step > 1:
            raise BadInputError(
                "'{value}' does not fit; write a number from {least} to {most} in steps of {step}.",
                value=written,
                least=least,
                most=most,
                step=step,
            )
        raise BadInputError(
            "'{value}' does not fit; write a whole number from {least} to {most}.",
            value=written,
            least=least,
            most=most,
        )

    return parse


SETTINGS: tuple[Setting, ...] = (
    Setting("name", "name", _parse_words, str, text("What the centre is called."), "site"),
    Setting("zone", "zone", _parse_zone, str, text("Its time zone, like Europe/Oslo."), "site"),
    Setting(
        "country",
        "country",
        _parse_country,
        str,
        text("Whose public holidays count: a code like NO or US-NY; none for no holidays."),
        "site",
    ),
    Setting(
        "working-days",
        "working_days",
        parse_days,
        show_days,
        text("The manager's working week, like mon-fri."),
        "hours",
    ),
    Setting(
        "opening",
        "opening",
        parse_hours,
        show_hours,
        text("When the phones are manned, like 08:00-18:00."),
        "hours",
    ),
    Setting(
        "working",
        "working",
        parse_hours,
        show_hours,
        text("When the manager is there, like 08:00-17:00."),
        "hours",
    ),
    Setting(
        "block-minutes",
        "block_minutes",
        _number(15, 240, 5),
        str,
        text("How long an unplanned block is, in minutes."),
        "peaks",
    ),
    Setting(
        "blocks-per-day",
        "blocks_per_day",
        _number(0, 6),
        str,
        text("How many unplanned blocks a day at most."),
        "peaks",
    ),
    Setting(
        "block-gap",
        "block_gap_minutes",
        _number(0, 480, 5),
        str,
        text("How far apart two blocks of a day are at least, in minutes."),
        "peaks",
    ),
    Setting(
        "history-weeks",
        "history_weeks",
        _number(4, 52),
        str,
        text("From how many weeks a typical weekday is made."),
        "peaks",
    ),
    Setting(
        "auto-block",
        "auto_block",
        _parse_switch,
        _show_switch,
        text("Whether the first blocks stand by themselves and are kept 13 weeks ahead."),
        "peaks",
    ),
    Setting(
        "open-door-minutes",
        "open_door_minutes",
        _number(30, 480, 15),
        str,
        text("How long an open-door session is, in minutes."),
        "open_door",
    ),
    Setting(
        "lunch-minutes",
        "lunch_minutes",
        _number(0, 120, 5),
        str,
        text("How long lunch is, in minutes; 0 plans none."),
        "day",
    ),
    Setting(
        "lunch-window",
        "lunch_window",
        parse_hours,
        show_hours,
        text("Between which hours lunch lies."),
        "day",
    ),
    Setting(
        "away-per-team",
        "away_per_team",
        _number(0, 50),
        str,
        text("How many agents of a team may leave the phones at once for talks."),
        "floor",
    ),
    Setting(
        "service-level",
        "service_level",
        _number(1, 99),
        str,
        text("Which share of contacts is to be answered in time, in percent."),
        "floor",
    ),
    Setting(
        "service-seconds",
        "service_seconds",
        _number(0, 3600),
        str,
        text("Within how many seconds a contact is answered in time."),
        "floor",
    ),
    Setting(
        "shrinkage",
        "shrinkage",
        _number(0, 90),
        str,
        text("Which share of those rostered is away in ways no roster shows, in percent."),
        "floor",
    ),
    Setting(
        "freeze-days",
        "freeze_days",
        _number(0, 60),
        str,
        text("For how many days ahead nothing changes for agents any more."),
        "floor",
    ),
    Setting(
        "watched-folder",
        "watched_folder",
        _parse_words,
        str,
        text("A folder whose new volume exports are imported by themselves."),
        "data",
    ),
)
