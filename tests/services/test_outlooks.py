import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from app.domain.edits import Subject, new_command_id
from app.domain.known_events import EventId, KnownEvent, SpecialDay
from app.domain.site import Hours, Site
from app.domain.text import text
from app.services.outlooks import Outlooks
from tests.made_volumes import TWO_HUMPS, us_bank, volume_day, weeks_of
from tests.times import MONDAY, NOW, frozen_clock

BASE = np.array(TWO_HUMPS, dtype=float)
NEXT = MONDAY + timedelta(days=7)
OSLO_SITE = Site(zone="Europe/Oslo", opening=Hours(480, 1080), working=Hours(480, 1020))


def first(weeks):
    return MONDAY - timedelta(weeks=weeks)


def put(store, subject, work):
    store.write(text("Test"), work, command=new_command_id(), subjects=frozenset({subject}))


def put_volumes(store, days):
    put(store, Subject.VOLUMES, lambda unit: unit.volumes.put(days))


def put_records(store, subject, *records):
    def work(unit):
        unit.records.add(records)

    put(store, subject, work)


@pytest.fixture
def outlooks(store):
    put_records(store, Subject.SETTINGS, OSLO_SITE)
    return Outlooks(store, frozen_clock)


def test_an_empty_store_expects_nothing_and_says_so(store):
    week = Outlooks(store, frozen_clock).week(NEXT)

    assert [day.day for day in week.days] == [NEXT + timedelta(days=n) for n in range(7)]
    assert {day.expected.shape for day in week.days} == {(96,)}
    assert (week.enough_history, week.history_weeks, week.newest_volume) == (False, 0, None)
    assert (week.calm, week.quiet_interval) == ((), None)
    assert all(day.peaks == () and day.actual is None for day in week.days)


def test_next_week_is_expected_as_the_last_ones_were(store, outlooks):
    put_volumes(store, weeks_of(first(8), 8))

    week = outlooks.week(NEXT)

    monday = week.days[0]
    assert monday.expected == pytest.approx(BASE)
    assert [(peak.start, peak.end, round(peak.contacts)) for peak in monday.peaks] == [
        (600, 660, 30),
        (840, 900, 25),
    ]
    assert monday.above == (8, 8)
    assert len(monday.weeks) == 8
    assert monday.peak_line == pytest.approx(1.1 * BASE[8:18].mean())
    assert monday.actual is None
    assert (week.enough_history, week.history_weeks) == (True, 8)
    assert week.newest_volume == MONDAY - timedelta(days=3)


def test_three_weeks_are_not_enough_to_keep_anything_free(store, outlooks):
    put_volumes(store, weeks_of(first(3), 3))

    week = outlooks.week(NEXT)

    assert not week.enough_history
    assert week.days[0].expected.sum() == pytest.approx(BASE.sum())
    assert all(day.peaks == () for day in week.days)
    assert week.calm == ()


def test_a_past_week_is_judged_by_what_was_known_before_it(store, outlooks):
    doubled = first(1)
    put_volumes(store, weeks_of(first(12), 12, lambda day: BASE * (2 if day >= doubled else 1)))

    week = outlooks.week(doubled)

    assert week.days[0].expected == pytest.approx(BASE)
    assert np.nansum(week.days[0].actual) == pytest.approx(2 * BASE.sum())


def test_the_running_day_is_shown_but_not_learnt_from(store, outlooks):
    today = NOW.date()
    morning = [*TWO_HUMPS[:10], *[None] * 14]
    whole = [d for d in weeks_of(first(8), 9) if d.day < today]
    put_volumes(store, [*whole, volume_day(today, morning)])

    this_week, next_week = outlooks.week(MONDAY), outlooks.week(NEXT)

    actual = this_week.days[2].actual
    assert actual[8:10].tolist() == list(TWO_HUMPS[8:10])
    assert np.isnan(actual[10:]).all()
    assert today not in next_week.days[2].weeks
    assert next_week.days[2].left_out == ()
    assert next_week.newest_volume == today


