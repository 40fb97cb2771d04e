"""``firebreak people`` and bringing people and their schedules in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from app.bootstrap import Planner
from app.cli.dates import short_day
from app.cli.exports import WEEK, chosen_week
from app.cli.imports import DATES, DRY, JSON, MOST_REFUSALS_SHOWN, ZONE, FirstInDates, imports
from app.cli.progress import progress_bar
from app.cli.session import Session, session_of
from app.domain.errors import BadInputError
from app.domain.languages import language_name
from app.domain.people import Leave, Person, Role
from app.domain.wall import iso_week
from app.exchange.volumes.times import DateOrder
from app.services.roster import RosterView
from app.services.roster_preview import Progress, RosterPreview

ROLES = {Role.AGENT: "agent", Role.LEAD: "lead", Role.SENIOR_MANAGER: "senior manager"}
KNOWN_ONLY = Annotated[
    bool, typer.Option("--known-only", help="Pass over rows of people who are not known here.")
]


def add_to(program: typer.Typer) -> None:
    """Put this module's commands into the program."""
    program.command("people")(people)


def people(context: typer.Context, week: WEEK = None, as_json: JSON = False) -> None:
    """Show who works here: role, team, lead, the week's shifts and leave."""
    session = session_of(context)
    with session.planner() as planner:
        monday = chosen_week(planner, week)
        view = planner.roster.view(monday, monday + timedelta(days=7))
        zone = planner.settings.site().tz
    if as_json:
        session.json(
            {
                "week": iso_week(monday),
                "people": [_plain_person(person, view, zone) for person in view.people],
                "teams": [{"id": t.id, "name": t.name, "lead": t.lead} for t in view.teams],
            }
        )
        return
    if not view.people:
        session.say(
            "Nobody is known yet. Bring people in like this: firebreak import people people.csv"
        )
        return
    table = Table("name", "role", "team", "lead", "shifts", "leave", box=None, pad_edge=False)
    for person in view.people:
        team = view.team(person.team)
        lead = view.person(team.lead) if team else None
        table.add_row(
            person.name,
            ROLES[person.role],
            team.name if team else "",
            lead.name if lead and lead.id != person.id else "",
            _shifts_words(person, view),
            ", ".join(_leave_words(leave) for leave in view.leaves_of(person.id)),
        )
    session.table(table)
    session.say(f"{len(view.people)} people; shifts and leave of week {monday.isocalendar().week}.")


@imports.command("people")
def import_people(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A list of people (.csv).")],
    dry_run: DRY = False,
    as_json: JSON = False,
) -> None:
    """Bring in people and their teams.

    Known ones are brought up to date; who is not in the file stays.
    """
    session = session_of(context)

    def read(planner: Planner, told: Progress) -> RosterPreview:
        return planner.roster_imports.people(file, progress=told)

    _bring_in(session, file, read, _people_words, dry_run=dry_run, as_json=as_json)


@imports.command("schedule")
def import_schedule(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A schedule of the workforce system (.csv).")],
    zone: ZONE = None,
    dates: DATES = None,
    known_only: KNOWN_ONLY = False,
    dry_run: DRY = False,
    as_json: JSON = False,
) -> None:
    """Bring in shifts, breaks and leave.

    The days that the file covers are replaced for the people in it.
    """
    session = session_of(context)

    def read(planner: Planner, told: Progress) -> RosterPreview:
        return planner.roster_imports.schedule(
            file, zone, order=_order(dates), known_only=known_only, progress=told
        )

    _bring_in(session, file, read, _schedule_words, dry_run=dry_run, as_json=as_json)


