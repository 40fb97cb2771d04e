"""What we write: judged by libical, and read back by our own reader."""

import subprocess
from dataclasses import replace
from datetime import UTC, date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.domain.edits import Edit
from app.domain.entries import Availability, Days, Entry, EntryKind, Protection, RoutineId
from app.domain.errors import BadInputError
from app.domain.reasons import Reason
from app.domain.routines import Routine
from app.domain.site import Site
from app.domain.span import Span
from app.domain.text import text
from app.domain.wall import day_span, resolve, week_span
from app.exchange.atomic import FileNotWrittenError
from app.exchange.calendars.content import Order
from app.exchange.calendars.events import read_events
from app.services.calendar_files import CalendarFiles
from app.services.edits import Editor
from tests.times import MONDAY, OSLO, WEEK, frozen_clock

JUDGE = Path(__file__).resolve().parents[3] / "shared" / "judges" / "libical_check.py"
SYSTEM_PYTHON = Path("/usr/bin/python3")
DST_WEEKS = {
    "Europe/Oslo": date(2026, 10, 19),
    "America/New_York": date(2026, 10, 26),
    "Asia/Tehran": date(2026, 9, 21),
    "Africa/Casablanca": date(2027, 2, 1),
    "Australia/Lord_Howe": date(2026, 9, 28),
    "Asia/Kolkata": date(2026, 10, 19),
}


def standing(zone, monday, weeks=13, *, start=time(10), minutes=60, weekday=1):
    """A routine and its entries, the second week taken out and the third moved by an hour."""
    first = monday + timedelta(days=weekday)
    days = [first + timedelta(weeks=week) for week in range(weeks)]
    routine = Routine(
        RoutineId("r1"), EntryKind.UNPLANNED, "Unplanned", weekday, start, minutes, first, days[-1]
    )
    entries = []
    for week, day in enumerate(days):
        begin = resolve(day, start, zone).astimezone(UTC)
        if week == 1:
            continue
        if week == 2:
            begin += timedelta(hours=1)
        entries.append(
            Entry(
                Span(begin, begin + timedelta(minutes=minutes)),
                EntryKind.UNPLANNED,
                "Unplanned",
                routine=routine.id,
                occurs_on=day,
            )
        )
    return routine, entries


def week_of_everything(zone, monday):
    at = [resolve(monday, time(hour), zone).astimezone(UTC) for hour in range(8, 18)]
    days = Days(monday, monday + timedelta(days=2))
    whole = Span(day_span(days.first, zone).start, day_span(monday + timedelta(days=1), zone).end)
    return [
        Entry(Span(at[0], at[1]), EntryKind.PEOPLE, "گفت‌وگو با مریم, Ünïcode; \\ and\nlines" * 4),
        Entry(Span(at[1], at[2]), EntryKind.OPEN_DOOR, "Door", availability=Availability.FREE),
        Entry(Span(at[2], at[3]), EntryKind.MEETING, "Gone", cancelled=True, place="Room 4"),
        Entry(Span(at[3], at[4]), EntryKind.MEETING, "Maybe", protection=Protection.TENTATIVE),
        Entry(whole, EntryKind.MEETING, "Fair", days=days),
    ]


@pytest.fixture
def files(store):
    return CalendarFiles(store, frozen_clock)


@pytest.fixture
def fill(store):
    def put(zone, *records):
        site = Site(zone=zone)
        Editor(store).apply(Edit(text("Fill"), after=(site, *records)))

    return put


def read_back(out, zone, window):
    order = Order(zone, window, out.name)
    return read_events(out.read_text(encoding="utf-8"), order)


def moments(content, window):
    """Everything that happens in ``window``, as (start, end, title)."""
    return sorted(
        (o.span.start, o.span.end, event.title)
        for event in content.events
        for o in event.occurrences
        if o.span.overlaps(window)
    )


@pytest.mark.parametrize("zone", DST_WEEKS)
def test_what_is_read_back_happens_at_the_same_moments(zone, files, fill, tmp_path):
    monday, tz = DST_WEEKS[zone], ZoneInfo(zone)
    routine, entries = standing(tz, monday)
    fill(zone, routine, *entries)
    span = Span(week_span(monday, tz).start, week_span(monday + timedelta(weeks=12), tz).end)

    assert files.export(span, tmp_path / "out.ics") == len(entries)

    found = moments(read_back(tmp_path / "out.ics", zone, span), span)
    assert [one[:2] for one in found] == [(e.span.start, e.span.end) for e in entries]


@pytest.mark.parametrize(("zone", "events"), [("Europe/Oslo", 2), ("Africa/Casablanca", 12)])
def test_a_standing_routine_is_one_event_where_the_zone_has_rules(
    zone, events, files, fill, tmp_path
):
    monday, tz = DST_WEEKS[zone], ZoneInfo(zone)
    routine, entries = standing(tz, monday)
    fill(zone, routine, *entries)

    files.export(Span(entries[0].span.start, entries[-1].span.end), tmp_path / "out.ics")

    written = (tmp_path / "out.ics").read_text(encoding="utf-8")
    assert written.count("BEGIN:VEVENT") == events
    assert ("BEGIN:VTIMEZONE" in written) is (events == 2)
    assert ("UID:r1@firebreak" in written) is (events == 2)


