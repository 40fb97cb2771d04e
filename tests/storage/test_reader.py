from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest

from app.domain.edits import Edit, Subject, new_command_id
from app.domain.entries import Availability, Days, EntryKind, Protection, RoutineId, Source
from app.domain.known_events import EventId, KnownEvent, SpecialDay
from app.domain.people import (
    Leave,
    LeaveId,
    Person,
    PersonId,
    Role,
    Shift,
    ShiftId,
    Team,
    TeamId,
)
from app.domain.reasons import Reason
from app.domain.routines import Routine
from app.domain.site import Hours, Site
from app.domain.span import Span
from app.domain.text import text
from app.domain.volumes import Measure, QueueName, VolumeDay
from app.domain.wall import day_span, week_span
from app.services.edits import Editor
from app.storage import mapping, rows
from app.storage.reader import _WITHIN
from tests.times import MONDAY, OSLO, WEEK, day, moment, span

SUPPORT, SALES = QueueName("Support"), QueueName("Sales")


@pytest.fixture
def editor(store):
    return Editor(store)


@pytest.fixture
def add(editor):
    return lambda *records: editor.apply(Edit(text("Add"), after=records))


@pytest.fixture
def put(store):
    def write(work):
        store.write(
            text("Put"), work, command=new_command_id(), subjects=frozenset({Subject.VOLUMES})
        )

    return write


def a_volume_day(queue=SUPPORT, offset=0, value=1.0):
    return VolumeDay(queue, day(offset), 15, {Measure.OFFERED: np.full(96, value)})


def test_an_entry_comes_back_with_everything_it_has(store, add, make_entry):
    routine = Routine(
        RoutineId("r"), EntryKind.UNPLANNED, "Ünplanned", 0, time(9, 15), 60, MONDAY, day(90),
        (Reason("peak", {"share": 0.125, "start": "09:15"}),), ended=True,
    )  # fmt: skip
    entry = make_entry(
        protection=Protection.TENTATIVE,
        availability=Availability.FREE,
        cancelled=True,
        days=Days(MONDAY, day(1)),
        routine=routine.id,
        occurs_on=MONDAY,
        source=Source("uid@x", "20261116T080000Z", 3),
        place="Room 2",
        note="two\nlines – “quoted”",
        reasons=(Reason("why", {"count": 7, "share": 0.1, "of": "æøå"}), Reason("plain")),
        demand="rule:r:anna:2026-W47",
        people=("anna", "bjørn"),
        invited=True,
    )
    assert all(getattr(entry, f.name) for f in fields(entry)), "every field is filled"

    add(routine, entry)

    assert store.read.entry(entry.id) == entry
    assert store.read.routines() == []
    assert store.read.routines(ended=True) == [routine]


def test_a_week_has_what_shares_a_moment_with_it_by_start_then_id(store, add, make_entry):
    monday, sunday = WEEK.start, WEEK.end
    hour = timedelta(hours=1)
    ids = {
        "a over the first midnight": Span(monday - hour, monday + hour),
        "b at the first moment": Span(monday, monday + hour),
        "c a long leave around it": Span(monday - 30 * 24 * hour, sunday + 24 * hour),
        "d a week of leave": Span(monday, sunday),
        "e over the last midnight": Span(sunday - hour, sunday + hour),
    }
    outside = {
        "x before": Span(monday - hour, monday),
        "y after": Span(sunday, sunday + hour),
        "z long before": Span(monday - 60 * 24 * hour, monday),
    }
    add(*(replace(make_entry(), id=name, span=s) for name, s in (ids | outside).items()))

    assert [entry.id[0] for entry in store.read.entries(WEEK)] == ["c", "a", "b", "d", "e"]


def test_the_day_of_25_hours_is_found_whole(store, add, make_entry):
    autumn = date(2026, 10, 25)
    whole = day_span(autumn, OSLO)
    add(replace(make_entry(), span=whole, days=Days(autumn, autumn + timedelta(days=1))))

    found = store.read.entries(Span(whole.end - timedelta(minutes=1), whole.end))

    assert [entry.span for entry in found] == [whole]


