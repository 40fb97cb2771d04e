"""What a meeting would cost, as the terminal shows it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.cli.dates import moment
from app.cli.plan_words import show_change, show_omission, show_reasons
from app.cli.session import Session
from app.domain.wording import sentences
from app.services.what_if import COSTS_NOTHING, Trial

MISSING = (
    ("block over a peak", "blocks over peaks"),
    ("lunch", "lunches"),
    ("open door or checkpoint", "open doors or checkpoints"),
    ("thing that your routines need at least", "things that your routines need at least"),
)
"""What the minimum counts of each tier are of."""


def show_trial(session: Session, trial: Trial) -> None:
    """Show what would be uncovered, moved and dropped, and when it would cost less."""
    zone = ZoneInfo(trial.proposal.zone)
    session.say(f"{moment(trial.span, zone)}  {trial.meeting.title}", style="bold")
    show_reasons(session, sentences(trial.remarks))
    if trial.meeting.blocks_time:
        session.say(f"{_contacts(trial.contacts)} expected meanwhile.")
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
        session.say(f"{_loss(trial)}{_missing(trial)}")
    if trial.better:
        session.say("Better times for it:")
    for offer in trial.better:
        session.say(
            f"  {moment(offer.span, zone)}  {_gain(offer.gain)}, "
            f"{_contacts(offer.contacts)} expected meanwhile"
        )
    session.say("Nothing was stored.")


def _contacts(contacts: float) -> str:
    number = round(contacts)
    return "1 contact" if number == 1 else f"{number} contacts"


def _loss(trial: Trial) -> str:
    if trial.points_lost <= COSTS_NOTHING:
        return "It would lie on what stays." if trial.on else "The week would earn as many points."
    return f"The week would be {trial.points_lost:.1f} points worse."


def _gain(gain: float) -> str:
    if abs(gain) <= COSTS_NOTHING:
        return "as good"
    return f"{abs(gain):.1f} points {'better' if gain > 0 else 'worse, but free'}"


def _missing(trial: Trial) -> str:
    """Say which minimum counts it would cost, in plain words."""
    lost = [(n, *MISSING[tier]) for tier, n in enumerate(trial.counts_lost) if n > 0]
    if not lost:
        return ""
    return f" It would lack {', '.join(f'{n} {one if n == 1 else many}' for n, one, many in lost)}."
