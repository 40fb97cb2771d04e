from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.demands import is_skipped
from app.domain.entries import Protection, Source
from app.domain.reasons import Reason
from app.domain.span import Span
from app.domain.wall import resolve_minute
from app.domain.wording import sentences
from tests.ui.week.sample_week import MONDAY, OSLO, entry, unplanned, wall
from ui.week import changes

TUESDAY = MONDAY + timedelta(days=1)


def when(moment):
    return f"{moment.astimezone(OSLO):%a %H:%M}"


def test_a_move_keeps_the_length_and_locks():
    one = replace(entry(0, "09:00", "09:45", "1:1 Lars"), protection=Protection.PLANNED)

    edit = changes.moved(one, TUESDAY, 600, OSLO, when)

    [after] = edit.after
    assert after.span == wall(1, "10:00", "10:45")
    assert after.protection is Protection.LOCKED
    assert str(edit.label) == "Moved ‘1:1 Lars’ to Tue 10:00"
    assert edit.inverse().after == (one,)


def test_a_move_to_where_it_stands_is_no_edit():
    assert changes.moved(entry(0, "09:00", "10:00", "A"), MONDAY, 540, OSLO, when) is None


def test_one_day_of_a_series_moves_alone_and_stays_in_its_series():
    block = unplanned(0, "10:00", "11:00", "floor")

    [after] = changes.moved(block, MONDAY, 615, OSLO, when).after

    assert (after.routine, after.occurs_on) == (block.routine, block.occurs_on)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_an_hour_on_the_wall_stays_an_hour_on_the_wall_when_the_clocks_change(day):
    before = Span(
        resolve_minute(day - timedelta(days=1), 90, OSLO),
        resolve_minute(day - timedelta(days=1), 240, OSLO),
    )
    one = replace(entry(0, "09:00", "10:00", "Night work"), span=before)

    [after] = changes.moved(one, day, 90, OSLO, when).after

    assert changes.wall_minutes(after, OSLO) == (day, 90, 240)


def test_a_block_inside_the_missing_hour_is_still_longer_than_nothing():
    assert changes.wall_span(date(2026, 3, 29), 120, 150, OSLO).minutes == 30


def test_a_copy_belongs_to_no_series_and_no_import():
    original = replace(unplanned(0, "10:00", "11:00", "floor"), source=Source("uid"))

    [copy] = changes.copied(original, TUESDAY, 600, OSLO, when).after

    assert copy.id != original.id
    assert (copy.routine, copy.source, copy.reasons) == (None, None, ())


def test_a_new_length_is_said_in_minutes():
    edit = changes.resized(entry(0, "09:00", "10:00", "A"), 540, 615, OSLO)

    assert edit.after[0].span == wall(0, "09:00", "10:15")
    assert str(edit.label) == "‘A’ now takes 75 min"
    assert changes.resized(entry(0, "09:00", "10:00", "A"), 540, 600, OSLO) is None


def test_an_empty_title_is_not_taken():
    assert changes.renamed(entry(0, "09:00", "10:00", "A"), "  ") is None
    assert changes.renamed(entry(0, "09:00", "10:00", "A"), " B ").after[0].title == "B"


def test_the_lock_goes_on_and_off():
    one = entry(0, "09:00", "10:00", "A")
    [free] = changes.lock_toggled(one).after

    assert free.protection is Protection.PLANNED
    assert changes.lock_toggled(free).after == (one,)


def test_taking_out_one_day_of_a_series_says_so():
    assert "this day only" in str(changes.removed(unplanned(0, "10:00", "11:00", "x")).label)
    assert changes.removed(entry(0, "09:00", "10:00", "A")).after == ()


def test_what_was_moved_by_hand_says_so_and_where_the_planner_had_it():
    block = replace(
        unplanned(0, "10:00", "11:00", "floor"), reasons=(Reason("busiest_window", {}),)
    )

    [once] = changes.moved(block, TUESDAY, 615, OSLO, when).after
    [twice] = changes.moved(once, MONDAY, 700, OSLO, when).after

    assert [str(s) for s in sentences(once.reasons)] == [
        "You put it here; the planner had chosen Monday 10:00"
    ]
    assert twice.reasons == once.reasons


def test_a_skipped_occurrence_stays_struck_through_and_comes_back_as_it_was():
    one = unplanned(3, "10:00", "11:15", "walk the floor")

    edit = changes.skip_toggled(one)
    [skipped] = edit.after

    assert skipped.cancelled
    assert is_skipped(skipped)
    assert str(edit.label) == "‘Unplanned’ is skipped this week"
    back = changes.skip_toggled(skipped)
    assert back.after == (one,)
