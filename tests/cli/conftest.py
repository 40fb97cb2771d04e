"""A terminal on an empty home, and one on the sample centre."""

from __future__ import annotations

import shutil

import pytest

from app.__main__ import main
from tests.terminal import NOW, Terminal


@pytest.fixture
def firebreak(home, capsys, monkeypatch) -> Terminal:
    """Commands on an empty store."""
    return Terminal(home, capsys, monkeypatch)


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory):
    """A home with the sample centre, made once."""
    home = tmp_path_factory.mktemp("sample") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FIREBREAK_NOW", NOW)
        assert main(["--home", str(home), "sample"]) == 0
    return home


@pytest.fixture
def sample(sample_home, tmp_path, capsys, monkeypatch) -> Terminal:
    """Commands on the sample centre, a copy for each test."""
    home = tmp_path / "sample"
    shutil.copytree(sample_home, home)
    return Terminal(home, capsys, monkeypatch)
