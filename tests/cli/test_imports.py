"""``firebreak import``: previews, reports, the watched folder and taking back."""

import pytest

ROWS = "interval_start,queue,offered\n" + "".join(
    f"2026-11-02 {hour:02d}:{minute:02d},{queue},{hour}\n"
    for hour in range(8, 18)
    for minute in (0, 15, 30, 45)
    for queue in ("Phone", "Chat")
)
MEETING = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//test//test//EN\r
BEGIN:VEVENT\r
UID:board@test\r
DTSTAMP:20261101T000000Z\r
DTSTART:20261119T080000Z\r
DTEND:20261119T090000Z\r
SUMMARY:Board\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture
def export(tmp_path):
    file = tmp_path / "phones.csv"
    file.write_text(ROWS)
    return file


def test_a_dry_run_says_what_it_would_do_and_stores_nothing(firebreak, export):
    said = firebreak.done("import", "volumes", export, "--dry-run")
    assert "80 rows read, 2026-11-02 to 2026-11-02, queues: Chat, Phone" in said.out
    assert "80 intervals new" in said.out
    assert firebreak.done("import", "volumes", export, "--dry-run", "--json").json["new"] == 80


def test_importing_again_changes_nothing_and_a_corrected_file_replaces(firebreak, export):
    assert "Stored: 80 intervals new, 0 changed." in firebreak.done("import", "volumes", export).out
    assert "Nothing had to be changed" in firebreak.done("import", "volumes", export).out
    export.write_text(ROWS.replace("09:15,Phone,9", "09:15,Phone,90"))
    report = firebreak.done("import", "volumes", export, "--json").json
    assert (report["new"], report["changed"], report["same"]) == (0, 1, 79)


def test_one_queue_of_a_file_may_be_taken(firebreak, export):
    report = firebreak.done("import", "volumes", export, "--queue", "Chat", "--json").json
    assert (report["queues"], report["new"]) == (["Chat"], 40)
    assert "Chat, Phone" in firebreak.refused("import", "volumes", export, "--queue", "Fax")


def test_refused_rows_are_listed_with_line_and_reason(firebreak, export):
    export.write_text(ROWS + "2026-11-03 08:00,Phone,twelve\n")
    said = firebreak("import", "volumes", export)
    assert (said.code, "! line 82:" in said.out) == (2, True)
    assert "phones.csv, line 82" in said.err


def test_the_newest_import_is_taken_back(firebreak, export):
    assert "no import" in firebreak.refused("import", "undo")
    firebreak.done("import", "volumes", export)
    assert "phones.csv was taken back" in firebreak.done("import", "undo").out
    assert firebreak.done("import", "volumes", export, "--dry-run", "--json").json["new"] == 80


def test_the_watched_folder_is_looked_into(firebreak, export):
    assert "config watched-folder" in firebreak.refused("import", "watch")
    firebreak.done("config", "watched-folder", export.parent)
    assert "phones.csv was brought in: 80 new" in firebreak.done("import", "watch").out
    assert "Nothing new" in firebreak.done("import", "watch").out
    (export.parent / "bad.csv").write_text("hello\nworld\n")
    said = firebreak("import", "watch")
    assert (said.code, "bad.csv" in said.out) == (2, True)


def test_meetings_come_in_and_are_brought_up_to_date(firebreak, tmp_path):
    file = tmp_path / "mine.ics"
    file.write_text(MEETING, newline="")
    assert firebreak.done("import", "calendar", file, "--dry-run", "--json").json["new"] == 1
    assert "mine.ics: 1 new" in firebreak.done("import", "calendar", file).out
    assert firebreak.done("import", "calendar", file, "--json").json["same"] == 1
    file.write_text(MEETING.replace("T090000Z", "T093000Z"), newline="")
    assert firebreak.done("import", "calendar", file, "--json").json["changed"] == 1
    entries = firebreak.done("week", "--json").json["entries"]
    assert [(e["title"], e["end"][11:16]) for e in entries] == [("Board", "09:30")]


def test_a_day_that_may_be_another_one_is_not_stored_before_it_is_said(firebreak, tmp_path):
    file = tmp_path / "day.csv"
    file.write_text("interval_start,calls\n11/03/2025 08:00,5\n11/03/2025 08:30,6\n")
    for options in ((), ("--yes",)):
        said = firebreak("import", "volumes", file, *options)
        assert said.code == 2
        assert "2025-03-11 or 2025-11-03" in " ".join(said.err.split())
        assert "--dates month-first" in " ".join(said.err.split())
    report = firebreak.done("import", "volumes", file, "--dates", "month-first", "--json").json
    assert (report["first_day"], report["stored"]) == ("2025-11-03", True)
    assert firebreak.done("import", "volumes", file, "--json").json["same"] == 2


def test_rows_passed_over_are_counted_and_nothing_is_from_none_to_none(firebreak, export):
    export.write_text(ROWS + ROWS.splitlines()[1] + "\nTotal,,1\n")
    said = firebreak.done("import", "volumes", export)
    assert "82 rows read (2 totals or repeats passed over)" in said.out
    export.write_text("interval_start,queue,offered\n2026-11-02 08:00,Phone,many\n")
    refused = firebreak("import", "volumes", export)
    assert (refused.code, "1 rows read, none of which counts" in refused.out) == (2, True)
    assert "None" not in refused.out
