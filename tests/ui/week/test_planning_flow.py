"""Plan my week: better plans on the way, ticks that stay, one edit in the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.coverage import Coverage
from app.domain.demands import Plan, Score
from app.domain.entries import EntryKind
from app.domain.errors import BadInputError
from app.domain.reasons import Reason
from app.services.changes import Change
from app.services.proposals import Proposal
from tests.ui.week.sample_week import MONDAY, FakeDesk, FakePlanner, entry, wall
from ui.week.plan_wish import PlanWish
from ui.week.planning_flow import PlanningFlow

WHY = (Reason("nothing_in_the_way"),)
NOTHING = Coverage(0, 0, ())


def planned(name, day, start, end, *, version=""):
    """A new thing that a plan would place, the same demand whatever its entry's id."""
    made = entry(day, start, end, name, EntryKind.PEOPLE, id=f"{name}{version}")
    return replace(made, demand=f"rule:{name}")


def proposal_of(*entries, points=0.0, final=False, reasons=(), **more):
    changes = tuple(Change(e.id, "new", None, e, reasons) for e in entries)
    plan = Plan(score=Score((), points), bound=points + 1)
    return Proposal(MONDAY, "Europe/Oslo", changes, (), plan, NOTHING, NOTHING, final=final, **more)


NORA, OLA = planned("nora", 3, "09:00", "09:30"), planned("ola", 3, "11:00", "11:30")
NORA_LATER = planned("nora", 4, "15:00", "15:30", version="-2")


@pytest.fixture
def planner():
    return FakePlanner()


@pytest.fixture
def desk(planner):
    desk = FakeDesk(planner.calendar)
    desk.search_by_hand = True
    return desk


@pytest.fixture
def flow(qapp, planner, desk):
    return PlanningFlow(planner, desk)


@pytest.fixture
def search(flow, desk):
    """A search that has begun and told nothing yet."""
    flow.plan(PlanWish(MONDAY))
    return desk.searches[-1]


def places(flow):
    return {change.entry.title: change.entry.span for change in flow.proposal.changes}


def test_the_first_plan_is_shown_at_once_and_better_ones_take_its_place(flow, search):
    search.better(proposal_of(NORA, points=1))
    assert places(flow) == {"nora": NORA.span}
    assert flow.searching

    search.better(proposal_of(NORA_LATER, OLA, points=2))

    assert places(flow) == {"nora": NORA_LATER.span, "ola": OLA.span}


def test_a_plan_that_is_no_better_changes_nothing(flow, search):
    search.better(proposal_of(NORA, OLA, points=2))

    search.done(proposal_of(NORA_LATER, points=1, final=True))

    assert places(flow) == {"nora": NORA.span, "ola": OLA.span}
    assert not flow.searching


def test_more_minimum_counts_beat_more_points(flow, search):
    search.better(proposal_of(NORA, points=9))
    plan = Plan(score=Score((1,), 2.0))
    search.better(replace(proposal_of(OLA), plan=plan))

    assert places(flow) == {"ola": OLA.span}


def test_what_was_unticked_stays_so_wherever_a_better_plan_puts_it(flow, search):
    search.better(proposal_of(NORA, OLA, points=1))
    flow.tick({OLA.id})

    search.better(proposal_of(NORA_LATER, OLA, points=2))

    assert flow.ticked == {OLA.id}
    assert [one.id for one, _ in flow.marked()] == [OLA.id]


def test_no_better_plan_moves_the_list_while_it_is_in_the_managers_hands(flow, search):
    search.better(proposal_of(NORA, points=1))
    flow.in_hands = lambda: True
    search.better(proposal_of(NORA_LATER, points=2))
    flow.look_again()
    assert places(flow) == {"nora": NORA.span}

    flow.in_hands = lambda: False
    flow.look_again()

    assert places(flow) == {"nora": NORA_LATER.span}


def test_what_lies_on_something_that_was_unticked_goes_with_the_reason(flow, search):
    stood = entry(3, "13:00", "14:00", "Block", EntryKind.UNPLANNED)
    away = Change(stood.id, "moved", stood, replace(stood, span=wall(3, "15:00", "16:00")), ())
    upon = planned("upon", 3, "13:00", "13:30")
    both = proposal_of(upon, points=1, final=True)
    search.done(replace(both, changes=(away, *both.changes)))

    flow.tick({upon.id})

    assert flow.ticked == frozenset()
    assert upon.id in flow.dropped
    flow.tick({away.id})
    assert flow.ticked == {away.id, upon.id}


