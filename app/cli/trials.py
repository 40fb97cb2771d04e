"""What a meeting would cost, as the terminal shows it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.cli.dates import moment
from app.cli.plan_words import show_change, show_omission, show_reasons
from app.cli.session import Session
from app.domain.wording import sentences
from app.services.what_if import Trial


def show_trial(session: Session, trial: Trial) -> None:
    """Show what would be uncovered, moved and dropped, and when it would cost less."""
    zone = ZoneInfo(trial.proposal.zone)
    session.say(f"{moment(trial.span, zone)}  {trial.meeting.title}", style="bold")
    show_reasons(session, sentences(trial.remarks))
    session.say(f"{round(trial.contacts)} contacts are expected meanwhile.")
    for peak in trial.uncovered:
        session.say(
            f"  uncovers: {moment(peak.span, zone)}, {round(peak.window.contacts)} contacts"
        )
    for entry in trial.on:
        session.say(f"  ! {moment(entry.span, zone)}  {entry.title} stands there and stays")
    for change in trial.changes:
        show_change(session, change, zone)
    for omission in trial.left_out:
        show_omission(session, omission)
    if trial.costs_nothing:
        session.say("It costs nothing: the week is as good with it.")
    else:
        session.say(f"{trial.points_lost:.1f} points lost.{_counts(trial)}")
    if trial.better:
        session.say("It would cost less at:")
    for offer in trial.better:
        session.say(
            f"  {moment(offer.span, zone)}  {offer.gain:+.1f} points, "
            f"{round(offer.contacts)} contacts"
        )
    session.say("Nothing was stored.")


def _counts(trial: Trial) -> str:
    lost = sum(trial.counts_lost)
    if lost <= 0:
        return ""
    return f" {lost} of what the week must have at least would be missing."
