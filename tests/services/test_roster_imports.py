"""Schedules against the roster, on a real store."""

import random
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from app.domain.edits import Edit
from app.domain.errors import BadInputError, CancelledError, StaleEditError
from app.domain.people import Leave, Person, PersonId, Role, Shift
from app.domain.roster_checks import holds
from app.domain.site import Site
from app.domain.span import Span
from app.domain.text import text
from app.exchange.volumes.times import DateOrder
from app.services.edits import Editor
from app.services.roster_imports import RosterImports
from app.services.volume_preview import RefusedRowsError
from tests.times import WEEK, day, moment, span

HEADER = "agent id,date,activity,start,end"
ANNA = Person("Anna", Role.AGENT, PersonId("anna"), workforce_id="0011", email="anna@x.no")
BO = Person("Bo Lie", Role.AGENT, PersonId("bo"), workforce_id="12")
SITE = Site(zone="Europe/Oslo", country="NO")


@pytest.fixture
def apply(store):
    apply = Editor(store).apply
    apply(Edit(text("Known"), after=(SITE, ANNA, BO)))
    return apply


@pytest.fixture
def look(store, clock, tmp_path, apply):
    def preview(*lines, header=HEADER, zone=None, **more):
        file = tmp_path / "schedule.csv"
        file.write_text("\n".join([header, *lines]) + "\n", "utf-8")
        return RosterImports(store, clock).schedule(file, zone, **more)

    return preview


@pytest.fixture
def bring_in(look, apply):
    def stored(*lines, **more):
        preview = look(*lines, **more)
        apply(preview.edit)
        return preview

    return stored


def counts(preview):
    return preview.new, preview.changed, preview.same, preview.gone


def reasons(preview):
    return [(refusal.line, str(refusal.reason)) for refusal in preview.refused]


def rostered(store, person=ANNA):
    return [(shift.span, shift.activity) for shift in store.read.shifts_of([person.id])]


def away(store, person=ANNA):
    return [(leave.first, leave.last) for leave in store.read.leaves_of([person.id])]


def test_a_schedule_becomes_shifts_and_leave_and_undo_takes_them_out(bring_in, store, apply):
    preview = bring_in(
        "0011,2026-11-16,Shift,8:00,16:00",
        "0011,2026-11-16,Lunch,11:00,11:30",
        "12,2026-11-17,Vacation,,",
        "12,2026-11-18,Holiday,,",
    )
    assert counts(preview) == (3, 0, 0, 0)
    assert (preview.people, preview.shifts) == (2, 2)
    assert (preview.first_day, preview.last_day, preview.zone) == (day(0), day(2), "Europe/Oslo")
    assert rostered(store) == [(span("08:00", "16:00"), "shift"), (span("11:00", "11:30"), "lunch")]
    assert away(store, BO) == [(day(1), day(2))]
    apply(preview.edit.inverse())
    assert rostered(store) == away(store, BO) == []


def test_people_are_found_by_id_with_or_without_zeros_by_mail_and_by_name(look):
    preview = look(
        "11,2026-11-16,Shift,8:00,16:00",
        "ANNA@x.no,2026-11-17,Shift,8:00,16:00",
        "anna,2026-11-18,Shift,8:00,16:00",
        '"Lie, Bo",2026-11-16,Shift,8:00,16:00',
    )
    assert (reasons(preview), preview.people, preview.new) == ([], 2, 4)
    named = look(
        "X9,Bo Lie,2026-11-16,8:00,16:00", header="employee id,employee name,date,start,end"
    )
    assert (reasons(named), named.people) == ([], 1)


def test_the_same_schedule_again_changes_nothing(bring_in, look):
    lines = ("11,2026-11-16,Shift,22:00,06:00", "11,2026-11-16,Break,02:00,02:15",
             "11,2026-11-18,Sick,,")  # fmt: skip
    bring_in(*lines)
    again = look(*lines)
    assert counts(again) == (0, 0, 2, 0)
    assert not again.changes_anything


