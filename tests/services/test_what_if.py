"""What a meeting would cost before it is accepted; nothing is stored."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.edits import Edit
from app.domain.entries import Availability, EntryKind
from app.domain.errors import BadInputError
from app.domain.text import text
from app.services.edits import Editor
from app.services.planning import Planning
from app.services.what_if import days_of, tried
from tests.planning.curves import MONDAY, SITE
from tests.services.plan_stage import KnownOutlooks, entry, span

FRIDAY_BEFORE = datetime(2026, 11, 20, 9, tzinfo=SITE.tz)


@pytest.fixture
def editor(store):
    editor = Editor(store)
    editor.apply(Edit(text("Site"), (), (SITE,)))
    return editor


@pytest.fixture
def planning(store, editor):
    planning = Planning(store, KnownOutlooks(), editor, lambda: FRIDAY_BEFORE)
    planning.apply(planning.propose(MONDAY))
    return planning


def test_a_meeting_over_a_peak_says_what_it_uncovers_and_moves(planning, store):
    before = list(store.read.all_entries())

    trial = planning.try_meeting([entry("Vendor", "10:00", day=3)])

    assert [peak.day for peak in trial.uncovered] == [MONDAY + timedelta(days=3)]
    assert round(trial.contacts) == 160
    assert [(c.what, c.before.kind) for c in trial.changes] == [("removed", EntryKind.UNPLANNED)]
    assert trial.points_lost == pytest.approx(100, abs=20)
    assert trial.counts_lost == (1, 0)
    assert list(store.read.all_entries()) == before


def test_better_times_are_free_nearest_first_and_cost_less(planning, store):
    trial = planning.try_meeting([entry("Vendor", "10:00", day=3)])

    assert len(trial.better) == 3
    away = [abs(offer.span.start - trial.span.start) for offer in trial.better]
    assert away == sorted(away)
    for offer in trial.better:
        again = planning.try_meeting([replace(trial.meeting, span=offer.span)])
        assert again.changes == ()
        assert again.uncovered == ()
        assert again.points_lost == pytest.approx(trial.points_lost - offer.gain, abs=0.01)


def test_a_meeting_in_a_free_hour_costs_nothing_and_needs_no_better_time(planning):
    quiet = entry("Vendor", "15:30", 30, day=3)

    trial = planning.try_meeting([quiet])

    assert trial.changes == ()
    assert trial.uncovered == ()
    if trial.costs_nothing:
        assert trial.better == ()


def test_of_a_series_the_first_coming_one_is_tried_and_that_is_said(planning):
    weekly = [entry(f"Weekly {n}", "10:00", day=7 * n + 1) for n in range(-2, 4)]

    trial = planning.try_meeting(weekly)

    assert trial.meeting.title == "Weekly 0"
    (remark,) = trial.remarks
    assert (remark.code, remark.facts["count"]) == ("first_of_series", 4)


def test_what_is_fixed_there_already_is_named(planning, editor):
    board = entry("Board", "15:00", day=3)
    editor.apply(Edit(text("Import"), (), (board,)))

    trial = planning.try_meeting([entry("Vendor", "15:30", day=3)])

    assert [e.title for e in trial.on] == ["Board"]
    assert not trial.costs_nothing


def test_a_meeting_that_is_marked_as_free_takes_no_time(planning):
    trial = planning.try_meeting([entry("Holiday", "10:00", day=3, availability=Availability.FREE)])

    assert [reason.code for reason in trial.remarks] == ["takes_no_time"]
    assert trial.changes == ()
    assert trial.costs_nothing


def test_a_meeting_known_already_and_moved_is_tried_at_its_new_time(planning, editor):
    known = entry("Vendor", "15:00", day=3)
    editor.apply(Edit(text("Import"), (), (known,)))

    trial = planning.try_meeting([replace(known, span=span("10:00", day=3))])

    assert trial.on == ()
    assert [peak.day for peak in trial.uncovered] == [MONDAY + timedelta(days=3)]


def test_nothing_ahead_or_all_called_off_is_refused():
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    past, off = entry("Past", "10:00", day=-7), entry("Off", "10:00", cancelled=True)

    with pytest.raises(BadInputError, match="no meeting ahead"):
        tried([past, off], now, SITE.tz)


def test_a_meeting_over_midnight_is_of_both_days():
    assert days_of(span("23:00", 120), SITE.tz) == (MONDAY, MONDAY + timedelta(days=1))
    assert days_of(span("23:00", 60), SITE.tz) == (MONDAY,)
