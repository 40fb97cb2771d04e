from datetime import date, timedelta

import numpy as np
import pytest

from app.domain.comparable import marked_days
from app.domain.forecast import expected_day
from app.domain.history import histories_of
from app.domain.known_events import EventId, KnownEvent
from app.domain.typical import typical_week
from tests.made_volumes import TWO_HUMPS, weeks_of
from tests.times import MONDAY, OSLO

TOTAL = float(sum(TWO_HUMPS))


def first(weeks):
    return MONDAY - timedelta(weeks=weeks)


def expect(days, day=MONDAY, **more):
    marks = more.get("marks", {})
    typicals = [typical_week(h, MONDAY, marks=marks) for h in histories_of(days, OSLO)]
    return expected_day(typicals, day, **{"marks": {}, **more})


def test_a_regular_week_repeats_itself():
    day = expect(weeks_of(first(8), 8))

    assert day.curve == pytest.approx(np.array(TWO_HUMPS))
    assert (day.known, day.weeks, day.used[0]) == (True, 8, first(8))


def test_any_coming_week_can_be_told():
    days = weeks_of(first(8), 8)

    assert expect(days, MONDAY + timedelta(weeks=30)).total == pytest.approx(TOTAL)


def test_queues_add_up():
    days = weeks_of(first(8), 8, queue="A") + weeks_of(first(8), 8, queue="B")

    assert expect(days).total == pytest.approx(2 * TOTAL)


def test_a_queue_of_daily_totals_is_spread_like_the_others():
    days = weeks_of(first(8), 8, queue="phone")
    days += weeks_of(first(8), 8, lambda _: [TOTAL], minutes=1440, queue="mail")

    assert expect(days).curve == pytest.approx(2 * np.array(TWO_HUMPS))


def test_daily_totals_alone_give_a_total():
    day = expect(weeks_of(first(8), 8, lambda _: [250], minutes=1440))

    assert day.curve.tolist() == [250]
    assert day.minutes == 1440


def test_known_events_change_their_own_queue():
    days = weeks_of(first(8), 8, queue="A") + weeks_of(first(8), 8, queue="B")
    campaign = KnownEvent(EventId("1"), "Campaign", MONDAY, 20, queue="A")

    day = expect(days, events=[campaign])

    assert day.total == pytest.approx(2.2 * TOTAL)
    assert day.plain == pytest.approx(2 * TOTAL)


def test_a_holiday_is_like_the_quietest_weekday():
    days = weeks_of(first(8), 8)
    sundays = weeks_of(first(8), 8, lambda _: np.array(TWO_HUMPS) / 10, weekdays=(5, 6))
    holiday = marked_days({MONDAY: "A holiday"})

    assert expect(days, marks=holiday).total == 0
    assert expect(days + sundays, marks=holiday).total == pytest.approx(TOTAL / 10)


def test_an_eve_is_still_its_weekday():
    eve = marked_days({MONDAY + timedelta(days=1): "A holiday"})

    assert expect(weeks_of(first(8), 8), marks=eve).total == pytest.approx(TOTAL)


@pytest.mark.parametrize(("weeks", "known"), [(0, False), (1, False), (3, False), (4, True)])
def test_four_comparable_weeks_are_enough(weeks, known):
    assert expect(weeks_of(first(weeks), weeks)).known is known


def test_a_queue_that_started_late_counts_from_its_first_day():
    days = weeks_of(first(8), 8, queue="old")
    days += weeks_of(first(2), 2, lambda _: np.array(TWO_HUMPS) / 2, queue="new")

    day = expect(days)

    assert day.total == pytest.approx(1.5 * TOTAL)
    assert day.known


def test_a_large_queue_too_young_leaves_the_day_unknown():
    days = weeks_of(first(8), 8, queue="old")
    days += weeks_of(first(2), 2, lambda _: np.array(TWO_HUMPS) * 3, queue="new")

    assert not expect(days).known


def test_an_unseen_weekday_expects_nothing():
    assert expect(weeks_of(first(8), 8), date(2026, 11, 21)).total == 0
