"""The window: rail, toolbar, pages, status bar, and what floats over them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.shell.actions import Actions
from ui.shell.page_head import PageHead
from ui.shell.rail import Place, Rail
from ui.shell.sample_bar import SampleBar
from ui.shell.status_bar import StatusBar
from ui.shell.toolbar import Toolbar
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.language import tr
from ui.widgets.progress import ProgressCard
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from ui.shell.first_run import FirstRunPage
    from ui.week.page import WeekPage

SMALLEST = QSize(1100, 700)
FIRST_SIZE = QSize(1440, 900)
MakePage = Callable[[], QWidget]


def places() -> list[Place]:
    """The pages that are live; keys 2 to 4 wait for those still to come."""
    return [
        Place("week", tr("Week"), "week", "Ctrl+1"),
        Place("team", tr("Team"), "people", "Ctrl+5"),
        Place("volumes", tr("Volumes"), "trend", "Ctrl+7"),
        Place("routines", tr("Routines"), "repeat", "Ctrl+8", under="week"),
        Place("settings", tr("Settings"), "gear", "Ctrl+6", foot=True),
    ]


class MainWindow(QMainWindow):
    """Lays the parts out and shows what it is told. Wiring is in ``ui.shell.application``."""

    shown_first = Signal()  # the first picture is on the screen
    closing = Signal()
    place_changed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        self._first = True
        super().__init__()
        self.setMinimumSize(SMALLEST)
        self.resize(FIRST_SIZE)
        self.setWindowTitle("Firebreak")
        self.actions_table = Actions(self)
        self.rail = Rail(places(), theme)
        self.rail.picked.connect(self.go)
        self.sample_bar = SampleBar()
        self.head = PageHead()
        self.banner = Banner()
        self.status = StatusBar()
        self.pages = QStackedWidget()
        self._theme = theme
        self._first_run: FirstRunPage | None = None
        self._made: dict[str, QWidget] = {}
        self._makers: dict[str, MakePage] = {}
        self._empty = False
        self._place = "week"
        self._week_title = ""

    def lay_out(self, week: WeekPage, views: list[tuple[str, str]]) -> None:
        """Put the parts in place, once the actions exist that the toolbar stands for."""
        self.toolbar = Toolbar(self.actions_table, views)
        self.head.offer([self.actions_table[name] for name in ("search", "undo", "redo")])
        self._made["week"] = week
        self.pages.addWidget(week)
        side = QWidget()
        column = QVBoxLayout(side)
        row_widget = QWidget()
        row = QHBoxLayout(row_widget)
        for layout in (column, row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        for part in (self.toolbar, self.head, self.sample_bar, self.banner):
            column.addWidget(part)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        row.addWidget(self.rail)
        row.addWidget(side, 1)
        self.setCentralWidget(row_widget)
        self.toast = Toast(side)
        self.progress = ProgressCard(side)
        self.go("week")

    @property
    def first_run(self) -> FirstRunPage:
        """The three offers, made when they are first needed."""
        if self._first_run is None:
            from ui.shell.first_run import FirstRunPage  # noqa: PLC0415 - mostly never needed

            self._first_run = FirstRunPage(self._theme)
            self.pages.addWidget(self._first_run)
        return self._first_run

    def add_place(self, place: str, make: MakePage) -> None:
        """Have ``make`` build a page when it is first visited."""
        self._makers[place] = make

    def page(self, place: str) -> QWidget | None:
        """A page, when it was already visited."""
        return self._made.get(place)

    def go(self, place: str) -> None:
        """Open a page; the week of an empty store is the three offers."""
        if place not in self._made:
            self._made[place] = self._makers[place]()
            self.pages.addWidget(self._made[place])
        self._place = place
        offers = place == "week" and self._empty
        page = self.first_run if offers else self._made[place]
        self.pages.setCurrentWidget(page)
        self.toolbar.setVisible(place == "week" and not offers)
        self.status.setVisible(place == "week" and not offers)
        self.head.setVisible(place != "week")
        shown = next(p for p in places() if p.id == place)
        self.head.say(shown.word, getattr(page, "head_parts", list)())
        self.rail.choose(shown.under or place)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._entitle()
        self.place_changed.emit(place)

    @property
    def place(self) -> str:
        """The page that is open."""
        return self._place

    def entitle_week(self, title: str) -> None:
        """Name the window by the time the week page shows, while that page is open."""
        self._week_title = title
        self._entitle()

    def show_empty(self, empty: bool) -> None:
        """Show the three offers in place of the week, or the week."""
        if empty is not self._empty:
            self._empty = empty
            self.go(self._place)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``, on every page that was visited."""
        self._theme = theme
        self.rail.set_theme(theme)
        if self._first_run is not None:
            self._first_run.set_theme(theme)
        for page in self._made.values():
            take = getattr(page, "set_theme", None)
            if take is not None:
                take(theme)

    def say(self, words: str, *, undo: bool) -> None:
        """Say in passing what was done."""
        self.toast.say(words, undo=undo)

    def complain(self, words: str) -> None:
        """Say what went wrong and what to do, until it is closed."""
        self.banner.say(words)

    def _entitle(self) -> None:
        words = {place.id: place.word for place in places()} | {"week": self._week_title}
        shown = words[self._place]
        self.setWindowTitle(f"{shown} – Firebreak" if shown else "Firebreak")

    def event(self, event: QEvent) -> bool:
        """Qt override: notice when the first picture is on the screen."""
        done = super().event(event)
        if self._first and event.type() == QEvent.Type.UpdateRequest:
            self._first = False
            self.shown_first.emit()
        return done

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt override."""
        self.closing.emit()
        super().closeEvent(event)
