from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.domain.entries import EntryKind, Protection, RoutineId, Source
from app.domain.reasons import Reason
from tests.times import OSLO, day, span
from tests.ui.panel_stage import outlook_of, view_of
from ui.theme import DARK, LIGHT
from ui.week.panel_curve import peak_line_words
from ui.week.panel_places import best_places
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


def test_the_menu_offers_the_best_places_and_asks_for_the_one_chosen(qtbot, panel, block):
    view = view_of([block])
    panel.show_entry(block, view)
    offered = [action.text() for action in panel.offers.places.actions()]

    with qtbot.waitSignal(panel.move_asked) as asked:
        panel.offers.places.actions()[0].trigger()

    assert offered[0] == "14:00–15:00 · 63 contacts"
    assert asked.args == [block, span("14:00", "15:00", 3)]


def test_places_share_no_moment_with_each_other_or_with_what_stands(block, make_entry):
    lunch = make_entry("14:00", "15:00", day=3, kind=EntryKind.LUNCH)
    view = view_of([block, lunch])

    places = best_places(block, view)

    assert len(places) == 3
    taken = [block.span, lunch.span]
    for place in places:
        assert not any(place.span.overlaps(other) for other in taken)
        taken.append(place.span)
    assert [p.contacts for p in places] == sorted((p.contacts for p in places), reverse=True)


def test_anything_else_than_a_block_is_offered_the_quietest_places(make_entry):
    door = make_entry("10:00", "11:00", day=3, kind=EntryKind.OPEN_DOOR)

    first = best_places(door, view_of([door]))[0]

    assert first.contacts == pytest.approx(21)
    assert first.span == span("08:00", "09:00", 3)


def test_no_place_in_the_past_is_offered(make_entry):
    today = make_entry("15:00", "16:00", day=2, kind=EntryKind.OPEN_DOOR)
    yesterday = make_entry("15:00", "16:00", day=1, kind=EntryKind.OPEN_DOOR)
    view = view_of([today, yesterday])

    assert all(place.span.start >= view.now for place in best_places(today, view))
    assert best_places(yesterday, view) == []


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

    assert visible_buttons(panel) == ["Delete"]


def test_deleting_is_asked_for_with_the_entry(qtbot, panel, block):
    panel.show_entry(block, view_of([block]))

    with qtbot.waitSignal(panel.delete_asked) as asked:
        panel._delete.click()

    assert asked.args == [block]
