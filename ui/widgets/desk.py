"""What a page may ask of the window around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from app.domain.edits import Edit
from app.domain.errors import PlannerError
from app.domain.text import Text

T = TypeVar("T")
P = TypeVar("P")
Progress = Callable[[float], bool]
"""Told a fraction 0 to 1; answers whether to go on (False: the user cancelled)."""
Search = Callable[[Callable[[P], None], Callable[[], bool]], T]
"""Work that is told whom to tell better answers, and asks whether it was stopped."""


class Running(Protocol):
    """Work that goes on."""

    def stop(self) -> None:
        """Ask it to come to an end with what it has; ``done`` is still called."""


class Desk(Protocol):
    """The window as pages see it. All methods are called on the GUI thread."""

    def submit(self, edit: Edit) -> None:
        """Carry the edit out in a worker, remember it for undo, toast its label."""

    def run(
        self,
        label: Text,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[PlannerError], None] | None = None,
    ) -> None:
        """Do ``work`` in a worker thread; call ``done`` on the GUI thread with its result.

        Work longer than half a second shows ``label`` with progress and Cancel. Expected
        failures go to ``failed``, or to a banner when there is none; others to the crash dialog.
        """

    def run_quietly(
        self,
        label: Text,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        given_up: Callable[[], None] | None = None,
    ) -> None:
        """Do what nobody waits for: no progress. Failures still say their sentence.

        ``given_up`` hears of a failure afterwards.
        """

    def search(
        self,
        label: Text,
        work: Search[P, T],
        better: Callable[[P], None],
        done: Callable[[T], None],
        failed: Callable[[PlannerError], None] | None = None,
    ) -> Running:
        """Do ``work`` in a worker thread; what it tells on the way comes to ``better``.

        Searches are carried out one after the other; who asked shows how it goes.
        """

    def remember(self, edit: Edit) -> None:
        """Put an edit that was already carried out on the undo stack and toast its label."""

    def remember_work(
        self, label: Text, undo: Callable[[], object], redo: Callable[[], object]
    ) -> None:
        """As ``remember``, for what is no edit (an import): both run in a worker."""

    def toast(self, text: Text) -> None:
        """Say in passing what was done."""

    def banner(self, error: PlannerError) -> None:
        """Say what went wrong and what to do, until it is closed."""
