from datetime import date

import pytest
from PySide6.QtCore import QLocale

from app.domain.text import DayWords, text
from tests.times import MONDAY, OSLO, moment, span
from ui.widgets import spoken
from ui.widgets.language import tr_text


@pytest.fixture
def language(request):
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield
    QLocale.setDefault(before)


def test_a_minute_of_the_day_is_written_by_the_24_hour_clock():
    assert [spoken.minute_of_day(m) for m in (0, 9 * 60 + 5, 24 * 60)] == [
        "00:00",
        "09:05",
        "24:00",
    ]


def test_a_moment_is_written_as_the_sites_wall_clock_shows_it():
    assert spoken.clock(moment("10:02"), OSLO) == "10:02"
    assert spoken.stretch(span("10:00", "11:15"), OSLO) == "10:00–11:15"


def test_lengths_are_minutes_up_to_two_hours():
    assert [spoken.duration(m) for m in (75, 119, 120, 178)] == [
        "75 min",
        "119 min",
        "2 h",
        "2 h 58 min",
    ]


@pytest.mark.parametrize("language", ["en_GB"], indirect=True)
@pytest.mark.usefixtures("language")
def test_days_are_written_in_english():
    day = date(2026, 11, 19)

    assert spoken.short_day(day) == "Thu 19 Nov"
    assert spoken.dated_day(day) == "Thu 19 Nov 2026"
    assert spoken.month_and_year(day) == "November 2026"
    assert (spoken.weekday_name(3), spoken.weekday_letter(3)) == ("Thursday", "T")


@pytest.mark.parametrize("language", ["fa_IR"], indirect=True)
@pytest.mark.usefixtures("language")
def test_persian_days_are_jalali_in_persian_digits():
    assert spoken.month_and_year(date(2026, 11, 19)) == "آبان ۱۴۰۵"
    assert spoken.short_day(date(2026, 11, 19)).endswith("۲۸ آبان")
    assert spoken.clock(moment("10:02"), OSLO) == "۱۰:۰۲"


@pytest.mark.parametrize("language", ["nb_NO"], indirect=True)
@pytest.mark.usefixtures("language")
def test_numbers_follow_the_language():
    assert spoken.percent(0.987, 1) == "98,7 %"
    assert spoken.number(12.6) == "13"


@pytest.mark.parametrize("language", ["fa_IR"], indirect=True)
def test_a_sentence_of_the_planner_has_the_days_of_the_language_s_calendar(language):
    words = text("Planned the week of {monday}: {new} new", monday=DayWords(MONDAY), new=3)

    assert str(words) == "Planned the week of 16 Nov: 3 new"
    assert tr_text(words) == "Planned the week of \u2068۲۵ آبان\u2069: \u2068۳\u2069 new"


@pytest.mark.parametrize("language", ["en_GB"], indirect=True)
def test_a_sentence_of_the_planner_stands_plain_where_one_reads_left_to_right(language):
    words = text("Peaks are kept free up to {day}", day=DayWords(MONDAY, year=True))

    assert tr_text(words) == str(words) == "Peaks are kept free up to 16 Nov 2026"
