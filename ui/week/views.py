"""Day, week, month and agenda: four ways to look at what the presenter shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.entries import EntryKind
from ui.theme import Theme
from ui.week.dates import Dates
from ui.week.grid import WeekGrid
from ui.week.page_state import BlockState, agenda_blocks, grid_blocks
from ui.week.presenter import WeekPresenter
from ui.week.scene import Wanted, week_days

if TYPE_CHECKING:
    from app.services.weeks import WeekView
    from ui.week.agenda import AgendaView
    from ui.week.month import MonthView

NAMES = ("day", "week", "month", "agenda")


class Views(QStackedWidget):
    """Shows one of the four. Agenda and month are made when first asked for."""

    entry_selected = Signal(object)  # Entry
    entry_opened = Signal(object)  # Entry
    day_asked = Signal(object)  # date

    def __init__(
        self, presenter: WeekPresenter, theme: Theme, dates: Dates, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._theme = theme
        self._dates = dates
        self._agenda: AgendaView | None = None
        self._month: MonthView | None = None
        self._months: tuple[date, list[WeekView]] | None = None
        self.name = "week"
        self.day: date | None = None
        self.hidden: frozenset[EntryKind] = frozenset()
        self.volume = True
        self.roomy = True
        self.grid = WeekGrid(theme, dates)
        self.addWidget(self.grid)
        self.setFocusProxy(self.grid)

    def choose(self, name: str) -> None:
        """Look another way; what is shown stays."""
        self.name = name if name in NAMES else "week"
        self.refill()
        self.setCurrentWidget(self._widget())
        self.setFocusProxy(self._widget())

    def refill(self) -> None:
        """Show what the presenter has now, the way that is chosen."""
        view = self._presenter.view
        if view is None:
            return
        widget = self._widget()
        if widget is self._agenda:
            self._agenda.show_days(view)
            self._agenda.select(self._presenter.selection)
        elif widget is self._month:
            self._fill_month()
        else:
            self.grid.show_scene(self._wanted(view))
            self.grid.select(self._presenter.selection)

    def hide_kinds(self, hidden: frozenset[EntryKind]) -> None:
        """Leave these kinds out."""
        self.hidden = hidden
        self.refill()

    def show_volume(self, shown: bool) -> None:
        """Show gutters and peak bands, or leave them out."""
        self.volume = shown
        self.refill()

    def set_roomy(self, roomy: bool) -> None:
        """Say whether there is room for the free days of the week."""
        if roomy is not self.roomy:
            self.roomy = roomy
            self.refill()

    def follow_selection(self) -> None:
        """Ring the selected entry."""
        self.grid.select(self._presenter.selection)
        if self._agenda is not None and self.name == "agenda":
            self._agenda.select(self._presenter.selection)

    def show_month(self, month: date, weeks: list[WeekView]) -> None:
        """Take the weeks of ``month``, for when it is looked at."""
        self._months = (month, weeks)
        if self.name == "month":
            self._fill_month()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for part in (self.grid, self._agenda, self._month):
            if part is not None:
                part.set_theme(theme)

    def blocks(self) -> list[BlockState]:
        """What is drawn and where, in window pixels."""
        view = self._presenter.view
        if view is None or self.name == "month":
            return []
        if self.name == "agenda" and self._agenda is not None:
            return agenda_blocks(self._agenda, view)
        return grid_blocks(self.grid)

    def _wanted(self, view: WeekView) -> Wanted:
        entries, proposed = self._presenter.drawn()
        days = week_days(view.monday, view.site.working_days, hide_free=not self.roomy)
        if not self.roomy:
            days = self._with_busy_days(view, days)
        if self.name == "day" and self.day is not None:
            days = (self.day,)
        return Wanted(view, days, entries, proposed, self.hidden, self.volume)

    def _with_busy_days(self, view: WeekView, days: tuple[date, ...]) -> tuple[date, ...]:
        """Free days stay in sight when something is on them."""
        zone = view.site.tz
        busy = {e.span.start.astimezone(zone).date() for e in view.entries if e.days is None}
        every = week_days(view.monday, view.site.working_days, hide_free=False)
        return tuple(day for day in every if day in days or day in busy)

    def _widget(self) -> QWidget:
        if self.name == "agenda":
            return self._made_agenda()
        if self.name == "month":
            return self._made_month()
        return self.grid

    def _made_agenda(self) -> AgendaView:
        if self._agenda is None:
            from ui.week.agenda import AgendaView  # noqa: PLC0415 - not before it is asked for

            self._agenda = AgendaView(self._presenter.model, self._theme, self._dates)
            self._agenda.entry_selected.connect(self.entry_selected)
            self._agenda.entry_opened.connect(self.entry_opened)
            self._agenda.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            self.addWidget(self._agenda)
        return self._agenda

    def _made_month(self) -> MonthView:
        if self._month is None:
            from ui.week.month import MonthView  # noqa: PLC0415 - not before it is asked for

            self._month = MonthView(self._theme, self._dates)
            self._month.day_asked.connect(self.day_asked)
            self.addWidget(self._month)
        return self._month

    def _fill_month(self) -> None:
        if self._month is not None and self._months is not None:
            self._month.show_month(*self._months, self._presenter.today())
