"""What a rule must be so that the planner can ever keep it; what is wrong is a sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from app.domain.entries import EntryKind
from app.domain.errors import BadInputError
from app.domain.people import Person, Team
from app.domain.roster_checks import cleaned
from app.domain.rules import PER_PERSON, Rule, RuleForm, counts_what_is_due
from app.domain.site import Hours, Site
from app.domain.text import DayWords
from app.domain.wall import MINUTES_A_DAY, clock_time

LEAST_MINUTES = 5
MOST_WEEKS = 52
MOST_A_WEEK = 200
LEAST_PRIORITY, MOST_PRIORITY = 1, 5
_OWN_KINDS = frozenset({EntryKind.UNPLANNED, EntryKind.OPEN_DOOR, EntryKind.LUNCH})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a rule is checked against."""

    site: Site
    persons: Collection[Person]
    teams: Collection[Team]


def checked_rule(rule: Rule, around: Surroundings) -> Rule:
    """Give ``rule`` with its words cleaned and its lists in order.

    Raises:
        BadInputError: it contradicts itself, the site's hours, or who is there.

    """
    found = replace(
        rule,
        title=cleaned(rule.title),
        room=cleaned(rule.room),
        weekdays=tuple(sorted(set(rule.weekdays))),
        persons=tuple(dict.fromkeys(rule.persons)),
        teams=tuple(dict.fromkeys(rule.teams)),
    )
    for check in _CHECKS:
        check(found, around)
    return found


def _check_words(rule: Rule, _around: Surroundings) -> None:
    if not rule.title:
        raise BadInputError("The routine has no name; write one, like 1:1s with the leads.")
    if rule.kind in _OWN_KINDS:
        raise BadInputError(
            "Hours kept free, the open door and lunch come from the settings; choose another kind."
        )


def _check_numbers(rule: Rule, _around: Surroundings) -> None:
    if rule.minutes < LEAST_MINUTES:
        raise BadInputError("It lasts {least} minutes at least.", least=LEAST_MINUTES)
    if rule.minutes > MINUTES_A_DAY:
        raise BadInputError(
            "{minutes} minutes are longer than a day; write fewer.", minutes=rule.minutes
        )
    if not 1 <= rule.every_weeks <= MOST_WEEKS:
        raise BadInputError(
            "“Every {weeks} weeks” cannot be; write a number from 1 to {most}.",
            weeks=rule.every_weeks,
            most=MOST_WEEKS,
        )
    if not LEAST_PRIORITY <= rule.priority <= MOST_PRIORITY:
        raise BadInputError(
            "The priority is a number from {least} to {most}.",
            least=LEAST_PRIORITY,
            most=MOST_PRIORITY,
        )
    for number in (rule.minimum, rule.wished, rule.per_day):
        if not 0 <= number <= MOST_A_WEEK:
            raise BadInputError(
                "{number} times cannot be; write a number from 0 to {most}.",
                number=number,
                most=MOST_A_WEEK,
            )


def _check_counts(rule: Rule, around: Surroundings) -> None:
    if rule.wished == 0 and not counts_what_is_due(rule):
        raise BadInputError("It is wished for 0 times; write 1 or more, or pause it.")
    if rule.wished and rule.minimum > rule.wished:
        raise BadInputError(
            "At least {minimum} and at most {wished} contradict each other; raise the second "
            "number or lower the first.",
            minimum=rule.minimum,
            wished=rule.wished,
        )
    days = len(_days_left(rule, around.site))
    weeks = 1 if counts_what_is_due(rule) else rule.every_weeks
    if rule.per_day and rule.minimum > rule.per_day * days * weeks:
        raise BadInputError(
            "At least {minimum}, but at most {per_day} a day on {days} days a week: that does not "
            "fit; change one of the numbers.",
            minimum=rule.minimum,
            per_day=rule.per_day,
            days=days,
        )


def _check_days(rule: Rule, around: Surroundings) -> None:
    if any(not 0 <= weekday <= 6 for weekday in rule.weekdays):  # noqa: PLR2004 - Sunday
        raise BadInputError("A weekday is a number from 0 (Monday) to 6 (Sunday).")
    if not _days_left(rule, around.site):
        raise BadInputError(
            "None of its weekdays is a working day; choose others, or change the working week in "
            "the settings."
        )
    if rule.until is not None and rule.until < rule.since:
        raise BadInputError(
            "It would end on {until}, before it begins on {since}; change one of them.",
            until=DayWords(rule.until, year=True),
            since=DayWords(rule.since, year=True),
        )


def _check_hours(rule: Rule, around: Surroundings) -> None:
    working = around.site.working
    if rule.minutes > working.end - working.start:
        raise BadInputError(
            "{minutes} minutes are longer than the working day from {start} to {end}; make it "
            "shorter.",
            minutes=rule.minutes,
            start=clock_time(working.start),
            end=clock_time(working.end),
        )
    if rule.window is None:
        return
    if rule.window.end - rule.window.start < rule.minutes:
        raise BadInputError(
            "The hours from {start} to {end} are shorter than its {minutes} minutes; widen them "
            "or make it shorter.",
            start=clock_time(rule.window.start),
            end=clock_time(rule.window.end),
            minutes=rule.minutes,
        )
    if _shared(rule.window, working) < rule.minutes:
        raise BadInputError(
            "The hours from {start} to {end} leave no {minutes} minutes of the working day from "
            "{from_} to {to}; choose others.",
            start=clock_time(rule.window.start),
            end=clock_time(rule.window.end),
            minutes=rule.minutes,
            from_=clock_time(working.start),
            to=clock_time(working.end),
        )


def _check_people(rule: Rule, around: Surroundings) -> None:
    known = {person.id for person in around.persons}
    teams = {team.id for team in around.teams}
    gone = sum(person not in known for person in rule.persons)
    gone += sum(team not in teams for team in rule.teams)
    if gone:
        raise BadInputError(
            "{count} of those it is with are gone from the team page; choose again whom it is "
            "with.",
            count=gone,
        )
    if rule.form is RuleForm.TEAM_MEETING and not rule.teams:
        raise BadInputError("A team meeting is with a team; choose one.")
    if rule.form in PER_PERSON and not rule.persons and not rule.teams:
        raise BadInputError("Say whom it is with: people, teams or both.")


def _days_left(rule: Rule, site: Site) -> set[int]:
    return set(site.working_days) & set(rule.weekdays or site.working_days)


def _shared(window: Hours, working: Hours) -> int:
    return min(window.end, working.end) - max(window.start, working.start)


_CHECKS: tuple[Callable[[Rule, Surroundings], None], ...] = (
    _check_words,
    _check_numbers,
    _check_days,
    _check_hours,
    _check_counts,
    _check_people,
)
