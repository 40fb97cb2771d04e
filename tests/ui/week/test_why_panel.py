from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel

from app.domain.demands import Place
from app.domain.entries import EntryKind, Protection, RoutineId, Source
from app.domain.reasons import Reason
from app.services.offers import Offer
from tests.times import OSLO, day, span
from tests.ui.panel_stage import outlook_of, view_of
from ui.theme import DARK, LIGHT
from ui.week.panel_curve import peak_line_words
from ui.week.panel_reasons import chips_for
from ui.week.why_panel import WhyPanel

REASONS = (
    Reason(
        "busiest_window",
        {"minutes": 60, "weekday": 3, "contacts": 80, "share": 0.27, "weeks": 8},
    ),
    Reason("above_line", {"line": 16, "interval": 30, "above": 8, "weeks": 8, "weekday": 3}),
    Reason("nothing_in_the_way"),
    Reason("next_best", {"start": "14:00", "end": "15:00", "placed": True, "change": -0.25}),
)


@pytest.fixture
def block(make_entry):
    return make_entry(
        "10:00",
        "11:00",
        day=3,
        kind=EntryKind.UNPLANNED,
        title="Unplanned",
        protection=Protection.PLANNED,
        routine=RoutineId("thursdays"),
        occurs_on=day(3),
        reasons=REASONS,
    )


@pytest.fixture
def panel(qtbot):
    panel = WhyPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(286, 760)
    panel.show()
    return panel


def visible_buttons(panel):
    actions = panel.offers
    shown = (actions.keep, actions.release, actions.move_to, actions.skip, actions.rule)
    return [made.text() for made in (*shown, panel._delete) if made.isVisible()]


def test_the_head_says_what_when_and_how_long(panel, block):
    panel.show_entry(block, view_of([block]))

    assert panel._title.text() == "Unplanned"
    assert panel._when.text() == "Thu 19 Nov · 10:00–11:00 · 60 min"
    assert panel.accessibleName() == "Unplanned, Thu 19 Nov · 10:00–11:00 · 60 min"


def test_every_reason_is_a_sentence_with_its_numbers(panel, block):
    panel.show_entry(block, view_of([block]))

    assert panel.sentences() == [
        "Busiest 60 min of Thursdays: 80 contacts, 27 % of the day (8 weeks)",
        "Above the peak line on 8 of 8 Thursdays",
        "No fixed event in the way",
        "Next best 14:00–15:00, also placed",
    ]
    assert panel._curve.isVisible()


def test_chips_say_how_an_entry_came_repeats_and_shows_to_others(block, make_entry):
    imported = make_entry(protection=Protection.FIXED, source=Source("uid", "20261116T080000Z"))

    assert [c.words for c in chips_for(block)] == ["Auto-placed", "Weekly", "Busy to others"]
    assert [c.words for c in chips_for(imported)] == ["Imported", "Repeats", "Busy to others"]
    assert chips_for(make_entry())[0].words == "Locked"
    assert [c.words for c in chips_for(replace(make_entry(), cancelled=True))][1:] == ["Locked"]


def test_a_planned_block_can_be_kept_moved_skipped_and_its_rule_opened(panel, block):
    panel.show_entry(block, view_of([block]))

    assert visible_buttons(panel) == ["Keep here", "Move…", "Skip this week", "Rule…", "Delete"]


def test_a_meeting_shows_where_it_is_and_comes_from_and_is_not_moved_here(panel, make_entry):
    meeting = make_entry(
        day=1,
        title="<b>Vendor</b>",
        place="Room 4",
        protection=Protection.FIXED,
        source=Source("uid"),
    )

    panel.show_entry(meeting, view_of([meeting]))

    words = [made.text() for made in panel._details.findChildren(type(panel._title))]
    assert words == ["Meeting", "Place: \u2068Room 4\u2069", "From an imported calendar"]
    assert visible_buttons(panel) == ["Delete"]
    assert panel._title.textFormat() is Qt.TextFormat.PlainText


def test_a_block_of_ones_own_says_that_the_planner_leaves_it(panel, make_entry):
    mine = make_entry("10:00", "11:00", day=3, kind=EntryKind.UNPLANNED)

    panel.show_entry(mine, view_of([mine]))

    assert panel._no_reason.isVisible()
    assert panel.sentences() == []


@pytest.mark.parametrize(
    ("press", "signal"),
    [("keep", "keep_asked"), ("skip", "skip_asked"), ("rule", "rule_asked"),],
)  # fmt: skip
def test_buttons_ask_for_what_they_say(qtbot, panel, block, press, signal):
    panel.show_entry(block, view_of([block]))

    with qtbot.waitSignal(getattr(panel, signal)) as asked:
        getattr(panel.offers, press).click()

    assert asked.args == [block]


PLACES = (
    Offer(Place(day(3), 840), span("14:00", "15:00", 3), 63.2, 12.4),
    Offer(Place(day(4), 600), span("10:00", "11:00", 4), 80.0, 0.02),
)


def shown_words(widget):
    QCoreApplication.processEvents()  # what joins a layout is shown by the event loop
    return [made.text() for made in widget.findChildren(QLabel) if made.isVisible()]


