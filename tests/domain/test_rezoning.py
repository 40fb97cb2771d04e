from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.domain.entries import Days, Entry, EntryKind, Source
from app.domain.people import PersonId, Shift
from app.domain.rezoning import rezoned, rezoned_shift
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


def test_a_shift_keeps_its_hours_on_the_wall_at_both_ends():
    """The night on which the clocks of Oslo go back lasts an hour longer there."""
    night = Shift(
        PersonId("anna"),
        Span(datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 6, tzinfo=UTC)),
    )

    there = rezoned_shift(night, ZoneInfo("UTC"), OSLO)

    assert [f"{at.astimezone(OSLO):%d %H:%M}" for at in (there.span.start, there.span.end)] == [
        "24 22:00",
        "25 06:00",
    ]
    assert there.span.minutes == 9 * 60


def test_a_shift_in_an_hour_that_is_skipped_there_keeps_its_length():
    skipped = Shift(
        PersonId("anna"),
        Span(datetime(2027, 3, 28, 2, 0, tzinfo=UTC), datetime(2027, 3, 28, 3, 0, tzinfo=UTC)),
    )

    assert rezoned_shift(skipped, ZoneInfo("UTC"), OSLO).span.minutes == 60
