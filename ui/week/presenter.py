"""Decides what the week page shows and what its gestures mean. Knows no pixels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.coverage import OpenPeak
from app.domain.edits import Edit
from app.domain.entries import Entry, EntryId, EntryKind
from app.domain.people import PersonId
from app.domain.span import Span
from app.domain.text import text
from app.domain.wall import MINUTES_A_DAY, monday_of
from ui.week import changes
from ui.week.blocks import coming_peaks, entries_ahead, may_move
from ui.week.dates import Dates
from ui.week.model import WeekModel
from ui.week.plan_wish import PlanWish
from ui.week.planning_flow import PlanningFlow
from ui.widgets.language import tr

if TYPE_CHECKING:
    from app.bootstrap import Planner
    from app.services.offers import Offer
    from app.services.weeks import WeekView
    from ui.widgets.desk import Desk, Progress

NEW_MINUTES = 30


class WeekPresenter(QObject):
    """Reads weeks, keeps the selection, turns wishes into edits; plans are ``flow``'s."""

    shown = Signal()
    selection_changed = Signal()

    def __init__(self, planner: Planner, desk: Desk, model: WeekModel, dates: Dates) -> None:
        super().__init__()
        self._planner = planner
        self._desk = desk
        self._dates = dates
        self.model = model
        self.view: WeekView | None = None
        self.selection: EntryId | None = None
        self.flow = PlanningFlow(planner, desk)
        self.flow.setParent(self)

    def show_week(self, monday: date) -> None:
        """Read and show the week from ``monday``; an open proposal of other weeks goes."""
        if self.flow.wish is not None and not self.flow.covers(monday):
            self.flow.drop()
        self.view = self._planner.weeks.week(monday)
        if self.selected() is None:
            self.selection = None
        self.model.show(self.view, [*self.view.entries])
        self.shown.emit()

    def read_again(self) -> None:
        """Read the shown week again, after something changed."""
        if self.view is not None:
            self.show_week(self.view.monday)
            self.selection_changed.emit()

    def tell_time(self) -> None:
        """Time has passed: show the same week with the new now."""
        now = self._planner.clock()
        if self.view is not None and now != self.view.now:
            self.view = replace(self.view, now=now)
            self.shown.emit()

    def read_month(self, month: date, done: Callable[[date, list[WeekView]], None]) -> None:
        """Read the weeks that touch the month from ``month`` in a worker."""
        mondays = [monday_of(month)]
        while (mondays[-1] + timedelta(weeks=1)) < month + timedelta(days=31):
            mondays.append(mondays[-1] + timedelta(weeks=1))
        weeks = self._planner.weeks

        def work(_progress: Progress) -> list[WeekView]:
            return [weeks.week(monday) for monday in mondays]

        self._desk.run(text("Reading the month"), work, lambda read: done(month, read))

    def coming(self) -> tuple[Entry, ...]:
        """What is still to come as seen from now, whichever week is shown."""
        return entries_ahead(self.view, self._planner.weeks.coming)

    def today(self) -> date:
        """The day it is at the site."""
        zone = self.view.site.tz if self.view else None
        return self._planner.clock().astimezone(zone).date()

    def selected(self) -> Entry | None:
        """The selected entry as it stands now."""
        return self.entry(self.selection) if self.selection else None

    def entry(self, entry_id: str) -> Entry | None:
        """An entry of the shown week."""
        entries = self.view.entries if self.view else ()
        return next((entry for entry in entries if entry.id == entry_id), None)

    def select(self, entry: Entry | None) -> None:
        """Select an entry, or nothing."""
        chosen = entry.id if entry is not None else None
        if chosen != self.selection:
            self.selection = chosen
            self.selection_changed.emit()

    def when(self, moment: datetime) -> str:
        """A moment as labels show it: "Fri 16:00"."""
        assert self.view is not None
        return self._dates.moment(moment, self.view.site.tz)

    def move(self, entry: Entry, day: date, start: int, *, copy: bool = False) -> None:
        """Put an entry, or a copy of it, to another wall time."""
        assert self.view is not None
        zone = self.view.site.tz
        if copy:
            self._submit_and_select(changes.copied(entry, day, start, zone, self.when))
        elif self._movable(entry):
            self._submit(changes.moved(entry, day, start, zone, self.when))

    def move_to(self, entry: Entry, span: Span) -> None:
        """Put an entry where ``span`` begins (the panel's Move…)."""
        assert self.view is not None
        start = span.start.astimezone(self.view.site.tz)
        self.move(entry, start.date(), start.hour * 60 + start.minute)

    def nudge(self, entry: Entry, *, minutes: int = 0, days: int = 0) -> None:
        """Move by a step of the keyboard; the day's ends stop it."""
        assert self.view is not None
        day, start, _ = changes.wall_minutes(entry, self.view.site.tz)
        wanted = min(max(start + minutes, 0), MINUTES_A_DAY - 15)
        self.move(entry, day + timedelta(days=days), wanted)

    def resize(self, entry: Entry, start: int, end: int) -> None:
        """Give an entry other ends."""
        assert self.view is not None
        if self._movable(entry):
            self._submit(changes.resized(entry, start, end, self.view.site.tz))

    def lengthen(self, entry: Entry, minutes: int) -> None:
        """Make an entry longer or shorter at its end, 15 minutes at least."""
        assert self.view is not None
        _, start, end = changes.wall_minutes(entry, self.view.site.tz)
        self.resize(entry, start, max(end + minutes, start + 15))

    def add(self, day: date, start: int, end: int, title: str) -> None:
        """Put something new into the calendar."""
        assert self.view is not None
        title = title.strip() or tr("New entry")
        span = changes.wall_span(day, start, end, self.view.site.tz)
        self._submit_and_select(changes.added(span, title, self.when))

    def cover(self, peak: OpenPeak) -> None:
        """Put an unplanned block on an open peak."""
        self._submit_and_select(
            changes.added(peak.span, tr("Unplanned"), self.when, kind=EntryKind.UNPLANNED)
        )

    def cover_next(self) -> None:
        """Cover the first open peak that is still to come, or say that there is none."""
        peak = self.next_open_peak()
        if peak is None:
            self._desk.toast(text("Every peak of this week is covered or past."))
        else:
            self.cover(peak)

    def next_open_peak(self) -> OpenPeak | None:
        """The first open peak that is not over; the selected entry's day goes first."""
        if self.view is None:
            return None
        return next(iter(coming_peaks(self.view, self.selected())), None)

    def rename(self, entry: Entry, title: str) -> None:
        """Give an entry another title."""
        self._submit(changes.renamed(entry, title))

    def remove(self, entry: Entry) -> None:
        """Take an entry out; of a series this one day."""
        self._submit(changes.removed(entry))

    def toggle_skip(self, entry: Entry) -> None:
        """Take this one occurrence out of its week, or bring it back."""
        if self._movable(entry):
            self._submit(changes.skip_toggled(entry))

    def toggle_lock(self, entry: Entry) -> None:
        """Lock an entry, or hand it back to the planner."""
        if self._movable(entry):
            self._submit(changes.lock_toggled(entry))

    def duplicate(self, entry: Entry) -> None:
        """Put a copy right after the entry."""
        assert self.view is not None
        day, _, end = changes.wall_minutes(entry, self.view.site.tz)
        self.move(entry, day + timedelta(days=end // MINUTES_A_DAY), end % MINUTES_A_DAY, copy=True)

    def refuse_move(self, _entry: Entry) -> None:
        """Say why an imported entry stays where it is."""
        self._desk.toast(
            text("This comes from your imported calendar. Move it there and import again.")
        )

    def plan(
        self, *, weeks: int = 1, days: tuple[date, ...] | None = None, near: bool = False
    ) -> None:
        """Have the shown week planned, or several from it on, or only some of its days."""
        if self.view is not None:
            self.flow.plan(PlanWish(self.view.monday, weeks, days, near))

    def read_touched(
        self, monday: date, done: Callable[[tuple[date, ...]], None], given_up: Callable[[], None]
    ) -> None:
        """Find the coming days of a week on which the plan no longer fits, in a worker."""
        planner = self._planner
        self._desk.run_quietly(
            text("Looking at the plan"),
            lambda: planner.planning.touched(monday, near=True),
            done,
            given_up,
        )

    def read_places(self, entry: Entry, done: Callable[[tuple[Offer, ...]], None]) -> None:
        """Find the best other places for ``entry`` in a worker."""
        planner = self._planner
        self._desk.run_quietly(
            text("Looking for places"), lambda: planner.planning.places_for(entry), done
        )

    def with_whom(self, entry: Entry) -> tuple[str, ...]:
        """The names of those an entry is with, in its order."""
        if not entry.people:
            return ()
        names = {person.id: person.name for person in self._planner.store.read.people()}
        return tuple(names[PersonId(one)] for one in entry.people if one in names)

    def drawn(self) -> tuple[tuple[Entry, ...], tuple[tuple[Entry, str], ...]]:
        """What stands as it is, and what is drawn as proposed with its mark."""
        if self.view is None:
            return (), ()
        gone = self.flow.moved_away()
        kept = tuple(entry for entry in self.view.entries if entry.id not in gone)
        return kept, tuple(self.flow.marked())

    def _movable(self, entry: Entry) -> bool:
        if may_move(entry) and entry.days is None:
            return True
        if entry.days is None:
            self.refuse_move(entry)
        return False

    def _submit(self, edit: Edit | None) -> None:
        if edit is not None:
            self._desk.submit(edit)

    def _submit_and_select(self, edit: Edit) -> None:
        added = edit.after[0]
        if isinstance(added, Entry):
            self.selection = added.id
        self._desk.submit(edit)
