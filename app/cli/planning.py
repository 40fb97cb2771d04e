"""``firebreak plan``: what would be planned, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.padding import Padding
from rich.text import Text as Styled

from app.cli.dates import moment, short_day
from app.cli.exports import WEEK, chosen_week
from app.cli.session import Session, session_of
from app.cli.weeks import show_open_peaks, show_title
from app.domain.text import Text
from app.domain.wall import iso_week
from app.domain.wording import WEEKDAYS_PLURAL, sentences
from app.services.proposal_json import proposal_json
from app.services.proposals import Change, Proposal, what_of

TOO_LATE = "too_late"
"""The reason of what lies within 24 hours or behind; there is nothing to say about it."""
SERIES = {"new": "begin", "extended": "go on", "moved": "move here", "ended": "end"}
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
    """Propose the week, with reasons.

    Peaks are kept free, a door opens on the calm day. Nothing is stored without --apply.
    """
    session = session_of(context)
    with session.planner() as planner:
        monday = chosen_week(planner, week)
        with session.working("Planning…"):
            proposal = planner.planning.propose(monday, near=near)
        applied = None
        if apply and (proposal.changes or proposal.series):
            applied = planner.planning.apply(proposal)
        if as_json:
            session.json({**proposal_json(proposal), "applied": applied is not None})
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
    for remark in sentences(proposal.remarks):
        session.say(f"{remark}.")
    counts = ", ".join(f"{proposal.count(what)} {what}" for what in ("new", "moved", "removed"))
    session.say(f"{counts}; {len(proposal.kept)} stay as they are.")
    for change in proposal.changes:
        _show_change(session, change, zone)
    for omission in proposal.plan.omissions:
        if all(reason.code == TOO_LATE for reason in omission.reasons):
            continue
        session.say(
            f"  ! {short_day(omission.demand.windows[0].day)}  no room for {omission.demand.title}"
        )
        _show_reasons(session, sentences(omission.reasons))
    _show_series(session, proposal)
    before, after = proposal.coverage_before, proposal.coverage_after
    if after.peaks:
        session.say(
            f"Peaks kept free: {before.covered} of {before.peaks} now, "
            f"{after.covered} of {after.peaks} with this plan."
        )
        show_open_peaks(session, after, zone)


def _show_change(session: Session, change: Change, zone: ZoneInfo) -> None:
    entry = change.after or change.before
    if entry is None:
        return
    line = f"  {SIGNS[change.what]} {moment(entry.span, zone)}  {entry.title}"
    if change.what == "moved" and change.before is not None:
        line += f" (was {moment(change.before.span, zone)})"
    session.say(line, style="bold" if change.what == "new" else "")
    _show_reasons(session, sentences(change.reasons))


def _show_series(session: Session, proposal: Proposal) -> None:
    """Say what the standing blocks do beyond this week, a line a weekday."""
    hours: defaultdict[tuple[int, int, str], list[str]] = defaultdict(list)
    for each in proposal.series:
        what = SERIES[what_of(each)]
        key = (each.after.weekday, each.after.minutes, what)
        hours[key].append(f"{each.after.start:%H:%M}")
    for (weekday, minutes, what), starts in sorted(hours.items()):
        blocks = f"{' and '.join(sorted(starts))}, {minutes} min"
        session.say(f"  ↻ {WEEKDAYS_PLURAL[weekday]} {blocks}: {what}")
    if proposal.series:
        until = max(each.after.booked_until for each in proposal.series)
        session.say(f"  ↻ busy every week up to {short_day(until)} {until.year}")


def _show_reasons(session: Session, lines: Iterable[Text]) -> None:
    for line in lines:
        session.out.print(Padding(Styled(f"· {line}", style="dim"), (0, 0, 0, 6), expand=False))