def test_a_new_file_replaces_the_days_it_covers_for_the_people_in_it(bring_in, store):
    bring_in(
        *(f"11,2026-11-{16 + n},Shift,8:00,16:00" for n in range(7)),
        *(f"12,2026-11-{16 + n},Shift,8:00,16:00" for n in range(7)),
    )
    preview = bring_in(
        "11,2026-11-17,Shift,8:00,16:00",
        "11,2026-11-19,Shift,12:00,20:00",
    )
    assert counts(preview) == (0, 1, 1, 1)  # Thursday changed, Wednesday is free now
    assert [found for found, _activity in rostered(store)] == [
        span("08:00", "16:00", 0),
        span("08:00", "16:00", 1),
        span("12:00", "20:00", 3),
        *(span("08:00", "16:00", n) for n in (4, 5, 6)),
    ]
    assert len(rostered(store, BO)) == 7


def test_days_off_are_covered_too(bring_in, store):
    bring_in("11,2026-11-16,Shift,8:00,16:00", "11,2026-11-20,Shift,8:00,16:00")
    preview = bring_in("11,2026-11-16,Day off,,", "11,2026-11-20,Day off,,")
    assert counts(preview) == (0, 0, 0, 2)
    assert rostered(store) == []


def test_leave_is_cut_where_the_file_says_otherwise_and_kept_where_it_ends(bring_in, store, apply):
    long = Leave(ANNA.id, day(-3), day(9))
    apply(Edit(text("Leave"), after=(long,)))
    bring_in("11,2026-11-16,Shift,8:00,16:00", "11,2026-11-17,Leave,,")
    assert away(store) == [(day(-3), day(-1)), (day(1), day(9))]


def test_leave_that_the_file_says_too_stays_as_it_is(look, apply):
    apply(Edit(text("Leave"), after=(Leave(ANNA.id, day(-3), day(9)),)))
    preview = look("11,2026-11-16,Leave,,", "11,2026-11-17,PTO,,")
    assert counts(preview) == (0, 0, 2, 0)
    assert not preview.changes_anything


def test_a_file_without_any_leave_leaves_the_leave_that_is_known_alone(bring_in, store, apply):
    apply(Edit(text("Leave"), after=(Leave(ANNA.id, day(0), day(1)),)))
    bring_in("11,2026-11-16,Shift,8:00,16:00")
    assert away(store) == [(day(0), day(1))]


def test_the_rest_of_a_night_that_began_before_the_file_is_no_shift_of_its_own(bring_in, look):
    bring_in("11,2026-11-15,Shift,22:00,06:00")
    assert counts(look("11,2026-11-16,Work,00:00,06:00", "11,2026-11-16,Shift,22:00,06:00")) == (
        1, 0, 0, 0,
    )  # fmt: skip
    assert reasons(look("11,2026-11-16,Work,05:00,09:00")) == [
        (2, "it overlaps a shift that began on the day before the file begins")
    ]


def test_a_night_does_not_run_into_a_shift_that_is_known_on_the_day_after_the_file(bring_in, look):
    bring_in("11,2026-11-17,Shift,05:00,13:00")
    assert reasons(look("11,2026-11-16,Shift,22:00,06:00")) == [
        (2, "it overlaps a shift that is known on the day after the file ends")
    ]
    assert reasons(look("11,2026-11-16,Shift,21:00,05:00")) == []


def test_times_are_of_the_wall_clock_when_clocks_change(bring_in, store):
    bring_in(
        "11,2026-10-24,Shift,22:00,06:00",
        "11,2027-03-27,Shift,22:00,06:00",
        "11,2026-10-25,Shift,10:00,18:00",
    )
    lengths = {
        shift.span.start.date(): shift.span.minutes for shift in store.read.shifts_of([ANNA.id])
    }
    assert lengths == {
        date(2026, 10, 24): 9 * 60, date(2026, 10, 25): 8 * 60, date(2027, 3, 27): 7 * 60,
    }  # fmt: skip


def test_a_break_in_the_hour_that_spring_leaves_out_is_refused(look):
    preview = look("11,2027-03-27,Shift,22:00,06:00", "11,2027-03-28,Break,02:00,02:30")
    assert reasons(preview) == [(3, "the clocks change: this time does not exist on that day")]


def test_a_schedule_of_another_zone_is_read_by_its_clock(bring_in, store):
    bring_in("11,2026-11-16,Shift,8:00,16:00", zone="Europe/London")
    assert rostered(store) == [(span("09:00", "17:00"), "shift")]
    bring_in("11,Shift,2026-11-16T06:00:00Z,2026-11-16T14:00:00Z",
             header="agent id,activity,start,end")  # fmt: skip
    assert rostered(store) == [(span("07:00", "15:00"), "shift")]