def test_days_taken_out_or_moved_are_exceptions_of_the_series(files, fill, tmp_path):
    routine, entries = standing(OSLO, MONDAY)
    fill("Europe/Oslo", routine, *entries)
    files.export(WEEK, tmp_path / "out.ics")
    written = (tmp_path / "out.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    assert "EXDATE;TZID=Europe/Oslo:20261124T100000" in written
    assert "EXDATE;TZID=Europe/Oslo:20261201T100000" in written
    assert "UNTIL=20270209T090000Z" in written


def test_a_week_says_the_same_of_its_series_as_the_next_week_does(files, fill, tmp_path):
    routine, entries = standing(OSLO, MONDAY)
    fill("Europe/Oslo", routine, *entries)
    outs = [tmp_path / "one.ics", tmp_path / "two.ics"]
    files.export(week_span(MONDAY + timedelta(weeks=4), OSLO), outs[0])
    files.export(week_span(MONDAY + timedelta(weeks=5), OSLO), outs[1])
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_reasons_and_notes_stay_here_and_names_do_when_asked(files, fill, tmp_path):
    entry = replace(
        week_of_everything(OSLO, MONDAY)[0],
        title="1:1 Nora",
        note="about the refund",
        place="Room Edda",
        reasons=(Reason("peak", {"share": 0.14}),),
    )
    fill("Europe/Oslo", entry)
    files.export(WEEK, tmp_path / "full.ics")
    files.export(WEEK, tmp_path / "plain.ics", names=False)
    full, plain = ((tmp_path / name).read_text("utf-8") for name in ("full.ics", "plain.ics"))
    assert "1:1 Nora" in full
    assert "Room Edda" in full
    for secret in ("refund", "peak", "0.14"):
        assert secret not in full + plain
    assert "Nora" not in plain
    assert "Edda" not in plain
    assert "SUMMARY:Conversation" in plain


def test_each_entry_says_how_it_stands(files, fill, tmp_path):
    fill("Europe/Oslo", *week_of_everything(OSLO, MONDAY))
    files.export(WEEK, tmp_path / "out.ics")
    found = {e.title: e for e in read_back(tmp_path / "out.ics", "Europe/Oslo", WEEK).events}
    assert found["Door"].free
    assert found["Gone"].cancelled
    assert found["Maybe"].tentative
    assert found["Fair"].occurrences[0].days == (MONDAY, MONDAY + timedelta(days=2))


def test_lines_end_in_crlf_and_are_folded_by_octets(files, fill, tmp_path):
    fill("Europe/Oslo", *week_of_everything(OSLO, MONDAY))
    files.export(WEEK, tmp_path / "out.ics")
    data = (tmp_path / "out.ics").read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    for never in (b"ORGANIZER", b"ATTENDEE", b"VALARM", b"METHOD"):
        assert never not in data


def test_a_time_that_the_clock_jumps_over_stands_for_itself(files, fill, tmp_path):
    monday = date(2026, 3, 16)
    routine, entries = standing(OSLO, monday, weeks=5, start=time(2, 30), weekday=6)
    fill("Europe/Oslo", routine, *entries)
    span = Span(entries[0].span.start, entries[-1].span.end)
    files.export(span, tmp_path / "out.ics")
    assert "EXDATE;TZID=Europe/Oslo:20260329T023000" in (tmp_path / "out.ics").read_text("utf-8")
    found = moments(read_back(tmp_path / "out.ics", "Europe/Oslo", span), span)
    assert [one[:2] for one in found] == [(e.span.start, e.span.end) for e in entries]


def test_an_empty_week_is_a_sentence_and_no_file(files, fill, tmp_path):
    fill("Europe/Oslo")
    with pytest.raises(BadInputError, match="nothing in the calendar from 2026-11-"):
        files.export(WEEK, tmp_path / "out.ics")
    assert not (tmp_path / "out.ics").exists()


def test_a_folder_that_is_not_there_is_a_sentence(files, fill, tmp_path):
    fill("Europe/Oslo", *week_of_everything(OSLO, MONDAY))
    with pytest.raises(FileNotWrittenError, match="There is no folder"):
        files.export(WEEK, tmp_path / "no" / "out.ics")


def has_libical():
    if not SYSTEM_PYTHON.exists():
        return False
    probe = "import gi; gi.require_version('ICalGLib', '3.0')"
    asked = subprocess.run([SYSTEM_PYTHON, "-c", probe], capture_output=True, check=False)
    return asked.returncode == 0


@pytest.mark.skipif(not JUDGE.exists(), reason="the judges are not beside the project")
def test_libical_finds_no_fault(store, files, fill, tmp_path):
    if not has_libical():
        pytest.skip("libical's binding is not installed (python3-gi, gir1.2-ical-3.0)")
    outs = []
    for zone, monday in DST_WEEKS.items():
        tz = ZoneInfo(zone)
        routine, entries = standing(tz, monday)
        before = tuple(store.read.all_entries()) + tuple(store.read.routines())
        after = (*entries, routine, *week_of_everything(tz, monday), Site(zone=zone))
        site = (store.read.site(),) if store.read.site_saved() else ()
        Editor(store).apply(Edit(text("Next zone"), before + site, after))
        for names in (True, False):
            outs.append(tmp_path / f"{tz.key.replace('/', '-')}-{names}.ics")
            span = Span(week_span(monday, tz).start, week_span(monday + timedelta(28), tz).end)
            files.export(span, outs[-1], names=names)
    judged = subprocess.run(
        [SYSTEM_PYTHON, JUDGE, *outs], capture_output=True, text=True, check=False
    )
    assert judged.returncode == 0, judged.stdout + judged.stderr
    assert judged.stdout.count(": ok") == len(outs)


def test_the_stamp_is_the_injected_clock_s(files, fill, tmp_path):
    fill("Europe/Oslo", *week_of_everything(OSLO, MONDAY))
    files.export(WEEK, tmp_path / "out.ics")
    stamp = frozen_clock().astimezone(UTC).strftime("DTSTAMP:%Y%m%dT%H%M%SZ")
    assert stamp in (tmp_path / "out.ics").read_text("utf-8")
