"""From volumes, shifts and leave to the phones of a day."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from app.domain.demands import CELLS_A_DAY
from app.domain.erlang import Goal, required_agents
from app.domain.people import Leave, Person, PersonId, Role, Shift
from app.domain.span import Span
from app.domain.staffing import (
    Attendance,
    attendance_of,
    floor_day,
    handling_times,
    moments_of,
    required_on,
    staffed_on,
)
from app.domain.volumes import Measure, QueueName, VolumeDay
from app.domain.wall import resolve_minute, week_span
from tests.planning.curves import MONDAY, SITE, day
from tests.times import OSLO

AMINA = Person("Amina", Role.AGENT, id=PersonId("amina"))
BJORN = Person("Bjørn", Role.AGENT, id=PersonId("bjorn"))
LARS = Person("Lars", Role.LEAD, id=PersonId("lars"))
NEXT = MONDAY + timedelta(weeks=1)


def stretch(offset, start, end, monday=MONDAY):
    on = monday + timedelta(days=offset)
    return Span(resolve_minute(on, start * 60, OSLO), resolve_minute(on, end * 60, OSLO))


def shift(person, offset, start=8, end=16, activity="shift"):
    return Shift(person.id, stretch(offset, start, end), activity)


def volumes(queue, *, seconds, contacts=20.0, hours=(8, 18)):
    offered = np.full(96, np.nan)
    offered[hours[0] * 4 : hours[1] * 4] = contacts
    measures = {Measure.OFFERED: offered, Measure.HANDLED: offered}
    if seconds is not None:
        measures[Measure.HANDLE_SECONDS] = offered * seconds
    return [VolumeDay(QueueName(queue), MONDAY - timedelta(days=n), 15, measures) for n in (7, 14)]


def staffed(attendance, on=MONDAY):
    return staffed_on(on, moments_of(attendance.presence, attendance), OSLO)


def test_a_queues_handling_time_is_its_seconds_over_what_it_handled():
    assert handling_times(volumes("Phone", seconds=240), OSLO) == pytest.approx(240)


def test_queues_are_weighed_by_the_contacts_each_has_at_that_hour():
    mixed = [
        *volumes("Phone", seconds=200, contacts=30, hours=(8, 18)),
        *volumes("Chat", seconds=500, contacts=10, hours=(12, 18)),
    ]
    found = handling_times(mixed, OSLO)
    assert found[9 * 4] == pytest.approx(200)
    assert found[13 * 4] == pytest.approx((30 * 200 + 10 * 500) / 40)
    assert 200 < found[3 * 4] < 500  # nobody calls at three, so it is the day's mean


def test_handling_times_are_not_known_when_most_contacts_are_without():
    assert handling_times([], OSLO) is None
    assert handling_times(volumes("Phone", seconds=None), OSLO) is None
    few = [*volumes("Phone", seconds=None, contacts=30), *volumes("Chat", seconds=500, contacts=10)]
    assert handling_times(few, OSLO) is None
    most = [*volumes("Phone", seconds=240, contacts=30), *volumes("Chat", seconds=None, contacts=9)]
    assert handling_times(most, OSLO) == pytest.approx(240)


def test_required_is_erlangs_head_count_with_the_settings_target_and_shrinkage():
    aht = np.full(CELLS_A_DAY, 300.0)
    plain = required_on(day(0), aht, SITE)
    assert plain[10 * 4] == required_agents(40 * 300 / 900, 300, Goal(0.8, 20))
    assert plain[9 * 4] == required_agents(10 * 300 / 900, 300, Goal(0.8, 20))
    assert plain[7 * 4] == plain[18 * 4] == 0
    shrunk = required_on(day(0), aht, replace(SITE, shrinkage=30))
    assert shrunk[10 * 4] == -(-plain[10 * 4] * 10 // 7)
    strict = required_on(day(0), aht, replace(SITE, service_level=95, service_seconds=5))
    assert strict[10 * 4] > plain[10 * 4]


def test_shifts_count_but_for_breaks_and_leave():
    shifts = [shift(AMINA, 0), shift(AMINA, 0, 12, 13, "break"), shift(BJORN, 0, 10, 18)]
    attendance = attendance_of([AMINA, BJORN], shifts, [], [MONDAY], OSLO)
    found = staffed(attendance)
    assert [int(found[hour * 4]) for hour in (7, 8, 10, 12, 13, 15, 16, 18)] == [
        0, 1, 2, 1, 2, 2, 1, 0,
    ]  # fmt: skip
    away = attendance_of([AMINA, BJORN], shifts, [Leave(BJORN.id, MONDAY, MONDAY)], [MONDAY], OSLO)
    assert staffed(away).max() == 1
    assert away.presence[BJORN.id] == ()


def test_a_cell_counts_only_who_is_there_all_through_it():
    late = Shift(
        AMINA.id, Span(resolve_minute(MONDAY, 485, OSLO), resolve_minute(MONDAY, 535, OSLO))
    )
    found = staffed(attendance_of([AMINA], [late], [], [MONDAY], OSLO))
    assert np.flatnonzero(found).tolist() == [33, 34]


def test_who_has_no_shift_in_a_week_in_which_others_have_some_is_away():
    found = attendance_of([AMINA, BJORN, LARS], [shift(AMINA, 0)], [], [MONDAY], OSLO)
    assert found.presence[BJORN.id] == ()
    assert LARS.id not in found.presence  # leads are not rostered here, so nothing is known
    assert found.rostered == {MONDAY}


def test_a_week_without_a_roster_tells_nothing():
    found = attendance_of([AMINA], [shift(AMINA, 0)], [], [MONDAY, NEXT], OSLO)
    assert found.presence[AMINA.id] == (stretch(0, 8, 16), week_span(NEXT, OSLO))
    assert attendance_of([AMINA], [], [], [MONDAY], OSLO) == Attendance({})


def test_leave_is_known_even_where_shifts_are_not():
    tuesday = MONDAY + timedelta(days=1)
    found = attendance_of([LARS], [], [Leave(LARS.id, tuesday, tuesday)], [MONDAY], OSLO)
    whole = week_span(MONDAY, OSLO)
    assert found.presence[LARS.id] == (
        Span(whole.start, resolve_minute(tuesday, 0, OSLO)),
        Span(resolve_minute(tuesday, 1440, OSLO), whole.end),
    )


def test_a_night_shift_and_the_morning_after_are_one_stretch():
    night = Shift(AMINA.id, Span(stretch(0, 22, 23).start, stretch(1, 0, 6).end))
    found = attendance_of([AMINA], [night, shift(AMINA, 1, 6, 8)], [], [MONDAY], OSLO)
    assert len(found.presence[AMINA.id]) == 1
    assert staffed(found, MONDAY + timedelta(days=1))[:32].tolist() == [1] * 32


@pytest.mark.parametrize("sunday", [date(2026, 10, 25), date(2027, 3, 28)])
def test_on_the_days_the_clocks_change_cells_are_those_of_the_wall(sunday):
    span = Span(resolve_minute(sunday, 0, OSLO), resolve_minute(sunday, 9 * 60, OSLO))
    found = staffed_on(sunday, moments_of([AMINA.id], Attendance({AMINA.id: (span,)})), OSLO)
    assert found[0] == found[8 * 4 + 3] == 1
    assert found[9 * 4] == 0
    assert found.min() == 0
    assert found.max() == 1


def test_spare_is_never_below_nothing_and_strain_never_above_one():
    staffed_cells = np.array([0, 0, 10, 10, 4] + [0] * 91)
    required = np.array([0, 3, 5, 0, 9] + [0] * 91)
    floor = floor_day(day(0), staffed_cells, required)
    assert floor.spare[:5] == (0, 0, 5, 10, 0)
    assert floor.strain[:5] == (0, 1, 0.5, 0, 1)


def test_what_is_not_known_is_not_told():
    assert floor_day(day(0), None, np.zeros(96, np.int64)).spare == ()
    assert floor_day(day(0), np.zeros(96, np.int64), None).strain == ()