def test_unknown_people_are_refused_line_by_line_and_nothing_is_stored(look, store):
    preview = look("11,2026-11-16,Shift,8:00,16:00", "99,2026-11-16,Shift,8:00,16:00")
    assert reasons(preview) == [
        (3, "nobody here has the id or name ‘99’; bring the people in first")
    ]
    with pytest.raises(RefusedRowsError, match="line 3: nobody here"):
        _ = preview.edit


def test_unknown_people_are_passed_over_when_that_is_asked_for(bring_in, store):
    preview = bring_in(
        "11,2026-11-16,Shift,8:00,16:00", "99,2026-11-25,Shift,8:00,16:00", known_only=True
    )
    assert (preview.passed_over, preview.last_day) == (1, day(0))
    assert "who are not known here, passed over: 1" in str(preview.notes[0])
    assert len(store.read.shifts(WEEK)) == 1


def test_one_of_two_names_is_not_guessed(look, apply):
    apply(Edit(text("Twin"), after=(replace(BO, id=PersonId("b2"), workforce_id=""),)))
    assert reasons(look("Bo Lie,2026-11-16,Shift,8:00,16:00")) == [
        (2, "2 people are called ‘Bo Lie’; use the id of the workforce system")
    ]


def test_dates_that_can_be_read_twice_ask_and_an_answer_is_taken(look):
    preview = look("11,03/04/2026,Shift,8:00,16:00")
    assert preview.asks_for_dates
    told = look("11,03/04/2026,Shift,8:00,16:00", order=DateOrder.MONTH_FIRST)
    assert (told.asks_for_dates, told.first_day) == (False, date(2026, 3, 4))
    shown = look("11,03/04/2026,Shift,8:00,16:00", "11,03/13/2026,Shift,8:00,16:00")
    assert (shown.asks_for_dates, shown.first_day) == (False, date(2026, 3, 4))


def test_the_country_tells_the_order_where_the_file_does_not(look, apply):
    apply(Edit(text("US"), (SITE,), (replace(SITE, country="US"),)))
    assert look("11,03/04/2026,Shift,8:00,16:00").first_day == date(2026, 3, 4)


def test_rows_that_cannot_be_laid_out_are_refused_with_the_others(look):
    preview = look(
        "11,2026-11-16,Shift,8:00,16:00", "11,2026-11-16,Break,18:00,18:15",
        "11,2026-11-16,Shift,15:00,17:00", "11,x,Shift,15:00,17:00",
    )  # fmt: skip
    assert [line for line, _reason in reasons(preview)] == [3, 4, 5]


def test_a_thousand_bad_rows_end_the_reading(look):
    preview = look(*(["99,2026-11-16,Shift,8:00,16:00"] * 1500))
    assert (len(preview.refused), preview.changes_anything) == (1000, False)


def test_progress_is_told_and_may_stop_it(look):
    shares = []
    look("11,2026-11-16,Shift,8:00,16:00", progress=lambda share: shares.append(share) or True)
    assert shares == sorted(shares)
    assert 0 < shares[-1] <= 1
    with pytest.raises(CancelledError):
        look("11,2026-11-16,Shift,8:00,16:00", progress=lambda _share: False)


@pytest.mark.parametrize(
    ("lines", "zone", "sentence"),
    [((), None, "no rows below it"), (("11,2026-11-16,Shift,8,16",), "Mars/Base", "no time zone")],
)
def test_a_file_that_cannot_be_used_is_refused(look, lines, zone, sentence):
    with pytest.raises(BadInputError, match=sentence):
        look(*lines, zone=zone)


def test_an_import_that_was_looked_at_before_a_change_is_refused(look, apply, store):
    first = look("11,2026-11-16,Shift,8:00,16:00")
    apply(first.edit)
    other = look("11,2026-11-16,Shift,9:00,17:00")
    (shift,) = store.read.shifts_of([ANNA.id])
    apply(Edit(text("By hand"), (shift,), (replace(shift, span=span("10:00", "18:00")),)))
    with pytest.raises(StaleEditError):
        apply(other.edit)
    assert rostered(store) == [(span("10:00", "18:00"), "shift")]


def test_a_shift_known_by_hand_with_a_late_break_is_compared_whole(bring_in, apply, store):
    night = Shift(ANNA.id, Span(moment("22:00"), moment("06:00", 1)))
    pause = Shift(ANNA.id, span("02:00", "02:30", 1), "break")
    apply(Edit(text("Night"), after=(night, pause)))
    preview = bring_in("11,2026-11-16,Shift,22:00,06:00")
    assert counts(preview) == (0, 1, 0, 0)
    assert rostered(store) == [(night.span, "shift")]


