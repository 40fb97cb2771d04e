"""What strangers' events mean: times, zones, series and their exceptions."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.span import Span
from app.exchange.calendars import limits
from app.exchange.calendars.content import CalendarContent, Order
from app.exchange.calendars.events import read_events
from app.exchange.calendars.prescan import NotReadableError

WINDOW = Span(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC))
ORDER = Order("Europe/Oslo", WINDOW, "mine.ics")
EASTERN = """BEGIN:VTIMEZONE
TZID:Office Time
BEGIN:STANDARD
DTSTART:16011104T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010311T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE
"""


def event(*lines, uid="one", title="Ops review"):
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT\n"))


def read(*parts, method="PUBLISH"):
    head = f"BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:{method}\n"
    return read_events(head + "".join(parts) + "END:VCALENDAR\n", ORDER)


def starts(content):
    return sorted(
        o.span.start.strftime("%m-%dT%H:%M") for e in content.events for o in e.occurrences
    )


def refusal(content):
    (one,) = content.refused
    assert not content.events
    return str(one.reason)


@pytest.mark.parametrize(
    ("start", "utc"),
    [
        ("DTSTART:20261118T090000Z", "11-18T09:00"),
        ("DTSTART:20261118T090000", "11-18T08:00"),
        ("DTSTART;TZID=America/New_York:20261118T090000", "11-18T14:00"),
        ("DTSTART;TZID=Eastern Standard Time:20261118T090000", "11-18T14:00"),
        ('DTSTART;TZID="W. Europe Standard Time":20260701T090000', "07-01T07:00"),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Asia/Tokyo:20261118T090000", "11-18T00:00"),
        ("DTSTART;TZID=europe/london:20261118T090000", "11-18T09:00"),
        ("DTSTART;TZID=Office Time:20261118T090000", "11-18T14:00"),
        ("DTSTART;TZID=Office Time:20260701T090000", "07-01T13:00"),
        ("DTSTART:20260329T023000", "03-29T01:00"),
        ("DTSTART:20261025T023000", "10-25T00:30"),
        ("DTSTART;VALUE=DATE:20261118", "11-17T23:00"),
    ],
)
def test_a_start_is_the_moment_it_was_meant_to_be(start, utc):
    assert starts(read(EASTERN, event(start))) == [utc]


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (["DTEND:20261118T093000Z"], 30),
        (["DURATION:PT1H30M"], 90),
        (["DURATION:P1D"], 1440),
        (["DURATION:P1W"], 7 * 1440),
        ([], 1),
        (["DTEND:20261118T090000Z"], 1),
        (["DTEND;TZID=America/New_York:20261118T050000"], 60),
    ],
)
def test_an_event_lasts_as_long_as_it_says(lines, minutes):
    (one,) = read(event("DTSTART:20261118T090000Z", *lines)).events
    assert one.occurrences[0].span.minutes == minutes


def test_a_day_of_calendar_length_is_a_day_on_the_wall_across_summer_time():
    content = read(event("DTSTART:20261024T120000", "DURATION:P1D"))
    assert content.events[0].occurrences[0].span.minutes == 25 * 60


@pytest.mark.parametrize("end", [[], ["DTEND;VALUE=DATE:20261118"], ["DURATION:P1D"]])
def test_an_all_day_event_is_its_days_in_the_site_s_zone(end):
    (one,) = read(event("DTSTART;VALUE=DATE:20261118", *end)).events
    assert one.occurrences[0].days == (date(2026, 11, 18), date(2026, 11, 19))
    assert one.occurrences[0].span.minutes == 1440


def test_a_weekly_meeting_keeps_its_wall_time_across_summer_time():
    rule = "RRULE:FREQ=WEEKLY;COUNT=3"
    content = read(event("DTSTART;TZID=Europe/Oslo:20261015T090000", rule))
    assert starts(content) == ["10-15T07:00", "10-22T07:00", "10-29T08:00"]
    assert content.events[0].occurrences[0].recurrence == "20261015T070000Z"


@pytest.mark.parametrize(
    ("until", "count"), [("20261104T090000Z", 3), ("20261104T085959Z", 2), ("20261104", 3)]
)
def test_until_is_included_to_the_second(until, count):
    start = "DTSTART;TZID=Europe/London:20261021T090000"
    assert len(starts(read(event(start, f"RRULE:FREQ=WEEKLY;UNTIL={until}")))) == count


def test_dates_are_added_and_taken_out():
    content = read(
        event(
            "DTSTART:20261116T090000Z",
            "RRULE:FREQ=DAILY;COUNT=5",
            "EXDATE:20261117T090000Z,20261118T090000Z",
            "EXDATE;VALUE=DATE:20261119",
            "RDATE:20261201T120000Z",
            "RDATE;VALUE=PERIOD:20261202T120000Z/PT1H",
        )
    )
    assert starts(content) == ["11-16T09:00", "11-20T09:00", "12-01T12:00", "12-02T12:00"]


def test_an_exception_takes_the_place_of_its_occurrence():
    content = read(
        event("DTSTART:20261116T090000Z", "RRULE:FREQ=DAILY;COUNT=3"),
        event(
            "RECURRENCE-ID:20261117T090000Z",
            "DTSTART:20261117T150000Z",
            "SEQUENCE:2",
            title="Moved",
        ),
        event("RECURRENCE-ID:20261118T090000Z", "STATUS:CANCELLED", "DTSTART:20261118T090000Z"),
    )
    assert starts(content) == ["11-16T09:00", "11-17T15:00", "11-18T09:00"]
    series, moved, off = content.events
    assert (moved.title, moved.sequence, moved.whole) == ("Moved", 2, False)
    assert moved.occurrences[0].recurrence == "20261117T090000Z"
    assert off.cancelled
    assert series.whole


def test_an_exception_may_name_its_day_only():
    content = read(
        event("DTSTART:20261116T090000Z", "RRULE:FREQ=DAILY;COUNT=2"),
        event("RECURRENCE-ID;VALUE=DATE:20261117", "DTSTART:20261117T150000Z"),
    )
    assert starts(content) == ["11-16T09:00", "11-17T15:00"]


def test_this_and_future_moves_all_that_follow():
    content = read(
        event("DTSTART;TZID=Europe/Oslo:20261019T090000", "RRULE:FREQ=WEEKLY;COUNT=4"),
        event(
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Oslo:20261102T090000",
            "DTSTART;TZID=Europe/Oslo:20261103T100000",
            "DURATION:PT2H",
            title="Later",
        ),
    )
    assert starts(content) == ["10-19T07:00", "10-26T08:00", "11-03T09:00", "11-10T09:00"]
    later = content.events[1]
    assert [o.recurrence for o in later.occurrences] == ["20261109T080000Z", "20261102T080000Z"]
    assert {o.span.minutes for o in later.occurrences} == {120}


def test_an_exception_without_its_series_stands_alone():
    content = read(event("RECURRENCE-ID:20261117T090000Z", "DTSTART:20261117T150000Z"))
    assert starts(content) == ["11-17T15:00"]
    assert not content.events[0].whole


def test_the_newest_of_several_versions_counts():
    versions = [event("DTSTART:20261116T090000Z", f"SEQUENCE:{n}", title=str(n)) for n in (1, 3, 2)]
    (one,) = read(*versions).events
    assert one.title == "3"


def test_what_happens_outside_the_window_is_counted():
    content = read(event("DTSTART:20200101T090000Z"))
    assert (starts(content), content.outside) == ([], 1)


def test_a_series_that_goes_on_is_named():
    content = read(event("DTSTART:20261116T090000Z", "RRULE:FREQ=WEEKLY", title="For ever"))
    assert content.going_on == ("For ever",)


@pytest.mark.parametrize(
    ("lines", "free", "tentative", "cancelled"),
    [
        ([], False, False, False),
        (["TRANSP:TRANSPARENT"], True, False, False),
        (["TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"], False, False, False),
        (["X-MICROSOFT-CDO-BUSYSTATUS:FREE"], True, False, False),
        (["STATUS:TENTATIVE"], False, True, False),
        (["STATUS:CANCELLED"], False, False, True),
    ],
)
def test_how_an_event_stands(lines, free, tentative, cancelled):
    (one,) = read(event("DTSTART:20261118T090000Z", *lines)).events
    assert (one.free, one.tentative, one.cancelled) == (free, tentative, cancelled)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([], "it has no start."),
        (["DTSTART:yesterday"], "'yesterday' is not a date or time."),
        (["DTSTART:20261345T990000Z"], "'20261345T990000Z' is not a date or time."),
        (["DTSTART:19000101T090000Z"], "it lies in the year 1900; only 1990 to 2100 are read."),
        (["DTSTART;TZID=Mars/Base:20261118T090000"], "its time zone 'Mars/Base' is not known"),
        (["DTSTART:20261118T090000Z", "DTEND:20261117T090000Z"], "it ends before it starts."),
        (["DTSTART:20261118T090000Z", "DURATION:-PT1H"], "it ends before it starts."),
        (["DTSTART:20261118T090000Z", "DURATION:P9999W"], "it lasts longer than 400 days."),
        (["DTSTART:20261118T090000Z", "RRULE:FREQ=SECONDLY"], "more often than hourly"),
        (["DTSTART:20261118T090000Z", "RRULE:FREQ=MINUTELY"], "more often than hourly"),
        (["DTSTART:20261118T090000Z", "RRULE:FREQ=DAILY;INTERVAL=0"], "cannot be read"),
        (["DTSTART:20261118T090000Z", "RRULE:FREQ=DAILY;COUNT=0"], "cannot be read"),
        (["DTSTART:20261118T090000Z", "RRULE:FREQ=DAILY;BYMONTH=13"], "cannot be read"),
        (["DTSTART:20261118T090000Z", "RRULE:every day"], "its rule 'every day' cannot be read"),
        (["DTSTART:20261118T090000Z", "RRULE:FREQ=HOURLY"], "happens more often than"),
        (["DTSTART:20261118T090000Z", "RDATE:" + "20261119T090000Z," * 2001], "2,000 dates"),
        (['DTSTART;TZID="Office:20261118T090000Z'], "its DTSTART cannot be read."),
    ],
)
def test_an_event_that_cannot_be_read_is_refused_with_the_reason(lines, sentence):
    assert sentence in refusal(read(event(*lines)))


def test_one_bad_event_does_not_take_the_others_with_it():
    content = read(event("DTSTART:never", uid="bad"), event("DTSTART:20261118T090000Z"))
    assert starts(content) == ["11-18T09:00"]
    assert [one.title for one in content.refused] == ["Ops review"]


def test_text_is_cleaned_and_cut():
    content = read(
        event(
            "DTSTART:20261118T090000Z",
            "LOCATION:Room\\, upstairs\u202e",
            "DESCRIPTION:one\\ntwo",
            title="x" * 300,
        )
    )
    (one,) = content.events
    assert len(one.title) == 200
    assert one.place == "Room, upstairs"
    assert one.note == "one\ntwo"


def test_attachments_and_alarms_are_not_even_looked_at():
    alarm = "BEGIN:VALARM\nTRIGGER:nonsense\nATTACH:file:///etc/passwd\nEND:VALARM"
    content = read(event("DTSTART:20261118T090000Z", "ATTACH:file:///etc/passwd", alarm))
    assert "passwd" not in content.to_json()


def test_events_without_a_uid_get_the_same_one_each_time():
    bare = "BEGIN:VEVENT\nSUMMARY:Bare\nDTSTART:20261118T090000Z\nEND:VEVENT\n"
    assert read(bare).events[0].uid == read(bare).events[0].uid
    assert read(bare).events[0].uid.startswith("derived-")


@pytest.mark.parametrize("method", ["REPLY", "COUNTER", "REFRESH"])
def test_an_answer_is_not_a_calendar(method):
    with pytest.raises(NotReadableError, match="answer to an invitation"):
        read(event("DTSTART:20261118T090000Z"), method=method)


def test_a_calendar_of_the_old_version_is_named():
    with pytest.raises(NotReadableError, match="vCalendar of version 1"):
        read_events("BEGIN:VCALENDAR\nVERSION:1.0\nEND:VCALENDAR\n", ORDER)


def test_too_many_entries_refuse_the_file(monkeypatch):
    monkeypatch.setattr(limits, "MAX_ENTRIES", 1_000)
    daily = [
        event("DTSTART:20260101T090000Z", "RRULE:FREQ=DAILY", uid=str(number))
        for number in range(3)
    ]
    with pytest.raises(NotReadableError, match=r"mine\.ics holds more than 20,000 entries"):
        read(*daily)


def test_too_much_repetition_refuses_the_file(monkeypatch):
    monkeypatch.setattr(limits, "STEPS", 10_000)
    never = "RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1"
    endless = [event("DTSTART:19900101T000000Z", never, uid=str(number)) for number in range(9)]
    with pytest.raises(NotReadableError, match=r"mine\.ics repeats too much"):
        read(*endless)


def test_a_zone_that_changes_its_clock_daily_is_refused():
    odd = EASTERN.replace("FREQ=YEARLY;BYDAY=1SU;BYMONTH=11", "FREQ=DAILY")
    content = read(odd, event("DTSTART;TZID=Office Time:20261118T090000"))
    assert "changes the clock too often" in refusal(content)


def test_what_was_found_survives_the_trip_out_of_the_child():
    import json

    content = read(
        event("DTSTART:20261116T090000Z", "RRULE:FREQ=WEEKLY", "STATUS:TENTATIVE"),
        event("DTSTART;VALUE=DATE:20261118", uid="two"),
        event(uid="three"),
    )
    assert CalendarContent.from_fields(json.loads(content.to_json())) == content
    assert Order.from_json(ORDER.to_json()) == ORDER
    assert content.events[0].occurrences[-1].span.end < WINDOW.end + timedelta(days=1)
