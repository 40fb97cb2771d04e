"""What every command shares: the planner it talks to and the terminal it talks through."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from app.bootstrap import Planner, open_planner
from app.config import Clock, clock_from, home_folder
from app.domain.edits import Subject

PIPED_WIDTH = 120
"""Columns of a table that goes into a file or another program."""


def _terminal(*, errors: bool = False) -> Console:
    stream = sys.stderr if errors else sys.stdout
    width = None if stream.isatty() else PIPED_WIDTH
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


@dataclass(slots=True)
class Session:
    """One command being carried out. ``out`` is for results, ``err`` for everything else."""

    home: str | None = None
    out: Console = field(default_factory=_terminal)
    err: Console = field(default_factory=lambda: _terminal(errors=True))

    @property
    def folder(self) -> Path:
        """The home folder that was asked for."""
        return home_folder(self.home, os.environ)

    @property
    def clock(self) -> Clock:
        """The computer's clock, or the frozen one."""
        return clock_from(os.environ)

    @contextmanager
    def planner(
        self, changed: Callable[[frozenset[Subject]], None] | None = None
    ) -> Iterator[Planner]:
        """Open the store for this command and let go of it afterwards."""
        listening = {} if changed is None else {"changed": changed}
        planner = open_planner(self.folder, clock=self.clock, **listening)
        try:
            yield planner
        finally:
            planner.close()

    def say(self, words: object = "", *, style: str = "") -> None:
        """Write one line; long ones are left to the terminal to wrap."""
        self.out.print(Styled(str(words), style=style), soft_wrap=True)

    def note(self, words: object) -> None:
        """Say something beside the result, where a pipe does not swallow it."""
        self.err.print(Styled(str(words)), soft_wrap=True)

    def table(self, table: Table) -> None:
        """Write a table, without the blanks that fill its last column."""
        with self.out.capture() as drawn:
            self.out.print(table)
        lines = (line.rstrip() for line in drawn.get().splitlines())
        self.out.file.write("".join(f"{line}\n" for line in lines))

    @contextmanager
    def working(self, label: str) -> Iterator[None]:
        """Show that something is under way, where somebody watches."""
        if self.err.is_terminal:
            with self.err.status(label):
                yield
        else:
            yield

    def json(self, value: Mapping[str, Any]) -> None:
        """Write plain values for another program."""
        plain = (self.out.encoding or "").lower() not in {"utf-8", "utf8"}
        self.out.file.write(json.dumps(value, indent=2, ensure_ascii=plain) + "\n")
        self.out.file.flush()


def session_of(context: typer.Context) -> Session:
    """The session that ``program.run`` began."""
    session = context.find_root().obj
    if not isinstance(session, Session):
        raise TypeError("a command was started without its session")
    return session
