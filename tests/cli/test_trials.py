"""``firebreak plan --try``: what a meeting would cost, in the terminal."""

import pytest

MEETING = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//tests//EN
BEGIN:VEVENT
UID:vendor
DTSTAMP:20261118T090000Z
DTSTART;TZID=Europe/Oslo:{start}
DTEND;TZID=Europe/Oslo:{end}
{more}SUMMARY:Vendor review
END:VEVENT
END:VCALENDAR
"""


DAY = "DTSTART;VALUE=DATE:20261126"


@pytest.fixture
def invitation(tmp_path):
    def write(start="20261126T100000", end="20261126T110000", more=""):
        file = tmp_path / "meeting.ics"
        made = MEETING.format(start=start, end=end, more=more)
        file.write_bytes(made.replace("\n", "\r\n").encode())
        return file

    return write


def test_a_meeting_over_a_peak_says_what_it_costs_and_stores_nothing(sample, invitation):
    sample.done("plan", "--week", "2026-W48", "--rounds", 0, "--apply")
    before = sample.done("week", "--week", "2026-W48", "--json").json

    said = sample.done("plan", "--try", invitation()).out

    assert said.startswith("Thu 26 Nov 10:00–11:00  Vendor review\n")
    assert "uncovers: Thu 26 Nov 10:00–11:00" in said
    assert "points worse. It would lack 1 block over a peak." in said
    assert "Better times for it:" in said
    assert said.endswith("Nothing was stored.\n")
    assert sample.done("week", "--week", "2026-W48", "--json").json == before


def test_a_meeting_in_a_free_hour_costs_nothing(sample, invitation):
    said = sample.done("plan", "--try", invitation("20261128T100000", "20261128T103000")).out

    assert "It costs nothing" in said
    assert "Better times" not in said


def test_of_a_series_the_first_coming_one_is_tried(sample, invitation):
    weekly = invitation("20261105T100000", "20261105T110000", "RRULE:FREQ=WEEKLY;COUNT=6\n")
    said = sample.done("plan", "--try", weekly, "--json").json

    assert said["meeting"]["start"] == "2026-11-19T10:00:00+01:00"
    assert [remark["code"] for remark in said["remarks"]] == ["first_of_series"]


def test_days_and_whole_days_are_told_as_days(sample, invitation):
    long = sample.done("plan", "--try", invitation("20261126T080000", "20261127T170000")).out
    file = invitation()
    made = file.read_text().replace("DTSTART;TZID=Europe/Oslo:20261126T100000", DAY)
    file.write_text(made.replace("DTEND;TZID=Europe/Oslo:20261126T110000\n", ""))
    whole = sample.done("plan", "--try", file).out

    assert long.startswith("Thu 26 Nov 08:00 – Fri 27 Nov 17:00  Vendor review\n")
    assert whole.startswith("Thu 26 Nov, all day  Vendor review\n")
    assert "expected meanwhile" not in whole


@pytest.mark.parametrize(
    ("start", "end", "more", "says"),
    [
        ("20261105T100000", "20261105T110000", "", "no meeting ahead"),
        ("20261126T100000", "20261126T110000", "STATUS:CANCELLED\n", "no meeting ahead"),
        ("20361126T100000", "20361126T110000", "", "could be tried"),
        ("20261126T110000", "20261126T100000", "", "meeting.ics"),
    ],
    ids=["past", "called off", "far away", "ends before it starts"],
)
def test_what_cannot_be_tried_is_refused(sample, invitation, start, end, more, says):
    assert says in sample.refused("plan", "--try", invitation(start, end, more))


def test_what_stands_already_is_not_tried_again(sample, invitation):
    file = invitation()
    sample.done("import", "calendar", file)

    assert "already" in sample.refused("plan", "--try", file)


def test_a_file_that_is_no_calendar_is_refused(sample, tmp_path):
    file = tmp_path / "meeting.ics"
    file.write_text("hello")

    assert "meeting.ics" in sample.refused("plan", "--try", file)
    assert "nothing.ics" in sample.refused("plan", "--try", tmp_path / "nothing.ics")
