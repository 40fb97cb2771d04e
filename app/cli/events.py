"""``firebreak events``: what is known to move the volumes."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

import typer
from rich.table import Table

from app.cli.dates import parse_day, short_day
from app.cli.session import session_of
from app.domain.errors import BadInputError
from app.domain.known_events import KnownEvent
from app.domain.settings import WEEKDAYS, parse_weekday

events = typer.Typer(help="Known events and special days.", invoke_without_command=True)
JSON = Annotated[bool, typer.Option("--json", help="Print plain values.")]


def add_to(program: typer.Typer) -> None:
    """Put this module's commands into the program."""
    program.add_typer(events, name="events")


@events.callback()
def _events(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_events(context)


@events.command("list")
def list_events(context: typer.Context, as_json: JSON = False) -> None:
    """Show known events and special days."""
    session = session_of(context)
    with session.planner() as planner:
        known, special = planner.events.list(), planner.events.special_days()
    if as_json:
        session.json(
            {
                "events": [_plain(event) for event in known],
                "special_days": [{"day": day.day.isoformat(), "name": day.name} for day in special],
            }
        )
        return
    if not known and not special:
        session.say(
            "No events are known. Add one like this: "
            'firebreak events add "Invoice run" 2026-12-01 +20'
        )
        return
    table = Table("id", "when", "change", "name", "queue", "source", box=None, pad_edge=False)
    for event in known:
        table.add_row(
            event.id[:8] if not event.id.startswith("sample") else event.id,
            _when(event),
            f"{event.percent:+g} %",
            event.name,
            event.queue or "all",
            event.source,
        )
    for day in special:
        table.add_row(day.day.isoformat(), short_day(day.day), "left out", day.name, "all", "")
    session.table(table)


@events.command("add", context_settings={"ignore_unknown_options": True})
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What it is, like Invoice run.")],
    day: Annotated[str, typer.Argument(help="Its day, or the first of them: 2026-12-01.")],
    percent: Annotated[
        str, typer.Argument(help="How much more or fewer contacts: +20 or -15.", show_default=False)
    ] = "",
    until: Annotated[str | None, typer.Option(help="Its last day.", show_default=False)] = None,
    weekday: Annotated[
        str | None,
        typer.Option(help="Only on this weekday, week by week.", show_default=False),
    ] = None,
    queue: Annotated[str | None, typer.Option(help="Only this queue.", show_default=False)] = None,
    source: Annotated[str, typer.Option(help="What causes it.", show_default=False)] = "",
    special: Annotated[
        bool, typer.Option("--special", help="A day like no other, left out of the history.")
    ] = False,
) -> None:
    """Add an event that changes the volumes, or with --special a day like no other."""
    from app.services.events import NewEvent

    session = session_of(context)
    with session.planner() as planner:
        if special:
            edit = planner.events.edit_to_add_special_day(parse_day(day), name)
        else:
            wanted = NewEvent(
                name,
                parse_day(day),
                parse_percent(percent),
                queue=queue,
                weekday=None if weekday is None else parse_weekday(weekday),
                until=None if until is None else parse_day(until),
                source=source,
            )
            edit = planner.events.edit_to_add(wanted)
        planner.events.apply(edit)
    session.say(edit.label)


@events.command("remove")
def remove(
    context: typer.Context,
    event: Annotated[str, typer.Argument(help="Its id as the list shows it, or a special day.")],
) -> None:
    """Remove an event or a special day."""
    session = session_of(context)
    with session.planner() as planner:
        edit = planner.events.edit_to_remove(event)
        planner.events.apply(edit)
    session.say(edit.label)


def parse_percent(written: str) -> float:
    """Read ``+20``, ``-15%`` or ``12.5``; the planner checks the range.

    Raises:
        BadInputError: it is no number.

    """
    match = re.fullmatch(r"([+-]?\d{1,4}(?:[.,]\d{1,2})?)\s*%?", written.strip())
    if match is None:
        raise BadInputError(
            "'{value}' is not a change in per cent; write it like +20 or -15.", value=written
        )
    return float(match[1].replace(",", "."))


def _when(event: KnownEvent) -> str:
    def written(day: date) -> str:
        return f"{short_day(day)} {day.year}"

    if event.weekday is not None:
        end = f" to {written(event.until)}" if event.until else ""
        return f"each {WEEKDAYS[event.weekday]} from {written(event.day)}{end}"
    if event.until and event.until != event.day:
        return f"{written(event.day)} to {written(event.until)}"
    return written(event.day)


def _plain(event: KnownEvent) -> dict[str, object]:
    return {
        "id": event.id,
        "name": event.name,
        "day": event.day.isoformat(),
        "until": event.until.isoformat() if event.until else None,
        "weekday": event.weekday,
        "percent": event.percent,
        "queue": event.queue,
        "source": event.source,
    }
