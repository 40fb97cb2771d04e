from datetime import date

import pytest

from app.exchange.volumes.intervals import interval_of, parse_interval
from app.exchange.volumes.times import (
    EPOCH_DAY,
    DateOrder,
    order_evidence,
    parse_clock,
    parse_date,
    parse_stamp,
)

DAY_FIRST, MONTH_FIRST = DateOrder


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        ("2025-03-04", MONTH_FIRST),
        ("2025/3/4", DAY_FIRST),
        ("20250304", DAY_FIRST),
        ("04.03.2025", MONTH_FIRST),  # dots mean the day comes first
        ("4/3/25", DAY_FIRST),
        ("3/4/2025", MONTH_FIRST),
        ("4 Mar 2025", DAY_FIRST),
        ("Tue 4-Mar-25", DAY_FIRST),
        ("March 4, 2025", DAY_FIRST),
    ],
)
def test_dates_are_read_in_every_usual_way(cell, order):
    assert parse_date(cell, order) == date(2025, 3, 4).toordinal() - EPOCH_DAY


@pytest.mark.parametrize(
    "cell", ["", "2025-02-29", "13/13/2025", "1989-12-31", "2101-01-01", "noon"]
)
def test_what_is_no_date_is_none(cell):
    assert parse_date(cell, DAY_FIRST) is None


@pytest.mark.parametrize(
    ("cell", "minute"),
    [
        ("0", 0),
        ("15", 15),
        ("100", 60),
        ("2330", 23 * 60 + 30),
        ("083000", 8 * 60 + 30),
        ("8:05", 485),
        ("08.05", 485),
        ("8h05", 485),
        ("12:00 AM", 0),
        ("12:30 pm", 750),
        ("1 PM", 780),
        ("08:00-08:15", 480),
        ("24:00", 1440),
    ],
)
def test_times_of_day_are_read_in_every_usual_way(cell, minute):
    assert parse_clock(cell) == minute


@pytest.mark.parametrize("cell", ["60", "2400x", "25:00", "8:60", "13:00 PM", "-1", "noon", "2430"])
def test_what_is_no_time_of_day_is_none(cell):
    assert parse_clock(cell) is None


def test_digits_alone_may_be_hours():
    assert parse_clock("8", hours=True) == 480


@pytest.mark.parametrize(
    ("cell", "absolute"),
    [
        ("1970-01-02 00:10", False),
        ("2/1/1970 0:10", False),
    ],
)
def test_stamps_before_our_years_are_none(cell, absolute):
    assert parse_stamp(cell, DAY_FIRST) is None


@pytest.mark.parametrize(
    "cell",
    [
        "2025-06-02T06:00:00Z",
        "2025-06-02 06:00 UTC",
        "2025-06-02T08:00:00+02:00",
        "2025-06-02T01:00-0500",
        "1748844000",
        "1748844000123",
    ],
)
def test_stamps_with_an_offset_count_in_utc(cell):
    minutes = (date(2025, 6, 2).toordinal() - EPOCH_DAY) * 1440 + 360

    assert parse_stamp(cell, DAY_FIRST) == (minutes, True)


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        ("13/02/2025", DAY_FIRST),
        ("02/13/2025", MONTH_FIRST),
        ("02/03/2025", None),
        ("2.3.2025", DAY_FIRST),
    ],
)
def test_a_day_beyond_twelve_shows_the_order(cell, order):
    assert order_evidence(cell) is order


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("30", 30),
        ("15mins", 15),
        ("1 hour", 60),
        ("PT15M", 15),
        ("0:30", 30),
        ("daily", 1440),
        ("900 sec", 15),
        ("x", None),
    ],
)
def test_interval_lengths_are_read(cell, minutes):
    assert parse_interval(cell) == minutes


@pytest.mark.parametrize(
    ("times", "usual", "minutes"),
    [
        ([480, 495, 510], None, 15),
        ([480], None, 60),
        ([480], 15, 15),
        ([480, 510], 15, 30),
        ([480, 540, 610], None, 10),
        ([0], None, 1440),
        ([483, 481], None, None),
    ],
)
def test_the_interval_is_the_longest_that_fits_unless_the_times_show_none(times, usual, minutes):
    assert interval_of(times, usual) == minutes
