"""A proposal as the terminal shows it: week by week, change by change, with reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rich.padding import Padding
from rich.text import Text as Styled

from app.cli.dates import moment, short_day
from app.cli.session import Session
from app.cli.weeks import show_open_peaks, show_title
from app.domain.account import Account
from app.domain.demands import Omission
from app.domain.text import Text
from app.domain.wording import WEEKDAYS_PLURAL, sentences
from app.services.changes import Change, what_of
from app.services.proposals import Proposal

TOO_LATE = "too_late"
"""The reason of what lies within 24 hours or behind; there is nothing to say about it."""
SERIES = {"new": "begin", "extended": "go on", "moved": "move here", "ended": "end"}
SIGNS = {"new": "+", "moved": "→", "removed": "−"}
PARTS = {
    "worth": "things done",
    "peaks": "busy hours used",
    "quiet": "contacts missed",
    "phones": "agents off the phones",
    "waiting": "waiting",
    "pauses": "pauses lost",
    "stability": "left where it was",
}
"""The parts of docs/objective.md for somebody in a hurry."""
ENDED = {
    "lost": "The search broke off; this is the best plan so far. Plan again to search anew.",
    "time": "The time was up; this is the best plan so far.",
}
"""What there is to say of a search that did not end by itself."""
HARDLY = 0.0005
"""A gap below this is shown as none that matters."""


def show_proposal(session: Session, proposal: Proposal, *, history: int) -> None:
    """Show all of a proposal; ``history`` are the weeks of volumes that it was made from."""
    zone = ZoneInfo(proposal.zone)
    show_title(session, proposal.monday)
    if not proposal.enough_history:
        session.say(
            f"Volumes of {history} weeks are in the store; from 4 on the peaks can be kept free. "
            "firebreak import volumes FILE brings them in."
        )
    for remark in sentences(proposal.remarks):
        session.say(f"{remark}.")
    if proposal.days is not None:
        days = ", ".join(short_day(day) for day in proposal.days)
        session.say(f"Only what stands on {days} may move." if days else "Everything still fits.")
    counts = ", ".join(f"{proposal.count(what)} {what}" for what in ("new", "moved", "removed"))
    session.say(f"{counts}; {len(proposal.kept)} stay as they are.")
    for number in range(proposal.weeks):
        _show_week(session, proposal, proposal.monday + timedelta(weeks=number), zone)
    _show_series(session, proposal)
    _show_coverage(session, proposal, zone)
    if proposal.account is not None and (proposal.days is None or proposal.days):
        _show_account(session, proposal.account)
    if proposal.stopped in ENDED:
        session.say(ENDED[proposal.stopped])


def show_change(session: Session, change: Change, zone: ZoneInfo) -> None:
    """Show one change with its reasons."""
    line = f"  {SIGNS[change.what]} {moment(change.entry.span, zone)}  {change.entry.title}"
    if change.what == "moved" and change.before is not None:
        line += f" (was {moment(change.before.span, zone)})"
    session.say(line, style="bold" if change.what == "new" else "")
    show_reasons(session, sentences(change.reasons))


def show_omission(session: Session, omission: Omission, *, can_wait: bool = False) -> None:
    """Say what finds no room, and why; what is only wished for ``can_wait`` and is no failure."""
    windows = omission.demand.windows
    days = {window.day for window in windows}
    when = short_day(windows[0].day) if len(days) == 1 else "any day".ljust(10)
    if can_wait:
        session.say(f"  · {when}  not needed yet: {omission.demand.title}")
    else:
        session.say(f"  ! {when}  no room for {omission.demand.title}")
    show_reasons(session, sentences(omission.reasons))


def show_reasons(session: Session, lines: Iterable[Text]) -> None:
    """Show why, a line a reason."""
    for line in lines:
        session.out.print(Padding(Styled(f"· {line}", style="dim"), (0, 0, 0, 6), expand=False))


def _show_week(session: Session, proposal: Proposal, monday: date, zone: ZoneInfo) -> None:
    """Show the week's changes and what found no place in it; the first one has its title."""

    def here(day: date) -> bool:
        return monday <= day < monday + timedelta(days=7)

    if proposal.weeks > 1:
        show_title(session, monday)
    for change in proposal.changes:
        if here(_local_day(change.entry.span.start, zone)):
            show_change(session, change, zone)
    for omission in proposal.plan.omissions:
        windows = omission.demand.windows
        first = windows[0].day if windows else proposal.monday
        said = any(reason.code != TOO_LATE for reason in omission.reasons)
        # What stands and is dropped is shown among the changes.
        if said and omission.demand.current is None and here(first):
            show_omission(session, omission, can_wait=proposal.can_wait(omission))


def _local_day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def _show_series(session: Session, proposal: Proposal) -> None:
    """Say what the standing blocks do beyond these weeks, a line a weekday."""
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


def _show_coverage(session: Session, proposal: Proposal, zone: ZoneInfo) -> None:
    before, after = proposal.coverage_before, proposal.coverage_after
    if after.peaks:
        session.say(
            f"Peaks kept free: {before.covered} of {before.peaks} now, "
            f"{after.covered} of {after.peaks} with this plan."
        )
        show_open_peaks(session, after, zone)


def _show_account(session: Session, account: Account) -> None:
    """Say what the plan comes to: hours by kind, the share planned, how good it is."""
    if account.minutes:
        kinds = sorted(account.minutes.items(), key=lambda pair: (-pair[1], pair[0].value))
        by_kind = ", ".join(f"{kind.value.replace('_', ' ')} {m / 60:.4g} h" for kind, m in kinds)
        session.say(f"Hours: {by_kind}.")
    if account.working_minutes and not account.warnings:
        session.say(f"{account.share * 100:.0f} % of the working hours are planned.")
    for warning in sentences(account.warnings):
        session.say(f"  ! {warning}.")
    if account.agent_minutes:
        hours = round(account.agent_minutes / 60, 1)
        session.say(f"Off the phones for it: {hours:g} h of agents' time.")
    session.say(f"{bound_words(account)} {_points(account)}")


def _points(account: Account) -> str:
    """Say what the points are made of, in words; docs/objective.md has the weights."""
    parts = sorted(account.parts.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    split = ", ".join(f"{PARTS.get(part, part)} {p:+.0f}" for part, p in parts if round(p))
    return f"Points: {account.points:.0f} ({split})." if split else f"Points: {account.points:.0f}."


def bound_words(account: Account) -> str:
    """Say how much better another plan could be; in points where a share of nothing means none."""
    if account.proven:
        return "Proven: no plan is better."
    if account.bound <= 0:
        return f"No plan can be more than {account.bound - account.points:.0f} points better."
    if account.gap < HARDLY:
        return "No plan can be more than 0.1 % better."
    return f"No plan can be more than {account.gap * 100 + 0.05:.1f} % better."