def test_stop_asks_the_worker_to_end_and_keeps_the_best_so_far(flow, search):
    search.better(proposal_of(NORA, points=1))

    flow.stop()
    assert search.stopped
    assert flow.stopping
    search.done(proposal_of(NORA, points=1, final=True, reasons=WHY))

    assert flow.proposal.changes[0].reasons == WHY
    assert not flow.searching
    assert not flow.stopping


def test_a_search_begun_after_a_stop_is_not_stopping(flow, search):
    search.better(proposal_of(NORA, points=1))
    flow.stop()

    flow.plan_again(prove=True)

    assert flow.searching
    assert not flow.stopping


def test_closing_the_preview_stops_the_worker_and_its_answer_finds_nobody(flow, search):
    search.better(proposal_of(NORA, points=1))

    flow.drop()
    search.done(proposal_of(NORA, points=2, final=True))

    assert search.stopped
    assert flow.proposal is None


def test_applied_before_the_search_ends_is_what_was_seen_with_its_reasons(
    flow, search, planner, desk
):
    search.better(proposal_of(NORA, OLA, points=1))
    flow.apply()
    assert search.stopped
    assert planner.planning.applied == []

    search.better(proposal_of(NORA_LATER, OLA, points=2))
    search.done(proposal_of(NORA_LATER, OLA, points=2, final=True, reasons=WHY))

    [edit] = desk.remembered
    assert {one.span for one in edit.after} == {NORA.span, OLA.span}
    assert flow.proposal is None


def test_a_plan_that_waits_when_apply_is_pressed_only_brings_its_reasons(
    flow, search, planner, desk
):
    search.better(proposal_of(NORA, points=1))
    flow.in_hands = lambda: True
    search.done(proposal_of(NORA_LATER, points=2, final=True, reasons=WHY))

    flow.apply()

    [edit] = desk.remembered
    assert [one.span for one in edit.after] == [NORA.span]


def test_proof_goes_on_from_what_is_shown_and_never_shows_worse(flow, search, desk, planner):
    search.done(proposal_of(NORA, points=5, final=True))

    flow.plan_again(prove=True)
    proof = desk.searches[-1]
    proof.better(proposal_of(OLA, points=1))
    assert places(flow) == {"nora": NORA.span}
    proven = replace(proposal_of(NORA, points=5, final=True), plan=Plan(score=Score((), 5.0),
                     bound=5.0, proven=True))  # fmt: skip
    proof.done(proven)

    assert flow.wish.prove
    assert flow.wish.limits().prove
    assert flow.proposal.plan.proven


def test_another_tick_of_the_preview_asks_anew_and_takes_whatever_comes(flow, search, desk):
    search.done(proposal_of(NORA, OLA, points=5, final=True))

    flow.plan_again(near=True)
    desk.searches[-1].better(proposal_of(OLA, points=1))

    assert flow.wish.near
    assert places(flow) == {"ola": OLA.span}


def test_the_planner_is_asked_for_what_the_preview_says(flow, planner, desk):
    desk.search_by_hand = False
    planner.planning.proposal = proposal_of(NORA)
    flow.plan(PlanWish(MONDAY, weeks=4, near=True, move_invited=True))

    [asked] = planner.planning.asked
    assert (asked["monday"], asked["weeks"]) == (MONDAY, 4)
    assert asked["near"]
    assert asked["move_invited"]
    assert not asked["limits"].prove


def test_a_calendar_that_changes_under_a_proposal_is_planned_again_with_the_same_ticks(
    flow, search, desk
):
    search.done(proposal_of(NORA, OLA, points=5, final=True))
    flow.tick({OLA.id})

    flow.follow_calendar()
    desk.searches[-1].better(proposal_of(NORA_LATER, OLA, points=1))

    assert places(flow)["nora"] == NORA_LATER.span
    assert flow.ticked == {OLA.id}


def test_an_edit_without_a_proposal_asks_for_no_plan(flow, desk):
    flow.follow_calendar()

    assert desk.searches == []


def test_a_planner_that_cannot_says_why_and_the_search_is_over(flow, search, desk):
    search.failed(BadInputError("The rules contradict each other."))

    assert desk.banners == ["The rules contradict each other."]
    assert not flow.searching
    assert flow.wish is None  # what no longer fits may be offered again


def test_four_weeks_are_four_weeks():
    wish = PlanWish(MONDAY, weeks=4)

    assert wish.covers(MONDAY + timedelta(weeks=3))
    assert not wish.covers(MONDAY + timedelta(weeks=4))
    assert not wish.covers(MONDAY - timedelta(weeks=1))
