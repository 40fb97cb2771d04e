"""``firebreak plan``: what would be planned, and why; for weeks, a site, or one meeting tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.exports import WEEK, chosen_week
from app.cli.plan_words import show_proposal
from app.cli.progress import planning
from app.cli.session import Session, session_of
from app.domain.errors import BadInputError
from app.domain.wall import iso_week
from app.services.proposal_json import proposal_json

if TYPE_CHECKING:
    from app.planning.engine import Limits

WEEKS = Annotated[
    int, typer.Option("--weeks", metavar="N", help="Plan so many weeks at once, 1 to 13.")
]
APPLY = Annotated[bool, typer.Option("--apply", help="Carry the proposal out.")]
NEAR = Annotated[bool, typer.Option("--near", help="Also place and move what is within 24 hours.")]
TOUCHED = Annotated[
    bool, typer.Option("--touched", help="Only the days on which what is planned no longer fits.")
]
INVITED = Annotated[
    bool, typer.Option("--move-invited", help="Also move what people were invited to.")
]
TRY = Annotated[
    Path | None,
    typer.Option(
        "--try",
        metavar="MEETING.ics",
        help="Say what accepting a meeting would cost.",
        show_default=False,
    ),
]
SITE = Annotated[
    Path | None,
    typer.Option(
        "--site",
        metavar="DIR",
        help="Plan all managers whose stores lie in DIR, a folder each.",
        show_default=False,
    ),
]
SECONDS = Annotated[
    float | None,
    typer.Option(metavar="N", help="Search no longer than this.", show_default=False),
]
ROUNDS = Annotated[
    int | None,
    typer.Option(metavar="N", help="Search so many rounds; 0 for the first plan."),
]
PROVE = Annotated[bool, typer.Option("--prove", help="Search until no plan can be better.")]


def add_to(program: typer.Typer) -> None:
    """Put this module's commands into the program."""
    program.command("plan")(plan)


def plan(
    context: typer.Context,
    week: WEEK = None,
    weeks: WEEKS = 1,
    apply: APPLY = False,
    near: NEAR = False,
    touched: TOUCHED = False,
    move_invited: INVITED = False,
    meeting: TRY = None,
    site: SITE = None,
    seconds: SECONDS = None,
    rounds: ROUNDS = None,
    prove: PROVE = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print plain values.")] = False,
) -> None:
    """Propose the week, with reasons.

    Peaks are kept free, a door opens on the calm day, your routines find their places. Nothing is
    stored without --apply. Ctrl+C ends the search.
    """
    session = session_of(context)
    limits = _limits(seconds, rounds, prove=prove)
    _refuse_together(
        {
            "--try": meeting is not None,
            "--site": site is not None,
            "--touched": touched,
        }
    )
    _refuse_together({"--try": meeting is not None, "--apply": apply})
    _refuse_together({"--touched": touched, "--weeks": weeks != 1})
    if meeting is not None:
        _try(session, meeting, limits, near=near, as_json=as_json)
    elif site is not None:
        from app.cli.sites import plan_site

        plan_site(session, site, week, weeks, limits, near=near, apply=apply, as_json=as_json)
    else:
        ways = Ways(weeks, touched=touched, near=near, move_invited=move_invited)
        _plan_weeks(session, week, ways, limits, apply=apply, as_json=as_json)


@dataclass(frozen=True, slots=True)
class Ways:
    """What of the weeks is planned."""

    weeks: int
    touched: bool
    near: bool
    move_invited: bool

    def again(self, monday: date) -> str:
        """The command that plans the same once more."""
        options = {
            f"--weeks {self.weeks}": self.weeks > 1,
            "--touched": self.touched,
            "--near": self.near,
            "--move-invited": self.move_invited,
        }
        said = (f" {option}" for option, given in options.items() if given)
        return f"firebreak plan --week {iso_week(monday)}{''.join(said)}"


def _plan_weeks(
    session: Session,
    week: str | None,
    ways: Ways,
    limits: Limits | None,
    *,
    apply: bool,
    as_json: bool,
) -> None:
    with session.planner() as planner:
        if limits is not None:
            planner.engine.warm_up()  # it starts while the week is put together
        monday = chosen_week(planner, week)
        days = planner.planning.touched(monday, near=ways.near) if ways.touched else None
        with planning(session.err) as watch:
            proposal = planner.planning.propose(
                monday,
                weeks=ways.weeks,
                near=ways.near,
                days=days,
                move_invited=ways.move_invited,
                limits=limits,
                better=lambda better: watch.told(better.gap),
                cancelled=watch.stopped,
            )
        applied = None
        if apply and (proposal.changes or proposal.series):
            applied = planner.planning.apply(proposal)
        if as_json:
            session.json({**proposal_json(proposal), "applied": applied is not None})
            return
        last = monday + timedelta(weeks=ways.weeks)
        if last <= session.clock().astimezone(planner.store.read.site().tz).date():
            session.say("These days are over; what is past stays as it is.")
            return
        show_proposal(session, proposal, history=planner.outlooks.week(monday).history_weeks)
    if applied is not None:
        session.say(f"Done. {applied.label}.", style="bold")
    elif apply:
        session.say("Nothing had to be changed.")
    elif proposal.changes or proposal.series:
        session.say(f"Nothing is stored yet. {ways.again(monday)} --apply carries it out.")


def _limits(seconds: float | None, rounds: int | None, *, prove: bool) -> Limits | None:
    """How long to search. Without a word of it by rounds, never by the clock: the same anywhere.

    Raises:
        BadInputError: less than nothing was asked for.

    """
    from app.planning.engine import Limits

    if (seconds is not None and seconds <= 0) or (rounds is not None and rounds < 0):
        raise BadInputError("--seconds and --rounds take a number above 0, like --seconds 5.")
    if rounds == 0:
        return None
    if rounds is None and (seconds is not None or prove):
        return Limits(rounds=None, seconds=seconds, prove=prove)
    if rounds is None:
        return Limits(seconds=seconds, prove=prove)
    return Limits(rounds=rounds, seconds=seconds, prove=prove)


def _try(session: Session, file: Path, limits: Limits | None, *, near: bool, as_json: bool) -> None:
    from app.cli.trials import show_trial
    from app.services.proposal_json import trial_json

    with session.planner() as planner:
        if limits is not None:
            planner.engine.warm_up()
        with session.working(f"Reading {file.name}…"):
            meetings = planner.calendar_files.invitation(file)
        with planning(session.err) as watch:
            trial = planner.planning.try_meeting(
                meetings, near=near, limits=limits, cancelled=watch.stopped
            )
    if as_json:
        session.json(trial_json(trial))
    else:
        show_trial(session, trial)


def _refuse_together(options: dict[str, bool]) -> None:
    given = [name for name, is_given in options.items() if is_given]
    if len(given) > 1:
        raise BadInputError(
            "{one} and {other} do not go together; ask for one of them.",
            one=given[0],
            other=given[1],
        )
