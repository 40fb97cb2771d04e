"""From a plan to changes: what a series only just brought and the plan moves is one change."""

from dataclasses import replace
from datetime import time, timedelta

from app.domain.demands import Omission, Placement, Plan
from app.domain.entries import EntryKind
from app.domain.routines import Routine
from app.services.changes import SeriesChange
from app.services.drafts import Draft, series_changes, span_of
from app.services.ground import place_of
from tests.planning.curves import MONDAY, SITE, week
from tests.services.plan_stage import demand, entry, planned, problem, span, standing

ROUTINE = Routine("r", EntryKind.UNPLANNED, "Unplanned", 0, time(10), 60, MONDAY, MONDAY)


def block(start="10:00", **more):
    made = planned("block", start, kind=EntryKind.UNPLANNED, demand="", routine="r", **more)
    return replace(made, occurs_on=MONDAY)


def lies(demand, start):
    there = span(start, demand.minutes)
    return Placement(demand, place_of(there, SITE.tz), there, {})


def draft(entries=(), series=(), weeks=1):
    return Draft(SITE, tuple(week(n) for n in range(weeks)), problem(), tuple(entries), series)


def kinds(proposal):
    return [(c.what, c.entry.title, c.after and c.after.span) for c in proposal.changes]


def test_a_new_block_of_a_series_that_the_plan_moves_is_new_where_it_comes_to_lie():
    series = (SeriesChange(None, ROUTINE, added=(block(),)),)
    plan = Plan((lies(standing(block()), "14:00"),))

    proposal = draft(series=series).proposal(plan)

    assert kinds(proposal) == [("new", "block", span("14:00"))]


def test_a_new_block_of_a_series_that_finds_no_room_is_no_change_at_all():
    series = (SeriesChange(None, ROUTINE, added=(block(),)),)

    assert draft(series=series).proposal(Plan((), (Omission(standing(block()), ()),))).changes == ()


def test_a_block_that_the_series_moves_and_the_plan_moves_on_is_moved_once():
    before, after = block("09:00"), block("10:00")
    series = (SeriesChange(ROUTINE, ROUTINE, removed=(before,), added=(after,)),)
    plan = Plan((lies(standing(after), "14:00"),))

    (change,) = draft([before], series).proposal(plan).changes

    assert (change.what, change.before, change.after.span) == ("moved", before, span("14:00"))


def test_what_is_dropped_says_why_and_what_stays_is_kept():
    gone, stays = planned("gone", "10:00"), planned("stays", "11:00")
    plan = Plan((lies(standing(stays), "11:00"),), (Omission(standing(gone), ()),))

    proposal = draft([gone, stays]).proposal(plan)

    assert kinds(proposal) == [("removed", "gone", None)]
    assert proposal.kept == (stays,)


def test_a_moved_thing_keeps_its_id_people_and_room_and_what_it_was_placed_for():
    old = planned("lunch", "11:00", 30, demand="", people=("kari",), place="Oak")
    asked = replace(standing(old), id="lunch:2026-11-23")

    (change,) = draft([old]).proposal(Plan((lies(asked, "12:00"),))).changes

    assert change.id == old.id == change.after.id
    assert (change.after.people, change.after.place) == (("kari",), "Oak")
    assert change.after.demand == "lunch:2026-11-23"


def test_every_plan_of_a_draft_gives_new_things_the_same_ids():
    one, asked = draft(), demand("a")

    first, second = (one.proposal(Plan((lies(asked, at),))) for at in ("09:00", "13:00"))

    assert first.changes[0].id == second.changes[0].id
    assert (first.final, first.account) == (False, None)


def test_days_of_a_series_outside_the_weeks_shown_are_the_series_own():
    later = replace(block(), id="later", span=entry("x", "10:00", day=7).span)
    series = SeriesChange(None, ROUTINE, added=(block(), later))

    shown = series_changes([series], span_of(MONDAY, 1, SITE))

    assert [c.id for c in shown] == ["block"]
    assert draft(series=(series,)).proposal(Plan()).series[0].added == (later,)
    assert len(series_changes([series], span_of(MONDAY, 2, SITE))) == 2


def test_volumes_that_are_old_are_remarked():
    old = replace(week(), newest_volume=MONDAY - timedelta(weeks=20))
    made = replace(draft(), outlooks=(old,)).proposal(Plan())

    assert [reason.code for reason in made.remarks] == ["stale_volumes"]
    assert draft().proposal(Plan()).remarks == ()
