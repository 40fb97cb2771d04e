"""Where the store lives and which clock the planner goes by."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.config import clock_from, home_folder, store_file, system_clock
from app.domain.errors import BadInputError


def test_the_option_comes_before_the_environment_and_that_before_the_platform(tmp_path):
    environ = {"FIREBREAK_HOME": str(tmp_path / "environ")}
    assert home_folder(str(tmp_path / "option"), environ) == tmp_path / "option"
    assert home_folder(None, environ) == tmp_path / "environ"
    assert "firebreak" in home_folder(None, {}).as_posix()


def test_a_relative_home_is_made_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert store_file(home_folder("here", {})) == Path(tmp_path, "here", "store.sqlite")


def test_without_a_frozen_moment_the_computers_clock_is_used():
    assert clock_from({}) is system_clock
    assert system_clock().tzinfo is UTC


def test_a_frozen_clock_stands_still():
    clock = clock_from({"FIREBREAK_NOW": "2003-10-24T12:00-04:00"})
    assert clock() == clock() == datetime.fromisoformat("2003-10-24T12:00-04:00")


@pytest.mark.parametrize("written", ["yesterday", "2003-10-24T12:00", "2003-13-01T00:00Z"])
def test_a_bad_moment_is_a_sentence_that_shows_the_form(written):
    with pytest.raises(BadInputError, match=r"2026-11-18T10:02\+01:00"):
        clock_from({"FIREBREAK_NOW": written})
