from datetime import datetime, timedelta

import pytest
from dateutil import rrule as judge
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.domain.recurrence import Budget, Frequency, Rule, TooMuchRepetitionError, repeat

START = datetime.fromisoformat("2024-01-31T09:30")
END = datetime.fromisoformat("2027-03-01T00:00")
QUICKLY = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # dateutil is too slow to look for smaller examples
    suppress_health_check=[HealthCheck.too_slow],
)


def moments(rule, start=START, first=START, after_last=END, steps=1_000_000):
    return repeat(rule, start, first, after_last, Budget(steps)).moments


def judged(rule, start=START, first=START, after_last=END):
    """What dateutil, which we did not write, makes of the same rule."""
    weekdays = [judge.weekday(day, ordinal or None) for ordinal, day in rule.by_day]
    theirs = judge.rrule(
        getattr(judge, rule.frequency.value),
        dtstart=start,
        interval=rule.interval,
        count=rule.count,
        until=min(rule.until, after_last) if rule.until else after_last if not rule.count else None,
        wkst=rule.week_start,
        bymonth=rule.by_month or None,
        bymonthday=rule.by_month_day or None,
        byyearday=rule.by_year_day or None,
        byweekno=rule.by_week_no or None,
        byweekday=weekdays or None,
        byhour=rule.by_hour or None,
        byminute=rule.by_minute or None,
        bysetpos=rule.by_set_pos or None,
    )
    return [moment for moment in theirs if first <= moment < after_last]


def several(low, high, size=3):
    values = st.integers(low, high).filter(bool) if low < 0 else st.integers(low, high)
    return st.lists(values, max_size=size, unique=True).map(tuple)


def by_day(ordinals):
    """Weekdays, all with an ordinal or all without: dateutil wants both kinds at once to fit."""
    one = st.tuples(st.sampled_from(ordinals), st.integers(0, 6))
    return st.lists(one, max_size=3, unique=True).map(tuple)


@st.composite
def rules(draw):
    frequency = draw(st.sampled_from([f for f in Frequency if f is not Frequency.HOURLY]))
    ordinals = [0]
    if frequency in {Frequency.YEARLY, Frequency.MONTHLY}:
        ordinals = draw(st.sampled_from([[0], [1, 2, -1, -2, 5]]))
    yearly = frequency is Frequency.YEARLY
    return Rule(
        frequency,
        interval=draw(st.integers(1, 4)),
        until=draw(st.sampled_from([None, datetime.fromisoformat("2026-05-05T09:30")])),
        by_month=draw(several(1, 12)),
        by_month_day=draw(several(-31, 31)) if frequency is not Frequency.WEEKLY else (),
        by_year_day=draw(several(-366, 366)) if yearly else (),
        by_week_no=draw(several(-53, 53)) if yearly else (),
        by_day=draw(by_day(ordinals)),
        by_hour=draw(several(0, 23, 2)),
        by_minute=draw(several(0, 59, 2)),
        by_set_pos=draw(st.sampled_from([(), (), (1,), (-1,), (2, -1)])),
        week_start=draw(st.integers(0, 6)),
    )


@QUICKLY
@given(rules(), st.integers(0, 500))
def test_a_rule_gives_what_dateutil_says_wherever_the_window_begins(rule, days):
    first = START + timedelta(days=days)
    assert moments(rule, first=first) == judged(rule, first=first)


def test_weekdays_with_and_without_an_ordinal_are_each_enough():
    both = Rule(Frequency.MONTHLY, by_day=((-1, 4), (0, 6)))
    alone = [Rule(Frequency.MONTHLY, by_day=(day,)) for day in both.by_day]
    assert moments(both) == sorted(moments(alone[0]) + moments(alone[1]))


@pytest.mark.parametrize(
    "rule",
    [
        Rule(Frequency.HOURLY, interval=7),
        Rule(Frequency.HOURLY, by_hour=(9, 17), by_minute=(0, 30)),
        Rule(Frequency.HOURLY, by_day=((0, 0),), by_month=(3,), by_minute=(15,)),
        Rule(Frequency.HOURLY, interval=5, count=4_000),
    ],
)
def test_hourly_rules_give_what_dateutil_says(rule):
    first = START + timedelta(days=300)
    assert moments(rule, first=first) == judged(rule, first=first)


@QUICKLY
@given(
    st.sampled_from([f for f in Frequency if f is not Frequency.HOURLY]),
    st.integers(1, 40),
    st.integers(1, 3),
    several(1, 12),
)
def test_a_counted_rule_counts_from_its_start(frequency, count, interval, by_month):
    rule = Rule(frequency, interval=interval, count=count, by_month=by_month)
    first = START + timedelta(days=200)
    assert moments(rule, first=first) == judged(rule, first=first)


@pytest.mark.parametrize(
    ("rule", "goes_on"),
    [
        (Rule(Frequency.DAILY), True),
        (Rule(Frequency.DAILY, count=3), False),
        (Rule(Frequency.DAILY, count=30_000), True),
        (Rule(Frequency.DAILY, until=END - timedelta(days=1)), False),
        (Rule(Frequency.DAILY, until=END + timedelta(days=1)), True),
    ],
)
def test_it_is_said_whether_a_rule_goes_on_after_the_window(rule, goes_on):
    assert repeat(rule, START, START, END, Budget(1_000_000)).goes_on is goes_on


def test_a_rule_that_never_fits_ends_at_the_horizon():
    never = Rule(Frequency.HOURLY, by_month=(2,), by_month_day=(30,))
    budget = Budget(1_000_000)
    assert repeat(never, START, START, END, budget).moments == []
    assert budget.left > 0


def test_an_unending_rule_costs_no_more_for_having_begun_long_ago():
    old = datetime.fromisoformat("1990-01-01T00:00")
    budget = Budget(200)
    found = repeat(Rule(Frequency.HOURLY), old, START, START + timedelta(days=1), budget)
    assert len(found.moments) == 24


def test_a_rule_of_every_second_is_refused_before_it_is_unrolled():
    every = Rule(
        Frequency.YEARLY,
        by_month=tuple(range(1, 13)),
        by_month_day=tuple(range(1, 32)),
        by_hour=tuple(range(24)),
        by_minute=tuple(range(60)),
        by_second=tuple(range(60)),
        by_set_pos=(-1,),
    )
    with pytest.raises(TooMuchRepetitionError, match="too many"):
        moments(every)


def test_a_rule_that_does_not_go_forward_cannot_be_made():
    with pytest.raises(ValueError, match="forward"):
        Rule(Frequency.DAILY, interval=0)


def test_a_rule_may_run_into_the_last_year_there_is():
    start = datetime.fromisoformat("9990-06-01T09:00")
    rule = Rule(Frequency.YEARLY, interval=4)
    assert (
        len(
            repeat(
                rule, start, start, datetime.fromisoformat("9999-12-31T23:59"), Budget(10_000)
            ).moments
        )
        == 3
    )
