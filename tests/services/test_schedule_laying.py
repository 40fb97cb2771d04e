from datetime import date

import pytest

from app.exchange.rosters.activities import sort_of
from app.exchange.rosters.schedule_file import ScheduleRow
from app.exchange.volumes.refusals import Refusals
from app.services.schedule_laying import (
    dated_by_shift,
    lay_out,
    piece_of,
    through_the_night,
)
from tests.times import MONDAY, day

TUESDAY = day(1)


def row(activity, hours="", on=MONDAY, line=2):
    """A row of "08:00-16:00", over midnight when the end is not after the start."""
    sort, name = sort_of(activity)
    if not hours:
        return ScheduleRow(line, "1", "", on, on, None, None, sort, name)
    start, end = (int(part[:2]) * 60 + int(part[3:]) for part in hours.split("-"))
    return ScheduleRow(line, "1", "", on, on, start, end if end > start else end + 1440, sort, name)


@pytest.fixture
def refusals():
    return Refusals()


@pytest.fixture
def lay(refusals):
    def laid(*rows, by_shift=None):
        pieces = [piece_of(one) for one in rows if not one.whole_day]
        if by_shift is None:
            by_shift = dated_by_shift([pieces])
        if by_shift:
            pieces = through_the_night(pieces)
        return lay_out(rows, pieces, refusals, by_shift=by_shift)

    return laid


def shown(laid):
    """Shifts with their parts, as "Mon 08:00-16:00" with "lunch 11:00-11:30"."""

    def hours(piece):
        first = f"{piece.start % 1440 // 60:02}:{piece.start % 60:02}"
        return f"{first}-{piece.end % 1440 // 60:02}:{piece.end % 60:02}"

    return [
        (
            f"{one.shift.day:%a} {hours(one.shift)}",
            *(f"{part.activity} {hours(part)}" for part in one.parts),
        )
        for one in laid.shifts
    ]


def reasons(refusals):
    return [(refusal.line, str(refusal.reason)) for refusal in refusals.in_order()]


def test_a_shift_has_its_breaks_in_it_whatever_their_order(lay):
    laid = lay(
        row("Lunch", "11:00-11:30"), row("Shift", "08:00-16:00"), row("Break 1", "09:30-09:45")
    )
    assert shown(laid) == [("Mon 08:00-16:00", "break 09:30-09:45", "lunch 11:00-11:30")]


def test_a_day_in_pieces_becomes_one_shift_with_what_is_off_the_phones_in_it(lay, refusals):
    laid = lay(
        row("On queue", "08:00-10:00"),
        row("Break", "10:00-10:15"),
        row("Open time", "10:15-12:00"),
        row("Lunch", "12:00-12:30"),
        row("Chat", "12:30-15:00"),
        row("Team Meeting", "15:00-16:00"),
    )
    assert shown(laid) == [
        ("Mon 08:00-16:00", "break 10:00-10:15", "lunch 12:00-12:30", "team meeting 15:00-16:00")
    ]
    assert len(refusals) == 0


def test_a_split_day_has_two_shifts(lay):
    laid = lay(row("Shift", "08:00-12:00"), row("Shift", "16:00-20:00"))
    assert shown(laid) == [("Mon 08:00-12:00",), ("Mon 16:00-20:00",)]


def test_two_shifts_that_touch_stay_two_when_they_are_too_long_together(lay):
    laid = lay(row("Shift", "22:00-06:00"), row("Shift", "06:00-15:00", TUESDAY))
    assert shown(laid) == [("Mon 22:00-06:00",), ("Tue 06:00-15:00",)]


def test_the_same_row_twice_is_taken_once(lay, refusals):
    laid = lay(row("Shift", "08:00-16:00"), row("Work", "08:00-16:00", line=3))
    assert shown(laid) == [("Mon 08:00-16:00",)]
    assert len(refusals) == 0


def test_a_training_is_no_break_and_has_a_shift_of_its_own(lay):
    laid = lay(row("Training", "09:00-12:00"), row("Break", "10:00-10:15"))
    assert shown(laid) == [("Mon 09:00-12:00", "training 09:00-12:00")]


def test_what_overlaps_in_a_shift_follows_each_other(lay):
    laid = lay(
        row("Shift", "08:00-16:00"), row("Meeting", "09:00-10:00"), row("Lunch", "09:30-10:30")
    )
    assert shown(laid) == [("Mon 08:00-16:00", "meeting 09:00-10:00", "lunch 10:00-10:30")]


