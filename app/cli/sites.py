"""``firebreak plan --site``: several managers planned together, each in a store of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import Planner, open_planner
from app.cli.exports import chosen_week
from app.cli.plan_words import show_proposal
from app.cli.progress import planning
from app.cli.session import Session
from app.config import store_file
from app.domain.edits import Edit
from app.domain.errors import BadInputError, PlannerError
from app.domain.wall import iso_week
from app.services.proposal_json import proposal_json
from app.services.proposals import Proposal

if TYPE_CHECKING:
    from app.planning.engine import Limits


def plan_site(
    session: Session,
    folder: Path,
    week: str | None,
    weeks: int,
    limits: Limits | None,
    *,
    near: bool,
    apply: bool,
    as_json: bool,
) -> None:
    """Propose the weeks of every manager whose store lies in a folder of ``folder``.

    Raises:
        PlannerError: there is no store, or one refuses; the sentence names its manager.

    """
    from app.services.site_plans import Manager, SitePlans

    with _managers(session, folder) as planners:
        first = next(iter(planners.values()))
        if limits is not None:
            first.engine.warm_up()
        monday = chosen_week(first, week)
        managers = [Manager(n, p.store, p.planning, p.editor) for n, p in planners.items()]
        site = SitePlans(managers, first.engine)
        with planning(session.err) as watch:
            proposals = site.propose(
                monday,
                weeks=weeks,
                near=near,
                limits=limits,
                better=lambda better: watch.told(max(one.gap for one in better.values())),
                cancelled=watch.stopped,
            )
        done = site.apply(proposals) if apply else {}
        if as_json:
            plain = [
                {"manager": name, **proposal_json(one), "applied": name in done}
                for name, one in proposals.items()
            ]
            session.json({"managers": plain})
            return
        for name, proposal in proposals.items():
            history = planners[name].outlooks.week(monday).history_weeks
            _show(session, name, proposal, done.get(name), history)
    if not apply:
        command = f"firebreak plan --site {folder} --week {iso_week(monday)}"
        session.say(f"Nothing is stored yet. {command} --apply carries it out.")


def _show(
    session: Session, name: str, proposal: Proposal, applied: Edit | None, history: int
) -> None:
    session.say(name, style="bold underline")
    show_proposal(session, proposal, history=history)
    if applied is not None:
        session.say(f"Done. {applied.label}.", style="bold")
    session.say()


@contextmanager
def _managers(session: Session, folder: Path) -> Iterator[dict[str, Planner]]:
    """Open the store of each folder that has one, by the folder's name."""
    try:
        homes = sorted(home for home in folder.iterdir() if store_file(home).is_file())
    except OSError:
        homes = []
    if not homes:
        raise BadInputError(
            "{folder} holds no stores; give each manager a folder of its own in it, "
            "like firebreak --home {folder}/anna.",
            folder=str(folder),
        )
    with ExitStack() as opened:
        planners = {}
        for home in homes:
            try:
                planner = open_planner(home, clock=session.clock)
            except PlannerError as refused:
                raise type(refused)(
                    "{manager}: {sentence}", manager=home.name, sentence=str(refused)
                ) from refused
            opened.callback(planner.close)
            planners[home.name] = planner
        yield planners