def _bring_in(
    session: Session,
    file: Path,
    read: Callable[[Planner, Progress], RosterPreview],
    in_words: Callable[[RosterPreview], str],
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Look at a file, show what it would change, and store all of it or nothing."""
    with session.planner() as planner:
        with progress_bar(session.err, f"Reading {file.name}") as told:
            preview = read(planner, told)
        if not as_json:
            _show(session, preview, in_words(preview))
        if not dry_run:
            _refuse_two_readings(preview)
            edit = preview.edit
            if preview.changes_anything:
                with session.working(f"Storing {file.name}…"):
                    planner.editor.apply(edit)
    if as_json:
        session.json(_plain(preview) | {"stored": preview.changes_anything and not dry_run})
    elif not dry_run:
        session.say(_done(preview), style="bold")


def _show(session: Session, preview: RosterPreview, words: str) -> None:
    session.say(f"{preview.file.name}: {preview.rows_read:,} rows read{words}")
    session.say(
        f"{preview.new:,} new, {preview.changed:,} changed, {preview.same:,} the same, "
        f"{len(preview.refused):,} rows refused"
    )
    for note in preview.notes:
        session.say(f"  {note}")
    for refusal in preview.refused[:MOST_REFUSALS_SHOWN]:
        session.say(f"  ! line {refusal.line}: {refusal.reason}")
    if len(preview.refused) > MOST_REFUSALS_SHOWN:
        session.say(f"  ! and {len(preview.refused) - MOST_REFUSALS_SHOWN:,} more")
    if preview.strangers:
        session.say("  --known-only passes over the rows of people who are not known here.")
    if preview.asks_for_dates and not preview.refused:
        session.say("  Its dates can be read in two ways; --dates says which one it is.")


def _people_words(preview: RosterPreview) -> str:
    return f", {preview.people:,} people"


def _schedule_words(preview: RosterPreview) -> str:
    if preview.first_day is None:
        return ""
    gone = f"; {preview.gone:,} days are empty now" if preview.gone else ""
    return (
        f", {preview.people:,} people, {preview.first_day} to {preview.last_day}, times of "
        f"{preview.zone}, counted in days of people{gone}"
    )


def _done(preview: RosterPreview) -> str:
    if not preview.changes_anything:
        return "Nothing had to be changed: the store says the same already."
    if preview.first_day is None:
        return f"Stored: {preview.new:,} people new, {preview.changed:,} changed."
    return f"Stored: {preview.new:,} days new, {preview.changed:,} changed, {preview.gone:,} gone."


def _refuse_two_readings(preview: RosterPreview) -> None:
    """Store no date that may be another one."""
    if preview.dates is None or not preview.asks_for_dates or preview.refused:
        return
    taken, other = preview.dates.readings
    raise BadInputError(
        "{file} does not tell whether {date} is {taken} or {other}, so nothing was stored. Import "
        "it again with --dates day-first or --dates month-first.",
        file=preview.file.name,
        date=preview.dates.example,
        taken=taken,
        other=other,
    )


def _order(dates: FirstInDates | None) -> DateOrder | None:
    return DateOrder(dates.value.replace("-", " ")) if dates else None


def _plain(preview: RosterPreview) -> dict[str, Any]:
    return {
        "file": str(preview.file),
        "rows_read": preview.rows_read,
        "people": preview.people,
        "new": preview.new,
        "changed": preview.changed,
        "same": preview.same,
        "gone": preview.gone,
        "new_teams": list(preview.new_teams),
        "shifts": preview.shifts,
        "first_day": _iso(preview.first_day),
        "last_day": _iso(preview.last_day),
        "zone": preview.zone,
        "passed_over": preview.passed_over,
        "refused": [
            {"line": refusal.line, "reason": str(refusal.reason)} for refusal in preview.refused
        ],
        "notes": [str(note) for note in preview.notes],
    }


def _plain_person(person: Person, view: RosterView, zone: ZoneInfo) -> dict[str, Any]:
    team = view.team(person.team)
    lead = view.person(team.lead) if team else None
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role.value,
        "team": team.name if team else None,
        "lead": lead.name if lead else None,
        "email": person.email,
        "language": person.language,
        "language_name": language_name(person.language),
        "workforce_id": person.workforce_id,
        "shifts": [
            {
                "start": shift.span.start.astimezone(zone).isoformat(),
                "end": shift.span.end.astimezone(zone).isoformat(),
                "activity": shift.activity,
            }
            for shift in view.shifts_of(person.id)
        ],
        "leave": [
            {"first": _iso(leave.first), "last": _iso(leave.last)}
            for leave in view.leaves_of(person.id)
        ],
    }


def _shifts_words(person: Person, view: RosterView) -> str:
    minutes = [shift.span.minutes for shift in view.shifts_of(person.id) if shift.works]
    if not minutes:
        return ""
    return f"{len(minutes)} ({sum(minutes) / 60:g} h)"


def _leave_words(leave: Leave) -> str:
    if leave.first == leave.last:
        return short_day(leave.first)
    return f"{short_day(leave.first)} – {short_day(leave.last)}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
