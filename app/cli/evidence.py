"""``firebreak backtest``: how well such plans would have done on one's own weeks."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer
from rich.table import Table

from app.cli.progress import progress_bar
from app.cli.session import Session, session_of
from app.domain.backtest_report import BacktestReport, LowDay
from app.domain.wording import WEEKDAYS

FIGURES = (
    ("peak_hit", "decided anew each week"),
    ("standing", "decided once, kept for 13 weeks"),
    ("weekday_mean", "the weekday's plain mean"),
    ("last_week", "the same weekday a week before"),
    ("fixed_hours", "always at the fixed hours"),
)


def add_to(program: typer.Typer) -> None:
    """Put this module's commands into the program."""
    program.command("backtest")(backtest)


def backtest(
    context: typer.Context,
    queue: Annotated[
        str | None,
        typer.Option(help="Only this queue; otherwise all together.", show_default=False),
    ] = None,
    weeks: Annotated[int, typer.Option(help="Weeks that a typical weekday is made of.")] = 8,
    blocks: Annotated[int, typer.Option(help="Blocks a day.")] = 2,
    minutes: Annotated[int, typer.Option(help="Minutes a block.")] = 60,
    country: Annotated[
        str | None,
        typer.Option(help="Whose holidays are left out; otherwise the site's.", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print plain values.")] = False,
) -> None:
    """Try the method on one's own past weeks.

    Each week is decided from the weeks before it and compared with what came.
    """
    session = session_of(context)
    with session.planner() as planner, progress_bar(session.err, "Back-testing") as told:
        report = planner.backtests.run(
            queue=queue,
            weeks=weeks,
            blocks=blocks,
            minutes=minutes,
            country=country,
            progress=told,
        )
    if as_json:
        session.json(report.as_json())
    else:
        _show(session, report)


def _show(session: Session, report: BacktestReport) -> None:
    whose = f"queue {report.queue}" if report.queue else "all queues together"
    if not report.enough_history:
        session.say(
            f"There is nothing to try yet: {report.weeks} earlier weeks of a weekday are needed. "
            "Bring in more volumes, or try fewer with --weeks 4."
        )
        return
    first, last = report.hits[0].day, report.hits[-1].day
    session.say(f"{report.days} days from {first} to {last}, {whose}.", style="bold")
    session.say(
        f"PEAK HIT: contacts caught by {report.policy.blocks} blocks of {report.policy.minutes} "
        "minutes, as a share of what the best blocks would have caught."
    )
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
    for name, words in FIGURES:
        value = report.figure(name)
        table.add_row(f"{value:.4f}" if value is not None else "–", words)
    table.add_row("1.0000", "the best with hindsight")
    session.table(table)
    session.say(_low_day(report.low_day))
    if report.left_out:
        counted = Counter(left.why.replace("_", " ") for left in report.left_out)
        reasons = ", ".join(f"{count} {why}" for why, count in counted.most_common())
        session.say(f"Days left out or counted less: {reasons}.")


def _low_day(low: LowDay) -> str:
    if low.weekday is None:
        return "No weekday lies below its week's mean."
    name = WEEKDAYS[low.weekday]
    if not low.weeks:
        return f"{name}s are the calmest; there are too few weeks to try that choice."
    record = (
        f"chosen this way, the day lay under its week's mean in {low.below:.0%} of {low.weeks} "
        f"weeks (by chance {low.chance:.0%}), {low.regret:.1%} above the lowest day"
    )
    if low.reliable:
        return f"Calm day: {name} ({1 - low.index:.0%} below the mean day); {record}."
    return f"No reliable low weekday. {name} would be next, but {record}."
