"""``firebreak config``: the site's settings."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from app.cli.session import session_of
from app.domain.settings import SETTINGS, setting_named


def add_to(program: typer.Typer) -> None:
    """Put this module's commands into the program."""
    program.command("config")(config)


def config(
    context: typer.Context,
    key: Annotated[str | None, typer.Argument(help="Which setting.", show_default=False)] = None,
    value: Annotated[
        str | None, typer.Argument(help="What it shall be.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print plain values.")] = False,
) -> None:
    """Show the settings, one of them, or change it."""
    session = session_of(context)
    with session.planner() as planner:
        if key is not None and value is not None:
            setting = setting_named(key)
            planner.settings.change(**{setting.key: value})
        site = planner.settings.site()
    if key is not None:
        setting = setting_named(key)
        if as_json:
            session.json({setting.key: setting.of(site)})
        else:
            session.say(
                setting.of(site) if value is None else f"{setting.key} = {setting.of(site)}"
            )
        return
    if as_json:
        session.json({setting.key: setting.of(site) for setting in SETTINGS})
        return
    table = Table("setting", "value", "what it is", box=None, pad_edge=False)
    for setting in SETTINGS:
        table.add_row(setting.key, setting.of(site), str(setting.help))
    session.table(table)
