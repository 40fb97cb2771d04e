"""The zones we describe mean what they mean here, judged by reading them back."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from app.domain.recurrence import Budget
from app.exchange.calendars.components import calendars_in
from app.exchange.calendars.writer import timezone_component
from app.exchange.calendars.zone_rules import observances
from app.exchange.calendars.zones import described_zone

FIRST, LAST = date(2026, 11, 16), date(2027, 11, 30)
NO_RULES = {"Africa/Casablanca", "Africa/El_Aaiun", "Asia/Gaza", "Asia/Hebron"}


def read_back(zone, rules):
    lines = timezone_component("Zone", rules).to_ical().decode()
    calendar = calendars_in(f"BEGIN:VCALENDAR\r\n{lines}END:VCALENDAR\r\n")[0]
    return described_zone(calendar.children("VTIMEZONE")[0], Budget(100_000))


def offsets(zone, moments):
    return [moment.astimezone(zone).utcoffset() for moment in moments]


def test_every_zone_s_next_changes_are_read_back_as_they_are():
    moments = [datetime(2026, 11, 16, tzinfo=UTC) + timedelta(hours=6 * n) for n in range(4 * 379)]
    alike = {}
    for name in sorted(available_timezones() - {"Factory", "localtime"}):
        alike.setdefault(tuple(offsets(ZoneInfo(name), moments)), []).append(name)
    without, wrong = set(), set()
    for meant, names in alike.items():
        rules = observances(ZoneInfo(names[0]), FIRST, LAST)
        if rules is None:
            without.update(names)
        elif offsets(read_back(ZoneInfo(names[0]), rules), moments) != list(meant):
            wrong.update(names)
    assert wrong == set()
    assert NO_RULES & available_timezones() <= without
    assert len(without) < 12


def test_each_change_is_found_to_the_second():
    rules = observances(ZoneInfo("Europe/Oslo"), FIRST, LAST)
    assert [(r.daylight, r.start.isoformat(), r.rule.ordinal) for r in rules] == [
        (True, "2025-03-30T02:00:00", -1),
        (False, "2025-10-26T03:00:00", -1),
    ]


def test_a_zone_that_never_changes_its_clock_is_one_offset():
    (only,) = observances(ZoneInfo("Asia/Tehran"), FIRST, LAST)
    assert only.rule is None
    assert only.after == timedelta(hours=3, minutes=30)


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Africa/Casablanca", date(2027, 1, 4)),
        ("America/New_York", date(2007, 1, 8)),
        ("Asia/Tehran", date(2022, 6, 6)),
        ("Europe/Volgograd", date(2020, 12, 21)),
    ],
)
def test_a_zone_without_yearly_rules_is_not_described(zone, first):
    assert observances(ZoneInfo(zone), first, first + timedelta(weeks=13)) is None
