"""The invented manager's routines: what the week shall hold, beside what stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.entries import EntryKind
from app.domain.rules import Rule, RuleForm, RuleId, Wish
from app.domain.site import Hours
from resources.samples.people import LEADS, TEAM_NAMES, person_id, team_id

TEAMS = tuple(team_id(index) for index in range(len(TEAM_NAMES)))
AFTER_OPENING = Hours(9 * 60, 17 * 60)

RULES = (
    Rule(
        "1:1s with the leads",
        RuleForm.ONE_TO_ONE,
        30,
        id=RuleId("sample-leads"),
        priority=4,
        persons=tuple(person_id(name) for name in LEADS),
        minimum=0,
        wished=0,
    ),
    Rule(
        "1:1s with the agents",
        RuleForm.ONE_TO_ONE,
        20,
        id=RuleId("sample-agents"),
        every_weeks=4,
        per_day=3,
        window=AFTER_OPENING,
        teams=TEAMS,
        minimum=6,
        wished=0,
    ),
    Rule(
        "Sit-besides",
        RuleForm.SIT_BESIDE,
        30,
        id=RuleId("sample-beside"),
        every_weeks=13,
        per_day=1,
        wish=Wish.HIGH,
        teams=TEAMS,
        minimum=2,
        wished=3,
    ),
    Rule(
        "Floor walk",
        RuleForm.FLOOR_WALK,
        15,
        id=RuleId("sample-walk"),
        per_day=1,
        priority=2,
        wish=Wish.HIGH,
        minimum=3,
        wished=5,
    ),
    Rule(
        "Team meetings",
        RuleForm.TEAM_MEETING,
        30,
        id=RuleId("sample-team"),
        every_weeks=2,
        room="room 4",
        teams=TEAMS,
        minimum=0,
        wished=0,
    ),
    Rule(
        "Calibration",
        RuleForm.OWN,
        60,
        id=RuleId("sample-calibration"),
        kind=EntryKind.PERFORMANCE,
        room="room 2",
        priority=4,
    ),
    Rule(
        "Briefing",
        RuleForm.BRIEFING,
        30,
        id=RuleId("sample-briefing"),
        weekdays=(0, 1),
        priority=4,
    ),
)


def sample_rules(since: date) -> list[Rule]:
    """Routines that ask for places from ``since`` on: some quarter of a working week."""
    return [replace(rule, since=since) for rule in RULES]