def test_blocks_lie_in_opening_and_working_hours_on_working_days(store, outlooks):
    put_records_changed(store, replace(OSLO_SITE, working=Hours(660, 1020), working_days=(0, 1)))
    put_volumes(store, weeks_of(first(8), 8, weekdays=range(7)))

    week = outlooks.week(NEXT)

    assert [bool(day.peaks) for day in week.days] == [True, True] + [False] * 5
    assert [peak.start for peak in week.days[0].peaks] == [660, 840]


def put_records_changed(store, site):
    def work(unit):
        unit.records.remove((OSLO_SITE,))
        unit.records.add((site,))

    put(store, Subject.SETTINGS, work)


def test_a_change_of_volumes_events_or_settings_is_seen_at_once(store, outlooks):
    put_volumes(store, weeks_of(first(8), 8))
    before = outlooks.week(NEXT)
    assert outlooks.week(NEXT) is before

    campaign = KnownEvent(EventId("1"), "Campaign", NEXT, 50)
    put_records(store, Subject.EVENTS, campaign)
    after = outlooks.week(NEXT)

    assert after.days[0].total == pytest.approx(1.5 * BASE.sum())
    assert after.days[0].events == (campaign,)
    assert after.days[1].events == ()
    assert after.days[0].ratio == pytest.approx(1.5 / 1.1)

    put_records_changed(store, replace(OSLO_SITE, block_minutes=120))
    longer = outlooks.week(NEXT).days[0].peaks[0]
    assert longer.end - longer.start == 120


def test_a_special_day_keeps_nothing_free_and_has_its_name(store, outlooks):
    put_volumes(store, weeks_of(first(8), 8))
    put_records(store, Subject.EVENTS, SpecialDay(NEXT, "Stock-take"))

    monday, tuesday = outlooks.week(NEXT).days[:2]

    assert (monday.holiday, monday.peaks, monday.total) == ("Stock-take", (), 0)
    assert tuesday.holiday == ""
    assert tuesday.ratio == pytest.approx(1.0)


def test_the_calm_day_is_ranked_and_reliable_where_it_is(store, outlooks):
    put_volumes(
        store, weeks_of(first(20), 20, lambda day: BASE * (0.6 if day.weekday() == 3 else 1))
    )

    week = outlooks.week(NEXT)

    assert (week.calm[0].weekday, week.calm[0].reliable) == (3, True)
    assert week.quiet_interval is None
    assert week.days[3].ratio == pytest.approx(0.6 / 0.92)


def test_without_a_calm_day_the_quiet_interval_is_offered(store, outlooks):
    low = BASE.copy()
    low[12:14] = 1
    random = np.random.default_rng(1)
    put_volumes(
        store,
        weeks_of(
            first(12),
            12,
            lambda day: (
                random.poisson((low if day.weekday() == 1 else BASE) * 9)
                + 40 * (day.weekday() == 1)
            ),
        ),
    )

    week = outlooks.week(NEXT)

    assert not any(day.reliable for day in week.calm[:1])
    assert week.quiet_interval is not None
    day, start, end = week.quiet_interval
    assert end - start == OSLO_SITE.open_door_minutes
    assert day in {d.day for d in week.days[:5]}


@pytest.mark.parametrize("far", [date(1, 1, 8), date(1901, 1, 7), date(2126, 1, 7)])
def test_weeks_far_away_can_be_looked_at(store, outlooks, far):
    put_records_changed(store, replace(OSLO_SITE, country="NO"))
    put_volumes(store, weeks_of(first(8), 8))

    week = outlooks.week(far)

    assert week.enough_history == (far > MONDAY)
    assert store.read.fact("holidays:NO:2060") is None


def test_daily_totals_have_a_calm_day_and_no_peaks(store, outlooks):
    put_volumes(
        store,
        weeks_of(first(20), 20, lambda day: [500 - 100 * (day.weekday() == 4)], minutes=1440),
    )

    week = outlooks.week(NEXT)

    assert week.calm[0].weekday == 4
    assert all(day.peaks == () and day.minutes == 1440 for day in week.days)
    assert week.days[0].total == 500
    assert outlooks.week(first(1)).days[0].actual.tolist() == [500]


