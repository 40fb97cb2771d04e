"""``firebreak import``: volumes, calendars and the watched folder.

People and schedules join in `app.cli.people`.
"""

from __future__ import annotations

import enum
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from app.bootstrap import Planner
from app.cli.columns import columns_table, mapping_as_said
from app.cli.progress import progress_bar
from app.cli.session import Session, session_of
from app.domain.errors import BadInputError
from app.exchange.volumes.mapping import ColumnMapping
from app.exchange.volumes.times import DateOrder
from app.services.calendar_files import CalendarPreview
from app.services.volume_preview import VolumePreview, VolumeReport

MOST_REFUSALS_SHOWN = 20
DAILY = 1440
imports = typer.Typer(
    help="Bring in volumes, calendars, people and schedules.", no_args_is_help=True
)
JSON = Annotated[bool, typer.Option("--json", help="Print plain values.")]
DRY = Annotated[bool, typer.Option("--dry-run", help="Only say what it would change.")]


class FirstInDates(enum.StrEnum):
    """What comes first in 03/04/2025, as it is typed."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


QUEUE = Annotated[
    str | None,
    typer.Option(help="The queue's name, or the one to take.", show_default=False),
]
ZONE = Annotated[
    str | None,
    typer.Option(help="The zone of its clock, like Europe/Oslo.", show_default=False),
]
MAP = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="COLUMN=ROLE",
        help="What a column means, like --map Arrived=offered; may be given again.",
        show_default=False,
    ),
]
INTERVAL = Annotated[
    int | None,
    typer.Option(help="Minutes of an interval, where the file hides it.", show_default=False),
]
DATES = Annotated[
    FirstInDates | None,
    typer.Option(
        help="What comes first in 03/04/2025, where no date tells it.", show_default=False
    ),
]
YES = Annotated[bool, typer.Option("--yes", help="Take unknown columns as they were recognised.")]


def add_to(program: typer.Typer) -> None:
    """Put this module's commands into the program."""
    program.add_typer(imports, name="import")


@imports.command("volumes")
def volumes(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="An export of the phone system.")],
    queue: QUEUE = None,
    zone: ZONE = None,
    said: MAP = None,
    interval: INTERVAL = None,
    dates: DATES = None,
    yes: YES = False,
    dry_run: DRY = False,
    as_json: JSON = False,
) -> None:
    """Bring in contact volumes.

    A preview first, then all of the file or nothing; importing it again changes nothing.
    """
    session = session_of(context)
    with session.planner() as planner:
        preview = _preview(session, planner, file, queue, zone, said or [], interval, dates)
        plain = _plain(preview)
        if not as_json:
            _show_preview(session, preview)
        stored: dict[str, Any] = {"stored": False}
        if not dry_run:
            _refuse_two_readings(preview)
            if preview.needs_confirmation and not (yes or said or interval or preview.refused):
                _confirm(session, preview)
            with progress_bar(session.err, f"Importing {file.name}") as told:
                report = planner.volume_imports.run(preview, progress=told)
            del preview  # which holds every interval that was read
            stored = {"stored": bool(report.import_id), "import": report.import_id}
    if as_json:
        session.json(plain | stored)
    elif not dry_run:
        session.say(_done(report), style="bold")


@imports.command("calendar")
def calendar(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="An .ics file with one's own meetings.")],
    dry_run: DRY = False,
    as_json: JSON = False,
) -> None:
    """Bring in one's own meetings (.ics).

    Those known by their UID are brought up to date.
    """
    session = session_of(context)
    with session.planner() as planner:
        with session.working(f"Reading {file.name}…"):
            preview = planner.calendar_files.preview(file)
        _refuse_riddle(preview)
        if preview.changes_anything and not dry_run:
            planner.editor.apply(planner.calendar_files.edit_for(preview))
    if as_json:
        counts = ("new", "changed", "same", "removed", "cancelled", "own", "outside")
        session.json(
            {name: getattr(preview, name) for name in counts}
            | {
                "refused": [
                    {"title": one.title, "reason": str(one.reason)} for one in preview.refused
                ],
                "stored": preview.changes_anything and not dry_run,
            }
        )
        return
    session.say(preview.summary, style="bold")
    for remark in preview.remarks:
        session.say(f"  {remark}")
    if dry_run:
        session.say("Nothing was stored.")


@imports.command("watch")
def watch(context: typer.Context) -> None:
    """Bring in what is new in the watched folder."""
    session = session_of(context)
    with session.planner() as planner:
        folder = planner.settings.site().watched_folder
        if not folder:
            raise BadInputError(
                "No folder is watched yet; firebreak config watched-folder FOLDER names one."
            )
        found = planner.watched_folder.look(settled=True)
    for one in found:
        session.say(f"  ! {one.sentence}" if one.failed else f"  {one.sentence}")
    if not found:
        session.say(f"Nothing new in {folder}.")
    if any(one.failed for one in found):
        raise BadInputError("Not everything could be brought in; the lines above say why.")


@imports.command("undo")
def undo(context: typer.Context) -> None:
    """Take the newest import of volumes back; people and schedules stay."""
    session = session_of(context)
    with session.planner() as planner:
        newest = planner.volume_imports.newest_import()
        if newest is None:
            raise BadInputError(
                "There is no import of volumes to take back. People and schedules that were "
                "brought in are taken back in the window, with Ctrl+Z while it is open; else by "
                "bringing in the file that was right, or with firebreak restore."
            )
        planner.volume_imports.undo(newest[0])
    session.say(f"The import of {newest[1]} was taken back.")


