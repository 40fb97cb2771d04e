"""``firebreak plan`` and ``firebreak week`` on the sample centre."""

import signal
from datetime import datetime

import pytest

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


def test_several_weeks_are_shown_week_by_week_and_carried_out_at_once(sample):
    said = sample.done("plan", *WEEK, "--weeks", 2, "--rounds", 1, "--apply").out

    assert "23–29 November 2026, week 48" in said
    assert "30 November – 6 December 2026, week 49" in said
    assert said.count("Done.") == 1
    again = sample.done("plan", *WEEK, "--weeks", 2, "--rounds", 0, "--json").json
    assert (again["weeks"], again["counts"]["removed"]) == (2, 0)


def test_the_whole_is_accounted_for_with_its_bound(sample):
    said = sample.done("plan", *WEEK).out

    assert "Hours: " in said
    assert "of the working hours are planned." in said
    assert "Off the phones for it: " in said
    assert "Points: " in said
    assert "things done +" in said
    assert "no plan" in said.lower()


def test_a_week_that_is_over_is_not_planned(sample):
    said = sample.done("plan", "--week", "2026-W10").out

    assert said == "These days are over; what is past stays as it is.\n"


def test_a_search_cut_short_says_so(sample):
    said = sample.done("plan", *WEEK, "--seconds", 0.001).out

    assert "The time was up; this is the best plan so far." in said


def test_the_same_rounds_give_the_same_plan(sample):
    def placed():
        said = sample.done("plan", *WEEK, "--rounds", 2, "--json").json
        return [(c["title"], c["start"], c["demand"]) for c in said["changes"]], said["score"]

    assert placed() == placed()


def test_a_week_that_fits_has_nothing_to_plan_again(sample):
    sample.done("plan", *WEEK, "--apply", "--rounds", 0)

    said = sample.done("plan", *WEEK, "--touched").out

    assert "Everything still fits." in said
    assert "Points" not in said
    assert "Nothing is stored yet" not in said


@pytest.mark.parametrize(
    "options",
    [
        ("--seconds", 0),
        ("--rounds", -1),
        ("--weeks", 0),
        ("--weeks", 14),
        ("--touched", "--weeks", 2),
        ("--touched", "--site", "."),
        ("--try", "meeting.ics", "--apply"),
    ],
)
def test_what_cannot_be_asked_together_or_at_all_is_refused(sample, options):
    sample.refused("plan", *options)


def test_a_search_that_is_interrupted_stores_nothing_and_ends_with_130(sample, monkeypatch):
    from app.planning.engine import Engine

    whole = Engine.plan

    def interrupted(self, *asked, **more):
        signal.raise_signal(signal.SIGINT)
        return whole(self, *asked, **more)

    monkeypatch.setattr(Engine, "plan", interrupted)
    said = sample("plan", *WEEK, "--apply")

    assert said.code == 130
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    monkeypatch.undo()
    sample.at("2026-11-18T10:02+01:00")
    kept = sample.done("plan", *WEEK, "--rounds", 0, "--json", "--home", sample.home).json
    assert kept["counts"]["new"] > 0


def test_a_search_ends_by_the_clock_when_that_is_asked(sample):
    said = sample.done("plan", *WEEK, "--seconds", "0.01", "--json").json

    assert said["stopped"] in {"time", "proven", "close"}
    assert said["counts"]["new"] > 0


def test_a_proof_says_that_no_plan_is_better(sample):
    assert "Proven: no plan is better." in sample.done("plan", *WEEK, "--prove").out