def test_the_week_query_goes_by_both_indexes(store):
    with closing(sqlite3.connect(store.file)) as connection:
        plan = [
            row[3]
            for row in connection.execute(f"EXPLAIN QUERY PLAN {_WITHIN}", {"start": 0, "end": 9})
        ]

    searches = [step for step in plan if step.startswith(("SEARCH", "SCAN"))]
    assert len(searches) == 2
    assert "ix_entry_short (starts_at>? AND starts_at<?)" in searches[0]
    assert "ix_entry_long (ends_at>?)" in searches[1]


def test_times_come_back_as_the_same_moments_in_utc(store, add, make_entry):
    local = datetime(2026, 3, 29, 1, 30, tzinfo=OSLO)  # the night clocks change
    entry = replace(make_entry(), span=Span(local, local + timedelta(hours=2)))
    add(entry)

    found = store.read.entry(entry.id)

    assert found.span.start.timestamp() == local.timestamp()
    assert found.span.start.tzinfo is UTC


def test_naive_and_too_fine_times_never_reach_the_file():
    with pytest.raises(ValueError, match="naive"):
        mapping.seconds(datetime(2026, 1, 1))  # noqa: DTZ001 - the point of the test
    with pytest.raises(ValueError, match="whole seconds"):
        mapping.seconds(datetime(2026, 1, 1, microsecond=1, tzinfo=UTC))


def test_entries_are_found_by_series_and_by_uid(store, add, make_entry):
    routine = Routine(
        RoutineId("r"), EntryKind.UNPLANNED, "U", 0, time(9), 60, MONDAY, day(90)
    )  # fmt: skip
    first, second = (
        make_entry(day=offset, routine=routine.id, occurs_on=day(offset), source=Source(uid))
        for offset, uid in ((0, "one"), (7, "two"))
    )
    add(routine, first, second, make_entry("12:00", "13:00"))

    assert store.read.entries_of_routine(routine.id) == [first, second]
    assert store.read.entries_of_routine(routine.id, day(1)) == [second]
    assert store.read.entries_with_uids(["two", "one", "none"]) == [first, second]
    assert len(list(store.read.all_entries())) == 3


def test_more_uids_than_one_query_can_name_are_found(store, add, make_entry):
    entries = [make_entry(source=Source(f"uid{number}")) for number in range(1201)]
    add(*entries)

    found = store.read.entries_with_uids([entry.source.uid for entry in entries])

    assert len(found) == 1201


def test_events_special_days_and_settings_come_back(store, add):
    event = KnownEvent(EventId("e"), "Invoices", MONDAY, 12.5, "Support", 1, day(70), "billing")
    once = KnownEvent(EventId("f"), "Campaign", day(3), -20)
    special = SpecialDay(day(2), "Founders’ day")
    site = Site(name="Centre", zone="Europe/Oslo", working_days=(0, 2), opening=Hours(60, 1440))
    assert store.read.site() == Site()
    assert not store.read.site_saved()

    add(event, once, special, site)

    assert store.read.events() == [event, once]
    assert store.read.special_days() == [special]
    assert store.read.site() == site
    assert store.read.site_saved()


def test_settings_of_an_older_version_keep_what_they_say():
    assert mapping.site_of('{"zone": "Europe/Oslo", "gone": 1}') == Site(zone="Europe/Oslo")


def test_volume_days_come_by_queue_then_day(store, put):
    days = [a_volume_day(q, o, o + 1.0) for q in (SUPPORT, SALES) for o in (2, 0, 1)]

    put(lambda unit: unit.volumes.put(iter(days)))

    found = store.read.volume_days(day(0), day(2))
    assert [(d.queue, d.day) for d in found] == [
        (SALES, day(0)), (SALES, day(1)), (SUPPORT, day(0)), (SUPPORT, day(1)),
    ]  # fmt: skip
    assert store.read.queues() == [SALES, SUPPORT]
    assert store.read.volume_range() == (day(0), day(2))
    (only,) = store.read.volume_days(day(1), day(2), [SUPPORT])
    assert only.same_as(a_volume_day(SUPPORT, 1, 2.0))


def test_a_day_that_is_put_again_is_replaced_and_one_that_is_removed_is_gone(store, put):
    put(lambda unit: unit.volumes.put([a_volume_day(), a_volume_day(offset=1)]))
    put(lambda unit: unit.volumes.put([a_volume_day(value=5.0)]))
    assert [d.contacts[0] for d in store.read.volume_days(day(0), day(9))] == [5.0, 1.0]

    put(lambda unit: unit.volumes.remove(SUPPORT, [day(0)]))
    assert store.read.volume_range() == (day(1), day(1))
    put(lambda unit: unit.volumes.remove(SUPPORT, [day(1)]))
    assert store.read.queues() == []
    assert store.read.volume_range() is None


