"""The first minutes: an empty store, the questions before the first import, the sample's bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.bootstrap import Planner
    from ui.shell.desk import WindowDesk
    from ui.shell.filing import Filing
    from ui.shell.main_window import MainWindow
    from ui.shell.preferences import Preferences


class Welcome(QObject):
    """Decides between the three offers and the week."""

    look_changed = Signal(str)

    def __init__(
        self, planner: Planner, desk: WindowDesk, window: MainWindow, preferences: Preferences
    ) -> None:
        super().__init__(window)
        self._planner = planner
        self._desk = desk
        self._window = window
        self._preferences = preferences
        self._files: Filing | None = None
        self._asked = self._empty_chosen = self._connected = False

    def begin_with(self, files: Filing) -> None:
        """Look for the first time; ``files`` does what the offers say."""
        self._files = files
        self._window.sample_bar.take_out_asked.connect(files.take_sample_out)
        self.look()

    def _connect_offers(self) -> None:
        """Make the offers do what they say, once there is a page of them."""
        page, files = self._window.first_run, self._files
        if self._connected or files is None:
            return
        self._connected = True
        page.sample_asked.connect(files.put_sample_in)
        page.calendar_asked.connect(lambda: self._ask_first(files.import_calendar))
        page.volumes_asked.connect(lambda: self._ask_first(files.import_volumes))
        page.empty_asked.connect(lambda: self._ask_first(self._begin_empty))

    def look(self) -> None:
        """Show the offers while there is nothing else, and the bar while the sample is in."""
        read = self._planner.store.read
        nothing = read.volume_range() is None and next(iter(read.all_entries()), None) is None
        if not nothing:
            self._empty_chosen = False
        offers = nothing and not self._empty_chosen
        if offers:
            self._connect_offers()
        self._window.show_empty(offers)
        self._window.sample_bar.setVisible(self._planner.sample.present())

    def _ask_first(self, go_on: Callable[[], object]) -> None:
        """Ask where and when the centre works, unless that is known, then go on."""
        from ui.shell.wizard import Wizard, guessed_site  # noqa: PLC0415 - once in a lifetime

        if self._asked or self._planner.store.read.site_saved():
            go_on()
            return
        self._asked = True
        wizard = Wizard(guessed_site(), self._preferences.theme, self._window)
        wizard.look_changed.connect(self.look_changed)
        wizard.finished_with.connect(
            lambda site: self._desk.submit(self._planner.settings.edit_to(site))
        )
        wizard.finished.connect(lambda _result: go_on())
        wizard.open()

    def _begin_empty(self) -> None:
        self._empty_chosen = True
        self._window.show_empty(False)
