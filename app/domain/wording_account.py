"""What a plan comes to, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.account import Account, MinimumCount
from app.domain.entries import EntryKind
from app.domain.text import Text, text
from app.domain.wording_facts import Facts, percent, points

PARTS: Mapping[str, Callable[..., Text]] = {
    "worth": lambda **v: text("For being done: {points} points", **v),
    "peaks": lambda **v: text("Peaks kept free: {points} points", **v),
    "quiet": lambda **v: text("Contacts missed meanwhile: {points} points", **v),
    "phones": lambda **v: text("Agents off the phones: {points} points", **v),
    "waiting": lambda **v: text("Waiting: {points} points", **v),
    "pauses": lambda **v: text("Pauses lost: {points} points", **v),
    "stability": lambda **v: text("Left where it was: {points} points", **v),
}
KINDS: Mapping[EntryKind, Callable[..., Text]] = {
    EntryKind.UNPLANNED: lambda **v: text("Unplanned: {hours} h {minutes} min", **v),
    EntryKind.OPEN_DOOR: lambda **v: text("Open door: {hours} h {minutes} min", **v),
    EntryKind.ROLLOUT: lambda **v: text("Control: {hours} h {minutes} min", **v),
    EntryKind.PEOPLE: lambda **v: text("People: {hours} h {minutes} min", **v),
    EntryKind.PERFORMANCE: lambda **v: text("Performance: {hours} h {minutes} min", **v),
    EntryKind.MEETING: lambda **v: text("Meetings: {hours} h {minutes} min", **v),
    EntryKind.LUNCH: lambda **v: text("Lunch: {hours} h {minutes} min", **v),
}
TIERS: tuple[Callable[..., Text], ...] = (
    lambda **v: text("{reached} of {asked} blocks over the peaks", **v),
    lambda **v: text("{reached} of {asked} lunches", **v),
    lambda **v: text("{reached} of {asked} open-door sessions and checkpoints", **v),
    lambda **v: text("{reached} of {asked} that your routines need at least", **v),
)
_NONE_BETTER = 0.00005
"""Gaps below this share are shown as none."""


def gap_sentence(account: Account) -> Text:
    """How much better than this plan another one could be, measured by this one's points."""
    if account.proven or account.gap < _NONE_BETTER:
        return text("No plan can be better")
    more = account.bound - account.points
    if account.points <= 0:
        return text("No plan can be more than {points} points better", points=points(more + 0.05))
    return text("No plan can be more than {gap} % better", gap=_up(more / account.points))


def minimum_sentence(count: MinimumCount) -> Text:
    """How many of those asked for are placed."""
    words = TIERS[min(count.tier, len(TIERS) - 1)]
    return words(reached=count.reached, asked=count.asked)


def part_sentence(part: str, earned: float) -> Text:
    """What one part of the points earned or cost; a part of a later version shows its name."""
    if part not in PARTS:
        return text("{part}: {points} points", part=part, points=points(earned))
    return PARTS[part](points=points(earned))


def hours_sentence(kind: EntryKind, minutes: int) -> Text:
    """How long things of one kind last together."""
    return KINDS[kind](hours=minutes // 60, minutes=f"{minutes % 60:02}")


def share_sentence(account: Account) -> Text:
    """How much of the working hours is planned."""
    return text(
        "{share} of the working week is planned: {planned} of {working} hours",
        share=percent(account.share),
        planned=_hours(account.planned_minutes),
        working=_hours(account.working_minutes),
    )


def _up(share: float) -> str:
    """A share in percent, rounded up so that the sentence stays true."""
    hundredths = -int(-share * 10_000 // 1)
    return f"{hundredths / 100:g}"


def _hours(minutes: int) -> str:
    return f"{round(minutes / 60, 1):g}"


def _too_full(facts: Facts) -> Text:
    return text(
        "{share} of the working week is planned, {planned} of {working} hours; above {most}"
        " nothing is left for what comes up; give {give} hours back",
        share=percent(facts["share"]),
        most=percent(facts["most"]),
        **{key: f"{float(facts[key]):g}" for key in ("planned", "working", "give")},
    )


ACCOUNTS: Mapping[str, Callable[[Facts], Text]] = {"too_full": _too_full}
"""Words of the account's warnings."""
