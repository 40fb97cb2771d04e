from datetime import date

import pytest
from PySide6.QtCore import QLocale

from ui.week.dates import Dates

MONDAY = date(2026, 11, 16)


@pytest.fixture
def english(qapp):
    return Dates(QLocale("en_GB"))


@pytest.fixture
def persian(qapp):
    return Dates(QLocale("fa_IR"))


def test_a_week_names_its_month_once_or_both(english):
    assert english.week(MONDAY) == "16–22 November 2026"
    assert english.week(date(2026, 11, 30)) == "30 November – 6 December 2026"
    assert english.week_number(MONDAY) == "week 47"


def test_times_are_of_the_twenty_four_hour_clock(english):
    assert english.times(545, 1440) == "09:05–00:00"


def test_persian_has_its_own_digits_and_calendar(persian):
    assert persian.week(MONDAY) == "۲۵ آبان – ۱ آذر ۱۴۰۵"
    assert persian.time(602) == "۱۰:۰۲"
    assert persian.number_of_day(date(2026, 11, 18)) == "۲۷"


def test_a_month_begins_on_its_own_first_day(english, persian):
    assert english.first_of_month(MONDAY) == date(2026, 11, 1)
    assert persian.first_of_month(MONDAY) == date(2026, 10, 23)
    assert not persian.same_month(date(2026, 11, 21), date(2026, 11, 22))
