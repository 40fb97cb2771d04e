"""``firebreak plan``: what would be planned, and why."""

from __future__ import annotations

from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.padding import Padding
from rich.text import Text as Styled

from app.cli.dates import iso_week, moment, short_day
from app.cli.exports import WEEK, chosen_week
from app.cli.session import Session, session_of
from app.cli.weeks import show_coverage, show_title
from app.domain.wording import WEEKDAYS, sentences
from app.services.proposals import Change, Proposal

SIGNS = {"new": "+", "moved": "→", "removed": "−"}


def add_to(program: typer.Typer) -> None:
    """Put this module's commands into the program."""
    program.command("plan")(plan)


def plan(
    context: typer.Context,
    week: WEEK = None,
    apply: Annotated[bool, typer.Option("--apply", help="Carry the proposal out.")] = False,
    near: Annotated[
        bool, typer.Option("--near", help="Also place and move what is within 24 hours.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print plain values.")] = False,
) -> None:
    """Propose the week: peaks kept free, a door open on the calm day; nothing is stored yet."""
    session = session_of(context)
    with session.planner() as planner:
        monday = chosen_week(planner, week)
        with session.working("Planning…"):
            proposal = planner.planning.propose(monday, near=near)
        applied = None
        if apply and (proposal.changes or proposal.series):
            applied = planner.planning.apply(proposal)
        if as_json:
            session.json({**proposal.as_json(), "applied": applied is not None})
            return
        _show_proposal(session, proposal, history=planner.outlooks.week(monday).history_weeks)
    if applied is not None:
        session.say(f"Done. {applied.label}.", style="bold")
    elif apply:
        session.say("Nothing had to be changed.")
    elif proposal.changes or proposal.series:
        command = f"firebreak plan --week {iso_week(monday)} --apply"
        session.say(f"Nothing is stored yet. {command} carries it out.")


def _show_proposal(session: Session, proposal: Proposal, *, history: int) -> None:
    zone = ZoneInfo(proposal.zone)
    show_title(session, proposal.monday)
    if not proposal.enough_history:
        session.say(
            f"Volumes of {history} weeks are in the store; from 4 on the peaks can be kept free. "
            "firebreak import volumes FILE brings them in."
        )
    counts = ", ".join(f"{proposal.count(what)} {what}" for what in ("new", "moved", "removed"))
    session.say(f"{counts}; {len(proposal.kept)} stay as they are.")
    for change in proposal.changes:
        _show_change(session, change, zone)
    for omission in proposal.plan.omissions:
        session.say(f"  ! {short_day(omission.demand.day)}  no room for {omission.demand.title}")
        _show_reasons(session, sentences(omission.reasons))
    for series in proposal.series:
        routine = series.after
        verb = "begins" if series.before is None else "goes on"
        session.say(
            f"  ↻ each {WEEKDAYS[routine.weekday]} {routine.start:%H:%M}, {routine.minutes} min: "
            f"{verb}, busy up to {short_day(routine.booked_until)} {routine.booked_until.year}"
        )
    before, after = proposal.coverage_before, proposal.coverage_after
    session.say(f"Peaks kept free: {before.covered} of {before.peaks} now, with this plan:")
    show_coverage(session, after, zone)


def _show_change(session: Session, change: Change, zone: ZoneInfo) -> None:
    entry = change.after or change.before
    if entry is None:
        return
    line = f"  {SIGNS[change.what]} {moment(entry.span, zone)}  {entry.title}"
    if change.what == "moved" and change.before is not None:
        line += f" (was {moment(change.before.span, zone)})"
    session.say(line, style="bold" if change.what == "new" else "")
    _show_reasons(session, sentences(change.reasons))


def _show_reasons(session: Session, lines: list[Any]) -> None:
    for line in lines:
        session.out.print(Padding(Styled(str(line), style="dim"), (0, 0, 0, 24)))
