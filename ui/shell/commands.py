"""The window's commands: name, keys, and what each one does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from ui.widgets.language import tr

if TYPE_CHECKING:
    from ui.shell.desk import WindowDesk
    from ui.shell.filing import Filing
    from ui.shell.main_window import MainWindow
    from ui.week.page import WeekPage


class Helm(Protocol):
    """What the commands steer by."""

    window: MainWindow
    week: WeekPage
    desk: WindowDesk
    files: Filing

    def today(self) -> date:
        """The day it is at the site."""

    def go(self, place: str) -> None:
        """Open a page of the window."""

    def open_rule(self, rule_id: str = "") -> None:
        """Show the manager's routines."""

    def import_roster(self, what: str) -> None:
        """Open the import of "people" or of the "schedule"."""

    def set_view(self, view: str) -> None:
        """Show time by day, week, month or as an agenda."""

    def plan(self) -> None:
        """Propose the shown week."""

    def search(self, query: str = "") -> None:
        """Open the command box."""

    def show_keys(self) -> None:
        """List every action with its keys."""

    def set_theme(self, name: str) -> None:
        """Wear ``light``, ``dark`` or what the system has."""

    def toggle_theme(self) -> None:
        """Swap light and dark."""


VIEWS = ("day", "week", "month", "agenda")


def view_names() -> list[tuple[str, str]]:
    """The ways of showing time, in the toolbar's order."""
    names = {"day": tr("Day"), "week": tr("Week"), "month": tr("Month"), "agenda": tr("Agenda")}
    return [(view, names[view]) for view in VIEWS]


def add_commands(helm: Helm) -> None:
    """Give the window its actions. Keys are UI.md's."""
    _add_moves(helm)
    _add_views(helm)
    _add_work(helm)
    _add_files(helm)
    _add_looks(helm)


def _add_moves(helm: Helm) -> None:
    add, week, group = helm.window.actions_table.add, helm.week, tr("Time")
    add("previous", tr("Previous"), lambda: week.step(-1), group=group, letter="K")
    add("next", tr("Next"), lambda: week.step(1), group=group, letter="J")
    add("today", tr("Today"), week.today, group=group, letter="T")
    add(
        "date",
        tr("Go to a date or week…"),
        lambda: helm.search(helm.today().isoformat()),
        group=group,
        letter="G",
    )
    add("open_peak", tr("Jump to the uncovered peak"), week.jump_to_open_peak, group=group)


def _add_views(helm: Helm) -> None:
    add, window, group = helm.window.actions_table.add, helm.window, tr("Views")
    go = helm.go
    add("place_week", tr("Open the week"), lambda: go("week"), group=group, keys=["Ctrl+1"])
    add("place_team", tr("Open the team"), lambda: go("team"), group=group, keys=["Ctrl+5"])
    add("place_routines", tr("Routines…"), helm.open_rule, group=group, keys=["Ctrl+8"])
    add(
        "place_settings",
        tr("Open the settings"),
        lambda: go("settings"),
        group=group,
        keys=["Ctrl+6", "Ctrl+,"],
    )
    add(
        "place_volumes",
        tr("Open the volumes and their evidence"),
        lambda: go("volumes"),
        group=group,
        keys=["Ctrl+7"],
    )
    for view, words in view_names():
        add(
            f"view_{view}",
            tr("Show by: {view}", view=words),
            lambda v=view: helm.set_view(v),  # type: ignore[misc] # a default binds the view
            group=group,
            letter=view[0].upper(),
        )
    add("search", tr("Search or type a command"), helm.search, group=group, keys=["Ctrl+K"])
    add("keys", tr("List of keys"), helm.show_keys, group=group, keys=["F1"])
    add("close", tr("Close Firebreak"), window.close, group=group, keys=["Ctrl+Q"])


def _add_work(helm: Helm) -> None:
    add, week, group = helm.window.actions_table.add, helm.week, tr("Week")
    history = helm.desk.history
    add("plan", tr("Plan my week"), helm.plan, group=group, letter="P")
    add("new", tr("New entry"), week.new_entry, group=group, keys=["Ctrl+N"])
    add("undo", tr("Undo"), history.undo, group=group, keys=["Ctrl+Z"])
    add("redo", tr("Redo"), history.redo, group=group, keys=["Ctrl+Shift+Z", "Ctrl+Y"])


def _add_files(helm: Helm) -> None:
    add, files, group = helm.window.actions_table.add, helm.files, tr("Files")
    add(
        "import_volumes",
        tr("Import contact volumes (CSV)…"),
        files.import_volumes,
        group=group,
        keys=["Ctrl+I"],
    )
    add(
        "import_calendar",
        tr("Import my calendar (.ics)…"),
        files.import_calendar,
        group=group,
        keys=["Ctrl+Shift+I"],
    )
    for what, words in (
        ("people", tr("Import people (CSV)…")),
        ("schedule", tr("Import schedule (CSV)…")),
    ):
        add(f"import_{what}", words, lambda w=what: helm.import_roster(w), group=group)  # type: ignore[misc] # a default binds it
    add("export", tr("Export the week (.ics)…"), files.export_week, group=group, keys=["Ctrl+E"])
    add(
        "picture",
        tr("Save the week as picture or PDF…"),
        files.save_picture,
        group=group,
        keys=["Ctrl+P"],
    )
    add("backup", tr("Back up now"), files.back_up, group=group)
    add("sample_in", tr("Show the sample centre"), files.put_sample_in, group=group)
    add("sample_out", tr("Take the sample centre out"), files.take_sample_out, group=group)


def _add_looks(helm: Helm) -> None:
    add, group = helm.window.actions_table.add, tr("Look")
    names = {
        "light": tr("Light colours"),
        "dark": tr("Dark colours"),
        "system": tr("Colours as the system has them"),
    }
    for theme, words in names.items():
        add(
            f"theme_{theme}",
            words,
            lambda t=theme: helm.set_theme(t),  # type: ignore[misc] # a default binds the theme
            group=group,
        )
    add(
        "theme_toggle",
        tr("Light or dark, the other way"),
        helm.toggle_theme,
        group=group,
        keys=["Ctrl+Shift+L"],
    )
