import pytest

from app.exchange.calendars.prescan import NotReadableError, prescan

CALENDAR = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


def with_events(count):
    return b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * count + b"END:VCALENDAR\n"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "week.ics is empty; export"),
        (b" \r\n", "week.ics is empty; export"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text file"),
        (b"BEGIN:VCALENDAR\r\nSUMMARY:a\x00b\r\n", "not a text file"),
        (b"BEGIN:VCALENDAR\r\nSUMMARY:caf\xe9\r\n", "Line 2 of week.ics is not UTF-8 text"),
        (b"date;calls\r\n2026-11-16;3\r\n", "no BEGIN:VCALENDAR"),
        (b"<html>BEGIN:VCALENDAR</html>", "no BEGIN:VCALENDAR"),
        (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
        (CALENDAR + b"SUMMARY:" + b"x" * 65_536, "Line 5 of week.ics is longer than 64 kB"),
        (CALENDAR + b"\n" * 100_001, "more than 100,000 lines"),
        (with_events(5_000), "more than 5,000 events"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 4, "Line 5 of week.ics nests too deeply"),
        (b"\xff\xfe" + b"B\x00\x00", "not a text file"),
    ],
)
def test_what_is_no_calendar_is_refused_with_one_sentence(data, sentence):
    with pytest.raises(NotReadableError, match=sentence):
        prescan(data, "week.ics")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_is_taken_off(mark):
    assert prescan(mark + CALENDAR, "week.ics") == CALENDAR


def test_utf_16_is_understood():
    assert prescan(CALENDAR.decode().encode("utf-16"), "week.ics") == CALENDAR


def test_as_many_events_as_allowed_are_let_through():
    assert prescan(with_events(4_999), "week.ics")
