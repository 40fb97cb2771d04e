"""``firebreak sample``: an invented centre to try the planner on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.session import session_of


def add_to(program: typer.Typer) -> None:
    """Put this module's commands into the program."""
    program.command("sample")(sample)


def sample(
    context: typer.Context,
    remove: Annotated[bool, typer.Option("--remove", help="Take it out again.")] = False,
    csv: Annotated[
        Path | None,
        typer.Option(
            "--csv",
            metavar="FILE",
            help="Only write its volumes as an export, to try the import on.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Fill an empty store with a sample centre.

    Sixteen weeks of two queues, a team of 40 with its shifts, and a manager's calendar.
    """
    session = session_of(context)
    with session.planner() as planner:
        if csv is not None:
            rows = planner.sample.write_export(csv)
            session.say(f"{csv}: {rows} rows of two queues, local time of Europe/Oslo.")
        elif remove:
            gone = planner.sample.take_out()
            session.say(
                f"Sample centre taken out: {gone.volume_days} queue days of volumes, "
                f"{gone.entries} entries, {gone.persons} people."
            )
        else:
            filled = planner.sample.fill()
            session.say(
                f"Sample centre put in: {filled.volume_days} queue days of volumes "
                f"({filled.first_day} to {filled.last_day}), {filled.entries} entries, "
                f"{filled.persons} people."
            )
            session.say("firebreak sample --remove takes it all out again.")