def _preview(
    session: Session,
    planner: Planner,
    file: Path,
    queue: str | None,
    zone: str | None,
    said: list[str],
    interval: int | None,
    dates: FirstInDates | None,
) -> VolumePreview:
    order = DateOrder(dates.value.replace("-", " ")) if dates else None
    with progress_bar(session.err, f"Reading {file.name}") as told:
        if not said and interval is None:
            return planner.volume_imports.preview(
                file, queue=queue, zone=zone, order=order, progress=told
            )
        header, guess = _guessed(file)
        mapping = mapping_as_said(said, interval, header, guess)
        preview = planner.volume_imports.preview(
            file, queue=queue, zone=zone, mapping=mapping, order=order, progress=told
        )
        return replace(preview, needs_confirmation=True)  # so that it is remembered


def _guessed(file: Path) -> tuple[tuple[str, ...], ColumnMapping | None]:
    """The file's header and what is recognised of it; nothing where it is a riddle."""
    from app.exchange.volumes.survey import survey

    try:
        found = survey(file)
    except BadInputError:
        try:  # nothing is recognised, but the first row of names still names the columns
            return survey(file, mapping=ColumnMapping(time=0)).header, None
        except BadInputError:
            return (), None
    return found.header, found.plan.mapping


def _refuse_riddle(preview: CalendarPreview) -> None:
    understood = preview.new + preview.changed + preview.same + preview.removed + preview.own
    if preview.refused and not understood and not preview.outside:
        first = preview.refused[0]
        raise BadInputError(
            "{file} has nothing that can be brought in: ‘{title}’ {reason} Export it again.",
            file=preview.file,
            title=first.title,
            reason=str(first.reason),
        )


def _show_preview(session: Session, preview: VolumePreview) -> None:
    length = "whole days" if preview.minutes == DAILY else f"intervals of {preview.minutes} min"
    session.say(f"{preview.file.name}: {preview.layout}, {length}, times of {preview.zone}")
    if preview.needs_confirmation:
        session.table(columns_table(preview.header, preview.first_rows, preview.mapping))
    session.say(_rows_words(preview))
    session.say(
        f"{preview.new:,} intervals new, {preview.changed:,} changed, {preview.same:,} the same, "
        f"{len(preview.refused):,} rows refused"
    )
    for note in preview.notes:
        session.say(f"  {note}")
    if preview.sets_zone:
        session.say(f"  The site's zone will be {preview.site_zone}, as the file's.")
    for refusal in preview.refused[:MOST_REFUSALS_SHOWN]:
        session.say(f"  ! line {refusal.line}: {refusal.reason}")
    if len(preview.refused) > MOST_REFUSALS_SHOWN:
        session.say(f"  ! and {len(preview.refused) - MOST_REFUSALS_SHOWN:,} more")


def _rows_words(preview: VolumePreview) -> str:
    said = f"{preview.rows_read:,} rows read"
    if preview.passed_over:
        said += f" ({preview.passed_over:,} totals or repeats passed over)"
    if preview.first_day is None:
        return f"{said}, none of which counts contacts"
    days = f"{preview.first_day} to {preview.last_day}"
    return f"{said}, {days}, queues: {', '.join(preview.queues) or 'none'}"


def _refuse_two_readings(preview: VolumePreview) -> None:
    """Store no date that may be another one; ``--yes`` is about columns and says nothing here."""
    if not preview.dates.asked or preview.refused:
        return
    order, (taken, other) = preview.dates.order, preview.dates.readings
    raise BadInputError(
        "{file} does not tell whether {date} is {taken} or {other}, so nothing was stored. Import "
        "it again with --dates {as_taken} or --dates {otherwise}; you are asked only once.",
        file=preview.file.name,
        date=preview.dates.example,
        taken=taken,
        other=other,
        as_taken=order.value.replace(" ", "-"),
        otherwise=order.other.value.replace(" ", "-"),
    )


def _confirm(session: Session, preview: VolumePreview) -> None:
    """Ask whether the columns are right; where nobody can answer, say how to."""
    if sys.stdin.isatty() and session.err.is_terminal:
        if typer.confirm("Are the columns right?", default=False, err=True):
            return
        raise BadInputError(
            "Nothing was stored; say what the columns are with --map COLUMN=ROLE, like --map "
            "Arrived=offered."
        )
    raise BadInputError(
        "{file} has columns that are not known for sure; import it again with --yes when the list "
        "above is right, or correct it with --map COLUMN=ROLE.",
        file=preview.file.name,
    )


def _done(report: VolumeReport) -> str:
    if not report.new and not report.changed:
        return "Nothing had to be changed: the store says the same already."
    return f"Stored: {report.new:,} intervals new, {report.changed:,} changed."


def _plain(preview: VolumePreview) -> dict[str, Any]:
    return {
        "file": str(preview.file),
        "layout": preview.layout,
        "zone": preview.zone,
        "minutes": preview.minutes,
        "queues": list(preview.queues),
        "rows_read": preview.rows_read,
        "passed_over": preview.passed_over,
        "first_day": preview.first_day.isoformat() if preview.first_day else None,
        "last_day": preview.last_day.isoformat() if preview.last_day else None,
        "new": preview.new,
        "changed": preview.changed,
        "same": preview.same,
        "refused": [
            {"line": refusal.line, "reason": str(refusal.reason)} for refusal in preview.refused
        ],
        "notes": [str(note) for note in preview.notes],
        "needs_confirmation": preview.needs_confirmation,
    }
