from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calm import (
    calm_index,
    calm_ranking,
    chance_of_as_many,
    low_day_records,
    quiet_interval,
    week_ratios,
)
from app.domain.comparable import marked_days
from app.domain.history import histories_of
from app.domain.known_events import EventId, KnownEvent
from app.domain.outlook import DayOutlook
from app.domain.site import Hours
from tests.made_volumes import TWO_HUMPS, volume_day, weeks_of
from tests.times import MONDAY, OSLO

BASE = np.array(TWO_HUMPS, dtype=float)
WORKING = range(5)
FIRST = MONDAY - timedelta(weeks=24)
SLOPE = (1.3, 1.1, 0.7, 0.9, 1.0, 0.0, 0.0)
"""A Wednesday of 70 % of the mean day."""


def ratios(days, **more):
    return week_ratios(histories_of(days, OSLO), WORKING, **{"marks": {}, **more})


def sloped(scatter=0.0, seed=1):
    random = np.random.default_rng(seed)
    return weeks_of(
        FIRST, 24, lambda day: BASE * SLOPE[day.weekday()] * np.exp(random.normal(0, scatter))
    )


def test_the_index_is_the_mean_of_a_days_part_of_its_weeks_mean_day():
    found = ratios(sloped())

    assert found.values[0][:5] == pytest.approx(SLOPE[:5])
    assert calm_index(found.values)[:5] == pytest.approx(SLOPE[:5])
    assert np.isnan(calm_index(found.values)[5:]).all()


def test_a_growing_centre_has_the_same_calm_day():
    growing = weeks_of(FIRST, 24, lambda day: BASE * SLOPE[day.weekday()] * day.toordinal())

    assert calm_ranking(ratios(growing))[0].weekday == 2


def test_a_real_calm_day_is_ranked_first_and_called_reliable():
    first, *others = calm_ranking(ratios(sloped(scatter=0.05)))

    assert (first.weekday, first.reliable, first.weeks) == (2, True, 16)
    assert first.below == 1.0
    assert first.regret == pytest.approx(0, abs=0.02)
    assert first.p_value < 0.001
    assert [day.weekday for day in others] == [3, 4, 1, 0]
    assert not others[-1].reliable


def test_without_a_weekday_effect_nothing_is_called_reliable():
    random = np.random.default_rng(7)
    verdicts = [
        any(
            day.reliable
            for day in calm_ranking(
                ratios(weeks_of(FIRST, 24, lambda _: BASE * np.exp(random.normal(0, 0.1))))
            )[:1]
        )
        for _ in range(40)
    ]

    assert sum(verdicts) <= 5


def test_weekends_that_nobody_works_are_not_the_calm_day():
    weekend = weeks_of(FIRST, 24, lambda _: BASE / 20, weekdays=(5, 6))

    assert calm_ranking(ratios(sloped() + weekend))[0].weekday == 2


def test_holidays_do_not_count_and_their_week_is_not_lost():
    holiday = FIRST + timedelta(days=2)
    days = [
        volume_day(day.day, day.contacts * (0.01 if day.day == holiday else 1)) for day in sloped()
    ]

    found = ratios(days, marks=marked_days({holiday: "A holiday"}))

    assert np.isnan(found.values[0][1:3]).all()
    assert found.values[0][0] == pytest.approx(1.3 / (3.2 / 3))


def test_a_week_with_too_few_days_has_no_mean_day():
    gone = [FIRST + timedelta(days=7 + n) for n in range(3)]

    found = ratios([day for day in sloped() if day.day not in gone])

    assert np.isnan(found.values[1]).all()
    assert found.values[2][:5] == pytest.approx(SLOPE[:5])


def test_what_events_did_is_divided_out():
    slump = KnownEvent(EventId("1"), "Works", FIRST, -60, weekday=0)
    days = weeks_of(
        FIRST, 24, lambda day: BASE * SLOPE[day.weekday()] * (0.4 if day.weekday() == 0 else 1)
    )

    assert ratios(days, events=[slump]).values[5][:5] == pytest.approx(SLOPE[:5])


def test_an_event_in_the_coming_week_moves_the_calm_day():
    coming = [1, 1, 2, 1, 1, 1, 1]

    ranking = calm_ranking(ratios(sloped()), coming=coming)

    assert ranking[0].weekday == 3
    assert ranking[0].index < 1


def test_regret_is_how_much_more_than_the_lowest_day_it_was():
    values = [[1.2, 0.8, 1.0] + [np.nan] * 4] * 8 + [[0.6, 0.9, 1.5] + [np.nan] * 4]
    found = ratios(sloped())
    changed = type(found)(found.mondays[:9], np.array(values))

    calmest = low_day_records(changed)[0]

    assert (calmest.weeks, calmest.below) == (1, 1.0)
    assert calmest.regret == pytest.approx(0.9 / 0.6 - 1)
    assert calmest.chance == pytest.approx(2 / 3)
    assert calmest.p_value == pytest.approx(2 / 3)


def test_daily_totals_are_enough_for_a_calm_day():
    days = weeks_of(FIRST, 24, lambda day: [1000 * SLOPE[day.weekday()]], minutes=1440)

    assert calm_ranking(ratios(days))[0].weekday == 2


def test_little_history_ranks_nothing():
    assert calm_ranking(ratios(weeks_of(FIRST, 3))) == ()
    assert calm_ranking(ratios([])) == ()


@pytest.mark.parametrize(
    ("successes", "tries", "chance", "expected"),
    [(8, 8, 0.6, 0.6**8), (0, 5, 0.5, 1.0), (7, 8, 0.5, 9 / 256), (3, 4, 0.25, 13 / 256)],
)
def test_the_binomial_test_is_one_sided(successes, tries, chance, expected):
    assert chance_of_as_many(successes, tries, chance) == pytest.approx(expected)


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0, 1))
def test_fewer_successes_are_never_less_likely_by_chance(one, other, chance):
    few, many = sorted((one, other))

    assert chance_of_as_many(few, 60, chance) >= chance_of_as_many(many, 60, chance) - 1e-12


def test_the_quiet_interval_is_the_lowest_stretch_of_the_week():
    def day(offset, curve):
        return DayOutlook(MONDAY + timedelta(days=offset), 60, np.array(curve, float), None, 0, ())

    week = [day(0, BASE), day(1, np.where(np.arange(24) == 12, 1, BASE)), day(2, np.zeros(24))]

    found = quiet_interval(week, 120, (Hours(8 * 60, 17 * 60),))

    assert found == (date(2026, 11, 17), 12 * 60, 14 * 60)
    assert quiet_interval([], 60, ()) is None
