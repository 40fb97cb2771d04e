from datetime import date

import numpy as np
import pytest

from app.domain.day_grid import arrived, common_minutes, regrid, wall_curve
from tests.made_volumes import volume_day
from tests.times import OSLO

PLAIN_DAY = date(2026, 11, 16)
CLOCKS_BACK = date(2026, 10, 25)
CLOCKS_FORWARD = date(2026, 3, 29)


def test_intervals_the_export_leaves_out_had_no_contacts():
    curve = wall_curve(volume_day(PLAIN_DAY, [None] * 9 + [4, None, 6] + [None] * 12), OSLO)

    assert curve[9:12].tolist() == [4, 0, 6]
    assert curve.sum() == 10
    assert not np.isnan(curve).any()


def test_a_day_without_a_single_number_stays_unknown():
    assert np.isnan(wall_curve(volume_day(PLAIN_DAY, [None] * 24), OSLO)).all()


@pytest.mark.parametrize("minutes", [5, 6, 10, 15, 30, 60])
def test_the_hour_that_comes_twice_is_two_observations_of_one(minutes):
    parts = 60 // minutes
    elapsed = np.arange(25 * parts, dtype=float)

    curve = wall_curve(volume_day(CLOCKS_BACK, elapsed, minutes=minutes), OSLO)

    assert curve.shape == (24 * parts,)
    assert curve[: 2 * parts].tolist() == elapsed[: 2 * parts].tolist()
    twice = (elapsed[2 * parts : 3 * parts] + elapsed[3 * parts : 4 * parts]) / 2
    assert curve[2 * parts : 3 * parts].tolist() == twice.tolist()
    assert curve[3 * parts :].tolist() == elapsed[4 * parts :].tolist()


@pytest.mark.parametrize("minutes", [15, 30, 60])
def test_the_hour_the_clock_jumps_over_is_missing_and_not_empty(minutes):
    parts = 60 // minutes
    elapsed = np.arange(1, 23 * parts + 1, dtype=float)

    curve = wall_curve(volume_day(CLOCKS_FORWARD, elapsed, minutes=minutes), OSLO)

    assert np.isnan(curve[2 * parts : 3 * parts]).all()
    assert curve[3 * parts :].tolist() == elapsed[2 * parts :].tolist()


def test_only_one_of_the_two_hours_in_the_export_counts_as_it_is():
    elapsed = [None] * 25
    elapsed[3] = 8

    assert wall_curve(volume_day(CLOCKS_BACK, elapsed), OSLO)[2] == 8


def test_what_has_not_arrived_yet_is_unknown():
    curve = arrived(volume_day(PLAIN_DAY, [None] * 8 + [3, None, 5] + [None] * 13), OSLO)

    assert curve[8:11].tolist() == [3, 0, 5]
    assert np.isnan(curve[:8]).all()
    assert np.isnan(curve[11:]).all()


def test_a_daily_total_is_one_interval():
    assert wall_curve(volume_day(PLAIN_DAY, [412], minutes=1440), OSLO).tolist() == [412]


@pytest.mark.parametrize(
    ("lengths", "shared"),
    [([15, 30], 30), ([5, 6], 30), ([10, 15], 30), ([15, 1440], 15), ([1440], 1440), ([], 1440)],
)
def test_queues_meet_on_the_finest_grid_they_share(lengths, shared):
    assert common_minutes(lengths) == shared


def test_a_coarser_grid_keeps_every_contact_and_the_missing_hour():
    curve = np.array([1.0, 2, 3, 4] + [0] * 90 + [np.nan, np.nan])

    coarse = regrid(curve, 30)

    assert coarse.shape == (48,)
    assert coarse[:2].tolist() == [3, 7]
    assert np.isnan(coarse[-1])
