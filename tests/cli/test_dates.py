"""Weeks and days as they are typed."""

from datetime import date, datetime

import pytest

from app.cli.dates import parse_day, parse_week, short_day, week_title, week_to_plan
from app.domain.errors import BadInputError
from app.domain.site import Site

OSLO = Site(zone="Europe/Oslo")


@pytest.mark.parametrize("written", ["2026-W48", "2026w48", "2026-11-25", "2026-11-29"])
def test_a_week_is_written_by_its_number_or_by_a_day_of_it(written):
    assert parse_week(written) == date(2026, 11, 23)


@pytest.mark.parametrize("written", ["2026-W60", "2026-W00", "2026-W54", "48", "", "W48-2026"])
def test_a_week_that_is_not_one_is_a_sentence(written):
    with pytest.raises(BadInputError, match="2026-W48"):
        parse_week(written)


def test_week_53_exists_in_some_years_only():
    assert parse_week("2026-W53") == date(2026, 12, 28)
    with pytest.raises(BadInputError):
        parse_week("2025-W53")


@pytest.mark.parametrize("written", ["2026-02-30", "25.11.2026"])
def test_a_day_that_is_not_one_is_a_sentence(written):
    with pytest.raises(BadInputError, match="2026-11-25"):
        parse_day(written)


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        ("2026-11-16T08:00+01:00", date(2026, 11, 16)),
        ("2026-11-19T16:59+01:00", date(2026, 11, 16)),
        ("2026-11-19T17:00+01:00", date(2026, 11, 23)),  # Friday's end is within 24 hours
        ("2026-11-20T09:00+01:00", date(2026, 11, 23)),
        ("2026-11-22T23:30+01:00", date(2026, 11, 23)),
        ("2026-11-22T23:30-05:00", date(2026, 11, 23)),  # Monday morning in Oslo
    ],
)
def test_from_the_last_working_day_on_the_next_week_is_meant(now, monday):
    assert week_to_plan(OSLO, datetime.fromisoformat(now)) == monday


def test_weeks_are_titled_with_no_more_months_than_needed():
    assert week_title(date(2026, 11, 16)) == "16–22 November 2026"
    assert week_title(date(2026, 11, 30)) == "30 November – 6 December 2026"
    assert week_title(date(2026, 12, 28)) == "28 December 2026 – 3 January 2027"
    assert short_day(date(2026, 11, 5)) == "Thu 5 Nov"


@pytest.mark.parametrize("written", ["0001-W01", "9999-W52", "1900-W10"])
def test_a_week_far_away_is_said_to_be_out_of_range(written):
    with pytest.raises(BadInputError, match="plans from 1990 to 2099"):
        parse_week(written)
    with pytest.raises(BadInputError, match="plans from 1990 to 2099"):
        parse_day("1066-01-01")
