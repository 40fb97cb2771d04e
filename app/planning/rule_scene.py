"""What routines are laid into: the weeks, who is there, and what of them stands already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from app.domain.demands import is_skipped
from app.domain.entries import Entry, EntryKind
from app.domain.people import Person, PersonId, Role, Team
from app.domain.rules import HALVES, PER_PERSON, Rule, RuleForm, RuleId, members
from app.domain.site import Site
from app.domain.span import Span
from app.domain.wall import monday_of, week_span
from app.planning.openings import Openings

RULE = "rule"
WEEK = timedelta(weeks=1)
People = tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An entry placed for a rule: ``key`` is a person, a half of a team, or a number."""

    rule: RuleId
    key: str
    entry: Entry
    monday: date
    """Of the week it stands in."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a rule is with once: a person, or a team in halves. ``parts`` are (key, people)."""

    key: str
    name: str
    parts: tuple[tuple[str, People], ...]


@dataclass(frozen=True)
class Scene:
    """Everything that routines meet.

    ``mondays`` are the weeks planned. ``standing`` are entries of the past, of these weeks and
    of some after them that stay where they are; ``loose`` those that look for a place.
    ``presence`` is that of a `Problem`, a week longer than planned; whoever is not in it is
    there always.
    """

    site: Site
    mondays: Sequence[date]
    openings: Openings
    people: Sequence[Person] = ()
    teams: Sequence[Team] = ()
    standing: Sequence[Entry] = ()
    loose: Sequence[Entry] = ()
    presence: Mapping[PersonId, tuple[Span, ...]] = field(default_factory=dict)

    @cached_property
    def weeks(self) -> dict[date, Span]:
        """The weeks planned and the one after, as moments."""
        after = [*self.mondays, self.mondays[-1] + WEEK]
        return {monday: week_span(monday, self.site.tz) for monday in after}

    @cached_property
    def standing_by_rule(self) -> dict[RuleId, list[Occurrence]]:
        """What stands, by the rule it was placed for."""
        return self._by_rule(self.standing)

    @cached_property
    def loose_by_rule(self) -> dict[RuleId, list[Occurrence]]:
        """What looks for a place, by its rule."""
        return self._by_rule(self.loose)

    @cached_property
    def written_by_hand(self) -> list[tuple[PersonId, date]]:
        """With whom the manager wrote a talk down, and in which week."""
        return [
            (PersonId(entry.people[0]), self.monday(entry))
            for entry in self.standing
            if entry.kind is EntryKind.PEOPLE
            and len(entry.people) == 1
            and not (entry.demand or entry.cancelled)
        ]

    def there(self, person: PersonId, monday: date) -> bool:
        """Whether somebody is there at any time of the week."""
        spans = self.presence.get(person)
        return spans is None or any(span.overlaps(self.weeks[monday]) for span in spans)

    def monday(self, entry: Entry) -> date:
        """The Monday of the week an entry begins in."""
        return monday_of(entry.span.start.astimezone(self.site.tz).date())

    def _by_rule(self, entries: Iterable[Entry]) -> dict[RuleId, list[Occurrence]]:
        found: dict[RuleId, list[Occurrence]] = defaultdict(list)
        for entry in entries:
            called_off = entry.cancelled and not is_skipped(entry)
            placed_for = None if called_off else rule_and_key(entry)
            if placed_for is not None:
                rule, key = placed_for
                found[rule].append(Occurrence(rule, key, entry, self.monday(entry)))
        return found


def rule_and_key(entry: Entry) -> tuple[RuleId, str] | None:
    """The rule an entry was placed for, and what of it; None when it was for none.

    Demand ids of rules are "rule:RULE:KEY:WEEK".
    """
    what, _, rest = entry.demand.partition(":")
    rule, _, rest = rest.partition(":")
    key, _, week = rest.rpartition(":")
    return (RuleId(rule), key) if what == RULE and week else None


def in_force(rule: Rule) -> bool:
    """Whether a rule asks for anything at all."""
    return not rule.paused and rule.every_weeks > 0 and rule.minutes > 0


def still_wanted(entry: Entry, rules: Mapping[RuleId, Rule], people: set[PersonId]) -> bool:
    """Whether a rule in force stands behind an entry, and everybody it is with is still here."""
    placed_for = rule_and_key(entry)
    rule = rules.get(placed_for[0]) if placed_for is not None else None
    return rule is not None and in_force(rule) and people.issuperset(map(PersonId, entry.people))


def one_by_one(rule: Rule) -> bool:
    """Whether a rule asks for people or teams in turn, rather than so many times a week."""
    return rule.form in PER_PERSON or rule.form is RuleForm.TEAM_MEETING


def subjects_of(rule: Rule, people: Sequence[Person], teams: Sequence[Team]) -> list[Subject]:
    """Whom a rule asks for in turn, by name."""
    if rule.form in PER_PERSON:
        return [
            Subject(person.id, person.name, ((person.id, (person.id,)),))
            for person in sorted(members(rule, people), key=_by_name)
        ]
    chosen = sorted(
        (team for team in teams if team.id in rule.teams), key=lambda team: (team.name, team.id)
    )
    found = (Subject(team.id, team.name, _halves(team, people)) for team in chosen)
    return [subject for subject in found if subject.parts]


def company_of(rule: Rule, people: Sequence[Person]) -> People | None:
    """Who comes to what is counted; None when all whom it names are gone."""
    named, found = bool(rule.persons or rule.teams), members(rule, people)
    if rule.form is RuleForm.BRIEFING and not named:
        named, found = True, tuple(person for person in people if person.role is Role.LEAD)
    if named and not found:
        return None
    return tuple(person.id for person in sorted(found, key=_by_name))


def _halves(team: Team, people: Iterable[Person]) -> tuple[tuple[str, People], ...]:
    """The agents of a team in two parts, by name; one part where there is one agent."""
    agents = sorted(
        (person for person in people if person.team == team.id and person.role is Role.AGENT),
        key=_by_name,
    )
    size = -(-len(agents) // HALVES)
    return tuple(
        (f"{team.id}.{number}", tuple(person.id for person in half))
        for number, half in enumerate((agents[:size], agents[size:]), 1)
        if half
    )


def _by_name(person: Person) -> tuple[str, str]:
    return person.name, person.id
