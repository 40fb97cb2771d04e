"""The pages beside the week: made when first visited, and told what the window knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtWidgets import QWidget

from app.domain.entries import Entry, EntryKind

if TYPE_CHECKING:
    from app.bootstrap import Planner
    from ui.routines.page import RoutinesPage
    from ui.settings.page import SettingsPage
    from ui.shell.desk import WindowDesk
    from ui.shell.filing import Filing
    from ui.shell.main_window import MainWindow
    from ui.shell.preferences import Preferences
    from ui.team.page import TeamPage
    from ui.theme import Theme

BESIDE_THE_WEEK = ("volumes", "team", "routines", "settings")


class Frame(Protocol):
    """What the pages are made from."""

    planner: Planner
    desk: WindowDesk
    window: MainWindow
    files: Filing
    preferences: Preferences
    theme: Theme

    def go(self, place: str) -> None:
        """Open a page of the window."""

    def set_theme(self, name: str) -> None:
        """Wear ``light``, ``dark`` or what the system has."""


class Pages:
    """Knows how each page is made and which of its wishes goes where."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        makers = (self._volumes, self._team, self._routines, self._settings)
        for place, make in zip(BESIDE_THE_WEEK, makers, strict=True):
            frame.window.add_place(place, make)

    def open_rule(self, rule_id: str = "") -> None:
        """Show the routines, and the one of that id in the form when there is such a one."""
        self._frame.go("routines")
        if rule_id:
            page = cast("RoutinesPage", self._frame.window.page("routines"))
            page.show_rule(rule_id)

    def open_settings(self, section: str) -> None:
        """Show a section of the settings."""
        self._frame.go("settings")
        cast("SettingsPage", self._frame.window.page("settings")).show_section(section)

    def import_roster(self, what: str) -> None:
        """Open the import of "people" or of the "schedule"."""
        self._frame.go("team")
        cast("TeamPage", self._frame.window.page("team")).open_import(what)

    def show_look(self, look: str) -> None:
        """Tell the settings which look is on, when they were visited."""
        page = self._frame.window.page("settings")
        if page is not None:
            cast("SettingsPage", page).show_look(look)

    def _volumes(self) -> QWidget:
        from ui.volumes.evidence import EvidencePage  # noqa: PLC0415 - rarely needed

        frame = self._frame
        page = EvidencePage(frame.planner, frame.desk, frame.theme)
        page.import_asked.connect(frame.files.import_volumes)
        return page

    def _team(self) -> QWidget:
        from ui.team.page import TeamPage  # noqa: PLC0415 - not before it is visited

        frame = self._frame
        page = TeamPage(frame.planner, frame.desk, frame.theme)
        page.sample_asked.connect(frame.files.put_sample_in)
        return page

    def _routines(self) -> QWidget:
        from ui.routines.page import RoutinesPage  # noqa: PLC0415 - not before it is visited

        frame = self._frame
        page = RoutinesPage(frame.planner, frame.desk, frame.theme)
        page.settings_asked.connect(self.open_settings)
        page.team_asked.connect(lambda: frame.go("team"))
        return page

    def _settings(self) -> QWidget:
        from ui.settings.page import SettingsPage  # noqa: PLC0415 - rarely needed

        frame = self._frame
        page = SettingsPage(frame.planner, frame.desk, frame.theme)
        page.look_changed.connect(frame.set_theme)
        page.evidence_asked.connect(lambda: frame.go("volumes"))
        page.import_asked.connect(frame.files.import_volumes)
        page.routines_asked.connect(lambda: frame.go("routines"))
        page.show_look(frame.preferences.theme)
        return page


def section_of(entry: Entry) -> str:
    """The section of the settings that decides about what no routine asked for."""
    sections = {EntryKind.OPEN_DOOR: "open_door", EntryKind.LUNCH: "lunch"}
    return sections.get(entry.kind, "blocks")


def rule_of(entry: Entry) -> str:
    """The id of the routine that asked for ``entry``; empty when none did."""
    what, _, which = entry.demand.partition(":")
    return which.split(":")[0] if what == "rule" else ""
