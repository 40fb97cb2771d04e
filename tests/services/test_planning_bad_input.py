"""Whatever is wrong with what is to be planned: a plan or a sentence, nothing half applied."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.domain.demands import DemandId
from app.domain.edits import Edit
from app.domain.errors import BadInputError, StaleEditError
from app.domain.people import Person, Role, Shift, Team
from app.domain.rules import Rule, RuleForm
from app.domain.site import Hours
from app.domain.text import text
from app.domain.wall import resolve_minute, week_span
from app.domain.wording import sentences
from app.planning.engine import Engine, Limits, first_plan
from app.services.edits import Editor
from app.services.planning import Planning
from app.services.rules import Rules
from tests.planning.checker import violations
from tests.planning.curves import MONDAY, SITE
from tests.services.plan_stage import KnownOutlooks, demand, entry, problem, span

FRIDAY_BEFORE = datetime(2026, 11, 20, 9, tzinfo=SITE.tz)
KARI = Person("Kari", Role.AGENT, "kari")
TALK = Rule("1:1", RuleForm.ONE_TO_ONE, 30, "talk", persons=("kari",))


@pytest.fixture
def editor(store):
    editor = Editor(store)
    editor.apply(Edit(text("Site"), (), (SITE, KARI)))
    return editor


@pytest.fixture
def planning(store, editor):
    return Planning(store, KnownOutlooks(), editor, lambda: FRIDAY_BEFORE)


def allowed(proposal):
    places = {p.demand.id: p.place for p in proposal.plan.placements}
    return violations(proposal.problem, places) == []


def test_a_rule_that_contradicts_itself_is_refused_and_nothing_is_stored(store, editor):
    with pytest.raises(BadInputError):
        Rules(store).check(replace(TALK, minimum=5, wished=1))
    assert store.read.rules() == []


def test_rules_that_contradict_each_other_give_a_plan_and_say_what_is_left_out(planning, editor):
    hour = Hours(8 * 60, 9 * 60)
    rules = [
        Rule(f"Report {n}", RuleForm.OWN, 60, f"r{n}", weekdays=(0,), window=hour) for n in range(3)
    ]
    editor.apply(Edit(text("Rules"), (), tuple(rules)))

    proposal = planning.propose(MONDAY)

    assert allowed(proposal)
    left = [o for o in proposal.plan.omissions if o.demand.title.startswith("Report")]
    assert len(left) == 2
    assert all(sentences(omission.reasons) for omission in left)


def test_a_shift_that_ends_before_it_starts_cannot_be_made():
    there = span("08:00", 480)

    with pytest.raises(ValueError, match="longer than nothing"):
        replace(there, start=there.end, end=there.start)


def test_a_shift_into_the_next_day_leaves_out_what_wants_the_working_hours(planning, editor):
    nights = [Shift("kari", span("22:00", 480, day)) for day in range(5)]
    editor.apply(Edit(text("Nights"), (), (TALK, *nights)))

    proposal = planning.propose(MONDAY)

    assert allowed(proposal)
    (left,) = [o for o in proposal.plan.omissions if o.demand.people == ("kari",)]
    assert sentences(left.reasons)


def test_a_demand_longer_than_the_day_is_left_out_with_a_reason():
    plan = first_plan(problem(demand("long", length=25 * 60), demand("short")))

    assert [p.demand.id for p in plan.placements] == ["short"]
    (omission,) = plan.omissions
    assert omission.demand.id == "long"
    assert sentences(omission.reasons)


def test_a_block_longer_than_the_working_day_leaves_a_plan_without_blocks(planning, editor):
    long = replace(SITE, block_minutes=240, open_door_minutes=0, working=Hours(480, 660))
    editor.apply(Edit(text("Longer"), (SITE,), (long,)))

    assert allowed(planning.propose(MONDAY))


def test_a_week_without_any_agents_is_planned(planning, editor):
    editor.apply(Edit(text("Nobody"), (KARI,), ()))

    proposal = planning.propose(MONDAY)

    assert allowed(proposal)
    assert proposal.count("new") > 10


def test_nobody_to_be_spared_leaves_the_talks_out_and_says_so(planning, editor):
    none, kari = replace(SITE, away_per_team=0), replace(KARI, team="red")
    edit = Edit(text("Nobody"), (SITE, KARI), (none, Team("red", "Red"), kari, TALK))
    editor.apply(edit)

    proposal = planning.propose(MONDAY)

    assert allowed(proposal)
    (left,) = [o for o in proposal.plan.omissions if o.demand.people == ("kari",)]
    assert sentences(left.reasons)


def test_ten_thousand_demands_come_back_with_a_plan():
    many = tuple(
        replace(demand("d", n % 5, length=15, worth=15.0), id=DemandId(f"d{n}"))
        for n in range(10_000)
    )

    plan = first_plan(problem(*many))

    assert len(plan.placements) + len(plan.omissions) == 10_000
    places = {p.demand.id: p.place for p in plan.placements}
    assert len(set(places.values())) == len(places) >= 5 * 30


@pytest.mark.parametrize("monday", [date(2027, 3, 22), date(2026, 10, 19)])
def test_a_week_in_which_the_clocks_change_is_planned(store, editor, monday):
    every_day = replace(SITE, working_days=tuple(range(7)))
    editor.apply(Edit(text("Sundays"), (SITE,), (every_day, TALK)))
    before = resolve_minute(monday - timedelta(days=3), 540, SITE.tz)
    planning = Planning(store, KnownOutlooks(), editor, lambda: before)

    proposal = planning.propose(monday)

    assert allowed(proposal)
    edit = planning.apply(proposal)
    assert all(
        e.span.start.astimezone(SITE.tz).minute % 15 == 0 for e in edit.after if hasattr(e, "span")
    )


def test_another_zone_in_mid_week_leaves_a_plan_that_is_allowed(planning, editor, store):
    planning.apply(planning.propose(MONDAY))
    moved = replace(SITE, zone="America/New_York")
    editor.apply(Edit(text("Moved"), (SITE,), (moved,)))

    proposal = planning.propose(MONDAY)

    assert proposal.zone == "America/New_York"
    assert allowed(proposal)
    planning.apply(proposal)


def test_a_worker_that_is_killed_leaves_the_best_plan_so_far(store, editor):
    engine = Engine()
    planning = Planning(store, KnownOutlooks(), editor, lambda: FRIDAY_BEFORE, engine)
    editor.apply(Edit(text("Rules"), (), (TALK,)))

    def killed(_better):
        if engine._worker is not None:
            engine._worker._process.kill()

    try:
        proposal = planning.propose(MONDAY, limits=Limits(prove=True), better=killed)
        assert proposal.final
        assert proposal.stopped in {"lost", "proven", "close"}
        assert allowed(proposal)
        assert store.read.entries(week_span(MONDAY, SITE.tz)) == []
        assert planning.propose(MONDAY, limits=Limits(rounds=2)).count("new") > 10
    finally:
        engine.close()


def test_a_run_that_is_called_off_gives_a_plan_and_stores_nothing(store, editor):
    engine = Engine()
    planning = Planning(store, KnownOutlooks(), editor, lambda: FRIDAY_BEFORE, engine)
    try:
        proposal = planning.propose(MONDAY, limits=Limits(), cancelled=lambda: True)
    finally:
        engine.close()

    assert proposal.stopped in {"cancelled", "proven"}
    assert allowed(proposal)
    assert store.read.entries(week_span(MONDAY, SITE.tz)) == []


def test_a_proposal_that_grew_stale_stores_none_of_its_changes(planning, editor, store):
    proposal = planning.propose(MONDAY)
    (first, *_) = proposal.changes
    editor.apply(Edit(text("The same id"), (), (replace(entry("x", "07:00"), id=first.id),)))

    with pytest.raises(StaleEditError, match="already in the calendar"):
        planning.apply(proposal)

    assert [e.title for e in store.read.entries(week_span(MONDAY, SITE.tz))] == ["x"]
