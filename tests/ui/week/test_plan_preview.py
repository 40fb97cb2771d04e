from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel

from app.domain.account import Account, MinimumCount
from app.domain.coverage import Coverage
from app.domain.demands import Demand, DemandId, Omission, Plan, Score, Window
from app.domain.entries import EntryKind
from app.domain.reasons import Reason
from app.services.proposals import Change, Proposal
from tests.times import MONDAY, day, span
from ui.theme import DARK, LIGHT
from ui.week.plan_preview import PlanPreview
from ui.week.plan_wish import PlanWish

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

    assert "8 of 8 peaks are covered already." in words_in(preview)
    assert not preview._apply.isVisible()
    assert preview._cancel.text() == "Close"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"plan": Plan(proven=True)}, "Nothing would change: this is the best week there is"),
        ({"plan": Plan(proven=True), "days": (day(3),)}, "Nothing would change"),
        ({"plan": Plan(proven=True), "weeks": 4}, "Nothing would change: no plan is better"),
        ({"plan": Plan()}, "Nothing would change"),
        ({"plan": Plan(proven=True), "enough_history": False}, "Nothing would change"),
        ({"final": False}, "Nothing would change so far"),
    ],
)
def test_a_plan_without_changes_is_not_headed_by_noughts(preview, proposal, changed, said):
    preview.show_proposal(replace(proposal, changes=(), **changed))

    words = words_in(preview)
    assert said in words
    assert "0 new, 0 moved, 0 removed" not in words


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


def test_a_better_plan_changes_rows_where_they_stand(preview, proposal):
    preview.show_proposal(proposal)
    moved = preview.rows[1]
    later = replace(proposal.changes[1], after=replace(proposal.changes[1].after,
                                                       span=span("16:00", "17:00", 1)))  # fmt: skip

    preview.show_proposal(replace(proposal, changes=(proposal.changes[0], later)))

    assert preview.rows[1] is moved
    assert moved.words()[0] == "Tue 17 Nov 14:00–15:00 → 16:00–17:00"
    assert len(preview.rows) == 2


def test_what_fits_no_more_is_unticked_with_the_reason_and_cannot_be_ticked(preview, proposal):
    preview.show_proposal(proposal)
    reason = Reason("held", {"title": "Afternoon", "start": "14:00", "end": "15:00"})

    preview.show_ticks({"gone"}, {"fresh": (reason,)})

    row = preview.rows[0]
    assert not row.tick.isChecked()
    assert not row.tick.isEnabled()
    assert "Afternoon" in row.words()[1]
    assert row.tick.accessibleDescription() == row.words()[1]
    assert preview.ticked() == {"gone"}


def test_all_reasons_are_a_click_away(preview, proposal):
    preview.show_proposal(proposal)
    row = preview.rows[0]

    assert row.words()[2] == "No fixed event in the way"
    row._reasons._more.click()

    assert row.words()[2].splitlines() == [
        "No fixed event in the way",
        "All Saints: no block on this day",
    ]
    assert row._reasons._more.accessibleName() == "Fewer reasons"


def test_rows_out_of_sight_come_later_and_are_ticked_from_the_start(qtbot, preview, proposal):
    first = proposal.changes[0]
    many = tuple(
        replace(first, id=f"n{n}", after=replace(first.after, id=f"n{n}")) for n in range(40)
    )

    preview.show_proposal(replace(proposal, changes=many))

    made = len(preview.list._rows)
    assert 0 < made < 40
    assert len(preview.ticked()) == 40
    qtbot.waitUntil(lambda: len(preview.list._rows) == 40)


def test_the_list_is_in_hand_right_after_a_click_and_not_before(preview, proposal):
    preview.show_proposal(proposal)
    assert not preview.list.in_hands()

    preview.rows[0].tick.click()

    assert preview.list.in_hands()


def plan_with(gap, **more):
    return Plan(score=Score((), 100 - 100 * gap), bound=100.0, **more)


