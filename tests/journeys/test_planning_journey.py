"""A week with routines planned, a meeting that comes in, its day planned again, all taken back."""

import os
from dataclasses import replace
from datetime import date

from app.bootstrap import open_planner
from app.config import clock_from
from app.domain.edits import Edit
from app.domain.entries import Entry
from app.domain.text import text
from app.domain.wall import week_span
from tests.services.plan_stage import entry

WEEK = ("--week", "2026-W48")
MEETING = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//tests//EN
BEGIN:VEVENT
UID:vendor
DTSTAMP:20261118T090000Z
DTSTART;TZID=Europe/Oslo:20261126T100000
DTEND;TZID=Europe/Oslo:20261126T110000
SUMMARY:Vendor review
END:VEVENT
END:VCALENDAR
"""


def test_a_meeting_on_thursday_at_ten_is_tried_accepted_and_planned_around(firebreak, tmp_path):
    firebreak.done("sample")
    planned = firebreak.done("plan", *WEEK, "--apply", "--json").json
    assert planned["applied"]
    assert planned["gap"] <= 0.003
    kinds = {change["kind"] for change in planned["changes"]}
    assert {"people", "lunch", "open_door"} <= kinds
    file = tmp_path / "meeting.ics"
    file.write_bytes(MEETING.replace("\n", "\r\n").encode())
    tried = firebreak.done("plan", "--try", file, "--json").json
    assert tried["uncovered"]

    firebreak.done("import", "calendar", file)
    again = firebreak.done("plan", *WEEK, "--touched", "--json").json

    assert again["days"] == ["2026-11-26"]
    assert again["counts"]["new"] == 0
    assert 0 < again["counts"]["moved"] + again["counts"]["removed"] <= 8
    assert all(change["reasons"] for change in again["changes"])
    assert {c["title"] for c in again["changes"]} == {c["title"] for c in tried["changes"]}
    assert "Done." in firebreak.done("plan", *WEEK, "--touched", "--apply").out
    assert firebreak.done("plan", *WEEK, "--touched", "--json").json["changes"] == []


def test_what_was_planned_and_planned_again_is_taken_back_step_by_step(firebreak):
    firebreak.done("sample")
    planner = open_planner(firebreak.home, clock=clock_from(os.environ))
    try:
        zone = planner.settings.site().tz
        board = entry("Board", "10:00", day=3)
        span = week_span(board.span.start.astimezone(zone).date(), zone)
        span = replace(span, start=planner.clock())
        monday = date.fromisocalendar(2026, 48, 1)
        untouched = planner.store.read.entries(span)

        first = planner.planning.apply(planner.planning.propose(monday))
        came = Edit(text("Import"), (), (board,))
        planner.editor.apply(came)
        days = planner.planning.touched(monday)
        second = planner.planning.apply(planner.planning.propose(monday, days=days))
        assert len(second.before) <= 8
        assert all(isinstance(record, Entry) for record in (*second.before, *second.after))

        for edit in (second, came, first):
            planner.editor.apply(edit.inverse())
        assert planner.store.read.entries(span) == untouched
    finally:
        planner.close()
