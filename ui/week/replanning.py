"""Notices when something changed beneath the plan, and offers to plan those days again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from app.domain.entries import Entry
from app.domain.wall import day_span
from ui.week.preview_words import days_words
from ui.widgets.language import tr
from ui.widgets.spoken import number

if TYPE_CHECKING:
    from app.services.weeks import WeekView
    from ui.week.presenter import WeekPresenter


class Replanning(QObject):
    """Looks off the GUI thread, never plans by itself. ``begin`` comes after the first picture."""

    changed = Signal()  # other days no longer fit

    def __init__(self, presenter: WeekPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._begun = self._looking = self._again = False
        self._seen: tuple[date, tuple[Entry, ...]] | None = None
        self._silenced: tuple[date, ...] = ()
        self.days: tuple[date, ...] = ()
        presenter.shown.connect(self._follow)

    def begin(self) -> None:
        """Look from now on."""
        self._begun = True
        self.look()

    def look(self) -> None:
        """Find the coming days of the shown week that no longer fit; once at a time."""
        view = self._presenter.view
        if not self._begun or view is None:
            return
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        monday = view.monday
        self._presenter.read_touched(monday, lambda days: self._take(monday, days), self._give_up)

    def wanted(self) -> bool:
        """Whether there is something to say that was not waved away."""
        return bool(self.days) and self.days != self._silenced

    def silence(self) -> None:
        """Say nothing of these days until others no longer fit."""
        self._silenced = self.days
        self.changed.emit()

    def replan(self) -> bool:
        """Open the preview for these days only; False when all of them fit."""
        view = self._presenter.view
        if not self.days or view is None:
            return False
        self._presenter.plan(days=self.days, near=within_notice(view, self.days))
        return True

    def words(self) -> str:
        """Say which days no longer fit and what is wrong with them."""
        view = self._presenter.view
        return touched_words(self.days, view) if self.days and view is not None else ""

    def _follow(self) -> None:
        view = self._presenter.view
        if view is None or (view.monday, view.entries) == self._seen:
            return  # only time has passed
        if self.days and self._seen is not None and self._seen[0] != view.monday:
            self._say(())
        self._seen = (view.monday, view.entries)
        self.look()

    def _take(self, monday: date, days: tuple[date, ...]) -> None:
        self._looking = False
        view = self._presenter.view
        if view is not None and view.monday == monday:
            self._say(days)
        if self._again or (view is not None and view.monday != monday):
            self.look()

    def _give_up(self) -> None:
        self._looking = False

    def _say(self, days: tuple[date, ...]) -> None:
        if not days:
            self._silenced = ()
        self.days = days
        self.changed.emit()


def touched_words(days: tuple[date, ...], view: WeekView) -> str:
    """Write "Thursday no longer fits: 2 things lie on one another."."""
    lying = sum(len(clashing(view.entries, day, view.site.tz)) for day in days)
    names = days_words(days)
    if lying and len(days) == 1:
        return tr(
            "{day} no longer fits: {count} things lie on one another.",
            day=names,
            count=number(lying),
        )
    if lying:
        return tr(
            "{days} no longer fit: {count} things lie on one another.",
            days=names,
            count=number(lying),
        )
    if len(days) == 1:
        return tr("{day} no longer fits what is planned there.", day=names)
    return tr("{days} no longer fit what is planned there.", days=names)


def clashing(entries: Iterable[Entry], day: date, zone: ZoneInfo) -> list[Entry]:
    """The things of ``day`` that take the same time as another one that the planner put there."""
    whole = day_span(day, zone)
    taking = [e for e in entries if e.blocks_time and e.span.overlaps(whole)]
    return [
        one
        for one in taking
        if any(
            other is not one and other.span.overlaps(one.span) and (_ours(one) or _ours(other))
            for other in taking
        )
    ]


def within_notice(view: WeekView, days: tuple[date, ...]) -> bool:
    """Whether what no longer fits on ``days`` is nearer than the planner moves things unasked.

    Who asks for these days to be planned again means just that.
    """
    from app.domain.demands import NOTICE  # noqa: PLC0415 - not needed for the first picture

    zone, near = view.site.tz, view.now + NOTICE
    clashes = {day: clashing(view.entries, day, zone) for day in days}
    return any(
        any(entry.span.start < near for entry in found)
        if found
        else day_span(day, zone).start < near
        for day, found in clashes.items()
    )


def begins_soon(days: tuple[date, ...], view: WeekView) -> bool:
    """Whether the first of ``days`` begins before the notice people are given is over."""
    from app.domain.demands import NOTICE  # noqa: PLC0415 - not needed for the first picture

    return day_span(min(days), view.site.tz).start < view.now + NOTICE


def _ours(entry: Entry) -> bool:
    return entry.source is None
