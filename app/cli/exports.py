"""``firebreak export`` and ``firebreak picture``: the week for other programs and for paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from app.bootstrap import Planner
from app.cli.dates import parse_week, week_to_plan
from app.cli.session import session_of
from app.domain.wall import iso_week, week_span

WEEK = Annotated[
    str | None,
    typer.Option(
        metavar="2026-W48",
        help="Which week; otherwise this one, or the next once this one is done.",
        show_default=False,
    ),
]


def add_to(program: typer.Typer) -> None:
    """Put this module's commands into the program."""
    program.command("export")(export)
    program.command("picture")(picture)


def chosen_week(planner: Planner, written: str | None) -> date:
    """The Monday of the week that was asked for.

    Raises:
        BadInputError: there is no such week.

    """
    if written is not None:
        return parse_week(written)
    return week_to_plan(planner.settings.site(), planner.clock())


def export(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.ics", help="Where to write it.")],
    week: WEEK = None,
    names: Annotated[
        bool, typer.Option("--names/--no-names", help="Whether titles and places are written.")
    ] = True,
) -> None:
    """Write the week as a calendar file (.ics)."""
    session = session_of(context)
    with session.planner() as planner:
        monday = chosen_week(planner, week)
        span = week_span(monday, planner.settings.site().tz)
        count = planner.calendar_files.export(span, out, names=names)
    session.say(f"{out}: {count} entries of week {iso_week(monday)}.")


def picture(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.png|FILE.pdf", help="Where to draw it.")],
    week: WEEK = None,
    dark: Annotated[bool, typer.Option("--dark", help="Light on dark.")] = False,
) -> None:
    """Draw the week over its contact volumes."""
    session = session_of(context)
    with session.planner() as planner:
        from app.services.pictures import draw_week

        monday = chosen_week(planner, week)
        draw_week(planner.weeks.week(monday), file, dark=dark)
    session.say(f"{file}: the week {iso_week(monday)}.")
