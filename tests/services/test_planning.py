"""Planning against a real store; only the outlook is a named fake with a known curve."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.domain.edits import Edit, Subject, new_command_id
from app.domain.entries import Entry, EntryKind, Protection
from app.domain.errors import StaleEditError
from app.domain.span import Span
from app.domain.text import text
from app.domain.volumes import Measure, QueueName, VolumeDay
from app.domain.wall import resolve_minute, week_span
from app.services.edits import Editor
from app.services.planning import Planning
from app.services.proposal_json import proposal_json
from tests.planning.curves import AFTERNOON, MONDAY, MORNING, SITE, curve, day, week
from tests.services.plan_stage import KnownOutlooks

FRIDAY_BEFORE = datetime(2026, 11, 20, 9, tzinfo=SITE.tz)


@pytest.fixture
def outlooks():
    return KnownOutlooks()


@pytest.fixture
def editor(store):
    editor = Editor(store)
    editor.apply(Edit(text("Site"), (), (SITE,)))
    return editor


@pytest.fixture
def clock():
    moments = [FRIDAY_BEFORE]

    def now():
        return moments[-1]

    now.set = moments.append
    return now


@pytest.fixture
def planning(store, outlooks, editor, clock):
    return Planning(store, outlooks, editor, clock)


def meeting(offset, start, minutes=60, **changes):
    on = MONDAY + timedelta(days=offset)
    span = Span(resolve_minute(on, start, SITE.tz), resolve_minute(on, start + minutes, SITE.tz))
    fixed = Entry(span, EntryKind.MEETING, "Board", protection=Protection.FIXED)
    return replace(fixed, **changes)


def blocks(store, monday=MONDAY):
    return [
        e.span.start.astimezone(SITE.tz).strftime("%a %H:%M")
        for e in store.read.entries(week_span(monday, SITE.tz))
        if e.kind is EntryKind.UNPLANNED
    ]


EVERY_PEAK = [f"{d} {at}" for d in ("Mon", "Tue", "Wed", "Thu", "Fri") for at in ("10:00", "14:00")]


def test_a_proposal_changes_nothing_by_itself(planning, store):
    proposal = planning.propose(MONDAY)

    assert proposal.count("new") > 10
    assert blocks(store) == []


def test_applying_keeps_the_peaks_of_this_and_the_next_thirteen_weeks_free(planning, store):
    planning.apply(planning.propose(MONDAY))

    assert blocks(store) == EVERY_PEAK
    assert blocks(store, MONDAY + timedelta(weeks=12)) == EVERY_PEAK
    after = planning.propose(MONDAY)
    assert after.coverage_after.covered == after.coverage_after.peaks == 10


def test_planning_again_proposes_nothing_new(planning):
    planning.apply(planning.propose(MONDAY))

    assert planning.propose(MONDAY).changes == ()


def test_apply_is_one_edit_that_undo_takes_back_whole(planning, store, editor):
    edit = planning.apply(planning.propose(MONDAY))

    editor.apply(edit.inverse())

    assert list(store.read.all_entries()) == []
    assert store.read.routines() == []


def test_unticking_a_block_of_a_new_series_refuses_that_series(planning, store):
    proposal = planning.propose(MONDAY)
    first = next(c for c in proposal.changes if c.after.kind is EntryKind.UNPLANNED)

    planning.apply(proposal, [c.id for c in proposal.changes if c.id != first.id])

    assert blocks(store) == EVERY_PEAK[1:]
    assert blocks(store, MONDAY + timedelta(weeks=1)) == EVERY_PEAK[1:]


def test_unticking_everything_leaves_the_calendar_as_it_is(planning, store):
    planning.apply(planning.propose(MONDAY), [])

    assert store.read.routines() == []


def test_the_same_command_sent_twice_plans_once(planning, store, editor):
    edit = planning.apply(planning.propose(MONDAY))

    editor.apply(edit)

    assert blocks(store) == EVERY_PEAK


def test_a_meeting_that_came_meanwhile_is_planned_around(planning, store, editor):
    planning.apply(planning.propose(MONDAY))
    editor.apply(Edit(text("Import"), (), (meeting(1, MORNING, 30),)))

    proposal = planning.propose(MONDAY)

    moved = {c.after.kind: c.after.span.start.astimezone(SITE.tz) for c in proposal.changes}
    assert {c.what for c in proposal.changes} == {"moved"}
    assert moved[EntryKind.UNPLANNED].strftime("%a %H:%M") == "Tue 10:30"
    assert moved[EntryKind.LUNCH].strftime("%a %H:%M") == "Tue 11:30"
    planning.apply(proposal)
    assert "Tue 10:30" in blocks(store)
    assert "Tue 10:00" in blocks(store, MONDAY + timedelta(weeks=1))


def test_a_block_that_the_manager_locked_is_never_moved(planning, store, editor):
    planning.apply(planning.propose(MONDAY))
    block = next(
        e for e in store.read.entries(week_span(MONDAY, SITE.tz)) if e.kind is EntryKind.UNPLANNED
    )
    locked = replace(block, protection=Protection.LOCKED)
    over = meeting(0, MORNING, 30)
    editor.apply(Edit(text("Lock"), (block,), (locked, over)))

    assert planning.propose(MONDAY).changes == ()


def test_a_proposal_that_grew_stale_is_refused_whole(planning, store, editor):
    planning.apply(planning.propose(MONDAY))
    editor.apply(Edit(text("Import"), (), (meeting(1, MORNING, 30),)))
    proposal = planning.propose(MONDAY)
    block = proposal.changes[0].before
    editor.apply(Edit(text("Delete"), (block,), ()))

    with pytest.raises(StaleEditError):
        planning.apply(proposal)

    assert "Tue 10:30" not in blocks(store)


def test_nothing_within_a_day_is_placed_unless_the_manager_asks(planning, clock):
    clock.set(datetime(2026, 11, 23, 8, tzinfo=SITE.tz))

    soon = {c.after.span.start for c in planning.propose(MONDAY).changes}
    asked = {c.after.span.start for c in planning.propose(MONDAY, near=True).changes}

    assert min(soon) >= datetime(2026, 11, 24, 8, tzinfo=SITE.tz)
    assert min(asked) == datetime(2026, 11, 23, 10, tzinfo=SITE.tz)


def test_the_first_series_begins_by_itself_and_only_once(planning, store, editor):
    edit = planning.auto_block()

    assert blocks(store) == EVERY_PEAK
    assert "10 blocks a week" in str(edit.label)
    assert planning.auto_block() is None
    editor.apply(edit.inverse())
    assert planning.auto_block() is None
    assert blocks(store) == []


def test_the_series_is_extended_as_the_weeks_go_by(planning, store, clock):
    planning.auto_block()
    clock.set(FRIDAY_BEFORE + timedelta(weeks=2))

    planning.auto_block()

    assert blocks(store, MONDAY + timedelta(weeks=14)) == EVERY_PEAK


def test_a_day_taken_out_by_hand_does_not_come_back(planning, store, editor, clock):
    planning.auto_block()
    gone = next(
        e for e in store.read.entries(week_span(MONDAY, SITE.tz)) if e.kind is EntryKind.UNPLANNED
    )
    editor.apply(Edit(text("Skip"), (gone,), ()))
    clock.set(FRIDAY_BEFORE + timedelta(days=2))

    planning.auto_block()

    assert blocks(store) == EVERY_PEAK[1:]


def test_auto_block_off_leaves_the_calendar_alone(planning, store, editor):
    editor.apply(Edit(text("Off"), (SITE,), (replace(SITE, auto_block=False),)))

    assert planning.auto_block() is None


def keep_volumes(store, values, weeks=10):
    days = [
        MONDAY - timedelta(days=n)
        for n in range(3, 7 * weeks)
        if (MONDAY - timedelta(days=n)).weekday() < 5
    ]
    store.write(
        text("Volumes"),
        lambda unit: unit.volumes.put(
            VolumeDay(QueueName("Phone"), on, 15, {Measure.OFFERED: values}) for on in days
        ),
        command=new_command_id(),
        subjects=frozenset({Subject.VOLUMES}),
    )


def test_hours_that_would_have_caught_clearly_more_are_proposed_never_taken(
    planning, store, outlooks
):
    planning.auto_block()
    moved = ((MORNING - 60, 40.0), (AFTERNOON, 30.0))
    keep_volumes(store, curve(peaks=moved))
    for number in range(-1, 20):
        outlooks.changed[number] = {n: day(number * 7 + n, peaks=moved) for n in range(5)}

    assert planning.auto_block() is None
    proposal = planning.propose(MONDAY)

    changes = {
        c.after.span.start.astimezone(SITE.tz).strftime("%a %H:%M")
        for c in proposal.changes
        if c.what == "moved"
    }
    assert changes == {f"{d} 09:00" for d in ("Mon", "Tue", "Wed", "Thu", "Fri")}
    assert proposal.changes[0].reasons[0].code == "refit"
    planning.apply(proposal)
    assert "Mon 09:00" in blocks(store, MONDAY + timedelta(weeks=5))
    assert "Mon 10:00" not in blocks(store, MONDAY + timedelta(weeks=5))


def test_hours_that_would_have_caught_hardly_more_are_left_alone(planning, store, outlooks):
    planning.auto_block()
    keep_volumes(store, curve())
    moved = ((MORNING - 15, 40.0), (AFTERNOON, 30.0))
    for number in range(-1, 20):
        outlooks.changed[number] = {n: day(number * 7 + n, peaks=moved) for n in range(5)}

    assert not [c for c in planning.propose(MONDAY).changes if c.what == "moved"]


def test_another_block_length_is_proposed_for_the_whole_series(planning, store, editor):
    planning.auto_block()
    editor.apply(Edit(text("Longer"), (SITE,), (replace(SITE, block_minutes=90),)))

    proposal = planning.propose(MONDAY)

    lengths = {c.after.span.minutes for c in proposal.changes if c.what == "moved"}
    assert lengths == {90}
    assert proposal.changes[0].reasons[0].code == "settings"
    planning.apply(proposal)
    later = store.read.entries(week_span(MONDAY + timedelta(weeks=9), SITE.tz))
    assert {e.span.minutes for e in later} == {90}
    assert not [c for c in planning.propose(MONDAY).changes if c.after.kind is EntryKind.UNPLANNED]


def test_fewer_blocks_a_day_end_the_series_that_are_too_many(planning, store, editor):
    planning.auto_block()
    editor.apply(Edit(text("Fewer"), (SITE,), (replace(SITE, blocks_per_day=1),)))

    planning.apply(planning.propose(MONDAY))

    assert blocks(store) == EVERY_PEAK[::2]
    assert len(store.read.routines()) == 5


def test_a_series_that_has_a_better_hour_is_still_extended_meanwhile(
    planning, store, editor, clock
):
    planning.auto_block()
    editor.apply(Edit(text("Longer"), (SITE,), (replace(SITE, block_minutes=90),)))
    clock.set(FRIDAY_BEFORE + timedelta(weeks=1))

    planning.auto_block()

    assert blocks(store, MONDAY + timedelta(weeks=13)) == EVERY_PEAK


def test_the_json_names_every_change_with_its_reasons(planning):
    told = proposal_json(planning.propose(MONDAY))

    assert told["week"] == "2026-W48"
    assert len(told["blocks"]) == 10
    first = next(c for c in told["changes"] if c["kind"] == "unplanned")
    assert first["start"] == "2026-11-23T10:00:00+01:00"
    assert first["reasons"][0]["code"] == "busiest_window"
    assert told["coverage"]["after"]["covered"] == 10


def test_without_enough_volumes_nothing_is_proposed(planning, outlooks):
    outlooks.week = lambda monday: replace(week(0), enough_history=False)

    proposal = planning.propose(MONDAY)

    assert proposal.changes == ()
    assert planning.auto_block() is None
