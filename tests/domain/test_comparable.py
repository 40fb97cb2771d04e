from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.comparable import (
    event_factor,
    marked_days,
    outlier_weights,
    verdicts,
)
from app.domain.history import histories_of
from app.domain.known_events import EventId, KnownEvent, SpecialDay
from app.domain.volumes import QueueName
from tests.made_volumes import TWO_HUMPS, volume_day, weeks_of
from tests.times import MONDAY, OSLO

FIRST = date(2026, 7, 27)


def judged(days, marks=None):
    (history,) = histories_of(days, OSLO)
    return {left.day: left.why for left in verdicts(history, marks or {}).values()}


def test_a_holiday_and_the_day_before_it_are_named():
    marks = marked_days({date(2026, 5, 17): "Constitution Day"}, [SpecialDay(MONDAY, "Stock-take")])

    assert {(m.day, m.why, m.name) for m in marks.values()} == {
        (date(2026, 5, 16), "eve", "Constitution Day"),
        (date(2026, 5, 17), "holiday", "Constitution Day"),
        (MONDAY, "special_day", "Stock-take"),
    }


def test_a_holiday_before_a_holiday_is_no_eve():
    marks = marked_days({date(2026, 12, 25): "Christmas", date(2026, 12, 26): "Second Day"})

    assert marks[date(2026, 12, 25)].why == "holiday"


def test_an_export_cut_off_at_noon_is_left_out():
    days = weeks_of(FIRST, 8)
    cut = days[12]
    days[12] = volume_day(cut.day, [*TWO_HUMPS[:12], *[None] * 12])

    assert judged(days) == {cut.day: "half_empty"}


def test_an_outage_written_as_zeros_is_left_out_too():
    days = weeks_of(FIRST, 8)
    days[20] = volume_day(days[20].day, [*TWO_HUMPS[:10], 0, 0, 0, 0, *TWO_HUMPS[14:]])

    assert judged(days) == {days[20].day: "half_empty"}


def test_a_day_whose_contacts_came_at_other_hours_is_whole():
    days = weeks_of(FIRST, 8)
    days[12] = volume_day(days[12].day, np.roll(TWO_HUMPS, 5))

    assert judged(days) == {}


def test_the_whole_days_are_found_while_half_of_them_are_broken():
    days = weeks_of(FIRST, 16)
    broken = {day.day for day in days if day.day.toordinal() % 2}
    days = [
        volume_day(day.day, [*TWO_HUMPS[:12], *[None] * 12]) if day.day in broken else day
        for day in days
    ]

    assert judged(days).keys() == broken


def test_a_weekday_that_was_nearly_always_cut_off_is_known_by_its_kin():
    days = weeks_of(FIRST, 8)
    broken = {day.day for day in days[:35] if day.day.weekday() == 2}
    days = [
        volume_day(day.day, [*TWO_HUMPS[:12], *[None] * 12]) if day.day in broken else day
        for day in days
    ]

    assert judged(days).keys() == broken


def test_a_late_evening_every_fourth_thursday_does_not_condemn_the_others():
    late = [*TWO_HUMPS[:18], 8, 8, 8, 8, 0, 0]
    days = weeks_of(FIRST, 16, lambda day: late if day.toordinal() % 28 == 4 else TWO_HUMPS)
    thursdays = [day for day in days if sum(day.contacts) > sum(TWO_HUMPS)]

    assert len(thursdays) == 4
    assert judged(days) == {}


def test_a_thin_saturday_of_the_same_hours_is_whole():
    random = np.random.default_rng(4)
    thin = np.array(TWO_HUMPS) / 12

    saturdays = weeks_of(FIRST, 16, lambda _day: random.poisson(thin), weekdays=(5,))

    assert judged(weeks_of(FIRST, 16) + saturdays) == {}


def test_a_closed_day_of_zeros_is_told_from_a_broken_one():
    days = weeks_of(FIRST, 8)
    days[7] = volume_day(days[7].day, [0] * 24)

    assert judged(days) == {days[7].day: "closed"}


def test_weekends_that_are_always_empty_are_as_they_should_be():
    days = weeks_of(FIRST, 8) + weeks_of(FIRST, 8, lambda _day: [0] * 24, weekdays=(5, 6))

    assert judged(days) == {}


def test_a_short_saturday_is_held_against_saturdays():
    short = [0] * 10 + [9, 9, 9] + [0] * 11

    assert judged(weeks_of(FIRST, 8) + weeks_of(FIRST, 8, lambda _: short, weekdays=(5,))) == {}


def test_a_queue_too_thin_to_judge_is_not_judged():
    random = np.random.default_rng(3)

    assert judged(weeks_of(FIRST, 16, lambda _day: random.poisson(0.05, 24))) == {}


def test_quiet_quarters_are_judged_by_the_hour():
    random = np.random.default_rng(3)
    rate = np.repeat(np.where(np.array(TWO_HUMPS) > 0, 1.5, 0.0), 4)
    days = weeks_of(FIRST, 8, lambda _day: random.poisson(rate), minutes=15)
    cut = days[11]
    days[11] = volume_day(cut.day, [*cut.contacts[:48], *[None] * 48], minutes=15)

    assert judged(days) == {cut.day: "half_empty"}


def test_daily_totals_can_only_be_closed():
    days = weeks_of(FIRST, 8, lambda day: [300 + day.day], minutes=1440)
    days[4] = volume_day(days[4].day, [0], minutes=1440)

    assert judged(days) == {days[4].day: "closed"}


def test_an_outlier_weighs_as_little_as_it_is_far_off():
    totals = np.array([980.0, 1000, 1020, 990, 1010, 1000, 960, 4000])

    weights = outlier_weights(totals)

    spread = max(np.median(np.abs(totals - 1000)), 0.6745 * 1000**0.5)
    assert weights[:7].tolist() == [1.0] * 7
    assert weights[7] == pytest.approx(3 * spread / 3000)


def test_eight_equal_days_do_not_condemn_a_ninth():
    assert outlier_weights(np.array([400.0] * 8 + [401.0])).tolist() == [1.0] * 9


@given(st.lists(st.floats(0, 1e6), max_size=12))
def test_weights_lie_above_nothing_and_never_above_one(totals):
    weights = outlier_weights(np.array(totals))

    assert weights.shape == (len(totals),)
    assert ((weights > 0) & (weights <= 1)).all()


def test_events_multiply_and_reach_their_own_queue_only():
    invoices = KnownEvent(EventId("1"), "Invoices", MONDAY, 20)
    works = KnownEvent(EventId("2"), "Works", MONDAY, -50, queue="Sales")
    closed = KnownEvent(EventId("3"), "Closed", MONDAY + timedelta(days=1), -150)

    def factor(queue, day):
        return event_factor([invoices, works, closed], QueueName(queue), day)

    assert factor("Sales", MONDAY) == pytest.approx(0.6)
    assert factor("Helpdesk", MONDAY) == pytest.approx(1.2)
    assert factor("Sales", MONDAY + timedelta(days=1)) == 0.0
    assert factor("Sales", MONDAY + timedelta(days=2)) == 1.0
