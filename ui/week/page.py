"""The week page: side bar, the week itself, and the panel that answers "why is this here?"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.edits import Subject
from app.domain.entries import Entry
from ui.theme import Theme
from ui.week.arrangement import SIDE_FROM, paint_lines, place_parts
from ui.week.asking import Asking
from ui.week.dates import Dates
from ui.week.entry_actions import EntryActions, Wishes
from ui.week.model import WeekModel
from ui.week.month_reading import MonthReading
from ui.week.navigation import Navigation
from ui.week.page_state import counts_of
from ui.week.panels import Panels
from ui.week.presenter import NEW_MINUTES, WeekPresenter
from ui.week.replan_banner import ReplanBanner
from ui.week.replanning import Replanning
from ui.week.sentences import next_up, status_of
from ui.week.side_bar import SideBar
from ui.week.views import Views

if TYPE_CHECKING:
    from app.bootstrap import Planner
    from app.services.weeks import WeekView
    from ui.widgets.desk import Desk

TOTALS = frozenset({Subject.VOLUMES, Subject.EVENTS, Subject.SETTINGS})


class WeekPage(QWidget):
    """Composes the parts and keeps them in step. What anything means is the presenter's."""

    title_changed = Signal(str, str)
    status_changed = Signal(str, str)
    state_changed = Signal()
    view_changed = Signal(str)
    rule_asked = Signal(object)  # Entry: open the settings that made it

    def __init__(
        self, planner: Planner, desk: Desk, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._dates = Dates(QLocale())
        self._presenter = WeekPresenter(planner, desk, WeekModel(self._dates, self), self._dates)
        self._presenter.setParent(self)
        self._side = SideBar(theme, self)
        self._views = Views(self._presenter, theme, self._dates, self)
        self._time = Navigation(self._presenter, self._views, self._dates)
        self.panels = Panels(self, self._presenter, theme)
        self._asking = Asking(self, self._presenter, self._views, self.panels, theme)
        self._months = MonthReading(self._presenter, self)
        self.replanning = Replanning(self._presenter, self)
        self._banner = ReplanBanner(self.replanning, self._presenter.flow, self)
        self._actions = EntryActions(
            self._views,
            self._presenter,
            Wishes(
                self.panels.open_up,
                self._asking.for_rename,
                self.panels.ask_for_places,
                self.rule_asked.emit,
            ),
        )
        self.panels.keys = self._actions.beside()
        self.setFocusProxy(self._views)
        self.setAutoFillBackground(True)
        paint_lines(self, theme)
        self._connect()

    @property
    def monday(self) -> date:
        """The week that is shown."""
        return self._time.monday

    def show_week(self, monday: date) -> None:
        """Read and show the week from ``monday``, on its today or first day."""
        self._time.show_week(monday)

    def show_day(self, day: date) -> None:
        """Show the week of ``day`` with that day in the fore."""
        self._time.show_day(day)

    def show_entry(self, entry: Entry) -> None:
        """Show an entry: its week, its ring, its panel."""
        view = self._presenter.view
        if view is not None and not view.span.overlaps(entry.span):
            self.show_day(entry.span.start.astimezone(view.site.tz).date())
        self.panels.open_entry(entry)

    def step(self, weeks: int) -> None:
        """Go on or back: by weeks, by days in the day view, by months in the month view."""
        self._time.step(weeks)

    def today(self) -> None:
        """Go to the week of today."""
        self.show_day(self._presenter.today())

    def set_view(self, name: str) -> None:
        """Look by "day", "week", "month" or "agenda"."""
        self._views.choose(name)
        self.title_changed.emit(*self._time.title())
        self._side.show_totals(self._time.middle(), self._months.totals)
        self._want_month()
        self._arrange()
        self.view_changed.emit(self._views.name)

    def refresh(self, subjects: frozenset[Subject]) -> None:
        """Something changed, or (no subjects) time has passed: read again what is shown."""
        if self._presenter.view is None:
            return
        if subjects:
            self._months.make_stale(totals=bool(subjects & TOTALS))
        if not subjects:
            self._presenter.tell_time()
        elif subjects - {Subject.PEOPLE}:
            self._presenter.read_again()
        if subjects & {Subject.PEOPLE, Subject.SETTINGS}:
            self.replanning.look()
        if subjects:
            self._presenter.flow.follow_calendar()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        paint_lines(self, theme)
        for part in (self._side, self._views, self.panels, self._asking):
            part.set_theme(theme)

    def plan_my_week(self, weeks: int = 1) -> None:
        """Have the shown week planned, or several from it on, and show the proposal."""
        if self._views.name == "month":
            self.set_view("week")
        self._presenter.plan(weeks=weeks)

    def jump_to_open_peak(self) -> None:
        """Bring the first open peak of the shown week into sight and ring it; Enter covers it."""
        peak = self._presenter.next_open_peak()
        if peak is None:
            self._presenter.cover_next()  # says that there is none
            return
        if self._views.name != "week":
            self.set_view("week")
        self._presenter.select(None)
        self._views.grid.point_at(peak)
        self._views.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def new_entry(self) -> None:
        """Ask for a title and add an entry: in the next half hour, or at nine of a later day."""
        if self._presenter.view is not None:
            day, minute = self._time.new_place()
            self._asking.for_new(day, minute, minute + NEW_MINUTES)

    def page_actions(self) -> list[QAction]:
        """What can be done with an entry; keys are the actions' own."""
        return self._actions.all()

    def state(self) -> dict[str, object]:
        """What is shown, for those who try the window by program."""
        view, proposal = self._presenter.view, self._presenter.flow.proposal
        return {
            "view": self._views.name,
            "selection": self._presenter.selection,
            "counts": counts_of(view, len(proposal.changes) if proposal else 0) if view else {},
            "blocks": self._views.blocks(),
        }

    def _connect(self) -> None:
        presenter, grid, side, views = self._presenter, self._views.grid, self._side, self._views
        presenter.shown.connect(self._show)
        presenter.selection_changed.connect(self._follow_selection)
        presenter.flow.changed.connect(self._follow_proposal)
        presenter.flow.ticks_changed.connect(views.refill)
        presenter.flow.applied.connect(presenter.read_again)
        self.panels.changed.connect(self._arrange)
        self.panels.day_pointed.connect(self.show_day)
        self._banner.changed.connect(self._arrange)
        self._months.read.connect(self._take_month)
        self.panels.rule_asked.connect(self.rule_asked)
        grid.selected.connect(self.panels.pick)
        grid.taken.connect(self.panels.hold)
        grid.opened.connect(self.panels.open_entry)
        grid.move_asked.connect(
            lambda entry, day, start, copy: presenter.move(entry, day, start, copy=copy)
        )
        grid.resize_asked.connect(presenter.resize)
        grid.create_asked.connect(self._asking.for_new)
        grid.peak_asked.connect(presenter.cover)
        grid.day_asked.connect(self._open_day)
        grid.fixed_refused.connect(presenter.refuse_move)
        grid.menu_asked.connect(self._show_menu)
        views.entry_selected.connect(presenter.select)
        views.entry_opened.connect(self.panels.open_entry)
        views.day_asked.connect(self._open_day)
        side.day_picked.connect(self.show_day)
        side.month_shown.connect(self._months.read_other)
        self._months.other_read.connect(side.show_totals)
        side.layers_changed.connect(views.hide_kinds)
        side.volume_toggled.connect(views.show_volume)
        side.entry_picked.connect(self.show_entry)

    def _show(self) -> None:
        view = self._presenter.view
        if view is None:
            return
        self._views.refill()
        coming = self._presenter.coming()
        self._side.show_view(view, self._months.totals, self._time.middle(), coming)
        self.panels.follow()
        self._actions.follow()
        self.title_changed.emit(*self._time.title())
        self.status_changed.emit(next_up(view, coming, self._dates), status_of(view, self._dates))
        self._want_month()
        self.state_changed.emit()

    def _follow_selection(self) -> None:
        self._views.follow_selection()
        self.panels.follow()
        self._actions.follow()
        self.state_changed.emit()

    def _follow_proposal(self) -> None:
        self._views.refill()
        self.panels.follow()
        self.state_changed.emit()

    def _open_day(self, day: date) -> None:
        if self._views.name == "day":
            self.set_view("week")
            return
        self._views.choose("day")
        self.show_day(day)
        self.view_changed.emit("day")

    def _show_menu(self, at: QPoint, entry: Entry | None, day: date, minute: int) -> None:
        if entry is None:
            self._presenter.select(None)
        self._actions.follow()
        self._actions.menu(at, lambda: self._asking.for_new(day, minute, minute + NEW_MINUTES))

    def _want_month(self) -> None:
        self._months.want(self._time.month(), entries=self._views.name == "month")

    def _take_month(self, month: date, weeks: list[WeekView]) -> None:
        self._side.show_totals(self._time.middle(), self._months.totals)
        self._views.show_month(month, weeks)
        self.state_changed.emit()

    def _arrange(self) -> None:
        """Give every part its place; only the week itself changes width."""
        self._views.set_roomy(self.width() >= SIDE_FROM)
        place_parts(self, self._side, self._views, self.panels.open, self._banner)
        self.state_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt override: the keys are for the week from the start."""
        super().showEvent(event)
        self._views.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override."""
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Qt override."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Esc closes the panel, then lets go of the selection."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.panels.open is not None:
            self.panels.close_up()
            self._views.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._presenter.select(None)