def test_the_best_places_say_what_they_hold_and_cost_and_a_click_moves_there(qtbot, panel, block):
    panel.show_entry(block, view_of([block]))
    with qtbot.waitSignal(panel.places_asked) as asked:
        panel.offers.move_to.click()
    assert asked.args == [block]
    assert "Looking for the best places…" in shown_words(panel.places)

    panel.show_places(PLACES)
    words = shown_words(panel.places)
    with qtbot.waitSignal(panel.move_asked) as moved:
        panel.places.buttons[1].click()

    assert "63 contacts · 12 points better" in words
    assert "80 contacts · as good as here" in words
    assert panel.places.buttons[0].accessibleName() == (
        "Move to Thu 19 Nov 14:00–15:00, 63 contacts · 12 points better"
    )
    assert moved.args == [block, span("10:00", "11:00", 4)]
    assert not panel.places.isVisible()


def test_a_place_that_is_taken_says_what_would_make_room(panel, block, make_entry):
    panel.show_entry(block, view_of([block]))
    panel.show_places((replace(PLACES[0], in_the_way=(make_entry(title="1:1 Nora"),)),))

    assert "Would have to make room: \u20681:1 Nora\u2069" in shown_words(panel.places)


def test_a_week_without_a_free_place_says_so(panel, block):
    panel.show_entry(block, view_of([block]))

    panel.show_places(())

    assert "Nothing free is left for it this week." in shown_words(panel.places)


def test_the_places_stay_while_time_passes_and_go_with_another_entry(panel, block, make_entry):
    panel.show_entry(block, view_of([block]))
    panel.show_places(PLACES)

    panel.show_entry(block, view_of([block]))
    assert panel.places.isVisible()
    panel.show_entry(make_entry(day=3), view_of([block]))

    assert not panel.places.isVisible()


def test_what_is_done_with_people_names_them(panel, block):
    panel.show_entry(block, view_of([block]), ("Nora", "Ola"))

    assert "With \u2068Nora\u2069, \u2068Ola\u2069" in shown_words(panel._details)


def test_a_skipped_occurrence_can_be_brought_back_and_nothing_else(panel, block):
    skipped = replace(block, cancelled=True)

    panel.show_entry(skipped, view_of([skipped]))

    assert visible_buttons(panel) == ["Bring it back", "Rule…", "Delete"]


def test_what_a_routine_asked_for_leads_to_it(panel, make_entry):
    planned = make_entry(day=3, kind=EntryKind.PEOPLE, demand="rule:r1:nora:2026-W47")

    panel.show_entry(planned, view_of([planned]))

    assert visible_buttons(panel) == [
        "Let it move",
        "Move…",
        "Skip this week",
        "Rule…",
        "Delete",
    ]


def test_a_new_name_is_asked_for_once_and_an_empty_one_not_at_all(qtbot, panel, block):
    panel.show_entry(block, view_of([block]))
    asked = []
    panel.rename_asked.connect(lambda entry, name: asked.append(name))

    panel.ask_for_name()
    qtbot.keyClicks(panel._name, "Walk the floor")
    qtbot.keyClick(panel._name, Qt.Key.Key_Return)
    panel._name.setText("  ")
    qtbot.keyClick(panel._name, Qt.Key.Key_Return)

    assert asked == ["Walk the floor"]
    assert panel._name.text() == "Unplanned"


def test_the_peak_line_is_said_per_half_hour_whatever_the_interval():
    assert peak_line_words(outlook_of(1)) == "peak line 16 / 30 min"


def test_the_panel_is_painted_in_both_looks_and_directions(panel, block):
    panel.show_entry(block, view_of([block]))
    light = panel.grab().toImage()
    panel.set_theme(DARK)
    dark = panel.grab().toImage()
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert light != dark != panel.grab().toImage()


def test_a_moment_of_another_zone_is_shown_by_the_sites_clock(panel, make_entry):
    entry = make_entry("10:00", "11:00", day=3)

    panel.show_entry(entry, view_of([entry]))

    assert entry.span.start.utcoffset() != OSLO.utcoffset(entry.span.start.replace(tzinfo=None))
    assert "10:00–11:00" in panel._when.text()


def test_a_locked_block_can_be_let_go_again(qtbot, panel, block):
    locked = replace(block, protection=Protection.LOCKED)
    panel.show_entry(locked, view_of([locked]))
    assert "Keep here" not in visible_buttons(panel)

    with qtbot.waitSignal(panel.release_asked) as asked:
        panel.offers.release.click()

    assert asked.args == [locked]


def test_what_is_over_is_neither_moved_nor_skipped(panel, block):
    over = replace(block, span=span("10:00", "11:00", 0))

    panel.show_entry(over, view_of([over]))

    assert visible_buttons(panel) == ["Rule…", "Delete"]


def test_deleting_is_asked_for_with_the_entry(qtbot, panel, block):
    panel.show_entry(block, view_of([block]))

    with qtbot.waitSignal(panel.delete_asked) as asked:
        panel._delete.click()

    assert asked.args == [block]


def test_closing_the_places_leaves_the_focus_where_they_were_asked_for(qtbot, panel, block):
    panel.show_entry(block, view_of([block]))
    panel.show_places(PLACES)
    panel.places.buttons[0].setFocus()

    panel.places.closed.emit()

    assert panel.focusWidget() is panel.offers.move_to
    assert not panel.places.isVisible()


@pytest.mark.parametrize(("title", "told"), [("Lunch", False), ("Lunch with the board", True)])
def test_the_kind_is_not_told_where_the_title_says_it(panel, make_entry, title, told):
    lunch = make_entry(kind=EntryKind.LUNCH, title=title)

    panel.show_entry(lunch, view_of([lunch]))

    words = [made.text() for made in panel._details.findChildren(QLabel)]
    assert ("Lunch" in words) is told