@pytest.mark.parametrize(
    ("plan", "searching", "said"),
    [
        (Plan(), True, "Looking for a better plan…"),
        (plan_with(0.0042), True, "No plan can be more than 0.5 % better"),
        (plan_with(0.00031), False, "No plan can be more than 0.04 % better"),
        (plan_with(0.12), False, "No plan can be more than 12 % better"),
        (plan_with(0.2, stopped="cancelled"), False,
         "Stopped. No plan can be more than 20 % better"),
        (plan_with(0.2, stopped="lost"), False,
         "The search was interrupted; this is the best plan so far"),
        (plan_with(0.0, proven=True), False, "Proven: no plan is better"),
    ],
)  # fmt: skip
def test_the_thin_line_says_how_much_better_a_plan_could_be(
    preview, proposal, plan, searching, said
):
    preview.show_proposal(replace(proposal, plan=plan))

    preview.show_search(searching=searching)

    assert preview.search.words.text() == said
    assert preview.search.stop.isVisible() is searching
    provable = not searching and not plan.proven
    assert preview.search.prove.isVisible() is provable


def test_stop_and_prove_ask_for_what_they_say(qtbot, preview, proposal):
    preview.show_proposal(replace(proposal, plan=plan_with(0.1)))
    preview.show_search(searching=True)
    with qtbot.waitSignal(preview.stop_asked):
        preview.search.stop.click()
    preview.show_search(searching=False)
    with qtbot.waitSignal(preview.proof_asked):
        preview.search.prove.click()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_one_key_applies_from_anywhere(qtbot, preview, proposal, key):
    preview.show_proposal(proposal)
    with qtbot.waitSignal(preview.apply_asked, timeout=1000):
        qtbot.keyClick(preview, key, Qt.KeyboardModifier.ControlModifier)


def test_while_a_plan_is_applied_it_cannot_be_applied_again(preview, proposal):
    preview.show_proposal(proposal)

    preview.show_search(searching=True, applying=True)

    assert not preview._apply.isEnabled()
    assert preview._apply.text() == "Applying…"


ACCOUNT = Account(
    points=972.0,
    parts={"peaks": 209.0, "phones": -28.0, "waiting": -0.2},
    tiers=(MinimumCount(0, 10, 10), MinimumCount(1, 4, 5), MinimumCount(2, 0, 0)),
    bound=1472.0,
    gap=0.0,
    proven=True,
    placed=35,
    left_out=0,
    minutes={EntryKind.UNPLANNED: 600, EntryKind.LUNCH: 150},
    planned_minutes=1980,
    working_minutes=2700,
    warnings=(
        Reason("too_full", {"share": 0.73, "most": 0.7, "planned": 33, "working": 45, "give": 1.5}),
    ),
)


def test_the_whole_week_is_told_in_plain_words_and_adds_up_on_request(preview, proposal):
    preview.show_proposal(replace(proposal, account=ACCOUNT))
    card = preview._account

    assert "33 h of 45 h planned (73 %)" in words_in(preview)
    assert card._bar.accessibleName() == "Hours by kind: Unplanned 10 h; Lunch 2 h 30 min"
    assert not card._rows.isVisible()
    card.more.click()
    assert card.rows() == [
        ("Hours", ""),
        ("Unplanned", "10 h"),
        ("Lunch", "2 h 30 min"),
        ("Minimum counts", ""),
        ("Blocks over the peaks", "10 of 10"),
        ("Lunches", "4 of 5"),
        ("Points", ""),
        ("Busy hours covered", "+209"),
        ("Agents off the phones", "−28"),
        ("Points in all", "972"),
    ]
    assert "+209" in words_in(card)


def test_a_week_that_is_too_full_is_warned_of_where_it_is_always_seen(preview, proposal):
    preview.show_proposal(replace(proposal, account=ACCOUNT))
    assert preview._warning.isVisible()

    preview.show_proposal(replace(proposal, account=replace(ACCOUNT, warnings=())))

    assert not preview._warning.isVisible()


