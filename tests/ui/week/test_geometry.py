from datetime import date, timedelta

import pytest

from ui.week.geometry import (
    hours_shown,
    lay_out,
    scrolled,
    snapped,
    widened,
    zoomed,
)

MONDAY = date(2026, 11, 16)
DAYS = [MONDAY + timedelta(days=n) for n in range(7)]
WEEKEND = frozenset(DAYS[5:])


def page(*, mirrored=False, width=864, height=700):
    return lay_out(
        DAYS,
        narrow=WEEKEND,
        width=width,
        height=height,
        first=465,
        last=1080,
        all_day_rows=1,
        mirrored=mirrored,
    )


def test_height_and_minute_are_each_other_s_opposite():
    made = page()

    assert [round(made.minute(made.y(m))) for m in (480, 615, 1075)] == [480, 615, 1075]


def test_a_point_outside_the_page_is_still_a_minute_of_the_day():
    assert page().minute(-5000) == 0
    assert page().minute(50_000) == 1440


def test_the_whole_day_fits_seven_hundred_pixels():
    made = page()

    assert made.y(480) > made.top
    assert made.y(1080) == pytest.approx(700)


def test_free_days_take_half_the_width_of_working_days():
    columns = page().columns

    assert columns[5].w == pytest.approx(columns[0].w / 2, abs=1)


def test_a_mirrored_page_begins_at_the_right_with_its_gutters_outside():
    made = page(mirrored=True)
    first, second = made.columns[:2]

    assert first.x > second.x
    assert made.ruler.right == made.width
    bar = made.gutter_bar(first, 480, 510, 1.0)
    block = made.block(first, 480, 540, 0, 1)
    assert bar.x >= block.right


def test_lanes_of_a_mirrored_page_run_from_the_right():
    made = page(mirrored=True)
    first = made.block(made.columns[0], 480, 540, 0, 2)
    second = made.block(made.columns[0], 480, 540, 1, 2)

    assert first.x >= second.right


def test_every_column_is_found_under_its_middle_and_no_point_is_lost():
    made = page()

    assert [made.column_at(c.x + c.w / 2).day for c in made.columns] == DAYS
    assert made.column_at(-100).day == DAYS[0]
    assert made.column_at(9999).day == DAYS[-1]


def test_blocks_lie_on_whole_pixels():
    box = page(width=871, height=733).block(page().columns[1], 487, 533, 0, 1)

    assert all(float(value).is_integer() for value in (box.x, box.y, box.w, box.h))


def test_a_site_open_around_the_clock_shows_its_manager_s_hours():
    assert hours_shown((480, 1080), (480, 1020)) == (465, 1080)
    assert hours_shown((0, 1440), (480, 1020)) == (405, 1080)


def test_an_early_meeting_brings_its_hour_into_sight():
    assert widened((465, 1080), [(400, 430), (600, 660)]) == (390, 1080)


def test_zooming_keeps_the_minute_under_the_pointer_and_stays_inside_the_day():
    first, last = zoomed((480, 1080), 2, 780)

    assert last - first < 600
    assert (780 - first) / (last - first) == pytest.approx(0.5, abs=0.01)
    assert zoomed((480, 1080), -50, 780) == (0, 1440)


def test_scrolling_stops_at_midnight():
    assert scrolled((480, 1080), 1) == (450, 1050)
    assert scrolled((480, 1080), 100) == (0, 600)
    assert scrolled((480, 1080), -100) == (840, 1440)


def test_minutes_snap_to_the_nearest_step():
    assert [snapped(m, 15) for m in (607, 608, 622)] == [600, 615, 615]
