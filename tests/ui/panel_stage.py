"""A week, a desk and a planner's services for panels, pages and dialogs to stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import numpy as np

from app.domain.coverage import coverage_of
from app.domain.edits import Edit
from app.domain.entries import Entry
from app.domain.errors import PlannerError
from app.domain.outlook import DayOutlook, PeakWindow, WeekOutlook
from app.domain.site import Site
from app.domain.text import Text
from app.services.weeks import WeekView
from tests.times import MONDAY, NOW, WEEK

SITE = Site(name="Oslo", zone="Europe/Oslo", country="NO")
BUSY = (1.2, 1.0, 0.7, 1.05, 1.0, 0.3, 0.25)
"""How busy each day of the week is."""


def outlook_of(offset: int) -> DayOutlook:
    """A day of half-hour intervals with a peak at 10:00 and a lower one at 14:00."""
    scale = BUSY[offset]
    expected = np.zeros(48)
    expected[16:36] = 10 * scale
    expected[20:22] = 40 * scale
    expected[28:30] = 30 * scale
    peaks = (
        PeakWindow(600, 660, 80 * scale, 80 / 300),
        PeakWindow(840, 900, 60 * scale, 60 / 300),
    )
    day = MONDAY + timedelta(days=offset)
    return DayOutlook(day, 30, expected, None, 16.5 * scale, peaks, scale)


def view_of(entries: Iterable[Entry], *, site: Site = SITE) -> WeekView:
    """The test week with ``entries``."""
    days = tuple(outlook_of(offset) for offset in range(7))
    ordered = tuple(sorted(entries, key=lambda entry: (entry.span.start, entry.id)))
    outlook = WeekOutlook(MONDAY, days, (), None, True, 8, None)
    coverage = coverage_of(days, ordered, site.tz)
    return WeekView(MONDAY, WEEK, site, ordered, outlook, coverage, NOW)


@dataclass
class FakeDesk:
    """Does work at once, on the spot, and remembers what it was told."""

    submitted: list[Edit] = field(default_factory=list)
    said: list[Text] = field(default_factory=list)
    refused: list[PlannerError] = field(default_factory=list)
    undoable: list[tuple[Text, Callable[[], object], Callable[[], object]]] = field(
        default_factory=list
    )
    fractions: list[float] = field(default_factory=list)
    goes_on: bool = True
    carry_out: Callable[[Edit], None] | None = None

    def submit(self, edit: Edit) -> None:
        self.submitted.append(edit)
        if self.carry_out is not None:
            self.carry_out(edit)

    def run(
        self,
        label: Text,
        work: Callable[..., Any],
        done: Callable[[Any], None],
        failed: Callable[[PlannerError], None] | None = None,
    ) -> None:
        try:
            result = work(self._progress)
        except PlannerError as error:
            (failed or self.banner)(error)
        else:
            done(result)

    def remember(self, edit: Edit) -> None:
        self.submitted.append(edit)

    def remember_work(
        self, label: Text, undo: Callable[[], object], redo: Callable[[], object]
    ) -> None:
        self.undoable.append((label, undo, redo))

    def toast(self, text: Text) -> None:
        self.said.append(text)

    def banner(self, error: PlannerError) -> None:
        self.refused.append(error)

    def _progress(self, fraction: float) -> bool:
        self.fractions.append(fraction)
        return self.goes_on
