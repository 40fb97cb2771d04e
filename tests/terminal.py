"""The command line as tests use it: one call, its exit code and what it wrote."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main

NOW = "2026-11-18T10:02+01:00"


@dataclass(frozen=True)
class Said:
    """What one command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Terminal:
    """Types commands into one home folder, with the clock standing at ``NOW``."""

    def __init__(
        self, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.home = home
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        monkeypatch.setenv("FIREBREAK_HOME", str(home))
        monkeypatch.setenv("COLUMNS", "200")
        self.at(NOW)

    def at(self, now: str) -> None:
        """Freeze the clock somewhere else."""
        self._monkeypatch.setenv("FIREBREAK_NOW", now)

    def __call__(self, *arguments: object) -> Said:
        self._capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        written = self._capsys.readouterr()
        return Said(code, written.out, written.err)

    def done(self, *arguments: object) -> Said:
        """Carry out a command that must succeed."""
        said = self(*arguments)
        assert (said.code, said.err) == (0, ""), said
        return said

    def refused(self, *arguments: object) -> str:
        """Carry out a command that must be refused with one sentence; give the sentence."""
        said = self(*arguments)
        assert said.code == 2, said
        assert said.out == ""
        assert len(said.err.splitlines()) == 1, said.err
        assert said.err.strip().endswith((".", "?")), said.err
        assert "Traceback" not in said.err
        return said.err
