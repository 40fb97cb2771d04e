"""What the manager's own routines ask for in the weeks planned."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.demands import Demand, DemandId, Quota, Window
from app.domain.entries import Entry
from app.domain.objective import LATER, TIER_RULES, worth_of
from app.domain.reasons import Reason, Reasons
from app.domain.rules import PER_PERSON, Rule, RuleForm
from app.domain.wall import iso_week, monday_of
from app.planning.rule_scene import (
    RULE,
    WEEK,
    Occurrence,
    People,
    Scene,
    Subject,
    company_of,
    in_force,
    one_by_one,
    subjects_of,
)
from app.planning.turns import Due, Turns

STAY_ON_PHONES = frozenset({RuleForm.SIT_BESIDE, RuleForm.FLOOR_WALK})
"""The manager comes to the agents."""
TITLES = {
    RuleForm.ONE_TO_ONE: "1:1",
    RuleForm.SIT_BESIDE: "Sit beside",
    RuleForm.TEAM_MEETING: "Team meeting",
}
NOBODY = Subject("", "", ())


@dataclass(frozen=True, slots=True)
class Ask:
    """One occurrence wanted in a week; ``current`` where it stands already and may move."""

    monday: date
    key: str
    people: People
    due: Due
    current: Entry | None = None
    slack: int = 0
    """So many weeks after its own will do as well."""


def rule_demands(rules: Iterable[Rule], scene: Scene) -> tuple[list[Demand], list[Quota]]:
    """Everything that ``rules`` ask for, and the least that each wants of it in a week."""
    demands: list[Demand] = []
    quotas: list[Quota] = []
    for rule in sorted(rules, key=lambda rule: (rule.title, rule.id)):
        if in_force(rule):
            asking = _InTurn(rule, scene) if one_by_one(rule) else _Counted(rule, scene)
            for monday in scene.mondays:
                asks = list(asking.week(monday))
                quota = _quota(rule, monday, asking.standing(monday), len(asks))
                quotas += [quota] if quota else []
                demands += [_demand(rule, scene, ask, quota.name if quota else "") for ask in asks]
    return _named_apart(demands), quotas


class _Counted:
    """So many times a week, or every so many weeks."""

    def __init__(self, rule: Rule, scene: Scene) -> None:
        self._rule = rule
        self._scene = scene
        self._company = company_of(rule, scene.people)
        held = scene.standing_by_rule.get(rule.id, ())
        self._held = Counter(one.monday for one in held)
        self._loose = _by_week(scene.loose_by_rule.get(rule.id, ()))
        self._taken = {(one.monday, one.key) for one in held}
        before = [one.monday for one in held if one.monday < scene.mondays[0]]
        self._last = max(before, default=None)

    def standing(self, monday: date) -> int:
        """How many stand in the week and stay."""
        return self._held[monday]

    def week(self, monday: date) -> Iterator[Ask]:
        """Those that may move, then those that are missing."""
        company = self._company or ()
        there = tuple(one for one in company if self._scene.there(one, monday))
        if self._company is None or (company and not there):
            return
        last, every = self._last, self._rule.every_weeks
        overdue = 0 if last is None else max(0, (monday - last) // WEEK - every)
        due = Due(NOBODY, overdue, last)
        loose = self._loose[monday]
        for one in loose:
            yield Ask(monday, one.key, there, due, one.entry)
        missing = self._rule.wished - self._held[monday] - len(loose)
        asked = self._numbers(monday, missing) if self._asks_in(monday) else []
        for number in asked:
            yield Ask(monday, number, there, due)
        if asked or loose or self._held[monday]:
            self._last = monday

    def _asks_in(self, monday: date) -> bool:
        """In its own weeks, and in those after one that nothing came of."""
        weeks, every = (monday - monday_of(self._rule.since)) // WEEK, self._rule.every_weeks
        late = self._last is not None and (monday - self._last) // WEEK > every
        return weeks >= 0 and (weeks % every == 0 or late) and self._has_room(monday)

    def _has_room(self, monday: date) -> bool:
        return bool(self._scene.openings.of(self._rule, [monday]))

    def _numbers(self, monday: date, count: int) -> list[str]:
        """Keys for ``count`` more that nothing else of the week has; no more than fit a day."""
        taken = {key for week, key in self._taken if week == monday}
        taken |= {one.key for one in self._loose[monday]}
        per_day = _per_day(self._rule)
        if per_day:
            days = len(self._scene.openings.of(self._rule, [monday]))
            count = min(count, per_day * days - len(self._loose[monday]))
        free = (str(n) for n in range(len(taken) + max(0, count)) if str(n) not in taken)
        return [key for key, _ in zip(free, range(count), strict=False)]


class _InTurn:
    """People or teams one by one, each every so many weeks."""

    def __init__(self, rule: Rule, scene: Scene) -> None:
        self._rule = rule
        self._scene = scene
        subjects = subjects_of(rule, scene.people, scene.teams)
        self._turns = Turns(rule, scene, subjects)
        self._parts = {part for subject in subjects for part, _ in subject.parts}
        self._held = _by_week(scene.standing_by_rule.get(rule.id, ()))
        self._loose = _by_week(scene.loose_by_rule.get(rule.id, ()))
        self._slack = (rule.every_weeks - 1) // 2 if rule.form in PER_PERSON else 0

    def standing(self, monday: date) -> int:
        """How many stand in the week and stay."""
        return sum(one.key in self._parts for one in self._held[monday])

    def week(self, monday: date) -> Iterator[Ask]:
        """Each part of those whose turn it is that does not stand yet, or may move."""
        held = {one.key for one in self._held[monday]}
        loose: defaultdict[str, list[Entry]] = defaultdict(list)
        for one in self._loose[monday]:
            loose[one.key].append(one.entry)
        for due in self._turns.week(monday):
            halves = len(due.subject.parts) > 1
            for key, people in due.subject.parts:
                who = self._present(people, monday)
                for entry in loose[key]:
                    yield Ask(monday, key, who, due, entry, self._slack)
                missing = key not in held and not loose[key]
                if missing and who and (halves or not due.stands):
                    yield Ask(monday, key, who, due, slack=self._slack)

    def _present(self, people: People, monday: date) -> People:
        """Of a half team those who are there that week; one person stays, there or not."""
        if self._rule.form in PER_PERSON:
            return people
        return tuple(one for one in people if self._scene.there(one, monday))


def _quota(rule: Rule, monday: date, standing: int, asked: int) -> Quota | None:
    """The least that is wanted of a week, beside what stands; None when that is nothing."""
    all_due = one_by_one(rule) and not rule.minimum
    minimum = asked if all_due else min(asked, rule.minimum - standing)
    if minimum <= 0:
        return None
    return Quota(f"{RULE}:{rule.id}:{iso_week(monday)}", minimum, TIER_RULES)


def _demand(rule: Rule, scene: Scene, ask: Ask, quota: str) -> Demand:
    name = f"{RULE}:{rule.id}:{ask.key}:{iso_week(ask.monday)}"
    return Demand(
        id=DemandId(ask.current.demand if ask.current else name),
        kind=rule.kind,
        title=_title(rule, ask),
        minutes=rule.minutes,
        windows=_windows(rule, scene, ask),
        worth=worth_of(rule.priority, ask.due.overdue),
        wish=rule.wish,
        later=LATER if ask.due.overdue else 0.0,
        quota=quota,
        group=f"{RULE}:{rule.id}",
        per_day=_per_day(rule),
        people=ask.people,
        leaves_phones=bool(ask.people) and rule.form not in STAY_ON_PHONES,
        as_team=rule.form is RuleForm.TEAM_MEETING,
        room=rule.room,
        current=ask.current,
        reasons=_reasons(rule, ask.due),
    )


def _windows(rule: Rule, scene: Scene, ask: Ask) -> tuple[Window, ...]:
    """The starts of its week, and of some weeks planned after it where it comes seldom.

    Something without any has an empty window where it stands: it can only be dropped.
    """
    weeks = [ask.monday + WEEK * n for n in range(ask.slack + 1)]
    found = scene.openings.of(
        rule,
        [monday for monday in weeks if monday in scene.mondays],
        stands=ask.current is not None,
    )
    if found or ask.current is None:
        return found or (Window(ask.monday, ()),)
    return (Window(ask.current.span.start.astimezone(scene.site.tz).date(), ()),)


def _per_day(rule: Rule) -> int:
    return rule.per_day or (1 if rule.form is RuleForm.FLOOR_WALK else 0)


def _title(rule: Rule, ask: Ask) -> str:
    """With whom, for what is with people in turn; else as the rule is called."""
    subject = ask.due.subject
    if not subject.parts:
        return rule.title
    title = f"{TITLES[rule.form]} {subject.name}"
    parts = len(subject.parts)
    return title if parts == 1 else f"{title} {ask.key.rpartition('.')[2]}/{parts}"


def _reasons(rule: Rule, due: Due) -> Reasons:
    if not due.overdue:
        return ()
    facts: dict[str, str | int | float] = {"weeks": due.overdue, "every": rule.every_weeks}
    if due.last is not None:
        facts["last"] = due.last.isoformat()
    return (Reason("overdue", facts),)


def _by_week(occurrences: Iterable[Occurrence]) -> defaultdict[date, list[Occurrence]]:
    found: defaultdict[date, list[Occurrence]] = defaultdict(list)
    for one in occurrences:
        found[one.monday].append(one)
    return found


def _named_apart(demands: Iterable[Demand]) -> list[Demand]:
    """Leave out a second demand of one name: an entry that was copied stays as it is."""
    found: dict[DemandId, Demand] = {}
    for demand in demands:
        known = found.get(demand.id)
        if known is None or (known.current is None and demand.current is not None):
            found[demand.id] = demand
    return list(found.values())
