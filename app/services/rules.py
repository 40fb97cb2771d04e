"""The manager's own routines that ask for places: listed, checked, counted, changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.edits import Edit
from app.domain.errors import BadInputError
from app.domain.rule_checks import Surroundings, checked_rule
from app.domain.rules import Rule, RuleId, minutes_a_week
from app.domain.text import text

if TYPE_CHECKING:
    from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class HoursCount:
    """How long rules take in a week, on average: minutes by rule and in all.

    ``share`` is the part of the working week they take.
    """

    by_rule: Mapping[RuleId, float]
    total: float
    share: float


class Rules:
    """Lists rules and makes the edits that add, change and remove them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[Rule]:
        """Every rule, by title."""
        return self._store.read.rules()

    def find(self, which: str) -> Rule:
        """Look a rule up by its id, the start of it, or its title.

        Raises:
            BadInputError: nothing, or more than one rule, is called that.

        """
        wanted = which.strip()
        found = [
            rule
            for rule in self.all()
            if wanted and (rule.id.startswith(wanted) or rule.title.casefold() == wanted.casefold())
        ]
        if not found:
            raise BadInputError(
                "There is no routine called '{id}'; the list shows each one's id.", id=which
            )
        if len(found) > 1:
            raise BadInputError(
                "'{id}' fits {count} routines; write more of the id.", id=which, count=len(found)
            )
        return found[0]

    def check(self, rule: Rule) -> None:
        """Check that a rule can be kept at all.

        Raises:
            BadInputError: it contradicts itself, the site's hours, or who is there.

        """
        self._checked(rule)

    def edit_to_add(self, rule: Rule) -> Edit:
        """Make the edit that adds a rule.

        Raises:
            BadInputError: see `check`.

        """
        found = self._checked(rule)
        return Edit(text("Routine ‘{title}’ added", title=found.title), after=(found,))

    def edit_to_change(self, rule: Rule) -> Edit:
        """Make the edit that puts ``rule`` in the place of the one with its id.

        Raises:
            BadInputError: see `check`; or there is none with its id any more.

        """
        before, found = self._stored(rule.id), self._checked(rule)
        label = text("Routine ‘{title}’ changed", title=found.title)
        return Edit(label, (before,), (found,))

    def edit_to_remove(self, rule: Rule) -> Edit:
        """Make the edit that removes the rule with the id of ``rule``; what is planned stays.

        Raises:
            BadInputError: there is none with its id any more.

        """
        before = self._stored(rule.id)
        return Edit(text("Routine ‘{title}’ removed", title=before.title), before=(before,))

    def hours(
        self, rules: Iterable[Rule] | None = None, *, today: date | None = None
    ) -> HoursCount:
        """Count how long ``rules`` take in a week, those in the store when None.

        What was over before ``today`` takes nothing any more.
        """
        persons, site = self._store.read.people(), self._store.read.site()
        by_rule = {
            rule.id: minutes_a_week(rule, persons, today)
            for rule in (self.all() if rules is None else rules)
        }
        total = sum(by_rule.values())
        week = len(site.working_days) * (site.working.end - site.working.start)
        return HoursCount(by_rule, total, total / week if week else 0.0)

    def _checked(self, rule: Rule) -> Rule:
        read = self._store.read
        return checked_rule(rule, Surroundings(read.site(), read.people(), read.teams()))

    def _stored(self, rule: RuleId) -> Rule:
        for found in self.all():
            if found.id == rule:
                return found
        raise BadInputError("This routine was removed meanwhile; look at the list again.")
