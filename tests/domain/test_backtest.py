import json
from datetime import date, timedelta

import numpy as np
import pytest

from app.domain.backtest import Question, backtest, would_gain
from app.domain.comparable import marked_days
from app.domain.history import histories_of, summed
from app.domain.known_events import EventId, KnownEvent
from app.domain.peaks import PeakPolicy
from app.domain.site import Hours
from tests.made_volumes import TWO_HUMPS, us_bank, volume_day, weeks_of
from tests.times import OSLO

FIRST = date(2026, 3, 2)
BASE = np.array(TWO_HUMPS, dtype=float)
NEEDED = {
    "peak_hit",
    "standing",
    "days",
    "fixed_hours",
    "last_week",
    "weekday_mean",
    "hindsight",
    "low_day",
    "queue",
    "weeks",
    "blocks",
    "minutes",
    "first_day",
    "last_day",
    "left_out",
}


def run(days, question=None, **more):
    return backtest(histories_of(days, OSLO), question or Question(), **{"marks": {}, **more})


def noisy(weeks, seed=5, base=BASE, minutes=60, **more):
    random = np.random.default_rng(seed)
    rate = np.repeat(base * 60 / minutes / (60 // minutes), 60 // minutes)
    return weeks_of(FIRST, weeks, lambda _day: random.poisson(rate), minutes=minutes, **more)


@pytest.mark.parametrize("minutes", [15, 5])
def test_the_real_bank_is_caught_as_well_as_the_method_promises(minutes):
    report = run(us_bank(minutes))

    assert report.days == 126
    if minutes == 15:
        assert report.peak_hit >= 0.990
        assert report.standing >= 0.9888
        assert report.fixed_hours == pytest.approx(0.9500, abs=5e-5)
        assert report.last_week == pytest.approx(0.9856, abs=5e-5)
        assert report.weekday_mean == pytest.approx(0.9893, abs=5e-4)
    assert report.peak_hit > max(report.weekday_mean, report.last_week, report.fixed_hours)


def test_the_real_bank_with_its_holidays_and_its_calm_day():
    pytest.importorskip("holidays")
    from app.exchange.holiday_calendar import public_holidays

    report = run(us_bank(), marks=marked_days(public_holidays("US", [2003])))

    assert report.peak_hit >= 0.990
    assert report.standing >= 0.9888
    assert report.low_day.weekday == 3
    assert report.low_day.reliable
    assert ("2003-10-13", "holiday") in {(o.day.isoformat(), o.why) for o in report.left_out}


def test_a_centre_that_repeats_itself_is_caught_wholly():
    report = run(weeks_of(FIRST, 12))

    assert report.peak_hit == report.standing == report.last_week == 1.0
    assert report.hits[0].chosen == (600, 840)
    assert report.days == 20
    assert (report.hits[0].day, report.hits[-1].day) == (
        FIRST + timedelta(weeks=8),
        FIRST + timedelta(weeks=11, days=4),
    )


def test_no_decision_sees_its_own_week_or_a_later_one():
    days = noisy(20)
    cut = FIRST + timedelta(weeks=14)
    changed = [volume_day(day.day, day.contacts[::-1]) if day.day >= cut else day for day in days]

    before, after = run(days).hits, run(changed).hits

    for one, other in zip(before, after, strict=True):
        if one.day < cut:
            assert one == other
        elif one.day < cut + timedelta(days=7):
            assert one.chosen == other.chosen


def test_no_method_beats_hindsight():
    report = run(noisy(16, minutes=15))

    assert all(0 <= share <= 1 + 1e-9 for hit in report.hits for share in hit.hits.values())


def test_the_standing_pattern_is_kept_for_thirteen_weeks():
    later = FIRST + timedelta(weeks=9)
    moved = np.roll(BASE, 3)

    report = run(weeks_of(FIRST, 24, lambda day: BASE if day < later else moved))

    mondays = [hit for hit in report.hits if hit.day.weekday() == 0]
    kept = [hit.hits["standing"] for hit in mondays]
    assert kept[0] == 1.0
    assert max(kept[1:13]) < 1.0
    assert kept[13:] == [1.0, 1.0, 1.0]
    assert mondays[10].hits["peak_hit"] == 1.0


def test_blocks_that_are_no_multiple_of_the_interval_are_measured_by_their_parts():
    report = run(noisy(12, minutes=30), Question(PeakPolicy(45, 2, 60)))

    assert 0.8 < report.peak_hit <= 1.0
    assert all(start % 30 == 0 for hit in report.hits for start in hit.chosen)


def test_half_empty_days_are_neither_learnt_from_nor_tried():
    days = noisy(20)
    broken = {day.day for day in days if (day.day.toordinal() * 7) % 2}
    cut = [
        volume_day(day.day, [*day.contacts[:12], *[None] * 12]) if day.day in broken else day
        for day in days
    ]

    report = run(cut)

    tried = {hit.day for hit in report.hits}
    assert report.peak_hit > 0.9
    assert not tried & broken
    assert {left.day for left in report.left_out if left.why == "half_empty"} <= broken


def test_a_holiday_on_which_the_centre_was_open_is_tried_but_not_learnt_from():
    holiday = FIRST + timedelta(weeks=9)
    days = [
        volume_day(day.day, np.roll(day.contacts, 4)) if day.day == holiday else day
        for day in weeks_of(FIRST, 12)
    ]

    report = run(days, marks=marked_days({holiday: "A holiday"}))

    by_day = {hit.day: hit.hits["peak_hit"] for hit in report.hits}
    assert by_day[holiday] < 1.0
    assert by_day[holiday + timedelta(weeks=1)] == 1.0


def test_events_are_taken_out_of_the_calm_day():
    works = KnownEvent(EventId("1"), "Works", FIRST, -70, weekday=0)
    days = weeks_of(
        FIRST,
        24,
        lambda day: BASE * (0.3 if day.weekday() == 0 else 0.8 if day.weekday() == 3 else 1.0),
    )

    assert run(days).low_day.weekday == 0
    assert run(days, events=[works]).low_day.weekday == 3


STRESS = {
    "nothing": [],
    "one day": weeks_of(FIRST, 1)[:1],
    "a single week": weeks_of(FIRST, 1),
    "all zero": weeks_of(FIRST, 20, lambda _: [0] * 24),
    "no numbers": weeks_of(FIRST, 20, lambda _: [None] * 24),
    "daily totals": weeks_of(FIRST, 20, lambda _: [500], minutes=1440),
    "eight weeks": weeks_of(FIRST, 8),
}


@pytest.mark.parametrize("name", STRESS)
def test_where_nothing_can_be_tried_it_says_so(name):
    report = run(STRESS[name])

    assert not report.enough_history
    assert (report.days, report.peak_hit, report.standing) == (0, None, None)
    assert json.loads(json.dumps(report.as_json()))["peak_hit"] is None


def late_queue():
    return noisy(20) + noisy(20, seed=6, queue="late")[60:]


WEEKENDS = noisy(20) + noisy(20, seed=9, base=np.roll(BASE, 4) / 6, weekdays=(5, 6))
HOLD_UP = {
    "weekend rows": WEEKENDS,
    "half hours": noisy(20, minutes=30),
    "a gap of weeks": [day for day in noisy(30) if not 50 <= (day.day - FIRST).days < 90],
    "a queue that starts late": late_queue(),
    "a queue of daily totals beside": noisy(20)
    + weeks_of(FIRST, 20, lambda _: [200], minutes=1440, queue="mail"),
    "nine weeks": noisy(9),
}


@pytest.mark.parametrize("name", HOLD_UP)
def test_odd_volumes_hold_up(name):
    report = run(HOLD_UP[name])

    assert report.enough_history
    assert report.peak_hit > 0.85
    assert all(hit.day.weekday() < 5 for hit in report.hits)


def test_weekends_are_tried_where_they_are_worked():
    report = run(WEEKENDS, Question(weekdays=tuple(range(7))))

    assert {hit.day.weekday() for hit in report.hits} == set(range(7))


@pytest.mark.parametrize("weeks", [1, 3, 12, 52])
def test_any_number_of_weeks_may_be_asked_for(weeks):
    report = run(weeks_of(FIRST, 20), Question(weeks=weeks))

    assert report.days == 5 * max(0, 20 - weeks)


def test_the_rule_of_thumb_leaves_out_hours_that_would_overlap():
    report = run(weeks_of(FIRST, 10), Question(PeakPolicy(300, 2, 60)))

    assert 0 < report.fixed_hours < 1


def test_the_json_has_everything_that_is_promised():
    found = run(weeks_of(FIRST, 24)).as_json()

    assert found.keys() >= NEEDED
    assert found["low_day"].keys() >= {"weekday", "weeks", "below", "regret", "reliable"}
    assert (found["queue"], found["weeks"], found["blocks"], found["minutes"]) == (
        "Helpdesk",
        8,
        2,
        60,
    )
    assert (found["first_day"], found["hindsight"]) == ("2026-04-27", 1.0)
    json.dumps(found, allow_nan=False)


def standing(*starts):
    return {weekday: [Hours(60 * at, 60 * at + 60) for at in starts] for weekday in range(5)}


def test_other_hours_are_worth_proposing_from_two_points_on():
    together = summed(histories_of(weeks_of(FIRST, 12), OSLO))
    before = FIRST + timedelta(weeks=12)

    gain = would_gain(together, standing(11, 14), standing(10, 14), before=before)
    none = would_gain(together, standing(10, 14), standing(10, 14), before=before)

    assert (gain.days, gain.candidate) == (40, 1.0)
    assert gain.points == pytest.approx((30 - 18) / 55)
    assert gain.worth_proposing
    assert not none.worth_proposing


def test_only_the_last_eight_weeks_speak_for_other_hours():
    moved = FIRST + timedelta(weeks=8)
    days = weeks_of(FIRST, 12, lambda day: BASE if day < moved else np.roll(BASE, 1))
    together = summed(histories_of(days, OSLO))

    gain = would_gain(
        together, standing(10, 14), standing(11, 15), before=FIRST + timedelta(weeks=16)
    )

    assert (gain.days, gain.candidate) == (20, 1.0)


def test_without_volumes_nothing_speaks_for_other_hours():
    gain = would_gain(summed(()), standing(10, 14), standing(11, 15), before=FIRST)

    assert gain.days == 0
    assert not gain.worth_proposing


def test_days_to_skip_do_not_speak():
    together = summed(histories_of(weeks_of(FIRST, 8), OSLO))

    gain = would_gain(
        together,
        standing(10, 14),
        standing(11, 14),
        before=FIRST + timedelta(weeks=8),
        skip={FIRST},
    )

    assert gain.days == 39
    assert gain.points < 0
