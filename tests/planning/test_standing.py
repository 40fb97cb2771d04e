from dataclasses import replace
from datetime import date, time, timedelta

from app.domain.entries import Entry, EntryKind
from app.domain.known_events import EventId, KnownEvent
from app.domain.span import Span
from app.domain.wall import resolve_minute
from app.planning.standing import Surroundings, exception_on, extend, first_series, horizon
from tests.planning.curves import MONDAY, MORNING, SITE, day, week


def meeting(on, start, minutes=60, title="Board"):
    span = Span(resolve_minute(on, start, SITE.tz), resolve_minute(on, start + minutes, SITE.tz))
    return Entry(span, EntryKind.MEETING, title)


def around(*entries, closed=None, events=(), not_before=None):
    start = not_before or resolve_minute(MONDAY, 0, SITE.tz)
    return Surroundings(SITE, tuple(entries), closed or {}, tuple(events), start)


def series(*entries, **options):
    return first_series([week(0), week(1)], around(*entries, **options), MONDAY)[0]


def test_each_weekday_gets_a_series_on_each_of_its_peaks():
    found = {(r.weekday, f"{r.start:%H:%M}") for r in series()}

    assert found == {(n, at) for n in range(5) for at in ("10:00", "14:00")}


def test_a_holiday_next_week_does_not_cost_its_weekday_the_series():
    weeks = [week(0, changed={0: day(0, holiday="Feast")}), week(1)]

    found, _ = first_series(weeks, around(), MONDAY)

    assert {r.weekday for r in found} == set(range(5))


def test_a_meeting_that_stands_there_most_weeks_moves_the_series():
    weekly = [meeting(MONDAY + timedelta(weeks=n), MORNING, 30) for n in range(13)]

    found = [r for r in series(*weekly) if r.weekday == 0]

    assert sorted(f"{r.start:%H:%M}" for r in found) == ["10:30", "14:00"]


def test_a_single_meeting_does_not_move_the_series():
    found = [r for r in series(meeting(MONDAY, MORNING)) if r.weekday == 0]

    assert sorted(f"{r.start:%H:%M}" for r in found) == ["10:00", "14:00"]


def test_a_series_is_busy_thirteen_weeks_ahead_at_the_same_wall_clock_hours():
    routine = next(r for r in series() if (r.weekday, r.start) == (0, time(10)))

    extended, entries = extend(routine, horizon(MONDAY), around())

    assert extended.booked_until == MONDAY + timedelta(weeks=13)
    assert len(entries) == 14
    assert {e.span.start.astimezone(SITE.tz).time() for e in entries} == {time(10)}


def test_hours_stay_on_the_wall_clock_when_summer_time_begins():
    routine = replace(series()[0], weekday=0, booked_until=date(2027, 3, 21))

    _, entries = extend(routine, date(2027, 3, 29), around())

    assert [e.span.start.astimezone(SITE.tz).time() for e in entries] == [time(10), time(10)]
    assert entries[0].span.start.utcoffset() != entries[1].span.start.utcoffset()


def test_a_holiday_a_fixed_meeting_and_a_closing_event_are_exceptions_of_one_day():
    routine = next(r for r in series() if (r.weekday, r.start) == (0, time(10)))
    weeks = [MONDAY + timedelta(weeks=n) for n in range(4)]
    closing = KnownEvent(EventId("x"), "Moving house", weeks[3], -80.0)
    things = around(meeting(weeks[2], MORNING + 30), closed={weeks[1]: "Feast"}, events=[closing])

    _, entries = extend(routine, weeks[3], things)

    assert [e.occurs_on for e in entries] == [weeks[0]]
    codes = [exception_on(routine, day, things) for day in weeks[1:]]
    assert [c.code for c in codes] == ["holiday", "fixed_meeting", "event"]


def test_extending_twice_adds_nothing_the_second_time():
    routine = series()[0]
    once, _ = extend(routine, horizon(MONDAY), around())

    twice, entries = extend(once, horizon(MONDAY), around())

    assert (twice, entries) == (once, ())
