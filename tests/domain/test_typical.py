from datetime import date, timedelta

import numpy as np
import pytest

from app.domain.comparable import marked_days
from app.domain.history import histories_of
from app.domain.known_events import EventId, KnownEvent
from app.domain.typical import typical_week
from tests.made_volumes import TWO_HUMPS, volume_day, weeks_of
from tests.times import MONDAY, OSLO

BASE = np.array(TWO_HUMPS, dtype=float)
TOTAL = BASE.sum()


def before(weeks):
    return MONDAY - timedelta(weeks=weeks)


def learn(days, **more):
    (history,) = histories_of(days, OSLO)
    return typical_week(history, MONDAY, **{"marks": {}, **more})


def test_the_last_eight_comparable_weeks_count():
    typical = learn(weeks_of(before(12), 12, lambda day: BASE * (day < before(8)) * 9 + BASE))

    assert typical.levels.tolist() == pytest.approx([TOTAL] * 5 + [0, 0])
    assert [len(used) for used in typical.used] == [8] * 5 + [0, 0]
    assert typical.used[0][0] == before(8)


def test_nothing_of_the_week_itself_or_later_is_seen():
    past = weeks_of(before(8), 8)

    later = learn(past + weeks_of(MONDAY, 3, lambda _day: BASE * 7))

    assert later.levels.tolist() == learn(past).levels.tolist()


def test_half_the_shape_is_the_weekdays_own_and_half_all_weekdays():
    mornings = BASE.copy()
    mornings[10] += 20

    typical = learn(weeks_of(before(8), 8, lambda day: mornings if day.weekday() == 0 else BASE))

    own = mornings / mornings.sum()
    pooled = (mornings + 4 * BASE) / (mornings + 4 * BASE).sum()
    assert typical.shapes[0] == pytest.approx((own + pooled) / 2)
    assert typical.shapes[:5].sum(axis=1) == pytest.approx([1] * 5)
    assert typical.levels[0] == pytest.approx(mornings.sum())


def test_a_saturday_of_another_kind_lends_its_shape_to_nobody():
    evening = np.zeros(24)
    evening[19:22] = 40

    typical = learn(
        weeks_of(before(8), 8) + weeks_of(before(8), 8, lambda _day: evening, weekdays=(5,))
    )

    assert typical.shapes[0] == pytest.approx(BASE / TOTAL)
    assert typical.shapes[5] == pytest.approx(evening / 120)


def test_holidays_and_eves_are_left_out_and_older_weeks_step_in():
    marks = marked_days({before(2): "A holiday", before(3) + timedelta(days=1): "Another"})
    days = weeks_of(before(12), 12, lambda day: BASE * (0.1 if day in marks else 1))

    typical = learn(days, marks=marks)

    assert typical.levels[:2] == pytest.approx([TOTAL, TOTAL])
    assert len(typical.used[0]) == 8
    assert {(left.day, left.why) for left in typical.left_out[0]} == {
        (before(2), "holiday"),
        (before(3), "eve"),
    }


def test_a_one_off_outlier_hardly_moves_the_level_and_is_named():
    odd = before(3) + timedelta(days=2)
    days = weeks_of(before(8), 8, lambda day: BASE * (5 if day == odd else 1))

    typical = learn(days)

    assert typical.levels[2] == pytest.approx(TOTAL, rel=0.04)
    (left,) = typical.left_out[2]
    assert (left.day, left.why) == (odd, "outlier")
    assert 0 < left.weight < 0.2


def test_what_a_known_event_did_is_divided_out():
    run = KnownEvent(EventId("1"), "Invoices", before(4), 50, weekday=0)
    days = weeks_of(before(8), 8, lambda day: BASE * (1.5 if run.applies_on(day) else 1))

    assert learn(days, events=[run]).levels[0] == pytest.approx(TOTAL)
    assert learn(days).levels[0] > TOTAL * 1.1


def test_a_day_an_event_emptied_is_left_out():
    shut = KnownEvent(EventId("1"), "Shut", before(2), -100)
    days = weeks_of(before(8), 8, lambda day: BASE * (0.01 if day == shut.day else 1))

    typical = learn(days, events=[shut])

    assert typical.levels[0] == pytest.approx(TOTAL)
    assert [(left.why, left.name) for left in typical.left_out[0]] == [("special_day", "Shut")]


def test_a_gap_of_weeks_is_bridged():
    days = weeks_of(before(14), 5) + weeks_of(before(3), 3)

    assert len(learn(days).used[0]) == 8


def test_a_year_is_not_bridged():
    assert learn(weeks_of(before(60), 8)).levels.tolist() == [0] * 7


def test_the_hour_the_clock_jumped_over_does_not_count_as_empty():
    round_the_clock = np.full(24, 10.0)
    sunday = date(2026, 3, 29)

    def elapsed(day):
        return round_the_clock[: 23 if day == sunday else 24]

    (history,) = histories_of(weeks_of(date(2026, 2, 9), 7, elapsed, weekdays=range(7)), OSLO)
    typical = typical_week(history, date(2026, 3, 30), marks={})

    assert typical.shapes[6] == pytest.approx(round_the_clock / 240)


def test_a_queue_of_daily_totals_has_levels():
    typical = learn(weeks_of(before(8), 8, lambda day: [100 + day.weekday()], minutes=1440))

    assert typical.levels[:5].tolist() == [100, 101, 102, 103, 104]
    assert typical.shapes[:5].tolist() == [[1]] * 5


def test_one_day_of_volumes_is_taken_as_it_is():
    typical = learn([volume_day(before(1), TWO_HUMPS)])

    assert typical.levels.tolist() == [TOTAL] + [0] * 6
    assert typical.weeks(0) == 1
