"""Importing the manager's own calendar: counted, repeatable, undone in one go."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.edits import Edit
from app.domain.entries import Availability, EntryKind, Protection
from app.domain.errors import BadInputError
from app.domain.site import Site
from app.domain.text import text
from app.domain.wall import week_span
from app.services.calendar_files import CalendarFiles
from app.services.edits import Editor
from tests.times import MONDAY, NOW, OSLO, WEEK, frozen_clock, span

WEEKLY = ("DTSTART;TZID=Europe/Oslo:20261117T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3")


def event(*lines, uid="ops", title="Ops review"):
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT\n"))


@pytest.fixture
def editor(store):
    editor = Editor(store)
    editor.apply(Edit(text("Set up"), after=(Site(zone="Europe/Oslo"),)))
    return editor


@pytest.fixture
def files(store, editor):
    return CalendarFiles(store, frozen_clock)


@pytest.fixture
def write(tmp_path):
    def put(*events, method="PUBLISH"):
        file = tmp_path / "mine.ics"
        head = f"BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:{method}\n"
        file.write_text(head + "".join(events) + "END:VCALENDAR\n", encoding="utf-8")
        return file

    return put


@pytest.fixture
def bring_in(files, editor, write):
    def do(*events, method="PUBLISH"):
        preview = files.preview(write(*events, method=method))
        editor.apply(files.edit_for(preview))
        return preview

    return do


def counts(preview):
    return preview.new, preview.changed, preview.same, preview.removed, len(preview.refused)


def test_a_preview_stores_nothing(files, write, store):
    preview = files.preview(write(event(*WEEKLY)))
    assert counts(preview) == (3, 0, 0, 0, 0)
    assert list(store.read.all_entries()) == []


def test_meetings_come_in_as_what_nobody_here_may_move(bring_in, store):
    bring_in(event(*WEEKLY, "LOCATION:Room 4", "SEQUENCE:2"))
    (entry,) = store.read.entries(WEEK)
    assert (entry.kind, entry.protection) == (EntryKind.MEETING, Protection.FIXED)
    assert entry.span == span("09:00", "10:00", 1)
    assert (entry.title, entry.place) == ("Ops review", "Room 4")
    assert (entry.source.uid, entry.source.recurrence) == ("ops", "20261117T080000Z")
    assert entry.source.sequence == 2


def test_the_same_file_again_changes_nothing(bring_in, store):
    events = (event(*WEEKLY), event("DTSTART;VALUE=DATE:20261118", uid="fair"))
    bring_in(*events)
    before = list(store.read.all_entries())
    again = bring_in(*events)
    assert counts(again) == (0, 0, 4, 0, 0)
    assert not again.changes_anything
    assert list(store.read.all_entries()) == before


def test_a_newer_version_changes_what_it_names_and_takes_out_what_is_gone(bring_in, store):
    bring_in(event(*WEEKLY))
    newer = bring_in(
        event(*WEEKLY, "EXDATE;TZID=Europe/Oslo:20261124T090000", "SEQUENCE:0"),
        event(
            "RECURRENCE-ID;TZID=Europe/Oslo:20261117T090000",
            "DTSTART;TZID=Europe/Oslo:20261117T140000",
            "SEQUENCE:1",
            title="Ops review, late",
        ),
    )
    assert counts(newer) == (0, 1, 1, 1, 0)
    assert [e.title for e in store.read.all_entries()] == ["Ops review, late", "Ops review"]


def test_an_import_is_undone_in_one_go(files, editor, write, bring_in, store):
    bring_in(event(*WEEKLY))
    before = list(store.read.all_entries())
    preview = files.preview(write(event(WEEKLY[0], WEEKLY[1]), event(*WEEKLY, uid="two")))
    edit = files.edit_for(preview)
    editor.apply(edit)
    editor.apply(edit.inverse())
    assert list(store.read.all_entries()) == before


def test_other_meetings_stay_when_a_file_does_not_name_them(bring_in, store):
    bring_in(event(*WEEKLY), event("DTSTART:20261118T090000Z", uid="other"))
    bring_in(event(*WEEKLY))
    assert len(list(store.read.all_entries())) == 4


def test_a_lone_exception_leaves_its_siblings_alone(bring_in):
    bring_in(event(*WEEKLY))
    lone = bring_in(
        event("RECURRENCE-ID:20261124T080000Z", "DTSTART:20261124T120000Z", "DURATION:PT1H")
    )
    assert counts(lone) == (0, 1, 0, 0, 0)


def test_what_is_called_off_stays_and_says_so(bring_in, store):
    preview = bring_in(event("DTSTART:20261118T090000Z", "DURATION:PT1H", "STATUS:CANCELLED"))
    (entry,) = store.read.entries(WEEK)
    assert entry.cancelled
    assert preview.cancelled == 1


def test_a_cancelling_message_calls_off_the_whole_series(bring_in, store):
    bring_in(event(*WEEKLY))
    off = bring_in(event("DTSTART;TZID=Europe/Oslo:20261117T090000"), method="CANCEL")
    assert counts(off) == (0, 3, 0, 0, 0)
    assert all(entry.cancelled for entry in store.read.all_entries())


def test_an_older_version_is_refused_with_the_reason(bring_in):
    bring_in(event("DTSTART:20261118T090000Z", "SEQUENCE:3"))
    older = bring_in(event("DTSTART:20261118T100000Z", "SEQUENCE:2"))
    assert counts(older) == (0, 0, 0, 0, 1)
    assert "newer version" in str(older.remarks[0])


def test_free_and_tentative_are_kept(bring_in, store):
    bring_in(
        event("DTSTART:20261118T090000Z", "TRANSP:TRANSPARENT", uid="a"),
        event("DTSTART:20261118T100000Z", "STATUS:TENTATIVE", uid="b"),
    )
    free, tentative = store.read.entries(WEEK)
    assert free.availability is Availability.FREE
    assert tentative.protection is Protection.TENTATIVE


def test_the_manager_s_own_kind_and_lock_outlive_an_update(bring_in, editor, store):
    bring_in(event("DTSTART:20261118T090000Z", "DURATION:PT1H"))
    (entry,) = store.read.entries(WEEK)
    mine = replace(entry, kind=EntryKind.PEOPLE, protection=Protection.LOCKED)
    editor.apply(Edit(text("Mine"), (entry,), (mine,)))
    update = bring_in(event("DTSTART:20261118T110000Z", "DURATION:PT1H", "SEQUENCE:1"))
    (entry,) = store.read.entries(WEEK)
    assert counts(update) == (0, 1, 0, 0, 0)
    assert (entry.kind, entry.protection) == (EntryKind.PEOPLE, Protection.LOCKED)
    assert entry.span == span("12:00", "13:00", 2)


def test_a_later_look_leaves_the_past_and_adds_what_came_nearer(files, editor, write, store):
    file = write(event("DTSTART;TZID=Europe/Oslo:20250101T090000", "RRULE:FREQ=WEEKLY"))
    editor.apply(files.edit_for(files.preview(file)))
    stood = len(list(store.read.all_entries()))
    later = CalendarFiles(store, lambda: NOW + timedelta(weeks=10)).preview(file)
    assert counts(later) == (10, 0, stood - 10, 0, 0)
    assert later.going_on == ("Ops review",)
    assert "go on after 2029-04-06" in str(later.remarks[-1])


def test_what_lies_outside_the_stretch_is_counted_and_said(files, write):
    preview = files.preview(write(event("DTSTART:20200101T090000Z")))
    assert preview.outside == 1
    assert "do not happen between 2025-10-14 and 2029-01-26" in str(preview.remarks[0])


def test_what_this_calendar_wrote_does_not_come_in_twice(files, editor, make_entry, tmp_path):
    editor.apply(Edit(text("Add"), after=(make_entry(), make_entry("11:00", "12:00"))))
    out = tmp_path / "week.ics"
    files.export(week_span(MONDAY, OSLO), out)
    preview = files.preview(out)
    assert (preview.own, preview.changes_anything) == (2, False)


def test_the_summary_counts(files, write):
    preview = files.preview(write(event(*WEEKLY), event("DTSTART:never", uid="bad", title="Bad")))
    assert str(preview.summary) == "mine.ics: 3 new, 0 changed, 0 the same, 0 gone, 1 refused."
    assert str(preview.remarks[0]) == "‘Bad’ was left out: 'never' is not a date or time."


def test_a_refused_file_changes_nothing(files, write, store):
    file = write(event(*WEEKLY))
    file.write_bytes(b"\x00\x01\x02")
    with pytest.raises(BadInputError, match=r"mine\.ics is not a text file"):
        files.preview(file)
    assert list(store.read.all_entries()) == []
