"""``firebreak plan --site``: a folder with a store for each manager."""

import shutil
import sqlite3

import pytest

WEEK = ("--week", "2026-W48", "--rounds", "0")


@pytest.fixture
def site(sample, sample_home, tmp_path):
    """Two managers who both have the sample centre."""
    folder = tmp_path / "site"
    for name in ("anna", "bo"):
        shutil.copytree(sample_home, folder / name)
    (folder / "notes").mkdir()
    return folder


def test_each_manager_gets_a_proposal_and_nobody_is_booked_twice(sample, site):
    said = sample.done("plan", "--site", site, *WEEK, "--json").json["managers"]

    assert [one["manager"] for one in said] == ["anna", "bo"]
    booked = [
        (person, change["start"])
        for one in said
        for change in one["changes"]
        for person in change["people"]
    ]
    assert len(booked) == len(set(booked)) > 10
    assert list((site / "notes").iterdir()) == []


def test_apply_is_carried_out_in_each_store(sample, site):
    out = sample.done("plan", "--site", site, *WEEK).out
    assert [line for line in out.splitlines() if line in {"anna", "bo"}] == ["anna", "bo"]
    assert "--apply carries it out" in out

    assert sample.done("plan", "--site", site, *WEEK, "--apply").out.count("Done.") == 2

    again = sample.done("plan", "--site", site, *WEEK, "--json").json["managers"]
    assert [one["changes"] for one in again] == [[], []]


def test_a_store_that_cannot_be_read_is_named_by_its_manager(sample, site):
    with sqlite3.connect(site / "bo" / "store.sqlite") as writing:
        writing.execute("UPDATE alembic_version SET version_num = '9999'")
    writing.close()

    assert sample.refused("plan", "--site", site, *WEEK, "--apply").startswith("bo: ")
    assert (
        "Nothing had to be changed" not in sample.done("plan", "--home", site / "anna", *WEEK).out
    )


def test_a_store_of_another_zone_is_named_by_its_manager(sample, site):
    sample.done("config", "zone", "Europe/Paris", "--home", site / "bo")

    said = sample.refused("plan", "--site", site, *WEEK)
    assert said.startswith("bo: ")
    assert "Europe/Paris" in said


def test_a_folder_without_stores_says_how_one_is_made(sample, tmp_path):
    (tmp_path / "empty").mkdir()

    assert "--home" in sample.refused("plan", "--site", tmp_path / "empty")
    assert "nowhere" in sample.refused("plan", "--site", tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
