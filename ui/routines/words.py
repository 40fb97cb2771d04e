"""Routines in words: what they are, how often, how long, with whom."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.entries import EntryKind
from app.domain.rules import Rule, RuleForm, Wish
from ui.widgets.language import isolated, tr
from ui.widgets.spoken import duration, number, weekday_name

ICONS = {
    RuleForm.ONE_TO_ONE: "people",
    RuleForm.SIT_BESIDE: "keyboard",
    RuleForm.TEAM_MEETING: "people",
    RuleForm.BRIEFING: "bell",
    RuleForm.FLOOR_WALK: "shield",
    RuleForm.CHECKPOINT: "clipboard",
    RuleForm.OWN: "calendar",
}
OFFERED = tuple(form for form in RuleForm if form is not RuleForm.CHECKPOINT)
"""Forms to choose from; checkpoints come from roll-outs."""
OWN_KINDS = (EntryKind.PEOPLE, EntryKind.PERFORMANCE, EntryKind.MEETING, EntryKind.ROLLOUT)


def form_name(form: RuleForm) -> str:
    """Name what a routine is."""
    names = {
        RuleForm.ONE_TO_ONE: tr("1:1s"),
        RuleForm.SIT_BESIDE: tr("Sit-besides"),
        RuleForm.TEAM_MEETING: tr("Team meeting, in halves"),
        RuleForm.BRIEFING: tr("Briefing"),
        RuleForm.FLOOR_WALK: tr("Floor walk"),
        RuleForm.CHECKPOINT: tr("Checkpoint"),
        RuleForm.OWN: tr("Something of my own"),
    }
    return names[form]


def form_about(form: RuleForm) -> str:
    """Say what choosing it means."""
    words = {
        RuleForm.ONE_TO_ONE: tr("One talk a person; an agent leaves the phones for it."),
        RuleForm.SIT_BESIDE: tr("You sit beside each person, who stays on the phones."),
        RuleForm.TEAM_MEETING: tr("Each team meets in two halves, so that the phones stay manned."),
        RuleForm.BRIEFING: tr("With the leads, or everybody you name, together."),
        RuleForm.FLOOR_WALK: tr("You walk the floor; nobody leaves the phones."),
        RuleForm.CHECKPOINT: tr("Comes from a roll-out."),
        RuleForm.OWN: tr("Anything else that is yours."),
    }
    return words[form]


def default_title(form: RuleForm) -> str:
    """What a routine is called unless the manager calls it something else."""
    titles = {
        RuleForm.ONE_TO_ONE: tr("1:1"),
        RuleForm.SIT_BESIDE: tr("Sit beside"),
        RuleForm.TEAM_MEETING: tr("Team meeting"),
        RuleForm.BRIEFING: tr("Briefing"),
        RuleForm.FLOOR_WALK: tr("Floor walk"),
        RuleForm.CHECKPOINT: tr("Checkpoint"),
        RuleForm.OWN: "",
    }
    return titles[form]


def own_kind_name(kind: EntryKind) -> str:
    """Name the layer an own routine lies in."""
    names = {
        EntryKind.PEOPLE: tr("People"),
        EntryKind.PERFORMANCE: tr("Performance"),
        EntryKind.MEETING: tr("Meeting"),
        EntryKind.ROLLOUT: tr("Roll-out"),
    }
    return names.get(kind, str(kind))


def wish_name(wish: Wish) -> str:
    """Name where in the day's curve a routine wants to lie."""
    names = {
        Wish.HIGH: tr("Busy hours"),
        Wish.LOW: tr("Quiet hours"),
        Wish.ANY: tr("Does not matter"),
    }
    return names[wish]


def every_words(weeks: int) -> str:
    """Write "every week", "every 2 weeks"."""
    return tr("every week") if weeks == 1 else tr("every {count} weeks", count=number(weeks))


def hours_words(minutes: float) -> str:
    """Write minutes as "3 h 20", below an hour as "20 min"."""
    whole = round(minutes)
    if whole < 60:  # noqa: PLR2004 - an hour
        return tr("{minutes} min", minutes=number(whole))
    hours, rest = divmod(whole, 60)
    if not rest:
        return tr("{hours} h", hours=number(hours))
    return tr("{hours} h {minutes}", hours=number(hours), minutes=number(rest).rjust(2, number(0)))


def about_rule(rule: Rule, names: Mapping[str, str]) -> str:
    """One line on a routine: how often, how long, on which days, with whom."""
    parts = [every_words(rule.every_weeks), duration(rule.minutes)]
    if rule.weekdays:
        parts.append(" ".join(weekday_name(day, short=True) for day in rule.weekdays))
    who = [*rule.teams, *rule.persons]
    if len(who) > 2:  # noqa: PLR2004 - two names are read at a glance
        first = isolated(names.get(who[0], "?"))
        parts.append(tr("{name} and {count} more", name=first, count=number(len(who) - 1)))
    elif who:
        parts.append(", ".join(isolated(names.get(one, "?")) for one in who))
    return " · ".join(parts)
