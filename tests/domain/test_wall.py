"""Wall time becomes a moment in one place, and every change of offset is survived."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from app.domain.errors import BadInputError
from app.domain.wall import (
    day_span,
    minute_moments,
    minute_of_day,
    monday_of,
    resolve,
    resolve_minute,
    week_span,
    zone_named,
)

OSLO = ZoneInfo("Europe/Oslo")
YEARS = (2024, 2031)


def transitions(zone):
    """Days between 2024 and 2030 on which the offset changes, found by looking at each."""
    moment, last = datetime(YEARS[0], 1, 1, tzinfo=UTC), datetime(YEARS[1], 1, 1, tzinfo=UTC)
    offset = moment.astimezone(zone).utcoffset()
    while moment < last:
        later = moment + timedelta(days=1)
        there = later.astimezone(zone).utcoffset()
        if there != offset:
            yield from {moment.astimezone(zone).date(), later.astimezone(zone).date()}
        moment, offset = later, there


def test_a_time_in_the_spring_gap_is_the_first_valid_minute():
    assert resolve(date(2026, 3, 29), time(2, 30), OSLO).isoformat() == "2026-03-29T03:00:00+02:00"


def test_a_time_that_comes_twice_is_the_first_of_the_two():
    assert resolve(date(2026, 10, 25), time(2, 30), OSLO).isoformat() == "2026-10-25T02:30:00+02:00"


def test_a_day_whose_midnight_does_not_exist_begins_when_it_can():
    chile = ZoneInfo("America/Santiago")

    assert day_span(date(2026, 9, 6), chile).start.isoformat() == "2026-09-06T01:00:00-03:00"


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 3, 30), 24), (date(2026, 10, 25), 25)]
)
def test_days_have_as_many_hours_as_the_clock_says(day, hours):
    assert day_span(day, OSLO).minutes == hours * 60


def test_every_change_of_every_zone_until_2030_leaves_days_in_order_and_times_on_their_wall():
    checked = 0
    for name in sorted(available_timezones() - {"localtime"}):
        zone = ZoneInfo(name)
        for day in set(transitions(zone)):
            moments = [resolve_minute(day, minute, zone) for minute in range(0, 1441, 15)]
            stamps = [moment.timestamp() for moment in moments]
            assert stamps == sorted(stamps), (name, day)
            for minute, moment in zip(range(0, 1441, 15), moments, strict=True):
                back = minute_of_day(moment, zone)
                assert back == minute % 1440 or _in_a_gap(day, minute, zone), (name, day, minute)
            checked += 1
    assert checked > 1000


def _in_a_gap(day, minute, zone):
    local = datetime.combine(day + timedelta(days=minute // 1440), time(0), tzinfo=zone)
    local += timedelta(minutes=minute % 1440)
    there_and_back = local.astimezone(UTC).astimezone(zone)
    return there_and_back.replace(tzinfo=None) != local.replace(tzinfo=None)


def test_a_week_that_holds_the_spring_change_is_an_hour_short():
    assert week_span(date(2026, 3, 23), OSLO).minutes == (7 * 24 - 1) * 60


def test_monday_of_a_sunday_is_six_days_back():
    assert monday_of(date(2026, 11, 22)) == date(2026, 11, 16)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "Europe/Oslo\x00", "Europe"])
def test_a_zone_that_does_not_exist_is_said_so(name):
    with pytest.raises(BadInputError, match="no time zone called"):
        zone_named(name)


def test_the_minutes_of_a_day_are_those_that_each_is_resolved_to():
    for day in (date(2026, 10, 25), date(2026, 11, 18), date(2027, 3, 28)):
        moments = minute_moments(day, OSLO)

        assert len(moments) == 1441
        assert list(moments) == [resolve_minute(day, m, OSLO).timestamp() for m in range(1441)]
