"""What routines ask for: whose turn it is, halves of teams, counts a week, what stands already."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.domain.entries import Entry, EntryKind, Protection
from app.domain.objective import LATER, TIER_RULES, worth_of
from app.domain.people import Person, PersonId, Role, Team, TeamId
from app.domain.rules import Rule, RuleForm, RuleId, Wish
from app.domain.site import Hours
from app.domain.span import Span
from app.domain.wall import iso_week, resolve_minute, week_span
from app.planning.openings import Openings
from app.planning.rule_demands import rule_demands
from app.planning.rule_scene import Scene, rule_and_key, still_wanted
from tests.planning.curves import MONDAY, SITE

NEXT = MONDAY + timedelta(weeks=1)
W48, W49 = "2026-W48", "2026-W49"
TEAM = Team(TeamId("a"), "Team A")
AGENTS = [
    Person(name, Role.AGENT, id=PersonId(name.lower()), team=TEAM.id)
    for name in ("Ada", "Bo", "Cy", "Di", "Eve")
]
LEADS = [Person(name, Role.LEAD, id=PersonId(name.lower())) for name in ("Lars", "Nora")]
TALKS = Rule("1:1s", RuleForm.ONE_TO_ONE, 30, id=RuleId("r"), minimum=0, wished=0, teams=(TEAM.id,))
WALKS = Rule("Floor walk", RuleForm.FLOOR_WALK, 15, id=RuleId("w"), minimum=3, wished=5)


def entry(demand, *people, offset=0, at=600, minutes=30, **more):
    on = MONDAY + timedelta(days=offset)
    span = Span(resolve_minute(on, at, SITE.tz), resolve_minute(on, at + minutes, SITE.tz))
    more = {"kind": EntryKind.PEOPLE, "title": "1:1", "protection": Protection.PLANNED} | more
    return Entry(span, demand=demand, people=people, **more)


def scene(*standing, weeks=1, site=SITE, days=None, not_before=None, **more):
    mondays = tuple(MONDAY + timedelta(weeks=n) for n in range(weeks))
    if days is None:
        days = tuple(monday + timedelta(days=n) for monday in mondays for n in range(5))
    openings = Openings(site, days, not_before)
    more = {"people": [*AGENTS, *LEADS], "teams": [TEAM]} | more
    return Scene(site, mondays, openings, standing=standing, **more)


def ids(rule, around):
    return [demand.id for demand in rule_demands([rule], around)[0]]


def keys(rule, around):
    return [demand.id.split(":")[2] for demand in rule_demands([rule], around)[0]]


def quotas(rule, around):
    return {quota.name: quota.minimum for quota in rule_demands([rule], around)[1]}


def presence(**away):
    """Everybody named is there that week but those who are ``away`` in it."""
    return {
        PersonId(person): tuple(week_span(monday, SITE.tz) for monday in there)
        for person, there in away.items()
    }


# -- people in turn


def test_everybody_of_a_weekly_rule_is_asked_for_each_week():
    found, least = rule_demands([TALKS], scene(weeks=2))
    assert [d.id for d in found[:2]] == [f"rule:r:ada:{W48}", f"rule:r:bo:{W48}"]
    assert len(found) == 10
    assert {(q.name, q.minimum, q.tier) for q in least} == {
        (f"rule:r:{W48}", 5, TIER_RULES),
        (f"rule:r:{W49}", 5, TIER_RULES),
    }
    ada = found[0]
    assert (ada.title, ada.people, ada.leaves_phones, ada.as_team) == (
        "1:1 Ada",
        ("ada",),
        True,
        False,
    )
    assert (ada.worth, ada.later, ada.group, ada.quota) == (45.0, 0.0, "rule:r", f"rule:r:{W48}")
    assert [window.day.weekday() for window in ada.windows] == [0, 1, 2, 3, 4]
    assert (ada.windows[0].starts[0], ada.windows[0].starts[-1]) == (8 * 60, 16 * 60 + 30)


def test_those_never_seen_are_spread_over_the_weeks_of_the_cadence():
    seldom = replace(TALKS, every_weeks=4)
    assert keys(seldom, scene()) == ["ada", "bo"]
    assert keys(seldom, scene(weeks=4)) == ["ada", "bo", "cy", "di", "eve"]


def test_who_was_missed_last_week_comes_with_those_of_this_week():
    seldom = replace(TALKS, every_weeks=4)
    past = [entry("rule:r:ada:2026-W47", "ada", offset=-7)]
    assert keys(seldom, scene(*past)) == ["bo", "cy"]
    bo = rule_demands([seldom], scene(*past))[0][0]
    assert (bo.worth, bo.later) == (worth_of(3, 1), LATER)
    assert bo.reasons[0].facts == {"weeks": 1, "every": 4}


def test_the_weeks_overdue_are_counted_from_the_last_time():
    past = [entry("rule:r:ada:2026-W43", "ada", offset=-35)]
    ada = next(d for d in rule_demands([TALKS], scene(*past))[0] if d.people == ("ada",))
    assert ada.worth == worth_of(3, 4)
    assert ada.reasons[0].code == "overdue"
    assert ada.reasons[0].facts["last"] == "2026-10-19"


def test_a_talk_the_manager_wrote_down_by_hand_counts():
    by_hand = entry("", "ada", offset=2, protection=Protection.LOCKED)
    assert "ada" not in keys(TALKS, scene(by_hand))
    beside = replace(TALKS, form=RuleForm.SIT_BESIDE)
    assert "ada" in keys(beside, scene(by_hand))


def test_what_stands_next_week_already_is_not_asked_for_this_week_too():
    coming = entry(f"rule:r:ada:{W49}", "ada", offset=8)
    assert "ada" in keys(TALKS, scene(coming))
    assert "ada" not in keys(replace(TALKS, every_weeks=3), scene(coming))


def test_no_more_than_wished_and_the_longest_overdue_of_them():
    besides = replace(TALKS, form=RuleForm.SIT_BESIDE, wished=2, minimum=1)
    past = [entry(f"rule:r:{p}:2026-W47", p, offset=-7) for p in ("ada", "bo", "cy", "di")]
    past += [entry("rule:r:eve:2026-W44", "eve", offset=-28)]
    found, least = rule_demands([besides], scene(*past))
    assert [d.people for d in found] == [("eve",), ("ada",)]
    assert not found[0].leaves_phones
    assert [q.minimum for q in least] == [1]
    kept = entry(f"rule:r:bo:{W48}", "bo", offset=1)
    assert keys(besides, scene(*past, kept)) == ["eve"]
    assert quotas(besides, scene(*past, kept)) == {}


def test_of_those_wished_for_only_somebody_who_is_there_is_chosen():
    besides = replace(TALKS, form=RuleForm.SIT_BESIDE, wished=1)
    assert keys(besides, scene(presence=presence(ada=[], bo=[MONDAY]))) == ["bo"]
    assert keys(TALKS, scene(presence=presence(ada=[])))[0] == "ada"  # told to be away instead


def test_who_is_due_next_week_and_away_then_comes_this_week():
    seldom = replace(TALKS, every_weeks=5)
    assert keys(seldom, scene()) == ["ada"]
    assert keys(seldom, scene(presence=presence(bo=[MONDAY]))) == ["ada", "bo"]
    assert keys(seldom, scene(presence=presence(bo=[]))) == ["ada"]


def test_what_comes_seldom_may_lie_in_the_weeks_after_its_own():
    seldom = replace(TALKS, every_weeks=4)
    first = rule_demands([seldom], scene(weeks=4))[0][0]
    assert {iso_week(w.day - timedelta(days=w.day.weekday())) for w in first.windows} == {W48, W49}


def test_an_entry_that_may_move_is_a_demand_that_knows_where_it_stands():
    standing = entry(f"rule:r:ada:{W48}", "ada", offset=3)
    found, least = rule_demands([TALKS], scene(loose=(standing,)))
    assert [d.current for d in found] == [standing, None, None, None, None]
    assert (found[0].id, least[0].minimum) == (standing.demand, 5)


def test_a_copied_entry_is_asked_for_once():
    both = (entry(f"rule:r:ada:{W48}", "ada"), entry(f"rule:r:ada:{W48}", "ada", offset=1))
    assert keys(TALKS, scene(loose=both)).count("ada") == 1


def test_people_who_are_gone_are_not_asked_for():
    gone = replace(TALKS, teams=(), persons=(PersonId("zoe"),))
    assert ids(gone, scene()) == []
    assert ids(replace(gone, form=RuleForm.OWN, wished=1, minimum=1), scene()) == []
    assert ids(TALKS, scene(people=[])) == []
    assert not still_wanted(entry("rule:r:zoe:x", "zoe"), {TALKS.id: TALKS}, {PersonId("ada")})
    assert still_wanted(entry("rule:r:ada:x", "ada"), {TALKS.id: TALKS}, {PersonId("ada")})


# -- teams in halves


def test_a_team_meets_in_two_halves_by_name_in_the_same_week():
    meeting = replace(TALKS, form=RuleForm.TEAM_MEETING, every_weeks=2, room="4")
    found, least = rule_demands([meeting], scene(weeks=3))
    assert [d.id for d in found] == [f"rule:r:a.{n}:2026-W{w}" for w in (48, 50) for n in (1, 2)]
    assert [d.people for d in found[:2]] == [("ada", "bo", "cy"), ("di", "eve")]
    assert {w.day for w in found[0].windows} == {w.day for w in found[1].windows}
    assert all(d.as_team and d.leaves_phones and d.room == "4" for d in found)
    assert found[0].title == "Team meeting Team A 1/2"
    assert [q.minimum for q in least] == [2, 2]


def test_of_a_half_those_away_all_week_are_left_out():
    meeting = replace(TALKS, form=RuleForm.TEAM_MEETING)
    found = rule_demands([meeting], scene(presence=presence(ada=[], di=[], eve=[])))[0]
    assert [d.people for d in found] == [("bo", "cy")]


def test_the_half_that_does_not_stand_yet_is_asked_for():
    meeting = replace(TALKS, form=RuleForm.TEAM_MEETING)
    first = entry(f"rule:r:a.1:{W48}", "ada", "bo", "cy")
    assert ids(meeting, scene(first)) == [f"rule:r:a.2:{W48}"]
    assert ids(meeting, scene(loose=(first,))) == [f"rule:r:a.1:{W48}", f"rule:r:a.2:{W48}"]


def test_a_team_without_agents_does_not_meet():
    meeting = replace(TALKS, form=RuleForm.TEAM_MEETING)
    assert ids(meeting, scene(people=LEADS)) == []
    assert len(ids(meeting, scene(people=AGENTS[:1]))) == 1


# -- so many times a week


def test_floor_walks_are_counted_one_a_day_at_most():
    found, least = rule_demands([replace(WALKS, wish=Wish.HIGH)], scene())
    assert [d.id for d in found] == [f"rule:w:{n}:{W48}" for n in range(5)]
    assert {d.per_day for d in found} == {1}
    assert not any(d.leaves_phones or d.people for d in found)
    assert [(q.minimum, q.tier) for q in least] == [(3, TIER_RULES)]


def test_what_stands_is_not_asked_for_again_and_counts_for_the_minimum():
    kept = [entry(f"rule:w:{n}:{W48}", offset=n) for n in (0, 2)]
    assert ids(WALKS, scene(*kept)) == [f"rule:w:{n}:{W48}" for n in (1, 3, 4)]
    assert quotas(WALKS, scene(*kept)) == {f"rule:w:{W48}": 1}
    cancelled = [replace(one, cancelled=True) for one in kept]
    assert len(ids(WALKS, scene(*cancelled))) == 5


def test_late_in_the_week_no_more_are_asked_for_than_days_are_left():
    thursday = datetime(2026, 11, 26, 12, tzinfo=SITE.tz)
    found, least = rule_demands([WALKS], scene(not_before=thursday))
    assert len(found) == 2
    assert [w.starts[0] for w in found[0].windows] == [12 * 60, 8 * 60]
    assert least[0].minimum == 2


def test_a_briefing_is_with_the_leads_who_are_there():
    briefing = Rule("Briefing", RuleForm.BRIEFING, 30, id=RuleId("b"))
    assert rule_demands([briefing], scene())[0][0].people == ("lars", "nora")
    away = scene(presence=presence(lars=[]))
    assert rule_demands([briefing], away)[0][0].people == ("nora",)
    nobody = scene(presence=presence(lars=[], nora=[]))
    assert rule_demands([briefing], nobody) == ([], [])


def test_every_second_week_counts_from_its_first_monday_and_is_made_up_for():
    rare = Rule("Board", RuleForm.OWN, 60, id=RuleId("o"), every_weeks=2, since=MONDAY)
    assert ids(rare, scene(weeks=4)) == [f"rule:o:0:{W48}", "rule:o:0:2026-W50"]
    other = replace(rare, since=NEXT)
    assert ids(other, scene()) == []
    long_ago = entry("rule:o:0:2026-W45", offset=-21)
    made_up = rule_demands([replace(other, since=date(2026, 1, 5))], scene(long_ago))[0]
    assert [d.worth for d in made_up] == [worth_of(3, 1)]


def test_days_hours_and_the_end_of_a_rule_are_kept():
    rule = replace(WALKS, weekdays=(1, 5), window=Hours(9 * 60 + 10, 11 * 60), wished=1, minimum=1)
    [found] = rule_demands([rule], scene())[0]
    assert [(w.day, w.starts[0], w.starts[-1]) for w in found.windows] == [
        (MONDAY + timedelta(days=1), 9 * 60 + 15, 10 * 60 + 45)
    ]
    assert ids(replace(rule, until=MONDAY), scene()) == []
    assert ids(replace(rule, paused=True), scene()) == []
    assert ids(replace(rule, since=NEXT + timedelta(days=2)), scene(weeks=2)) == []


def test_days_off_ask_for_nothing_and_a_whole_week_off_for_nothing_at_all():
    friday = (MONDAY + timedelta(days=4),)
    assert [w.day for w in rule_demands([TALKS], scene(days=friday))[0][0].windows] == list(friday)
    assert ids(TALKS, scene(days=())) == []
    assert ids(WALKS, scene(days=())) == []


def test_an_entry_whose_hours_are_gone_can_only_be_dropped():
    standing = entry(f"rule:r:ada:{W48}", "ada", offset=3)
    [found] = rule_demands([TALKS], scene(loose=(standing,), days=()))[0]
    assert found.current is standing
    assert [(w.day, w.starts) for w in found.windows] == [(MONDAY + timedelta(days=3), ())]


@pytest.mark.parametrize(
    ("demand", "parsed"),
    [
        (f"rule:r:ada:{W48}", ("r", "ada")),
        (f"rule:r:a:b:{W48}", ("r", "a:b")),
        ("rule:r", None),
        ("lunch:2026-11-23", None),
        ("", None),
    ],
)
def test_what_an_entry_was_placed_for_is_read_from_its_demand(demand, parsed):
    assert rule_and_key(entry(demand)) == parsed


def test_weeks_in_which_the_clocks_change_are_like_any_other():
    autumn = MONDAY - timedelta(weeks=5)  # from 19 October 2026; back on Sunday the 25th
    openings = Openings(SITE, tuple(autumn + timedelta(days=n) for n in range(7)))
    around = Scene(SITE, (autumn, autumn + timedelta(weeks=1)), openings, [*AGENTS], [TEAM])
    found = rule_demands([TALKS], around)[0]
    assert len(found) == 5
    assert {len(w.starts) for w in found[0].windows} == {35}
    assert len(found[0].windows) == 7
