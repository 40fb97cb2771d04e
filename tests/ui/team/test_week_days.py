from datetime import date, timedelta
from zoneinfo import ZoneInfo

from app.domain.people import Leave, PersonId, Shift
from app.domain.roster_checks import shift_on
from tests.times import MONDAY, OSLO, day
from ui.team.week_days import activity_name, days_of, hours_shown

ANNA = PersonId("anna")


def week(*shifts, leaves=(), monday=MONDAY, zone: ZoneInfo = OSLO):
    return days_of(monday, shifts, leaves, zone)


def rostered(on, start, end, activity="shift") -> Shift:
    return shift_on(ANNA, on, (start * 60, end * 60), OSLO, activity)


def test_a_night_is_cut_at_midnight_and_belongs_to_the_day_it_begins_on():
    night = rostered(MONDAY, 22, 6)
    monday, tuesday, *rest = week(night)
    assert [(bar.start, bar.end) for bar in monday.bars] == [(22 * 60, 24 * 60)]
    assert [(bar.start, bar.end) for bar in tuesday.bars] == [(0, 6 * 60)]
    assert (monday.begun, tuesday.begun) == ((night,), ())
    assert not any(one.bars for one in rest)


def test_the_night_on_which_the_clocks_go_back_ends_at_its_hour_on_the_wall():
    saturday = date(2026, 10, 24)
    days = week(rostered(saturday, 22, 6), monday=saturday - timedelta(days=5))
    assert [(bar.start, bar.end) for bar in days[6].bars] == [(0, 6 * 60)]


def test_a_day_is_said_with_its_hours_its_leave_or_as_off():
    shift, lunch = rostered(MONDAY, 8, 16), rostered(MONDAY, 11, 12, "lunch")
    monday, tuesday, wednesday, *_ = week(lunch, shift, leaves=[Leave(ANNA, day(1), day(1))])
    assert monday.spoken(OSLO) == "Mon 16 Nov 2026: Shift 08:00–16:00, Lunch 11:00–12:00"
    assert tuesday.spoken(OSLO) == "Tue 17 Nov 2026: leave"
    assert wednesday.spoken(OSLO) == "Wed 18 Nov 2026: off"


def test_a_strip_shows_the_usual_hours_and_whatever_lies_beyond_them():
    assert hours_shown(week(rostered(MONDAY, 8, 16))) == (6 * 60, 22 * 60)
    assert hours_shown(week(rostered(MONDAY, 22, 6))) == (0, 24 * 60)


def test_an_activity_that_was_imported_is_called_as_it_was_written():
    assert [activity_name(name) for name in ("break", "coaching")] == ["Break", "coaching"]
