from datetime import date, timedelta

import numpy as np

from app.domain.history import histories_of, summed
from tests.made_volumes import TWO_HUMPS, volume_day, weeks_of
from tests.times import MONDAY, OSLO


def test_days_come_in_order_on_a_shared_grid():
    quarters = volume_day(MONDAY + timedelta(days=1), [1] * 96, minutes=15, queue="A")
    halves = volume_day(MONDAY, [2] * 48, minutes=30, queue="A")
    other = volume_day(MONDAY, [5] * 24, minutes=60, queue="B")

    a, b = histories_of([quarters, halves, other], OSLO)

    assert (a.queue, b.queue) == ("A", "B")
    assert a.minutes == b.minutes == 60
    assert a.ordinals.tolist() == [MONDAY.toordinal(), MONDAY.toordinal() + 1]
    assert a.curves.tolist() == [[4] * 24, [4] * 24]
    assert a.weekdays.tolist() == [0, 1]


def test_a_queue_with_daily_totals_does_not_coarsen_the_others():
    daily = volume_day(MONDAY, [300], minutes=1440, queue="mail")
    hourly = volume_day(MONDAY, TWO_HUMPS, queue="phone")

    mail, phone = histories_of([daily, hourly], OSLO)

    assert (mail.minutes, phone.minutes) == (1440, 60)
    assert mail.totals.tolist() == [300]


def test_a_day_known_by_its_total_only_keeps_the_total():
    days = [
        volume_day(MONDAY, TWO_HUMPS),
        volume_day(MONDAY + timedelta(days=1), [99], minutes=1440),
    ]

    (history,) = histories_of(days, OSLO)

    assert history.totals.tolist() == [sum(TWO_HUMPS), 99]
    assert np.isnan(history.curves[1]).all()


def test_days_without_a_number_are_passed_over():
    (history,) = histories_of([volume_day(MONDAY, [None] * 24)], OSLO)

    assert history.ordinals.size == 0


def test_a_stretch_of_the_history_ends_before_its_last_day():
    (history,) = histories_of(weeks_of(MONDAY, 2), OSLO)

    some = history.between(MONDAY + timedelta(days=1), MONDAY + timedelta(days=4))

    assert some.weekdays.tolist() == [1, 2, 3]


def test_queues_add_up_and_a_day_one_lacks_is_the_others():
    early = weeks_of(MONDAY, 2, queue="A")
    late = weeks_of(MONDAY + timedelta(days=7), 1, queue="B")

    together = summed(histories_of([*early, *late], OSLO))

    assert together.totals.tolist() == [sum(TWO_HUMPS)] * 5 + [2 * sum(TWO_HUMPS)] * 5
    assert together.curves[0].tolist() == list(TWO_HUMPS)
    assert together.curves[9].tolist() == [2 * value for value in TWO_HUMPS]


def test_nothing_adds_up_to_nothing():
    assert summed(()).ordinals.size == 0
    assert summed(()).between(date(2020, 1, 1), date(2030, 1, 1)).totals.size == 0
