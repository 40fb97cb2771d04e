"""Routines find places, plans get better on the way, and a change re-plans its day only."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.domain.edits import Edit
from app.domain.entries import Entry, EntryKind, Protection
from app.domain.errors import BadInputError
from app.domain.people import Leave, Person, Role
from app.domain.rules import Rule, RuleForm
from app.domain.site import Hours
from app.domain.text import text
from app.domain.wall import week_span
from app.planning.engine import Limits, first_plan
from app.services.edits import Editor
from app.services.planning import MOST_WEEKS, Planning
from tests.planning.checker import violations
from tests.planning.curves import MONDAY, SITE
from tests.services.plan_stage import KnownOutlooks, entry

FRIDAY_BEFORE = datetime(2026, 11, 20, 9, tzinfo=SITE.tz)
AGENTS = tuple(Person(name, Role.AGENT, name.casefold()) for name in ("Kari", "Ola", "Nora"))
TALKS = Rule("1:1", RuleForm.ONE_TO_ONE, 30, "talks", persons=("kari", "ola", "nora"), wished=3)
WALKS = Rule("Floor walk", RuleForm.FLOOR_WALK, 15, "walks", minimum=2, wished=3, per_day=1)


class TwoStepEngine:
    """Tells of the first plan twice and then gives it, as an engine that finds nothing better."""

    def __init__(self):
        self.limits = []
        self.asked = 0

    def plan(self, problem, limits, *, better, cancelled, names):
        self.limits.append(limits)
        plan = first_plan(problem, names)
        for _ in range(2):
            if cancelled():
                return replace(plan, stopped="cancelled")
            better(plan)
        return replace(plan, stopped="rounds")


@pytest.fixture
def editor(store):
    editor = Editor(store)
    editor.apply(Edit(text("Site"), (), (SITE,)))
    editor.apply(Edit(text("Roster"), (), (*AGENTS, TALKS, WALKS)))
    return editor


@pytest.fixture
def clock():
    moments = [FRIDAY_BEFORE]

    def now():
        return moments[-1]

    now.set = moments.append
    return now


@pytest.fixture
def planning(store, editor, clock):
    return Planning(store, KnownOutlooks(), editor, clock)


def stands(store, monday=MONDAY):
    return store.read.entries(week_span(monday, SITE.tz))


def titled(proposal, title):
    return [change for change in proposal.changes if change.entry.title.startswith(title)]


def test_what_is_placed_carries_its_demand_people_protection_and_reasons(planning):
    talks = titled(planning.propose(MONDAY), "1:1")

    assert {change.after.people for change in talks} == {("kari",), ("ola",), ("nora",)}
    for change in talks:
        assert change.after.demand.startswith("rule:talks:")
        assert change.after.protection is Protection.PLANNED
        assert change.after.reasons == change.reasons != ()


def test_a_plan_is_allowed_and_tells_what_it_comes_to(planning):
    proposal = planning.propose(MONDAY)

    places = {p.demand.id: p.place for p in proposal.plan.placements}
    assert violations(proposal.problem, places) == []
    assert proposal.account.points == pytest.approx(proposal.plan.score.points)
    assert proposal.account.minutes[EntryKind.UNPLANNED] == 600
    assert 0 < proposal.account.share < 0.7


def test_without_limits_the_first_plan_is_the_answer_and_no_engine_is_asked(store, editor, clock):
    engine = TwoStepEngine()
    planning = Planning(store, KnownOutlooks(), editor, clock, engine)

    assert planning.propose(MONDAY).final
    assert engine.limits == []


def test_better_plans_are_told_on_the_way_and_new_things_keep_their_ids(store, editor, clock):
    engine = TwoStepEngine()
    planning = Planning(store, KnownOutlooks(), editor, clock, engine)
    told = []

    last = planning.propose(MONDAY, limits=Limits(rounds=3), better=told.append)

    assert engine.limits == [Limits(rounds=3)]
    assert [one.final for one in told] == [False, False]
    assert last.final
    assert last.stopped == "rounds"
    assert {c.id for c in told[0].changes} == {c.id for c in last.changes}


def test_a_search_that_is_called_off_gives_the_best_so_far(store, editor, clock):
    planning = Planning(store, KnownOutlooks(), editor, clock, TwoStepEngine())

    proposal = planning.propose(MONDAY, limits=Limits(), cancelled=lambda: True)

    assert proposal.stopped == "cancelled"
    assert proposal.count("new") > 10
    assert stands(store) == []


def test_planning_again_after_applying_changes_nothing(planning):
    planning.apply(planning.propose(MONDAY))

    assert planning.propose(MONDAY).changes == ()
    assert planning.touched(MONDAY) == ()


def test_four_weeks_are_one_proposal_and_one_edit(planning, store, editor):
    proposal = planning.propose(MONDAY, weeks=4)

    assert proposal.weeks == 4
    mondays = [MONDAY + timedelta(weeks=n) for n in range(4)]
    edit = planning.apply(proposal)
    assert all(len([e for e in stands(store, m) if e.title == "Lunch"]) == 5 for m in mondays)
    assert all(sum(e.title.startswith("1:1") for e in stands(store, m)) == 3 for m in mondays)
    editor.apply(edit.inverse())
    assert list(store.read.all_entries()) == []


@pytest.mark.parametrize("weeks", [0, MOST_WEEKS + 1])
def test_more_weeks_than_the_series_reach_are_refused(planning, weeks):
    with pytest.raises(BadInputError, match=f"{weeks} weeks"):
        planning.propose(MONDAY, weeks=weeks)


def new_meeting(planning, editor, at="10:00", day=3):
    planning.apply(planning.propose(MONDAY))
    board = entry("Board", at, 120, day)
    editor.apply(Edit(text("Import"), (), (board,)))
    return board


def test_a_new_meeting_touches_its_day_and_only_that_is_planned_again(planning, store, editor):
    board = new_meeting(planning, editor)
    before = {e.id: e for e in stands(store)}

    days = planning.touched(MONDAY)
    proposal = planning.propose(MONDAY, days=days)

    thursday = MONDAY + timedelta(days=3)
    assert days == proposal.days == (thursday,)
    assert proposal.series == ()
    assert 0 < len(proposal.changes) <= 8
    for change in proposal.changes:
        assert change.entry.span.start.astimezone(SITE.tz).date() == thursday
        assert before[change.id] == change.before
    planning.apply(proposal)
    assert not any(e.span.overlaps(board.span) for e in stands(store) if e.title != "Board")
    assert planning.touched(MONDAY) == ()


def test_what_moves_says_from_where_and_why(planning, store, editor):
    planning.apply(planning.propose(MONDAY))
    lunch = next(e for e in stands(store) if e.kind is EntryKind.LUNCH)
    board = Entry(lunch.span, EntryKind.MEETING, "Board", protection=Protection.FIXED)
    editor.apply(Edit(text("Import"), (), (board,)))

    proposal = planning.propose(MONDAY, days=planning.touched(MONDAY))

    change = next(c for c in proposal.changes if c.id == lunch.id)
    assert (change.what, change.before) == ("moved", lunch)
    assert not change.after.span.overlaps(board.span)
    assert change.reasons[0].code == "moved_off"
    assert change.reasons[1].facts["title"] == "Board"


def test_somebody_on_leave_touches_the_day_of_what_is_planned_with_them(planning, store, editor):
    planning.apply(planning.propose(MONDAY))
    talk = next(e for e in stands(store) if e.people == ("kari",))
    day = talk.span.start.astimezone(SITE.tz).date()
    editor.apply(Edit(text("Leave"), (), (Leave("kari", day, day),)))

    assert planning.touched(MONDAY) == (day,)
    proposal = planning.propose(MONDAY, days=(day,))
    assert change_of(proposal, talk).what == "moved"
    assert {c.id for c in proposal.changes} == {talk.id}
    assert change_of(proposal, talk).after.span.start.astimezone(SITE.tz).date() != day
    assert change_of(proposal, talk).reasons[1].code == "on_leave"


def change_of(proposal, entry):
    return next(c for c in proposal.changes if c.id == entry.id)


def test_what_a_full_day_has_no_room_for_goes_to_another_where_nothing_else_moves(
    planning, store, editor
):
    planning.apply(planning.propose(MONDAY))
    before = {e.id: e for e in stands(store)}
    talk = next(e for e in before.values() if e.people == ("kari",))
    day = talk.span.start.astimezone(SITE.tz).date()
    whole = entry("Away", "08:00", 600, (day - MONDAY).days)
    editor.apply(Edit(text("Import"), (), (whole,)))

    proposal = planning.propose(MONDAY, days=planning.touched(MONDAY))

    assert change_of(proposal, talk).what == "moved"
    assert change_of(proposal, talk).after.span.start.astimezone(SITE.tz).date() != day
    stood = {c.before.span.start.astimezone(SITE.tz).date() for c in proposal.changes if c.before}
    assert stood == {day}


def invited_under_a_meeting(planning, store, editor):
    planning.apply(planning.propose(MONDAY))
    talk = next(e for e in stands(store) if e.people == ("ola",))
    over = replace(talk, id="board", title="Board", people=(), demand="")
    over = replace(over, protection=Protection.FIXED, reasons=())
    editor.apply(Edit(text("Invite"), (talk,), (replace(talk, invited=True), over)))
    return talk


def test_what_people_were_invited_to_moves_on_an_explicit_tick_only(planning, store, editor):
    talk = invited_under_a_meeting(planning, store, editor)
    days = planning.touched(MONDAY)

    stays = planning.propose(MONDAY, days=days)
    asked = planning.propose(MONDAY, days=days, move_invited=True)

    assert days == (talk.span.start.astimezone(SITE.tz).date(),)
    assert talk.id not in {c.id for c in stays.changes}
    assert talk.id in {c.id for c in asked.changes}


def test_nothing_past_moves_and_nothing_within_a_day_unless_asked(planning, editor, clock):
    new_meeting(planning, editor, day=1)
    clock.set(datetime(2026, 11, 24, 8, tzinfo=SITE.tz))

    assert planning.touched(MONDAY) == ()
    assert planning.touched(MONDAY, near=True) == (date(2026, 11, 24),)
    near = planning.propose(MONDAY, days=(date(2026, 11, 24),), near=True)
    assert near.changes
    clock.set(datetime(2026, 11, 24, 12, tzinfo=SITE.tz))
    later = planning.propose(MONDAY, days=(date(2026, 11, 24),), near=True)
    assert all(c.entry.span.start >= clock() for c in later.changes)
    assert all(c.before is None or c.before.span.start >= clock() for c in later.changes)


def test_what_the_manager_locked_stays_under_a_new_meeting(planning, store, editor):
    planning.apply(planning.propose(MONDAY))
    lunch = next(e for e in stands(store) if e.kind is EntryKind.LUNCH)
    locked = replace(lunch, protection=Protection.LOCKED)
    board = Entry(lunch.span, EntryKind.MEETING, "Board", protection=Protection.FIXED)
    editor.apply(Edit(text("Lock"), (lunch,), (locked, board)))

    assert planning.touched(MONDAY) == ()
    assert planning.propose(MONDAY).changes == ()


def test_unticking_a_move_drops_what_would_lie_there_so_that_apply_is_sound(
    planning, store, editor
):
    new_meeting(planning, editor, at="11:00", day=0)
    proposal = planning.propose(MONDAY)

    for change in proposal.changes:
        fits = proposal.consistent({c.id for c in proposal.changes} - {change.id})
        edit = planning.apply(proposal, {c.id for c in proposal.changes} - {change.id})
        assert len(edit.after) == len([c for c in fits.changes if c.after is not None])
        week = [e for e in stands(store) if e.blocks_time]
        changed = {c.id for c in fits.changes}
        for one in (e for e in week if e.id in changed):
            assert not any(o.span.overlaps(one.span) for o in week if o.id != one.id)
        if edit.before or edit.after:
            editor.apply(edit.inverse())


def test_other_places_are_offered_for_what_stands(planning, store):
    planning.apply(planning.propose(MONDAY))
    talk = next(e for e in stands(store) if e.people == ("nora",))

    offers = planning.places_for(talk)

    assert 1 <= len(offers) <= 3
    assert all(not offer.span.overlaps(talk.span) for offer in offers)
    for offer in offers:
        on = [e.id for e in stands(store) if e.blocks_time and e.span.overlaps(offer.span)]
        assert on == [e.id for e in offer.in_the_way]


def test_what_is_only_wished_for_is_no_failure_of_the_week(planning, editor):
    hour = Hours(16 * 60, 17 * 60)
    short = Rule("Report", RuleForm.OWN, 60, "report", minimum=1, wished=3, window=hour)
    editor.apply(Edit(text("Rule"), (), (replace(short, weekdays=(0,)),)))

    wished = [o for o in planning.propose(MONDAY).plan.omissions if o.demand.title == "Report"]
    proposal = planning.propose(MONDAY)
    assert [proposal.can_wait(omission) for omission in wished] == [True, True]

    editor.apply(Edit(text("Taken"), (), (entry("Board", "16:00", 60, 0),)))
    proposal = planning.propose(MONDAY)
    lacking = [o for o in proposal.plan.omissions if o.demand.title == "Report"]
    assert [proposal.can_wait(omission) for omission in lacking] == [False, False, False]
