"""Whose turn it is: people and teams that a rule asks for every so many weeks.

Whoever was last seen is due again that many weeks later. Those never seen are spread over the
weeks since the rule was first used, so that a new one does not ask for everybody at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.rules import HALVES, Rule, RuleForm
from app.domain.wall import monday_of
from app.planning.rule_scene import WEEK, Occurrence, Scene, Subject


@dataclass(frozen=True, slots=True)
class Due:
    """A subject asked for in a week, so many weeks late; ``last`` is when it was seen before.

    ``stands`` says that some of it stands in that week already.
    """

    subject: Subject
    overdue: int = 0
    last: date | None = None
    stands: bool = False


class Turns:
    """Goes through the weeks planned, the earliest first."""

    def __init__(self, rule: Rule, scene: Scene, subjects: Sequence[Subject]) -> None:
        self._rule = rule
        self._scene = scene
        self._subjects = subjects
        self._every = timedelta(weeks=rule.every_weeks)
        self._weeks = self._standing(scene.standing_by_rule.get(rule.id, ()))
        if rule.form is RuleForm.ONE_TO_ONE:
            for person, monday in scene.written_by_hand:
                if person in self._weeks:
                    self._weeks[person].add(monday)
        begins = scene.mondays[0]
        self._last = {
            key: max((monday for monday in mondays if monday < begins), default=None)
            for key, mondays in self._weeks.items()
        }
        self._due = self._first_due()
        for key, mondays in self._standing(scene.loose_by_rule.get(rule.id, ())).items():
            self._weeks[key] |= mondays

    def week(self, monday: date) -> list[Due]:
        """Whom the rule asks for in this week, and what of it stands there already."""
        here = [s for s in self._subjects if monday in self._weeks[s.key]]
        found = [
            Due(subject, self._overdue(subject, monday), self._last[subject.key], stands=True)
            for subject in here
        ]
        found += self._asked(monday, len(here))
        for due in found:
            self._due[due.subject.key] = monday + self._every
            self._last[due.subject.key] = monday
        return found

    def _standing(self, occurrences: Iterable[Occurrence]) -> dict[str, set[date]]:
        """The weeks in which each subject has something."""
        of_part = {part: subject.key for subject in self._subjects for part, _ in subject.parts}
        found: dict[str, set[date]] = {subject.key: set() for subject in self._subjects}
        for one in occurrences:
            if one.key in of_part:
                found[of_part[one.key]].add(one.monday)
        return found

    def _first_due(self) -> dict[str, date]:
        known = (monday for mondays in self._weeks.values() for monday in mondays)
        used_since = min(known, default=self._scene.mondays[0])
        base = max(min(used_since, self._scene.mondays[0]), monday_of(self._rule.since))
        due = {}
        for place, subject in enumerate(self._subjects):
            last = self._last[subject.key]
            waits = WEEK * (place * self._rule.every_weeks // len(self._subjects))
            due[subject.key] = base + waits if last is None else last + self._every
        return due

    def _asked(self, monday: date, standing: int) -> list[Due]:
        """The longest overdue first; who is due next week and away then comes early."""
        if not self._scene.openings.of(self._rule, [monday]):
            return []
        found = []
        for place, subject in enumerate(self._subjects):
            when = self._due[subject.key]
            early = when == monday + WEEK and self._only_now(subject, monday)
            if (when <= monday or early) and not self._comes_soon(subject, monday):
                overdue = self._overdue(subject, monday)
                found.append((-overdue, place, Due(subject, overdue, self._last[subject.key])))
        ordered = [due for _, _, due in sorted(found, key=lambda one: one[:2])]
        if not self._rule.wished:
            return ordered
        parts = HALVES if self._rule.form is RuleForm.TEAM_MEETING else 1
        room = max(0, -(-self._rule.wished // parts) - standing)
        return [due for due in ordered if self._anybody(due.subject, monday)][:room]

    def _overdue(self, subject: Subject, monday: date) -> int:
        return max(0, (monday - self._due[subject.key]) // WEEK)

    def _comes_soon(self, subject: Subject, monday: date) -> bool:
        """Whether it stands in this week, or so near after it that it is not asked for twice."""
        near = monday + WEEK * (self._rule.every_weeks // 2)
        return any(monday <= other <= near for other in self._weeks[subject.key])

    def _only_now(self, subject: Subject, monday: date) -> bool:
        return self._anybody(subject, monday) and not self._anybody(subject, monday + WEEK)

    def _anybody(self, subject: Subject, monday: date) -> bool:
        return any(self._scene.there(one, monday) for _, some in subject.parts for one in some)
