"""The phones of a week, from a real store: the sample centre's, and what is not known of others."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from app.domain.edits import Edit, Subject
from app.domain.people import Leave, Person, PersonId, Role, Shift
from app.domain.span import Span
from app.domain.text import text
from app.domain.volumes import Measure, QueueName, VolumeDay
from app.domain.wall import resolve_minute
from app.services.edits import Editor
from app.services.staffing import Staffing
from tests.planning.curves import MONDAY, SITE, curve, week
from tests.times import OSLO

ADA = Person("Ada", Role.AGENT, id=PersonId("ada"))
BO = Person("Bo", Role.AGENT, id=PersonId("bo"))
END = MONDAY + timedelta(days=7)


class KnownOutlooks:
    """Every week has its peaks at ten and two."""

    enough = True

    def week(self, monday):
        return replace(week((monday - MONDAY).days // 7), enough_history=self.enough)


@pytest.fixture
def outlooks():
    return KnownOutlooks()


@pytest.fixture
def staffing(store, outlooks):
    Editor(store).apply(Edit(text("Site"), (), (SITE,)))
    return Staffing(store, outlooks)


@pytest.fixture
def put(store):
    return lambda *records: Editor(store).apply(Edit(text("Put in"), after=records))


@pytest.fixture
def heard(store):
    """Volumes with, or without, handle seconds."""

    def heard(seconds=300.0):
        contacts = curve()
        measures = {Measure.OFFERED: contacts, Measure.HANDLED: contacts}
        if seconds:
            measures[Measure.HANDLE_SECONDS] = contacts * seconds
        days = [
            VolumeDay(QueueName("Phone"), MONDAY - timedelta(days=n), 15, measures)
            for n in range(3, 31)
        ]
        store.write(
            text("Volumes"),
            lambda unit: unit.volumes.put(days),
            command=f"volumes{seconds}",
            subjects=frozenset({Subject.VOLUMES}),
        )

    return heard


def shift(person, offset=0, start=8, end=16):
    on = MONDAY + timedelta(days=offset)
    span = Span(resolve_minute(on, start * 60, OSLO), resolve_minute(on, end * 60, OSLO))
    return Shift(person.id, span)


def test_spare_is_who_is_there_beyond_who_is_needed(staffing, put, heard):
    heard()
    put(ADA, BO, shift(ADA), shift(BO))
    floor = staffing.floor(MONDAY, END)
    assert [day.day for day in floor] == [MONDAY + timedelta(days=n) for n in range(7)]
    assert floor[0].spare[8 * 4] == 0
    assert floor[0].strain[10 * 4] == 1.0
    assert floor[0].spare[7 * 4] == 0
    assert floor[1].spare == (0,) * 96  # rostered that week, but nobody on Tuesday
    assert staffing.agents() == {ADA.id: "", BO.id: ""}


def test_shorter_calls_leave_more_to_spare(staffing, put, heard):
    many = [replace(ADA, id=PersonId(f"a{n}")) for n in range(30)]
    put(*many, *(shift(person) for person in many))
    heard(300.0)
    long = staffing.floor(MONDAY, END)[0]
    heard(100.0)
    short = staffing.floor(MONDAY, END)[0]
    assert 0 < long.spare[10 * 4] < short.spare[10 * 4] < 30
    assert long.strain[10 * 4] == pytest.approx((30 - long.spare[10 * 4]) / 30, abs=1e-5)


def test_without_handling_times_without_volumes_or_without_a_roster_nothing_is_said(
    staffing, put, heard, outlooks
):
    put(ADA)
    heard()
    unrostered = staffing.floor(MONDAY, END)
    put(shift(ADA))
    heard(None)
    no_times = staffing.floor(MONDAY, END)
    assert {(day.spare, day.strain) for day in (*unrostered, *no_times)} == {((), ())}
    heard(200.0)
    outlooks.enough = False
    assert {day.spare for day in staffing.floor(MONDAY, END)} == {()}


def test_nobody_at_all_is_no_mistake(staffing, heard):
    heard()
    assert {day.spare for day in staffing.floor(MONDAY, END)} == {()}
    assert staffing.presence(MONDAY, END) == {}
    assert staffing.presence(MONDAY, MONDAY) == {}


def test_presence_is_shifts_less_leave(staffing, put):
    tuesday = MONDAY + timedelta(days=1)
    put(ADA, BO, shift(ADA), shift(ADA, 1), Leave(ADA.id, tuesday, tuesday))
    assert staffing.presence(MONDAY, END) == {ADA.id: (shift(ADA).span,), BO.id: ()}


def test_daily_totals_have_no_hours_to_staff(staffing, put, heard, outlooks):
    heard()
    put(ADA, shift(ADA))
    whole = week()
    days = tuple(replace(d, minutes=1440, expected=np.array([d.total])) for d in whole.days)
    outlooks.week = lambda _monday: replace(whole, days=days)
    assert {day.spare for day in staffing.floor(MONDAY, END)} == {()}
