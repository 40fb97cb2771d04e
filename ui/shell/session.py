"""One open window over one planner: who tells whom about what."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.domain.edits import Subject
from app.domain.entries import Entry
from app.domain.text import Text, text
from app.domain.wall import monday_of
from ui.shell.bridge import Bridge
from ui.shell.commands import add_commands, view_names
from ui.shell.desk import WindowDesk
from ui.shell.dropping import Dropping
from ui.shell.filing import Filing
from ui.shell.main_window import MainWindow
from ui.shell.pages import BESIDE_THE_WEEK, Pages, rule_of, section_of
from ui.shell.peaks_keeper import PeaksKeeper
from ui.shell.plan_commands import add_plan_commands
from ui.shell.preferences import Preferences, theme_named
from ui.shell.upkeep import Upkeep
from ui.shell.welcome import Welcome
from ui.shell.what_if import WhatIf
from ui.week.page import WeekPage
from ui.widgets.language import tr, tr_text
from ui.widgets.style import dress

if TYPE_CHECKING:
    from app.bootstrap import Planner
    from app.services.weeks import WeekView
    from ui.shell.crash import CrashReporter
    from ui.shell.searching import Searching

EVERYTHING = frozenset(Subject)
IDLE_MS = 1500
"""After the first picture; what the manager does first has the processor for itself."""


class Session(QObject):
    """Makes the parts and connects them; what they do is in the parts."""

    def __init__(
        self, planner: Planner, bridge: Bridge, preferences: Preferences, crash: CrashReporter
    ) -> None:
        super().__init__()
        self.planner = planner
        self.preferences = preferences
        self.clock = planner.clock
        self.theme = theme_named(preferences.theme)
        self._dress()
        self.desk = WindowDesk(lambda: planner.editor, bridge, self)
        self.window = MainWindow(self.theme)
        self.week = WeekPage(planner, self.desk, self.theme)
        self.files = Filing(planner, self.desk, self.window, lambda: self.theme, self._shown_week)
        self.pages = Pages(self)
        self._closed = False
        self.upkeep = Upkeep(planner, self.desk, self)
        add_commands(self)
        self.what_if = WhatIf(planner, self.desk, self.window, lambda: self.theme)
        self.files.cost_asked = self.what_if.try_preview
        self.files.roster_asked = self.import_roster
        add_plan_commands(self.window.actions_table, self.week, self.what_if, self.desk)
        Dropping(self.window, self.files.read_calendar)
        self.window.lay_out(self.week, view_names())
        self.welcome = Welcome(planner, self.desk, self.window, preferences)
        self.keeper = PeaksKeeper(planner, self.desk, self)
        self.searching: Searching | None = None
        self._connect(bridge, crash)
        self.begin()

    def begin(self) -> None:
        """Read and show this week."""
        self.welcome.begin_with(self.files)
        self.week.show_week(monday_of(self.today()))
        self._show_history()

    def today(self) -> date:
        """The day it is at the site."""
        return self.clock().astimezone(self.planner.store.read.site().tz).date()

    @Slot(object)
    def refresh(self, subjects: frozenset[Subject]) -> None:
        """Something changed, here or elsewhere: whoever shows it reads again."""
        if self._closed or not subjects:  # word of the last write may come after the window
            return
        self.welcome.look()
        for place in ("week", *BESIDE_THE_WEEK):
            read_again = getattr(self.window.page(place), "refresh", None)
            if read_again is not None:
                read_again(subjects)
        if subjects & {Subject.VOLUMES, Subject.SETTINGS, Subject.EVENTS}:
            self.keeper.keep()

    @Slot(object)
    def show_first_kept(self, monday: date) -> None:
        """Peaks are kept free for the first time: show the first week in which they are."""
        if self.week.monday < monday:
            self.week.show_week(monday)

    def go(self, place: str) -> None:
        """Open a page of the window."""
        self.window.go(place)

    def open_rule(self, rule_id: str = "") -> None:
        """Show the manager's routines, and one of them in the form when it is named."""
        self.pages.open_rule(rule_id)

    def import_roster(self, what: str) -> None:
        """Open the import of "people" or of the "schedule"."""
        self.pages.import_roster(what)

    def set_view(self, view: str) -> None:
        """Show time by day, week, month or as an agenda."""
        self.go("week")
        self.week.set_view(view)

    def plan(self) -> None:
        """Propose the shown week."""
        self.go("week")
        self.week.plan_my_week()

    def search(self, query: str = "") -> None:
        """Open the command box."""
        if self.searching is None:
            from ui.shell.searching import Searching, Ways  # noqa: PLC0415 - not before it is asked

            self.searching = Searching(
                self.planner, self.window, Ways(self._show_day, self._show_entry)
            )
        self.searching.open(query)

    def show_keys(self) -> None:
        """List every action with its keys."""
        from ui.shell.keys_dialog import KeysDialog  # noqa: PLC0415 - not before it is asked for

        KeysDialog(self.window.actions_table.commands(), self.window).open()

    def set_theme(self, name: str) -> None:
        """Wear ``light``, ``dark`` or what the system has, now and next time."""
        self.preferences.theme = name
        self._wear(name)

    def toggle_theme(self) -> None:
        """Swap light and dark."""
        self.set_theme("light" if self.theme.dark else "dark")

    def raise_window(self) -> None:
        """Come to the front: a second start asked for it."""
        if self.window.isMinimized():
            self.window.showNormal()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        QApplication.alert(self.window)

    def close(self) -> None:
        """Finish what is being written; what is told afterwards finds nobody."""
        self._closed = True
        self.preferences.geometry = self.window.saveGeometry()
        self.upkeep.stop()
        self.desk.close()

    def page_state(self) -> dict[str, object]:
        """What FIREBREAK_STATE tells of the page that is open."""
        state = self.week.state()
        if self.window.place == "week":
            return state
        selection = getattr(self.window.page(self.window.place), "selection", None)
        return {
            "view": self.window.place,
            "selection": selection() if selection is not None else None,
            "counts": state["counts"],
            "blocks": [],
        }

    def _connect(self, bridge: Bridge, crash: CrashReporter) -> None:
        window, desk, week = self.window, self.desk, self.week
        self.keeper.begun.connect(self.show_first_kept)
        bridge.changed.connect(self.refresh, Qt.ConnectionType.QueuedConnection)
        self.upkeep.changed_elsewhere.connect(self.refresh)
        self.upkeep.moment_passed.connect(lambda: week.refresh(frozenset()))
        self.upkeep.brought_in.connect(self.files.take_found)
        week.title_changed.connect(window.toolbar.set_title)
        week.title_changed.connect(lambda title, _number: window.entitle_week(title))
        week.view_changed.connect(window.toolbar.views.choose)
        week.rule_asked.connect(self._show_rule)
        week.status_changed.connect(window.status.show_words)
        window.status.right_clicked.connect(week.jump_to_open_peak)
        window.toolbar.view_picked.connect(self.set_view)
        window.toolbar.views.choose("week")
        window.toast.undo_asked.connect(desk.history.undo)
        window.progress.cancel_asked.connect(desk.cancel)
        window.actions_table.adopt(week.page_actions(), tr("Entries"))
        window.closing.connect(self.close)
        window.shown_first.connect(self._after_first_picture)
        self.welcome.look_changed.connect(self.set_theme)
        desk.toast_asked.connect(self._toast)
        desk.banner_asked.connect(lambda error: window.complain(tr_text(error.text)))
        desk.crashed.connect(crash.show)
        desk.progress_shown.connect(
            lambda words, fraction: window.progress.show_work(tr_text(words), fraction)
        )
        desk.progress_over.connect(window.progress.hide)
        desk.history.changed.connect(self._show_history)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        crash.parent = window

    def _after_first_picture(self) -> None:
        """Everything that the first picture did not need."""
        QTimer.singleShot(0, self._settle_in)

    def _settle_in(self) -> None:
        self.desk.run_quietly(text("Getting ready"), self.planner.warm_up, self._begin_upkeep)

    def _begin_upkeep(self, _nothing: None) -> None:
        self.keeper.keep()
        self.upkeep.begin()
        self.week.replanning.begin()
        QTimer.singleShot(IDLE_MS, self, self._warm_engine)

    def _warm_engine(self) -> None:
        """Have the planning process started before it is asked for, off the GUI thread."""
        if not self._closed:
            self.desk.run_quietly(text("Getting ready"), self._start_engine, self._prepare)

    def _start_engine(self) -> None:
        self.planner.engine.warm_up()  # in the worker: with it the engine is imported

    def _prepare(self, _nothing: None) -> None:
        self.week.panels.prepare()

    def _toast(self, words: Text, undo: bool) -> None:
        self.window.say(tr_text(words), undo=undo)

    def _show_history(self) -> None:
        history, table = self.desk.history, self.window.actions_table
        for name, label, words in (
            ("undo", history.next_undo(), tr("Undo")),
            ("redo", history.next_redo(), tr("Redo")),
        ):
            table[name].setEnabled(label is not None)
            table[name].setToolTip(f"{words}: {tr_text(label)}" if label else words)

    def _wear(self, name: str) -> None:
        self.theme = theme_named(name)
        self._dress()
        self.window.set_theme(self.theme)
        self.pages.show_look(self.preferences.theme)

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress(app, self.theme)

    def _follow_system(self) -> None:
        if self.preferences.theme == "system":
            self._wear("system")

    def _show_day(self, day: date) -> None:
        self.go("week")
        self.week.show_day(day)

    def _show_entry(self, entry: Entry) -> None:
        self.go("week")
        self.week.show_entry(entry)

    def _show_rule(self, entry: Entry) -> None:
        """Open the routine, or else the settings, that made an entry what it is."""
        rule = rule_of(entry)
        if rule:
            self.open_rule(rule)
        else:
            self.pages.open_settings(section_of(entry))

    def _shown_week(self) -> WeekView:
        return self.planner.weeks.week(self.week.monday)
