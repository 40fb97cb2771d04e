from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.domain.entries import Days, Entry, EntryKind, Source
from app.domain.rezoning import rezoned
from app.domain.span import Span

OSLO, KOLKATA = ZoneInfo("Europe/Oslo"), ZoneInfo("Asia/Kolkata")
TEN = Entry(
    Span(datetime(2026, 11, 16, 10, tzinfo=OSLO), datetime(2026, 11, 16, 11, tzinfo=OSLO)),
    EntryKind.UNPLANNED,
    "Unplanned",
)


def test_what_was_planned_here_keeps_its_hours_on_the_wall():
    there = rezoned(TEN, OSLO, KOLKATA)

    assert there.span.start.isoformat() == "2026-11-16T10:00:00+05:30"
    assert there.span.minutes == 60
    assert rezoned(there, KOLKATA, OSLO).span == TEN.span


def test_an_imported_meeting_stays_the_moment_it_was():
    meeting = replace(TEN, source=Source("board@example.com"))

    assert rezoned(meeting, OSLO, KOLKATA) == meeting


def test_an_all_day_entry_keeps_its_days_imported_or_not():
    span = Span(datetime(2026, 11, 15, 23, tzinfo=UTC), datetime(2026, 11, 16, 23, tzinfo=UTC))
    days = Days(date(2026, 11, 16), date(2026, 11, 17))
    leave = replace(TEN, span=span, days=days, source=Source("leave@example.com"))

    there = rezoned(leave, OSLO, KOLKATA)

    assert there.span.start.isoformat() == "2026-11-16T00:00:00+05:30"
    assert there.span.minutes == 24 * 60
