from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from app.domain.coverage import Coverage
from app.domain.demands import Demand, DemandId, Omission, Plan, Window
from app.domain.entries import EntryKind
from app.domain.reasons import Reason
from app.services.proposals import Change, Proposal
from tests.times import MONDAY, day, span
from ui.theme import DARK, LIGHT
from ui.week.plan_preview import PlanPreview

GAP = (Reason("nothing_in_the_way"), Reason("holiday", {"name": "All Saints"}))


@pytest.fixture
def preview(qtbot):
    preview = PlanPreview(LIGHT)
    qtbot.addWidget(preview)
    preview.resize(286, 760)
    preview.show()
    return preview


@pytest.fixture
def proposal(make_entry):
    fresh = make_entry("10:00", "11:00", kind=EntryKind.UNPLANNED, title="Unplanned")
    stood = make_entry("14:00", "15:00", day=1, kind=EntryKind.UNPLANNED, title="Afternoon")
    moved = replace(stood, span=span("14:30", "15:30", 1))
    gone = make_entry("10:00", "11:00", day=4, kind=EntryKind.UNPLANNED, title="Friday")
    return Proposal(
        MONDAY,
        "Europe/Oslo",
        (
            Change("fresh", "new", None, fresh, GAP),
            Change("moved", "moved", stood, moved, GAP),
            Change("gone", "removed", gone, None, GAP[1:]),
        ),
        (),
        Plan(),
        Coverage(5, 8, ()),
        Coverage(7, 8, ()),
    )


def words_in(preview):
    QCoreApplication.processEvents()  # what joins a layout is shown by the event loop
    return [made.text() for made in preview.findChildren(QLabel) if made.isVisible()]


def test_the_preview_counts_what_would_change_and_what_it_gains(preview, proposal):
    preview.show_proposal(proposal)

    words = words_in(preview)
    assert "1 new, 1 moved, 1 removed" in words
    assert "Peaks covered: 5 of 8 → 7 of 8" in words
    assert [w for w in words if w in ("New", "Moved", "Removed")] == ["New", "Moved", "Removed"]


def test_each_change_says_from_where_to_where_and_why(preview, proposal):
    preview.show_proposal(proposal)

    words = words_in(preview)
    assert "Mon 16 Nov 10:00–11:00" in words
    assert "Tue 17 Nov 14:00–15:00 → 14:30–15:30" in words
    assert "No fixed event in the way" in words
    assert "All Saints: no block on this day" in words


def test_an_unticked_change_is_left_out_of_what_is_applied(qtbot, preview, proposal):
    preview.show_proposal(proposal)

    with qtbot.waitSignal(preview.ticked_changed) as ticked:
        preview.rows[1].tick.click()
    preview.show_ticks(*ticked.args, {})
    with qtbot.waitSignal(preview.apply_asked):
        preview._apply.click()

    assert ticked.args == [frozenset({"fresh", "gone"})]
    assert preview._apply.text() == "Apply 2"


def test_with_nothing_ticked_there_is_nothing_to_apply(preview, proposal):
    preview.show_proposal(proposal)

    preview.show_ticks((), {})

    assert not preview._apply.isEnabled()


def test_a_plan_that_changes_nothing_says_so_with_what_is_covered(preview, proposal):
    preview.show_proposal(
        replace(proposal, changes=(), coverage_before=Coverage(8, 8, ()),
                coverage_after=Coverage(8, 8, ()))
    )  # fmt: skip

    assert "Nothing would change: 8 of 8 peaks are covered already." in words_in(preview)
    assert not preview._apply.isVisible()
    assert preview._cancel.text() == "Close"


def test_without_volumes_enough_the_preview_says_what_to_do(preview, proposal):
    nothing = Coverage(0, 0, ())
    preview.show_proposal(
        replace(proposal, changes=(), enough_history=False, coverage_before=nothing,
                coverage_after=nothing)
    )  # fmt: skip

    assert any("Import at least four weeks" in words for words in words_in(preview))


def test_what_found_no_place_is_told_with_what_stood_in_its_way(preview, proposal):
    way = Reason(
        "in_the_way",
        {"title": "Board", "from": "13:00", "to": "15:00", "start": "14:00", "end": "15:00",
         "contacts": 60},
    )  # fmt: skip
    demand = Demand(DemandId("d"), EntryKind.UNPLANNED, "Unplanned", 60, (Window(day(4), (840,)),))

    preview.show_proposal(replace(proposal, plan=Plan(omissions=(Omission(demand, (way,)),))))

    words = words_in(preview)
    assert "\u2068Unplanned\u2069, Fri 20 Nov, 60 min" in words
    assert any("moving it would make room" in sentence for sentence in words)


def test_another_look_keeps_what_was_unticked(preview, proposal):
    preview.show_proposal(proposal)
    preview.rows[0].tick.click()

    preview.set_theme(DARK)

    assert preview.ticked() == {"moved", "gone"}


def test_cancel_and_close_both_leave_the_week_alone(qtbot, preview, proposal):
    preview.show_proposal(proposal)

    for press in (preview._cancel, preview._close):
        with qtbot.waitSignal(preview.cancelled):
            press.click()


def test_the_next_day_is_planned_only_when_asked(qtbot, preview, proposal):
    preview.show_proposal(proposal)

    with qtbot.waitSignal(preview.near_toggled) as near:
        preview._near.click()

    assert near.args == [True]


def test_ticks_are_large_enough_to_hit_and_named_for_a_screen_reader(preview, proposal):
    preview.show_proposal(proposal)

    first = preview.rows[0].tick
    assert first.height() >= 24
    assert first.accessibleName() == "New: \u2068Unplanned\u2069, Mon 16 Nov 10:00–11:00"