def some_lines(seed):
    """Rows of ten days as a careless system might write them, those of a seed always the same."""
    chance = random.Random(seed)
    lines = []
    for agent in ("11", "12"):
        for offset in range(10):
            on = day(offset - 2).isoformat()
            start = chance.choice((0, 6, 8, 14, 22))
            hour = chance.randrange(24)
            length = chance.choice((4, 8))
            for activity, first, last in (
                ("Shift", start, start + length),
                ("Break", start + 2, start + 3),
                ("Training", hour, hour + 2),
            ):
                if chance.random() < 0.6:
                    lines.append(f"{agent},{on},{activity},{first % 24}:00,{last % 24}:00")
            if chance.random() < 0.3:
                lines.append(f"{agent},{on},{chance.choice(('Vacation', 'Day off'))},,")
    return lines


@pytest.mark.parametrize("seed", range(8))
def test_whatever_comes_in_changes_nothing_twice_and_is_taken_back_whole(look, apply, store, seed):
    def taken(lines):
        preview = look(*lines)
        while preview.refused:  # mended by leaving out what cannot be
            bad = {refusal.line - 2 for refusal in preview.refused}
            lines = [line for number, line in enumerate(lines) if number not in bad]
            preview = look(*lines)
        return lines, preview

    def everything():
        people = [ANNA.id, BO.id]
        return store.read.shifts_of(people), store.read.leaves_of(people)

    _first, preview = taken(some_lines(seed))
    apply(preview.edit)
    before = everything()
    second, preview = taken(some_lines(seed + 100)[: 20 + seed])
    apply(preview.edit)

    again = look(*second)

    assert (again.new, again.changed, again.gone, again.changes_anything) == (0, 0, 0, False)
    for person in (ANNA.id, BO.id):
        works = [s for s in store.read.shifts_of([person]) if s.works]
        parts = [s for s in store.read.shifts_of([person]) if not s.works]
        assert all(a.span.end <= b.span.start for a, b in pairwise(works))
        assert all(any(holds(work.span, part.span) for work in works) for part in parts)
    apply(preview.edit.inverse())
    assert everything() == before


def test_a_site_without_a_zone_takes_that_of_its_schedule_and_undo_takes_it_back(
    store, clock, tmp_path
):
    file = tmp_path / "s.csv"
    file.write_text(f"{HEADER}\n0011,2026-11-16,Shift,8:00,16:00\n", "utf-8")
    apply = Editor(store).apply
    apply(Edit(text("Known"), after=(ANNA,)))

    unsaid = RosterImports(store, clock).schedule(file)
    assert "no time zone yet, so these are taken as times of UTC" in str(unsaid.notes[0])

    told = RosterImports(store, clock).schedule(file, "Europe/Oslo")
    assert [str(note) for note in told.notes] == [
        "The site's zone will be Europe/Oslo, as the file's."
    ]
    apply(told.edit)
    assert store.read.site().zone == "Europe/Oslo"
    assert rostered(store) == [(span("08:00", "16:00"), "shift")]
    again = RosterImports(store, clock).schedule(file)
    assert (again.changes_anything, again.notes) == (False, ())

    apply(told.edit.inverse())
    assert (store.read.site_saved(), rostered(store)) == (False, [])


def test_a_site_with_a_zone_keeps_it_whatever_a_schedule_was_written_in(bring_in, store):
    bring_in("0011,2026-11-16,Shift,7:00,15:00", zone="UTC")
    assert store.read.site() == SITE
    assert rostered(store) == [(span("08:00", "16:00"), "shift")]


def test_what_is_taken_as_work_off_the_phones_is_named(look):
    preview = look("0011,2026-11-16,Schicht,8:00,16:00", "0011,2026-11-17,Coaching,8:00,9:00")
    assert str(preview.notes[-1]) == "Taken as work off the phones: schicht, coaching"


def test_times_without_any_day_are_refused_with_the_column_that_is_missing(look):
    preview = look("0011,Shift,8:00,16:00", header="agent id,activity,start,end")
    assert reasons(preview) == [
        (2, "it does not say on which day; that stands in a column called date")
    ]
