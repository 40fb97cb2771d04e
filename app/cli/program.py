"""The program as typed: every command under one name, every failure one sentence."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from app import __version__
from app.cli import (
    care,
    events,
    evidence,
    exports,
    imports,
    people,
    planning,
    rules,
    samples,
    settings,
    weeks,
)
from app.cli.session import Session
from app.domain.errors import CancelledError, PlannerError

REFUSED = 2
INTERRUPTED = 130
MISTYPED: type[BaseException] = typer.BadParameter.__bases__[0]
"""What typer raises for an option or argument that does not fit, whichever click it brings."""

program = typer.Typer(
    name="firebreak",
    help="Plan a contact-centre manager's week: peaks kept free, doors open on calm days. "
    "Without a command the window opens.",
    epilog="--home DIR, before or after the command, or FIREBREAK_HOME chooses where the store "
    "lives; FIREBREAK_NOW=2026-11-18T10:02+01:00 freezes the clock.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"firebreak {__version__}")
        raise typer.Exit


@program.callback(invoke_without_command=True)
def _begin(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and end."
        ),
    ] = False,
    home: Annotated[
        str | None,
        typer.Option("--home", metavar="DIR", help="Where the store lives.", show_default=False),
    ] = None,
) -> None:
    """Do nothing by itself; ``run`` has taken the options in already."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


for _group in (
    imports,
    planning,
    weeks,
    people,
    rules,
    evidence,
    exports,
    events,
    settings,
    samples,
    care,
):
    _group.add_to(program)


def run(arguments: list[str]) -> int:
    """Carry out what ``arguments`` say; answer the exit code.

    0 when done, 2 when a sentence on stderr says why not, 130 when it was stopped.
    """
    _speak_utf8()
    try:
        rest, home = take_home(arguments)
        return _carry_out(rest, Session(home))
    except CancelledError as stopped:
        return _end(str(stopped), INTERRUPTED)
    except PlannerError as refused:
        return _end(str(refused), REFUSED)
    except MISTYPED as mistyped:
        return _end(f"{_message_of(mistyped)} firebreak --help shows how it is written.", REFUSED)
    except KeyboardInterrupt:
        return _end("Stopped; nothing was stored.", INTERRUPTED)
    except (BrokenPipeError, SystemExit):
        # Whoever read along has seen enough (typer ends the program for it, which is no failure
        # of the command); Python would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0


def take_home(arguments: list[str]) -> tuple[list[str], str | None]:
    """Take ``--home DIR`` out, wherever it stands; answer the rest and the folder."""
    rest: list[str] = []
    home: str | None = None
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            return [*rest, argument, *waiting], home
        if argument == "--home":
            home = next(waiting, "")
        elif argument.startswith("--home="):
            home = argument.removeprefix("--home=")
        else:
            rest.append(argument)
    if home == "":
        raise PlannerError("--home names no folder; write it like --home my-week.")
    return rest, home


def _carry_out(arguments: list[str], session: Session) -> int:
    command = typer.main.get_command(program)
    result = command.main(arguments, prog_name="firebreak", standalone_mode=False, obj=session)
    if result == INTERRUPTED:  # what typer makes of a KeyboardInterrupt
        raise KeyboardInterrupt
    return result if isinstance(result, int) else 0


def _message_of(mistyped: BaseException) -> str:
    message = str(getattr(mistyped, "format_message", lambda: mistyped)()).strip()
    return message if message.endswith((".", "?")) else f"{message}."


def _end(sentence: str, code: int) -> int:
    sys.stdout.flush()
    sys.stderr.write(f"{sentence}\n")
    return code


def _speak_utf8() -> None:
    """Windows consoles and pipes start in an old code page, and no glyph may end a command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if sys.platform == "win32":
            reconfigure(encoding="utf-8", errors="replace")
        else:
            reconfigure(errors="replace")
