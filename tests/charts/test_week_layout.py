"""Where things go on the week's picture."""

from datetime import timedelta

import pytest

from app.charts.week_layout import free_parts, lay_out, minutes_of
from app.domain.span import Span
from tests.charts.weeks import shown_week
from tests.times import MONDAY, OSLO, moment, span


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ([], [(10, 20)]),
        ([(0, 30)], []),
        ([(12, 15)], [(10, 12), (15, 20)]),
        ([(15, 40), (0, 12)], [(12, 15)]),
        ([(10, 20)], []),
    ],
)
def test_what_nothing_takes_is_free(taken, free):
    assert free_parts(10, 20, taken) == free


def test_an_entry_over_midnight_lies_on_both_days():
    night = Span(moment("22:00"), moment("02:00", 1))
    assert minutes_of(night, MONDAY, OSLO) == (1320, 1440)
    assert minutes_of(night, MONDAY + timedelta(days=1), OSLO) == (0, 120)


def test_days_off_are_half_as_wide_and_hours_in_use_fit(make_entry):
    early = make_entry("06:30", "07:15")
    frame = lay_out(shown_week(entries=(early,)), 1)
    assert frame.columns[6].width == pytest.approx(frame.columns[0].width / 2)
    assert (frame.first_minute, frame.last_minute) == (6 * 60, 18 * 60)
    assert frame.y(frame.first_minute) == frame.columns[0].y
    assert frame.y(frame.last_minute) == pytest.approx(frame.columns[0].bottom)
    assert minutes_of(span("09:00", "10:00"), MONDAY, OSLO) == (540, 600)
