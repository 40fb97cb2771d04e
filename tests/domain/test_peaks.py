from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.peaks import (
    PeakPolicy,
    best_choice,
    both,
    contacts_between,
    grid_starts,
    mean_interval,
    peak_line,
    peak_windows,
)
from app.domain.site import Hours

ALL_DAY = (Hours(0, 1440),)


def hourly(**contacts):
    """A day in hours: ``h9=12`` is 12 contacts between nine and ten."""
    curve = np.zeros(24)
    for hour, count in contacts.items():
        curve[int(hour[1:])] = count
    return curve


def test_protects_both_peaks_of_the_day():
    curve = hourly(h8=10, h9=10, h10=30, h11=12, h12=10, h13=10, h14=25, h15=10)

    windows = peak_windows(curve, PeakPolicy(60, 2, 60), ALL_DAY, peak_line(curve))

    assert [(w.start, w.end, w.contacts) for w in windows] == [(600, 660, 30.0), (840, 900, 25.0)]
    assert windows[0].share == pytest.approx(30 / 117)


def test_two_blocks_around_the_summit_beat_one_on_it_and_the_leftovers():
    curve = hourly(h8=1, h9=19, h10=20, h11=19, h12=1)

    starts = [w.start for w in peak_windows(curve, PeakPolicy(60, 2, 60), ALL_DAY, 1.0)]

    assert starts == [9 * 60, 11 * 60]


def test_a_flat_day_earns_no_block():
    curve = np.where((np.arange(96) >= 32) & (np.arange(96) < 72), 5.0, 0.0)

    assert peak_windows(curve, PeakPolicy(), ALL_DAY, peak_line(curve)) == ()


def test_a_day_known_by_its_total_only_has_no_peaks():
    curve = np.array([400.0])

    assert peak_line(curve) == 0.0
    assert peak_windows(curve, PeakPolicy(), ALL_DAY, 0.0) == ()


def test_windows_stay_inside_the_allowed_hours():
    curve = hourly(h8=50, h9=10, h10=10, h11=20, h12=10, h13=10)

    windows = peak_windows(curve, PeakPolicy(60, 1, 60), (Hours(540, 840),), 0.0)

    assert [w.start for w in windows] == [660]


def test_hours_that_do_not_meet_leave_no_room():
    assert both(Hours(480, 600), Hours(600, 900)) == ()
    assert both(Hours(480, 700), Hours(600, 900)) == (Hours(600, 700),)
    assert peak_windows(hourly(h9=9), PeakPolicy(), (), 0.0) == ()


def test_a_block_that_cuts_an_interval_takes_its_part_of_the_contacts():
    half_hours = np.zeros(48)
    half_hours[20:22] = 8.0, 4.0

    assert contacts_between(half_hours, np.array([600, 615]), 45).tolist() == [10.0, 8.0]


def test_the_mean_interval_is_that_of_the_open_day():
    curve = hourly(h3=0.01, h9=10, h10=20, h11=30)

    assert mean_interval(curve) == pytest.approx(20.0)
    assert mean_interval(curve, Hours(600, 720)) == pytest.approx(25.0)
    assert mean_interval(np.zeros(24)) == 0.0


def test_opening_hours_without_contacts_are_not_believed():
    assert mean_interval(hourly(h9=10), Hours(1200, 1300)) == 10.0


def test_ties_go_to_the_earlier_window():
    curve = hourly(h8=7, h11=7, h14=7)

    assert [w.start for w in peak_windows(curve, PeakPolicy(60, 1, 0), ALL_DAY, 0.0)] == [480]


def test_an_impossible_policy_is_refused():
    with pytest.raises(ValueError, match="not a usable policy"):
        PeakPolicy(minutes=0)


@st.composite
def days(draw):
    minutes = draw(st.sampled_from([60, 90, 120]))
    size = 1440 // minutes
    counts = draw(st.lists(st.integers(0, 30), min_size=size, max_size=size))
    policy = PeakPolicy(
        draw(st.integers(30, 300)), draw(st.integers(0, 3)), draw(st.integers(0, 200))
    )
    first = draw(st.integers(0, 1000))
    allowed = (Hours(first, draw(st.integers(first + 1, 1440))), Hours(1200, 1440))
    return np.array(counts, dtype=float), minutes, policy, allowed[: draw(st.integers(1, 2))]


@given(days(), st.floats(0.0, 40.0))
def test_no_other_allowed_choice_covers_more_contacts(day, line):
    curve, minutes, policy, allowed = day

    def covered(start):
        spread = np.repeat(curve / minutes, minutes)
        return spread[start : start + policy.minutes].sum()

    fitting = [
        start
        for start in range(0, 1441 - policy.minutes, minutes)
        if any(h.start <= start and start + policy.minutes <= h.end for h in allowed)
        and covered(start) > 0
        and covered(start) >= line * policy.minutes / minutes - 1e-6
    ]
    choices = [
        picked
        for count in range(policy.blocks + 1)
        for picked in combinations(fitting, count)
        if all(b - a >= policy.minutes + policy.gap for a, b in pairwise(picked))
    ]

    chosen = tuple(w.start for w in peak_windows(curve, policy, allowed, line))

    assert chosen in choices
    assert sum(map(covered, chosen)) == pytest.approx(
        max(sum(map(covered, picked)) for picked in choices)
    )


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=12),
    st.integers(1, 6),
    st.integers(1, 4),
)
def test_a_choice_is_filled_up_as_long_as_windows_fit(worth, apart, blocks):
    starts = np.arange(len(worth), dtype=np.int64)

    chosen = best_choice(np.array(worth, dtype=float), starts, apart, blocks)

    assert len(chosen) >= 1
    assert all(b - a >= apart for a, b in pairwise(chosen))


def test_starts_lie_on_the_exports_grid():
    assert grid_starts(30, 60, (Hours(485, 610),)).tolist() == [510, 540]
