"""Roles, talks and leave as the Team page writes them."""

from __future__ import annotations

from datetime import date

from app.domain.people import Leave, Role
from app.services.talks import Talk
from ui.widgets.language import tr
from ui.widgets.spoken import dated_day, number, short_day

DAYS_A_WEEK = 7


def role_name(role: Role) -> str:
    """Name a role."""
    names = {
        Role.AGENT: tr("Agent"),
        Role.LEAD: tr("Team lead"),
        Role.SENIOR_MANAGER: tr("Senior manager"),
    }
    return names[role]


def ago(day: date | None, today: date) -> str:
    """Say how long ago a day was, "3 weeks ago"; "never" for none in a year."""
    if day is None:
        return tr("never")
    days = (today - day).days
    if days <= 0:
        return tr("today")
    if days == 1:
        return tr("yesterday")
    if days < 2 * DAYS_A_WEEK:
        return tr("{count} days ago", count=number(days))
    return tr("{count} weeks ago", count=number(days // DAYS_A_WEEK))


def talk_words(talk: Talk, today: date) -> str:
    """Say in a cell when a talk was last held; a dash where nobody asks for it."""
    if talk.last is None and not talk.every_weeks:
        return "–"
    return ago(talk.last, today)


def talk_details(talk: Talk, today: date) -> str:
    """Say all that is known of a sort of talk, for the tip and the screen reader."""
    parts = [tr("Last: {day}", day=dated_day(talk.last)) if talk.last else tr("None in a year")]
    if talk.every_weeks == 1:
        parts.append(tr("wanted every week"))
    elif talk.every_weeks:
        parts.append(tr("wanted every {count} weeks", count=number(talk.every_weeks)))
    else:
        parts.append(tr("no routine asks for it"))
    overdue = talk.days_overdue(today)
    if overdue:
        parts.append(overdue_words(overdue))
    if talk.next:
        parts.append(tr("next: {day}", day=short_day(talk.next)))
    return " · ".join(parts)


def overdue_words(days: int) -> str:
    """Say "overdue by 3 weeks"."""
    if days < 2 * DAYS_A_WEEK:
        return tr("overdue by {count} days", count=number(days))
    return tr("overdue by {count} weeks", count=number(days // DAYS_A_WEEK))


def leave_words(leave: Leave | None, today: date) -> str:
    """Say in a cell who is away now or soon; empty for neither."""
    if leave is None:
        return ""
    if leave.first > today:
        return tr("from {day}", day=short_day(leave.first))
    if leave.last == today:
        return tr("today only")
    return tr("until {day}", day=short_day(leave.last))
