from dataclasses import replace

import numpy as np
import pytest

from app.domain.outlook import PeakWindow
from tests.ui.week.sample_week import day_outlook
from ui.week.day_marks import largest_bar, marks_of


def outlook_of(minutes, expected, *, line=0.0, peaks=(), actual=None):
    return replace(
        day_outlook(0),
        minutes=minutes,
        expected=np.asarray(expected, dtype=float),
        actual=None if actual is None else np.asarray(actual, dtype=float),
        peak_line=line,
        peaks=tuple(PeakWindow(start, end, 1, 0.1) for start, end in peaks),
    )


@pytest.mark.parametrize("minutes", [5, 6, 10, 15, 30])
def test_intervals_are_summed_to_half_hours(minutes):
    marks = marks_of(outlook_of(minutes, np.ones(1440 // minutes)), working=True)

    assert len(marks.bars) == 48
    assert {bar.expected for bar in marks.bars} == {30 // minutes}


def test_hours_stay_hours_and_daily_totals_have_no_bars():
    assert len(marks_of(outlook_of(60, np.ones(24)), working=True).bars) == 24
    assert marks_of(outlook_of(1440, [500]), working=True).bars == ()


def test_a_half_hour_has_arrived_once_all_of_it_has():
    actual = np.full(96, np.nan)
    actual[:3] = 2

    bars = marks_of(outlook_of(15, np.ones(96), actual=actual), working=True).bars

    assert bars[0].actual == 4
    assert np.isnan(bars[1].actual)


def test_bars_above_the_line_are_marked_only_on_days_with_a_peak():
    expected = np.ones(96)
    expected[40:44] = 3
    with_peak = outlook_of(15, expected, line=2, peaks=[(600, 660)])

    over = [bar.start for bar in marks_of(with_peak, working=True).bars if bar.over]

    assert over == [600, 630]
    quiet = marks_of(replace(with_peak, peaks=()), working=False)
    assert not any(bar.over for bar in quiet.bars)


def test_a_band_is_the_window_that_counts_as_covered_however_much_lies_above_the_line():
    expected = np.ones(96)
    expected[36:50] = 3  # 09:00 to 12:30

    marks = marks_of(outlook_of(15, expected, line=2, peaks=[(600, 660)]), working=True)

    assert marks.bands == ((600, 660),)
    assert next(bar.start for bar in marks.bars if bar.over) == 540


def test_the_largest_bar_is_expected_or_arrived_and_never_nothing():
    day = marks_of(outlook_of(15, np.ones(96), actual=np.full(96, 4.0)), working=True)

    assert largest_bar([day]) == 8
    assert largest_bar([]) == 1