def test_a_queue_that_went_silent_is_not_expected_back(store, outlooks):
    put_volumes(store, weeks_of(first(12), 12, queue="alive"))
    put_volumes(store, weeks_of(first(12), 7, queue="gone"))

    assert outlooks.week(NEXT).days[0].total == pytest.approx(BASE.sum())


def test_the_autumn_week_shows_wall_clock_hours(store, outlooks):
    back = date(2026, 10, 25)

    def elapsed(day):
        return np.ones(100) if day == back else np.ones(96)

    put_volumes(
        store,
        weeks_of(first(12), 12, elapsed, minutes=15, weekdays=range(7)),
    )

    sunday = outlooks.week(date(2026, 10, 19)).days[6]

    assert sunday.actual.tolist() == [1.0] * 96
    assert outlooks.week(NEXT).days[6].expected == pytest.approx(np.ones(96))


def remembered(store, year, days):
    put(store, Subject.VOLUMES, lambda u: u.facts.put(f"holidays:NO:{year}", json.dumps(days)))


def test_remembered_holidays_are_used_as_they_are(store, outlooks):
    put_records_changed(store, replace(OSLO_SITE, country="NO"))
    put_volumes(store, weeks_of(first(8), 8))
    remembered(store, 2025, {})
    remembered(store, 2026, {NEXT.isoformat(): "Founders' Day"})
    sys.modules.pop("app.exchange.holiday_calendar", None)

    week = outlooks.week(NEXT)

    assert week.days[0].holiday == "Founders' Day"
    assert week.days[0].peaks == ()
    assert "app.exchange.holiday_calendar" not in sys.modules


def test_computed_holidays_are_remembered(store, outlooks):
    put_records_changed(store, replace(OSLO_SITE, country="NO"))

    christmas = outlooks.week(date(2026, 12, 21)).days[4]

    assert christmas.holiday == "Christmas Day"
    assert "2026-05-17" in json.loads(store.read.fact("holidays:NO:2026"))
    assert store.read.fact("holidays:NO:2027") is not None


def test_a_country_nobody_knows_does_not_keep_the_week_from_being_shown(store, outlooks):
    put_records_changed(store, replace(OSLO_SITE, country="XX"))
    put_volumes(store, weeks_of(first(8), 8))

    assert outlooks.week(NEXT).days[0].peaks
    assert outlooks.week(MONDAY).days[0].peaks


def test_the_eve_of_a_new_years_day_is_known_in_the_old_year(store, outlooks):
    put_records_changed(store, replace(OSLO_SITE, country="NO"))
    put_volumes(store, weeks_of(date(2025, 11, 3), 10, lambda _: BASE))

    def clock():
        return NOW.replace(year=2026, month=1, day=14)

    wednesday = Outlooks(store, clock).week(date(2026, 1, 19)).days[2]

    assert ("2025-12-31", "eve") in {(o.day.isoformat(), o.why) for o in wednesday.left_out}


def test_the_real_bank_gets_its_blocks(store):
    put_records(store, Subject.SETTINGS, Site(zone="America/New_York"))
    put_volumes(store, list(us_bank()))

    def clock():
        return NOW.replace(year=2003, month=10, day=24)

    week = Outlooks(store, clock).week(date(2003, 10, 27))

    assert [len(day.peaks) for day in week.days] == [2, 2, 2, 2, 2, 0, 0]
    assert (week.calm[0].weekday, week.calm[0].reliable) == (3, True)
    assert all(count >= 6 for day in week.days for count in day.above)


@pytest.mark.parametrize("heavy", ["holidays", "sqlalchemy", "scipy", "pandas", "matplotlib"])
def test_working_out_a_week_imports_nothing_heavy(heavy):
    program = f"import sys, app.services.outlooks; sys.exit({heavy!r} in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_day_that_an_event_at_least_halves_has_no_peaks_to_keep_free(store, outlooks):
    put_volumes(store, weeks_of(first(8), 8))
    closing = KnownEvent(EventId("works"), "Works", NEXT, -60.0)
    put_records(store, Subject.EVENTS, closing)

    days = outlooks.week(NEXT).days

    assert days[0].peaks == ()
    assert days[1].peaks