@pytest.mark.parametrize(
    ("wish", "heading"),
    [
        (PlanWish(MONDAY), "Plan my week"),
        (PlanWish(MONDAY, weeks=4), "Plan 4 weeks"),
        (PlanWish(MONDAY, days=(day(3),)), "Re-plan Thursday"),
        (PlanWish(MONDAY, days=(day(3), day(4))), "Re-plan Thursday and Friday"),
        (PlanWish(MONDAY, days=(day(0), day(3), day(4))), "Re-plan Mon, Thu and Fri"),
    ],
)
def test_the_preview_is_headed_by_what_was_asked_for(preview, wish, heading):
    preview.show_wish(wish)

    assert preview._heading.text() == heading
    assert preview.accessibleName() == heading


def test_the_ticks_show_what_was_asked_for_without_asking_again(qtbot, preview):
    with qtbot.assertNotEmitted(preview.near_toggled), \
            qtbot.assertNotEmitted(preview.invited_toggled):  # fmt: skip
        preview.show_wish(PlanWish(MONDAY, near=True, move_invited=True))
    assert preview._near.isChecked()
    assert preview._invited.isChecked()
    with qtbot.waitSignal(preview.invited_toggled) as asked:
        preview._invited.click()
    assert asked.args == [False]


def test_a_change_of_another_week_offers_its_day(qtbot, preview, proposal):
    preview.show_proposal(proposal)
    assert preview.rows[0].go is None

    preview.show_proposal(replace(proposal, weeks=4))
    with qtbot.waitSignal(preview.pointed) as pointed:
        preview.rows[0].go.click()

    assert pointed.args == [proposal.changes[0]]


def test_what_is_removed_is_not_told_twice(preview, proposal):
    gone = replace(proposal.changes[2], id=proposal.changes[2].before.id)
    demand = Demand(DemandId("d"), EntryKind.UNPLANNED, "Unplanned", 60,
                    (Window(day(4), (840,)),), current=gone.before)  # fmt: skip

    preview.show_proposal(
        replace(proposal, changes=(gone,), plan=Plan(omissions=(Omission(demand, ()),)))
    )

    assert "Not placed" not in words_in(preview)


def test_long_ticks_wrap_rather_than_lose_their_end(preview, proposal):
    preview.show_proposal(proposal)
    QCoreApplication.processEvents()

    words = preview._invited.fontMetrics().horizontalAdvance(preview._invited.text())
    if words > preview._invited.width() - 24:
        assert preview._invited.height() >= 2 * preview._invited.fontMetrics().height()


def test_no_row_is_lower_than_its_words_need(qtbot, preview, proposal):
    long = (Reason("events_counted", {"names": "Invoice run +20 %, campaign in the north +7 %"}),
            Reason("nothing_in_the_way"))  # fmt: skip
    first = proposal.changes[0]
    many = tuple(
        replace(first, id=f"n{n}", after=replace(first.after, id=f"n{n}"), reasons=long)
        for n in range(20)
    )

    preview.show_proposal(replace(proposal, changes=many))

    qtbot.waitUntil(
        lambda: all(row.height() >= row.heightForWidth(row.width()) > 60 for row in preview.rows)
    )


def test_the_next_24_hours_are_asked_about_only_where_they_lie_in_what_is_planned(preview):
    preview.show_wish(PlanWish(MONDAY), near=False)
    assert not preview._near.isVisible()
    preview.show_wish(PlanWish(MONDAY), near=True)
    assert preview._near.isVisible()


@pytest.mark.parametrize("tick", ["_near", "_invited"])
def test_the_ticks_of_the_preview_stand_on_one_line(preview, proposal, tick):
    preview.show_proposal(proposal)
    QCoreApplication.processEvents()

    made = getattr(preview, tick)
    assert made.fontMetrics().horizontalAdvance(made.text()) + 24 <= made.width()
