"""``firebreak picture`` and ``firebreak export``."""

import pytest


@pytest.mark.parametrize(("name", "start"), [("week.png", b"\x89PNG"), ("week.PDF", b"%PDF")])
def test_the_week_is_drawn_by_the_files_name(sample, tmp_path, name, start):
    file = tmp_path / name
    assert "2026-W47" in sample.done("picture", file).out
    assert file.read_bytes().startswith(start)


def test_a_picture_of_no_known_kind_is_refused(sample, tmp_path):
    assert "week.png" in sample.refused("picture", tmp_path / "week.jpg")
    assert list(tmp_path.glob("week*")) == []


def test_a_folder_that_is_not_there_is_refused(sample, tmp_path):
    assert "no folder" in sample.refused("picture", tmp_path / "nowhere" / "week.png")
    assert "no folder" in sample.refused("export", "--out", tmp_path / "nowhere" / "week.ics")


def test_the_week_is_exported_as_a_calendar(sample, tmp_path):
    file = tmp_path / "week.ics"
    said = sample.done("export", "--week", "2026-W47", "--out", file)
    assert "2026-W47" in said.out
    text = file.read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "SUMMARY:Unplanned" in text
