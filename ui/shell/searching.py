"""What the command box searches in this window, and where a hit leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.entries import Entry
from app.domain.span import Span
from app.domain.wall import day_span
from ui.shell.command_box import CommandBox
from ui.shell.findings import (
    MOST_SHOWN,
    Finding,
    find_commands,
    find_days,
    find_entries,
    searched_weeks,
)

if TYPE_CHECKING:
    from app.bootstrap import Planner
    from ui.shell.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Ways:
    """How the window goes to a day and to an entry."""

    day: Callable[[date], None]
    entry: Callable[[Entry], None]


class Searching:
    """The box over the window; entries are read once per opening."""

    def __init__(self, planner: Planner, window: MainWindow, ways: Ways) -> None:
        self._planner = planner
        self._window = window
        self._ways = ways
        self._entries: list[Entry] | None = None
        self.box = CommandBox(window, self._find)

    def open(self, query: str) -> None:
        """Show the box with ``query`` in it."""
        self._entries = None
        self.box.open(query)

    def _find(self, query: str) -> list[Finding]:
        zone, now = self._planner.store.read.site().tz, self._planner.clock()
        today = now.astimezone(zone).date()
        days = find_days(query, today, self._ways.day)
        commands = find_commands(query, self._window.actions_table.commands())
        if not query.strip():
            return [*days, *commands]
        if self._entries is None:
            first, after_last = searched_weeks(today)
            span = Span(day_span(first, zone).start, day_span(after_last, zone).start)
            self._entries = self._planner.store.read.entries(span)
        entries = find_entries(query, self._entries, now, zone, self._ways.entry)
        return [*days, *commands, *entries][:MOST_SHOWN]
