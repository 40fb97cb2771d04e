"""The manager's own routines: what shall happen, how often, when, with whom.

A `Rule` says what is wanted and the planner looks for a place; a `Routine` (the standing series
of a block) has its hours already.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NewType

from app.domain.entries import EntryKind, new_id
from app.domain.people import Person, PersonId, TeamId
from app.domain.site import Hours

RuleId = NewType("RuleId", str)


class RuleForm(enum.StrEnum):
    """What sort of thing a rule asks for; it decides with whom and who leaves the phones."""

    ONE_TO_ONE = "one_to_one"
    """One occurrence a person; an agent leaves the phones."""
    SIT_BESIDE = "sit_beside"
    """One occurrence a person, who stays on the phones."""
    TEAM_MEETING = "team_meeting"
    """Two occurrences a team: half of its agents each."""
    BRIEFING = "briefing"
    """With the leads, or everybody named."""
    FLOOR_WALK = "floor_walk"
    CHECKPOINT = "checkpoint"
    OWN = "own"
    """Anything else of the manager's."""


class Wish(enum.StrEnum):
    """Where in the volume curve a thing wants to lie."""

    HIGH = "high"
    LOW = "low"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Rule:
    """A routine of the manager's own.

    Every ``every_weeks`` weeks, counted from the Monday of ``since``, it asks for ``wished``
    occurrences, of which ``minimum`` come before any points. With people each of them is one
    occurrence every ``every_weeks`` weeks, and ``minimum`` and ``wished`` count over a week,
    0 for as many as are due. ``window`` are wall-clock hours, None for the working hours;
    ``weekdays`` are 0 Monday, empty for every working day. ``priority`` is 1 (least) to 5.
    """

    title: str
    form: RuleForm
    minutes: int
    id: RuleId = field(default_factory=lambda: RuleId(new_id()))
    kind: EntryKind = EntryKind.PEOPLE
    every_weeks: int = 1
    minimum: int = 1
    wished: int = 1
    per_day: int = 0
    """At most so many a day; 0 for no limit."""
    priority: int = 3
    wish: Wish = Wish.LOW
    window: Hours | None = None
    weekdays: tuple[int, ...] = ()
    persons: tuple[PersonId, ...] = ()
    teams: tuple[TeamId, ...] = ()
    """Everybody of these teams, beside ``persons``."""
    room: str = ""
    since: date = date(2000, 1, 3)
    until: date | None = None
    """The last day on which it is wanted; None for ever."""
    paused: bool = False


def usual_rule(form: RuleForm, title: str) -> Rule:
    """How a routine of a form usually is: what a new one begins with until more is said."""
    plain = Rule(title, form, 30, minimum=0)
    match form:
        case RuleForm.ONE_TO_ONE:
            return replace(plain, every_weeks=4, wished=0)
        case RuleForm.SIT_BESIDE:
            return replace(plain, minutes=45, every_weeks=8, wished=0, wish=Wish.HIGH)
        case RuleForm.TEAM_MEETING:
            return replace(plain, every_weeks=2, wished=0)
        case RuleForm.BRIEFING:
            return replace(plain, minutes=15, minimum=1)
        case RuleForm.FLOOR_WALK:
            return replace(plain, minimum=3, wished=5, per_day=1, wish=Wish.HIGH)
        case RuleForm.CHECKPOINT | RuleForm.OWN:
            return replace(plain, minutes=60, minimum=1)


def members(rule: Rule, persons: Iterable[Person]) -> tuple[Person, ...]:
    """Those of ``persons`` a rule is with: whom it names, and everybody of its teams."""
    return tuple(
        person for person in persons if person.id in rule.persons or person.team in rule.teams
    )


def minutes_a_week(rule: Rule, persons: Iterable[Person], today: date | None = None) -> float:
    """How long a rule takes in a week, on average; nothing while it is paused or once it is over.

    A team whose turn it is meets as a whole: one half wished for counts as two.
    """
    if rule.paused or rule.every_weeks < 1 or (today is not None and is_over(rule, today)):
        return 0.0
    wished = rule.wished
    if rule.form in PER_PERSON:
        due = len(members(rule, persons)) / rule.every_weeks
    elif rule.form is RuleForm.TEAM_MEETING:
        due = HALVES * len(rule.teams) / rule.every_weeks
        wished = HALVES * -(-wished // HALVES)
    else:
        return wished * rule.minutes / rule.every_weeks
    return (min(due, wished) if wished else due) * rule.minutes


def is_over(rule: Rule, today: date) -> bool:
    """Whether its last day has passed."""
    return rule.until is not None and rule.until < today


def counts_what_is_due(rule: Rule) -> bool:
    """Whether its counts are of a week's, 0 for as many as are due."""
    return rule.form in PER_PERSON or rule.form is RuleForm.TEAM_MEETING


def without(
    rules: Iterable[Rule],
    persons: Collection[PersonId] = frozenset(),
    teams: Collection[TeamId] = frozenset(),
) -> list[Rule]:
    """Rules as they go on without some people and teams; those with nobody left are left out."""
    found = (
        replace(
            rule,
            persons=tuple(person for person in rule.persons if person not in persons),
            teams=tuple(team for team in rule.teams if team not in teams),
        )
        for rule in rules
    )
    return [rule for rule in found if _goes_on(rule)]


def _goes_on(rule: Rule) -> bool:
    if rule.form is RuleForm.TEAM_MEETING:
        return bool(rule.teams)
    return bool(rule.persons or rule.teams) or rule.form not in PER_PERSON


PER_PERSON = frozenset({RuleForm.ONE_TO_ONE, RuleForm.SIT_BESIDE})
"""Forms that ask for one occurrence a person."""
HALVES = 2
"""A team meets in so many parts, so that the phones stay manned."""
