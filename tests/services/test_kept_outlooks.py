"""The outlook that the next start shows is the one that would be worked out."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from datetime import timedelta

import numpy as np
import pytest

from app.domain.edits import Subject, new_command_id
from app.domain.known_events import EventId, KnownEvent, SpecialDay
from app.domain.outlook import RECKONING, DayOutlook
from app.domain.site import Hours, Site
from app.domain.text import text
from app.services import kept_outlooks, outlooks
from app.services.outlooks import Outlooks
from tests.made_volumes import weeks_of
from tests.times import MONDAY, frozen_clock

SITE = Site(zone="Europe/Oslo", opening=Hours(480, 1080), working=Hours(480, 1020), country="NO")
INVOICES = KnownEvent(EventId("invoices"), "Invoices", MONDAY, 20.0)
OPEN_DAY = SpecialDay(MONDAY + timedelta(days=3), "Open day")


def put(store, subject, work):
    store.write(text("Test"), work, command=new_command_id(), subjects=frozenset({subject}))


@pytest.fixture
def filled(store):
    """Eight weeks and two days of this one, an event, a day off, a fraction."""
    put(store, Subject.SETTINGS, lambda unit: unit.records.add([SITE]))
    put(store, Subject.EVENTS, lambda unit: unit.records.add([INVOICES, OPEN_DAY]))
    days = weeks_of(MONDAY - timedelta(weeks=8), 8)
    days += weeks_of(MONDAY, 1)[:2]
    put(store, Subject.VOLUMES, lambda unit: unit.volumes.put(days))
    return store


def same(one, other) -> bool:
    """Equal to the last bit, an array and the tuple of its values alike."""
    if isinstance(one, DayOutlook):
        return all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    if isinstance(one, np.ndarray):
        return np.array_equal(one, np.array(other), equal_nan=True)
    return one == other


def forbid_working_out(monkeypatch):
    def worked_out(*_args):
        raise AssertionError("it was worked out")

    monkeypatch.setattr(outlooks.Outlooks, "_work_out", worked_out)


def test_a_kept_week_is_the_one_worked_out_to_the_last_bit(filled, monkeypatch):
    worked_out = Outlooks(filled, frozen_clock).week(MONDAY)
    Outlooks(filled, frozen_clock).keep(MONDAY)
    forbid_working_out(monkeypatch)

    kept = Outlooks(filled, frozen_clock).week(MONDAY)

    assert any(day.peaks for day in kept.days)
    assert kept.days[0].events == (INVOICES,)
    assert kept.days[3].holiday == "Open day"
    for field in fields(kept):
        if field.name != "days":
            assert getattr(kept, field.name) == getattr(worked_out, field.name), field.name
    assert all(map(same, worked_out.days, kept.days))
    assert isinstance(kept.days[0].expected, tuple)


@pytest.mark.parametrize("subject", [Subject.VOLUMES, Subject.EVENTS, Subject.SETTINGS])
def test_after_any_change_it_depends_on_a_kept_week_is_not_looked_at(filled, monkeypatch, subject):
    Outlooks(filled, frozen_clock).keep(MONDAY)
    put(filled, subject, lambda unit: None)
    forbid_working_out(monkeypatch)

    with pytest.raises(AssertionError):
        Outlooks(filled, frozen_clock).week(MONDAY)


def test_another_week_and_another_reckoning_are_worked_out(filled, monkeypatch):
    Outlooks(filled, frozen_clock).keep(MONDAY)
    forbid_working_out(monkeypatch)

    with pytest.raises(AssertionError):
        Outlooks(filled, frozen_clock).week(MONDAY + timedelta(weeks=1))
    monkeypatch.setattr(outlooks, "RECKONING", 0)
    with pytest.raises(AssertionError):
        Outlooks(filled, frozen_clock).week(MONDAY)


@pytest.mark.parametrize("note", ["", "[]", "{", '{"key": [1], "week": {}}', '{"key": [1]}'])
def test_a_note_that_cannot_be_read_is_none(note):
    assert kept_outlooks.kept(note, [1], ()) is None


def test_keeping_twice_writes_once(filled):
    Outlooks(filled, frozen_clock).keep(MONDAY)
    told = []
    filled_write = filled.write
    filled.write = lambda *args, **more: told.append(args) or filled_write(*args, **more)

    Outlooks(filled, frozen_clock).keep(MONDAY)

    assert told == []


def test_another_reckoning_has_another_number(filled):
    """When this fails, what is expected of a week has changed: raise RECKONING, then this."""
    week = Outlooks(filled, frozen_clock).week(MONDAY + timedelta(days=7))

    figures = [
        f"{d.total:.6f} {d.peak_line:.6f} {[(w.start, w.end) for w in d.peaks]}" for d in week.days
    ]
    known = hashlib.sha256("\n".join(figures).encode()).hexdigest()[:12]
    assert (RECKONING, known) == (1, "5ff040b9ba0b")