def test_a_unit_of_work_sees_what_it_has_put(put):
    seen = []

    def work(unit):
        unit.volumes.put([a_volume_day(offset=1), a_volume_day()])
        seen.extend(unit.volumes.days(SUPPORT, day(0), day(9)))
        unit.volumes.remove(SUPPORT, [day(0), day(1)])
        unit.volumes.put([a_volume_day(offset=2)])

    put(work)

    assert [found.day for found in seen] == [day(0), day(1)]


def test_people_come_and_go_with_their_shifts(store, put):
    team = Team(TeamId("t"), "Blue", PersonId("l"))
    anna = Person("Anna", Role.AGENT, PersonId("a"), team.id, "anna@example.org", "nb", "4711")
    lead = Person("Lea", Role.LEAD, PersonId("l"), team.id)
    shift = Shift(anna.id, span("08:00", "16:00"), "shift")
    leave = Leave(lead.id, day(0), day(2))

    put(lambda unit: unit.people.add([team], [anna, lead], [shift], [leave]))

    assert store.read.people() == [anna, lead]
    assert store.read.teams() == [team]
    assert store.read.shifts(WEEK) == [shift]
    assert store.read.shifts(Span(moment("16:00"), moment("17:00"))) == []
    assert store.read.leaves(day(2), day(5)) == [leave]
    assert store.read.leaves(day(3), day(5)) == []

    put(lambda unit: unit.people.remove([anna.id]))
    assert store.read.shifts(WEEK) == []
    put(lambda unit: unit.people.remove([lead.id], [team.id]))
    assert store.read.people() == store.read.teams() == store.read.leaves(day(0), day(9)) == []


def test_a_span_has_the_shifts_that_share_a_moment_with_it(store, add):
    anna = Person("Anna", Role.AGENT)
    longest = timedelta(seconds=mapping.LONGEST_SHIFT)
    first, second = WEEK.start, timedelta(seconds=1)
    shifts = {
        "a the longest before": Span(first - longest + second, first + second),
        "b over the first midnight": Span(moment("22:00", -1), moment("06:00")),
        "c on the last day": span("22:00", "23:00", 6),
        "x until the first moment": Span(first - longest, first),
        "y from the last moment": Span(WEEK.end, WEEK.end + longest),
    }
    add(anna, *(Shift(anna.id, found, id=ShiftId(name)) for name, found in shifts.items()))

    assert [shift.id[0] for shift in store.read.shifts(WEEK)] == ["a", "b", "c"]
    assert len(store.read.shifts_of([anna.id])) == 5
    assert store.read.shift(ShiftId("c on the last day")).span == shifts["c on the last day"]
    assert store.read.shift(ShiftId("none")) is store.read.leave(LeaveId("none")) is None


def test_facts_are_remembered_replaced_and_forgotten(store, put):
    put(lambda unit: unit.facts.put("sample", "in"))
    put(lambda unit: unit.facts.put("sample", "out"))
    assert store.read.fact("sample") == "out"

    put(lambda unit: unit.facts.remove("sample"))
    assert store.read.fact("sample") is None


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        (mapping.ENTRY_COLUMNS, rows.EntryRow),
        (mapping.ROUTINE_COLUMNS, rows.RoutineRow),
        (mapping.EVENT_COLUMNS, rows.KnownEventRow),
        (mapping.SPECIAL_DAY_COLUMNS, rows.SpecialDayRow),
        (mapping.PERSON_COLUMNS, rows.PersonRow),
        (mapping.TEAM_COLUMNS, rows.TeamRow),
        (mapping.SHIFT_COLUMNS, rows.ShiftRow),
        (mapping.LEAVE_COLUMNS, rows.LeaveRow),
        (mapping.RULE_COLUMNS, rows.RuleRow),
    ],
)
def test_what_is_read_by_place_lies_in_that_place(columns, row):
    assert columns.split(", ") == [column.name for column in row.__table__.c]


def test_another_week_is_empty(store, add, make_entry):
    add(make_entry())

    assert store.read.entries(week_span(day(7), OSLO)) == []
