"""A terminal on a home that does not exist yet."""

from __future__ import annotations

import pytest

from tests.terminal import Terminal


@pytest.fixture
def firebreak(tmp_path, capsys, monkeypatch) -> Terminal:
    """Commands on nothing at all: the first one makes the home."""
    return Terminal(tmp_path / "new" / "home", capsys, monkeypatch)
