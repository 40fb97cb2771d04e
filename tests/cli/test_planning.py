"""``firebreak plan`` and ``firebreak week`` on the sample centre."""

from datetime import datetime

WEEK = ("--week", "2026-W48")


def test_a_proposal_says_what_and_why_and_stores_nothing(sample):
    said = sample.done("plan", *WEEK)
    assert "23–29 November 2026, week 48" in said.out
    assert "Open door" in said.out
    assert "Wednesdays carry" in said.out
    assert "--week 2026-W48 --apply" in said.out
    titles = {entry["title"] for entry in sample.done("week", *WEEK, "--json").json["entries"]}
    assert "Open door" not in titles


def test_an_applied_proposal_stands_and_leaves_nothing_to_do(sample):
    said = sample.done("plan", *WEEK, "--apply", "--json").json
    assert said["applied"] is True
    assert said["counts"]["new"] > 0
    entries = sample.done("week", *WEEK, "--json").json["entries"]
    placed = {change["id"] for change in said["changes"]}
    assert placed <= {entry["id"] for entry in entries}
    assert all(entry["reasons"] for entry in entries if entry["id"] in placed)
    again = sample.done("plan", *WEEK, "--apply", "--json").json
    assert (again["applied"], again["changes"]) == (False, [])
    assert "Nothing had to be changed" in sample.done("plan", *WEEK, "--apply").out


def test_what_is_within_24_hours_is_left_alone_unless_asked(sample):
    now = datetime.fromisoformat("2026-11-18T10:02+01:00")
    near = sample.done("plan", "--json", "--near").json
    starts = [
        datetime.fromisoformat(change["start"])
        for change in sample.done("plan", "--json").json["changes"]
    ]
    assert starts
    assert all((start - now).total_seconds() >= 86_400 for start in starts)
    assert all(datetime.fromisoformat(change["start"]) >= now for change in near["changes"])


def test_a_week_that_is_not_one_is_refused(sample):
    for command in ("plan", "week"):
        assert "2026-W48" in sample.refused(command, "--week", "2026-W60")


def test_the_week_shows_volumes_peaks_and_what_stands(sample):
    out = sample.done("week").out
    assert "Invoice run +20 %" in out
    assert "▼" in out
    assert "Peaks kept free: 9 of 10." in out
    assert "open: Fri 20 Nov" in out
    days = sample.done("week", "--json").json["days"]
    assert [len(day["peaks"]) for day in days] == [2, 2, 2, 2, 2, 0, 0]


def test_an_empty_store_says_what_to_bring(firebreak):
    firebreak.done("config", "lunch-minutes", "0")
    said = firebreak.done("plan")
    assert "firebreak import volumes" in said.out
    assert firebreak.done("plan", "--json").json["changes"] == []
    assert "Mon 16 Nov" in firebreak.done("week").out
