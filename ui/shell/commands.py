"""The window's commands: name, keys, and what each one does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.widgets.language import tr

if TYPE_CHECKING:
    from ui.shell.session import Session

VIEWS = ("day", "week", "month", "agenda")


def view_names() -> list[tuple[str, str]]:
    """The ways of showing time, in the toolbar's order."""
    names = {"day": tr("Day"), "week": tr("Week"), "month": tr("Month"), "agenda": tr("Agenda")}
    return [(view, names[view]) for view in VIEWS]


def add_commands(session: Session) -> None:
    """Give the window its actions. Keys are UI.md's."""
    _add_moves(session)
    _add_views(session)
    _add_work(session)
    _add_files(session)
    _add_looks(session)


def _add_moves(session: Session) -> None:
    add, week, group = session.window.actions_table.add, session.week, tr("Time")
    add("previous", tr("Previous"), lambda: week.step(-1), group=group, letter="K")
    add("next", tr("Next"), lambda: week.step(1), group=group, letter="J")
    add("today", tr("Today"), week.today, group=group, letter="T")
    add(
        "date",
        tr("Go to a date or week…"),
        lambda: session.search(session.clock().date().isoformat()),
        group=group,
        letter="G",
    )
    add("open_peak", tr("Jump to the uncovered peak"), week.jump_to_open_peak, group=group)


def _add_views(session: Session) -> None:
    add, window, group = session.window.actions_table.add, session.window, tr("Views")
    go = session.go
    add("place_week", tr("Open the week"), lambda: go("week"), group=group, keys=["Ctrl+1"])
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
            lambda v=view: session.set_view(v),  # type: ignore[misc] # a default binds the view
            group=group,
            letter=view[0].upper(),
        )
    add("search", tr("Search or type a command"), session.search, group=group, keys=["Ctrl+K"])
    add("keys", tr("List of keys"), session.show_keys, group=group, keys=["F1"])
    add("close", tr("Close Firebreak"), window.close, group=group, keys=["Ctrl+Q"])


def _add_work(session: Session) -> None:
    add, week, group = session.window.actions_table.add, session.week, tr("Week")
    history = session.desk.history
    add("plan", tr("Plan my week"), session.plan, group=group, letter="P")
    add("new", tr("New entry"), week.new_entry, group=group, keys=["Ctrl+N"])
    add("undo", tr("Undo"), history.undo, group=group, keys=["Ctrl+Z"])
    add("redo", tr("Redo"), history.redo, group=group, keys=["Ctrl+Shift+Z", "Ctrl+Y"])


def _add_files(session: Session) -> None:
    add, files, group = session.window.actions_table.add, session.files, tr("Files")
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


def _add_looks(session: Session) -> None:
    add, group = session.window.actions_table.add, tr("Look")
    names = {
        "light": tr("Light colours"),
        "dark": tr("Dark colours"),
        "system": tr("Colours as the system has them"),
    }
    for theme, words in names.items():
        add(
            f"theme_{theme}",
            words,
            lambda t=theme: session.set_theme(t),  # type: ignore[misc] # a default binds the theme
            group=group,
        )
    add(
        "theme_toggle",
        tr("Light or dark, the other way"),
        session.toggle_theme,
        group=group,
        keys=["Ctrl+Shift+L"],
    )
