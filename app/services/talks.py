"""When each person was last talked to, and when the manager's routines want it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.entries import Entry, EntryKind
from app.domain.people import Person, PersonId
from app.domain.rules import Rule, RuleForm, RuleId, is_over, members
from app.domain.span import Span
from app.domain.wall import day_span, monday_of

if TYPE_CHECKING:
    from app.config import Clock
    from app.storage.store import Store

LOOKED_BACK = timedelta(weeks=52)
LOOKED_AHEAD = timedelta(weeks=13)
OPEN_DOOR = "open_door"
SORTS = (RuleForm.ONE_TO_ONE.value, OPEN_DOOR, RuleForm.SIT_BESIDE.value)
"""The sorts of talk that are told apart; the open door has no rule of its own."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One sort of talk with one person.

    ``last`` and ``next`` are days at the site, None for none within a year back and a quarter
    ahead. ``every_weeks`` is how often the closest routine wants it, 0 when none does.
    """

    last: date | None = None
    next: date | None = None
    every_weeks: int = 0
    wanted_since: date | None = None

    def due(self) -> date | None:
        """The day by which it is wanted; None when no routine asks for it.

        Somebody never seen is due once the routine has run for as long as it lets pass.
        """
        if not self.every_weeks:
            return None
        since = self.last or self.wanted_since
        return since + timedelta(weeks=self.every_weeks) if since is not None else None

    def days_overdue(self, today: date) -> int:
        """Days since it was due; 0 when it is not, or when nobody asks for it."""
        due = self.due()
        return max((today - due).days, 0) if due is not None else 0


Talks = Mapping[str, Talk]
"""A talk for each of `SORTS`."""


@dataclass(slots=True)
class _Found:
    """One sort of talk with one person while entries and rules are gone through."""

    last: date | None = None
    next: date | None = None
    rules: list[Rule] = field(default_factory=list)


class TalkLog:
    """Reads past and coming entries that are with somebody; changes nothing."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def by_person(self) -> dict[PersonId, Talks]:
        """Everybody's talks, of everybody at the site."""
        read, now = self._store.read, self._clock()
        zone = read.site().tz
        today = now.astimezone(zone).date()
        span = Span(
            day_span(today - LOOKED_BACK, zone).start, day_span(today + LOOKED_AHEAD, zone).start
        )
        people, rules = read.people(), read.rules()
        found = {(person.id, sort): _Found() for person in people for sort in SORTS}
        forms = {rule.id: rule.form for rule in rules}
        for entry in read.entries(span):
            sort = _sort_of(entry, forms)
            day = entry.span.start.astimezone(zone).date()
            for person in entry.people:
                one = found.get((PersonId(person), sort))
                if one is not None:
                    _note(one, day, past=entry.span.end <= now)
        _ask(found, people, rules, today)
        return {
            person.id: {sort: _talk(found[person.id, sort], today) for sort in SORTS}
            for person in people
        }


def _sort_of(entry: Entry, forms: Mapping[RuleId, RuleForm]) -> str:
    """What sort of talk an entry is; empty when it is none.

    What the planner placed says so by its rule. What was written by hand with one person is a
    1:1.
    """
    if entry.cancelled or not entry.people or entry.days is not None:
        return ""
    if entry.kind is EntryKind.OPEN_DOOR:
        return OPEN_DOOR
    what, _, which = entry.demand.partition(":")
    if what == "rule":
        form = forms.get(RuleId(which.split(":")[0]))
        return form.value if form is not None else ""
    alone = entry.kind is EntryKind.PEOPLE and len(entry.people) == 1
    return RuleForm.ONE_TO_ONE.value if alone else ""


def _note(one: _Found, day: date, *, past: bool) -> None:
    if past:
        one.last = max(one.last or day, day)
    else:
        one.next = min(one.next or day, day)


def _ask(
    found: Mapping[tuple[PersonId, str], _Found],
    people: Sequence[Person],
    rules: Iterable[Rule],
    today: date,
) -> None:
    """Note whom the routines in force ask for."""
    for rule in rules:
        if rule.form.value not in SORTS or rule.paused or is_over(rule, today):
            continue
        for person in members(rule, people):
            found[person.id, rule.form.value].rules.append(rule)


def _talk(found: _Found, today: date) -> Talk:
    if not found.rules:
        return Talk(found.last, found.next)
    closest = min(found.rules, key=lambda rule: rule.every_weeks)
    # A routine that began long ago with somebody never seen in the year looked back.
    since = max(monday_of(closest.since), today - LOOKED_BACK)
    return Talk(found.last, found.next, closest.every_weeks, since)