def test_a_break_outside_every_shift_is_refused_with_its_line(lay, refusals):
    laid = lay(
        row("Shift", "08:00-16:00"),
        row("Break", "18:00-18:15", line=5),
        row("Lunch", "16:00-16:30", line=6),
    )
    assert shown(laid) == [("Mon 08:00-16:00",)]
    assert reasons(refusals) == [
        (5, "the break lies outside every shift"),
        (6, "the lunch lies outside every shift"),
    ]


def test_overlapping_shifts_are_refused_with_both_lines(lay, refusals):
    lay(row("Shift", "08:00-16:00", line=2), row("Shift", "15:00-18:00", line=9))
    assert reasons(refusals) == [(9, "it overlaps the shift in line 2")]


def test_breaks_of_a_night_may_have_the_date_it_began_on(lay, refusals):
    laid = lay(
        row("Shift", "22:00-06:00"),
        row("Break", "02:00-02:30"),
        row("Shift", "22:00-06:00", TUESDAY),
        row("Break", "02:00-02:30", TUESDAY),
        row("Lunch", "23:30-00:15", TUESDAY),
    )
    assert shown(laid) == [
        ("Mon 22:00-06:00", "break 02:00-02:30"),
        ("Tue 22:00-06:00", "lunch 23:30-00:15", "break 02:00-02:30"),
    ]
    assert len(refusals) == 0


def test_breaks_of_a_night_may_have_the_date_of_the_calendar(lay):
    laid = lay(
        row("Shift", "22:00-06:00"),
        row("Break", "02:00-02:30", TUESDAY),
        row("Shift", "22:00-06:00", TUESDAY),
    )
    assert shown(laid) == [("Mon 22:00-06:00", "break 02:00-02:30"), ("Tue 22:00-06:00",)]


def test_leave_is_of_whole_days_and_beside_a_shift_something_off_the_phones(lay):
    laid = lay(
        row("Vacation"),
        row("Sick leave", "08:00-16:00", TUESDAY),
        row("Shift", "08:00-16:00", day(2)),
        row("Sick", "14:00-16:00", day(2)),
    )
    assert laid.leave == {MONDAY, TUESDAY}
    assert shown(laid) == [("Wed 08:00-16:00", "sick 14:00-16:00")]


def test_a_day_off_is_neither_shift_nor_leave_but_covered(lay):
    laid = lay(row("Day Off"), row("Rest day", "08:00-16:00", TUESDAY))
    assert (laid.shifts, laid.leave, laid.days_off) == ([], set(), {MONDAY, TUESDAY})
    assert sorted(laid.days) == [MONDAY, TUESDAY]


def test_a_shift_without_hours_is_refused(lay, refusals):
    lay(row("Shift", line=7))
    assert reasons(refusals) == [(7, "it says neither from when nor to when")]


def test_a_day_is_counted_from_where_a_shift_begins(lay):
    laid = lay(row("Shift", "22:00-06:00", date(2026, 12, 31)))
    assert list(laid.days) == [date(2026, 12, 31)]


def test_a_night_in_pieces_may_have_the_date_it_began_on(lay, refusals):
    night = ("On Queue", "22:00-00:00"), ("Break", "00:00-00:15"), ("On Queue", "00:15-06:00")
    laid = lay(*(row(what, hours, day) for day in (MONDAY, TUESDAY) for what, hours in night))
    assert shown(laid) == [
        ("Mon 22:00-06:00", "break 00:00-00:15"),
        ("Tue 22:00-06:00", "break 00:00-00:15"),
    ]
    assert len(refusals) == 0


def test_a_night_in_pieces_may_have_the_dates_of_the_calendar(lay, refusals):
    laid = lay(
        row("On Queue", "22:00-00:00"),
        row("On Queue", "00:00-06:00", TUESDAY),
        row("On Queue", "22:00-00:00", TUESDAY),
        row("Break", "00:00-00:15", day(2)),
        row("On Queue", "00:15-06:00", day(2)),
    )
    assert shown(laid) == [("Mon 22:00-06:00",), ("Tue 22:00-06:00", "break 00:00-00:15")]
    assert len(refusals) == 0


def test_the_early_half_of_a_split_day_stays_before_its_night(lay):
    laid = lay(row("Shift", "06:00-10:00"), row("Shift", "22:00-06:00"))
    assert shown(laid) == [("Mon 06:00-10:00",), ("Mon 22:00-06:00",)]
