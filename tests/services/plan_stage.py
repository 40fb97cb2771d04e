"""Small problems of the week from 23 November 2026, in Oslo, with peaks at ten and two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.domain.demands import Demand, DemandId, Diary, Problem, Window
from app.domain.entries import Entry, EntryId, EntryKind, Protection
from app.domain.rules import Wish
from app.domain.span import Span
from app.domain.wall import resolve_minute
from tests.planning.curves import MONDAY, SITE, week

WORKING_DAYS = tuple(MONDAY + timedelta(days=n) for n in range(5))


def minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def span(start: str, length: int = 60, day: int = 0) -> Span:
    on, at = MONDAY + timedelta(days=day), minutes(start)
    return Span(resolve_minute(on, at, SITE.tz), resolve_minute(on, at + length, SITE.tz))


def entry(name: str, start: str, length: int = 60, day: int = 0, **more) -> Entry:
    """A meeting that is fixed, unless it is said otherwise."""
    given = {"kind": EntryKind.MEETING, "protection": Protection.FIXED, "title": name} | more
    return Entry(span(start, length, day), id=EntryId(name), **given)


def planned(name: str, start: str, length: int = 60, day: int = 0, **more) -> Entry:
    """Something that was planned here."""
    given = {"kind": EntryKind.PEOPLE, "protection": Protection.PLANNED, "demand": name} | more
    return entry(name, start, length, day, **given)


def windows(*days: int, first="08:00", last="17:00", length=60) -> tuple[Window, ...]:
    starts = tuple(range(minutes(first), minutes(last) - length + 1, 15))
    return tuple(Window(MONDAY + timedelta(days=n), starts) for n in days)


def demand(name: str, *days: int, length: int = 60, **more) -> Demand:
    """Wants the quiet hours of ``days``, all working days unless they are named."""
    given = {
        "kind": EntryKind.PEOPLE,
        "title": name,
        "minutes": length,
        "windows": windows(*(days or range(5)), length=length),
        "wish": Wish.LOW,
        "worth": 45.0,
    } | more
    return Demand(id=DemandId(name), **given)


def standing(current: Entry, *days: int, **more) -> Demand:
    """The demand of something that stands already."""
    return demand(
        current.demand or current.id,
        *days,
        length=current.span.minutes,
        title=current.title,
        kind=current.kind,
        current=current,
        people=current.people,
        room=current.place,
        **more,
    )


def problem(*demands: Demand, fixed=(), **more) -> Problem:
    """One manager's week around what is ``fixed``."""
    diary = Diary(tuple(fixed), SITE.working, WORKING_DAYS)
    made = Problem(week().days, SITE.zone, (diary,), tuple(demands))
    return replace(made, **more)


class KnownOutlooks:
    """Every week looks the same: peaks at ten and two, but for days that are ``changed``."""

    def __init__(self):
        self.changed = {}

    def week(self, monday):
        number = (monday - MONDAY).days // 7
        return week(number, changed=self.changed.get(number))
