"""``firebreak check``, ``backup`` and ``restore``: the store's health."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from app.cli.session import session_of

UNSOUND = 2


def add_to(program: typer.Typer) -> None:
    """Put this module's commands into the program."""
    program.command("check")(check)
    program.command("backup")(backup)
    program.command("restore")(restore)


def check(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print plain values.")] = False,
) -> None:
    """Check the store for damage.

    Reads everything in it; the exit code is 2 when something is wrong.
    """
    session = session_of(context)
    with session.planner() as planner, session.working("Checking…"):
        report = planner.care.check()
    if as_json:
        session.json(
            {
                "file": str(report.file),
                "sound": report.sound,
                "problems": [str(problem) for problem in report.problems],
                "counts": report.counts,
            }
        )
    else:
        named = ((name.replace("_", " "), count) for name, count in report.counts.items())
        held = ", ".join(f"{count:,} {name}" for name, count in named if count)
        session.say(f"{report.file}: {held or 'empty'}.")
        for problem in report.problems:
            session.say(f"  ! {problem}")
        session.say(
            "Everything is sound."
            if report.sound
            else "firebreak restore brings back the newest backup and keeps this file beside it."
        )
    if not report.sound:
        raise typer.Exit(UNSOUND)


def backup(context: typer.Context) -> None:
    """Write a verified copy of the store beside it."""
    session = session_of(context)
    with session.planner() as planner, session.working("Backing up…"):
        file = planner.care.backup()
    session.say(f"{file}: {file.stat().st_size / 1024:,.0f} KiB, verified.")


def restore(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(help="Which backup; otherwise the newest.", show_default=False)
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Only show which there are.")] = False,
) -> None:
    """Make a backup the store again.

    What is there now is kept beside it.
    """
    from app.services.care import restore_store

    session = session_of(context)
    if listed:
        _list_backups(context)
        return
    with session.working("Restoring…"):
        kept = restore_store(session.folder, file, session.clock)
    session.say(f"Restored {file or 'the newest backup'}.")
    if kept is not None:
        session.say(f"What was there before is kept as {kept}.")


def _list_backups(context: typer.Context) -> None:
    session = session_of(context)
    with session.planner() as planner:
        backups = planner.care.backups()
        zone = planner.settings.site().tz
    if not backups:
        session.say("There are no backups yet; firebreak backup writes one.")
        return
    table = Table("file", "written", "KiB", "why", box=None, pad_edge=False)
    for each in backups:
        written: datetime = each.at.astimezone(zone)
        table.add_row(
            str(each.file), f"{written:%Y-%m-%d %H:%M}", f"{each.size // 1024:,}", each.why
        )
    session.table(table)
