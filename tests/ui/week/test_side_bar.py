from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt

from app.domain.entries import EntryKind
from tests.times import MONDAY, OSLO, day, moment
from tests.ui.panel_stage import view_of
from ui.theme import DARK, LIGHT
from ui.week.panel_month import first_weekday, peak_days
from ui.week.panel_next import next_up, wait_words
from ui.week.side_bar import SideBar

TOTALS = {
    date(2026, 11, 1) + timedelta(days=n): (1240, 1052, 694, 1115, 1030, 441, 378)[(n + 6) % 7]
    for n in range(30)
}


@pytest.fixture
def bar(qtbot):
    bar = SideBar(LIGHT)
    qtbot.addWidget(bar)
    bar.resize(214, 800)
    bar.show()
    return bar


def centre_of(grid, wanted):
    return grid.box_of(wanted).center().toPoint()


def test_a_click_in_the_month_picks_that_day(qtbot, bar):
    bar.show_view(view_of([]), TOTALS)
    grid = bar.month.grid

    with qtbot.waitSignal(bar.day_picked) as picked:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=centre_of(grid, date(2026, 11, 27)))

    assert picked.args == [date(2026, 11, 27)]


def test_in_a_window_that_reads_right_to_left_monday_stands_on_the_right(qtbot, bar):
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bar.show_view(view_of([]), TOTALS)
    grid = bar.month.grid

    assert grid.box_of(MONDAY).left() > grid.box_of(day(6)).left()
    assert grid.day_at(grid.box_of(day(2)).center()) == day(2)


def test_arrow_keys_and_enter_pick_a_day_as_the_mouse_does(qtbot, bar):
    bar.show_view(view_of([]), TOTALS)
    grid = bar.month.grid
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_Right)

    with qtbot.waitSignal(bar.day_picked) as picked:
        qtbot.keyClick(grid, Qt.Key.Key_Return)

    assert picked.args == [MONDAY + timedelta(days=8)]


def test_the_head_of_the_month_is_no_day(bar):
    bar.show_view(view_of([]), TOTALS)

    assert bar.month.grid.day_at(QPoint(30, 3)) is None


def test_turning_to_another_month_asks_for_its_volumes(qtbot, bar):
    bar.show_view(view_of([]), TOTALS)

    with qtbot.waitSignal(bar.month_shown) as turned:
        qtbot.mouseClick(bar.month.findChildren(type(bar.month._forth))[1], Qt.LeftButton)

    assert turned.args == [date(2026, 12, 1)]
    assert bar.month._title.text() == "December 2026"


def test_mondays_of_the_sample_month_are_peak_days_and_weekends_never_lift_the_line():
    assert {found.weekday() for found in peak_days(TOTALS)} == {0}
    assert peak_days({}) == frozenset()


def test_layers_count_what_stands_and_leave_out_what_is_cancelled(bar, make_entry):
    blocks = [make_entry(day=n, kind=EntryKind.UNPLANNED) for n in range(3)]
    lunch = make_entry("12:00", "12:30", kind=EntryKind.LUNCH)
    gone = make_entry("13:00", "14:00", cancelled=True)

    bar.show_view(view_of([*blocks, lunch, gone]), TOTALS)

    said = {row.layer.name: row.accessibleDescription() for row in bar.layers.rows}
    assert said["Unplanned blocks"] == "3 this week, shown"
    assert said["Meetings and lunch"] == "1 this week, shown"
    assert said["Contact volume"] == "shown"


def test_a_layer_switched_off_hides_its_kinds_and_says_so(qtbot, bar):
    meetings = next(row for row in bar.layers.rows if EntryKind.MEETING in row.layer.kinds)

    with qtbot.waitSignal(bar.layers_changed) as changed:
        qtbot.mouseClick(meetings, Qt.MouseButton.LeftButton)

    assert changed.args == [frozenset({EntryKind.MEETING, EntryKind.LUNCH})]
    assert bar.hidden_kinds() == changed.args[0]
    assert "hidden" in meetings.accessibleDescription()


def test_a_hidden_layer_looks_different_without_colour(qtbot, bar):
    row = bar.layers.rows[0]
    shown = row.grab().toImage().convertToFormat(row.grab().toImage().Format.Format_Grayscale8)

    row.setChecked(False)

    assert row.grab().toImage().convertToFormat(shown.format()) != shown


def test_the_contact_volume_is_a_layer_of_its_own(qtbot, bar):
    with qtbot.waitSignal(bar.volume_toggled) as toggled:
        bar.layers.rows[-1].click()

    assert toggled.args == [False]
    assert bar.hidden_kinds() == frozenset()


def test_next_up_are_three_that_are_neither_over_nor_cancelled(make_entry):
    past = make_entry("08:00", "09:00", day=2, title="past")
    running = make_entry("09:30", "10:30", day=2, title="running")
    gone = make_entry("10:05", "10:20", day=2, title="gone", cancelled=True)
    later = [make_entry(f"1{n}:00", f"1{n}:30", day=2, title=f"{n}") for n in range(1, 5)]

    coming = next_up([*reversed(later), gone, running, past], moment("10:02", 2))

    assert [entry.title for entry in coming] == ["running", "1", "2"]


def test_the_wait_is_said_in_minutes_then_hours_then_as_a_day(make_entry):
    now = moment("10:02", 2)

    def said(start, end, offset=2):
        return wait_words(make_entry(start, end, day=offset), now, OSLO)

    assert said("10:10", "10:30") == "in 8 min"
    assert said("09:30", "10:30") == "now, 28 min left"
    assert said("15:00", "16:00") == "in 4 h 58 min"
    assert said("09:00", "10:00", 4) == "Fri 20 Nov"


def test_a_click_on_a_card_selects_its_entry(qtbot, bar, make_entry):
    entry = make_entry("11:00", "12:00", day=2)
    bar.show_view(view_of([entry]), TOTALS)

    with qtbot.waitSignal(bar.entry_picked) as picked:
        qtbot.mouseClick(bar.next_up.cards[0], Qt.MouseButton.LeftButton)

    assert picked.args == [entry]
    assert not bar.next_up.cards[1].isVisible()


def test_the_bar_is_painted_in_both_looks(bar, make_entry):
    bar.show_view(view_of([make_entry("11:00", "12:00", day=2)]), TOTALS)
    light = bar.grab().toImage()

    bar.set_theme(DARK)

    assert bar.grab().toImage() != light
    assert bar.width() == 214


def test_a_persian_window_has_the_jalali_month_in_its_own_digits(qtbot):
    QLocale.setDefault(QLocale("fa_IR"))
    try:
        bar = SideBar(LIGHT)
        qtbot.addWidget(bar)
        bar.show_view(view_of([]), TOTALS)
        grid = bar.month.grid

        assert bar.month._title.text() == "آبان ۱۴۰۵"
        assert grid.box_of(date(2026, 10, 23)).top() == grid.box_of(date(2026, 10, 19)).top()
        with qtbot.waitSignal(bar.month_shown) as turned:
            bar.month._forth.click()
        assert turned.args == [date(2026, 11, 22)]  # the first of Azar
    finally:
        QLocale.setDefault(QLocale("C"))


@pytest.mark.parametrize(
    ("locale", "working", "first"),
    [
        ("en_GB", range(5), 1),
        ("fa_IR", range(5), 6),
        ("en_US", range(5), 1),
        ("en_US", (6, 0, 1, 2, 3), 7),
    ],
)
def test_the_mini_month_begins_with_the_language_s_first_day(locale, working, first):
    assert first_weekday(QLocale(locale), working) == first


def test_rows_that_begin_on_saturday_still_hold_every_day(bar):
    bar.show_view(view_of([]), TOTALS)
    grid = bar.month.grid
    grid.first_weekday = 6
    bar.month.show_week(MONDAY, day(2), TOTALS)

    boxes = [grid.box_of(date(2026, 11, n)) for n in range(1, 31)]
    assert grid.box_of(day(5)).left() == 0
    assert grid.box_of(day(5)).top() > grid.box_of(day(4)).top()
    assert all(grid.day_at(box.center()) == date(2026, 11, n + 1) for n, box in enumerate(boxes))
    assert not grid.grab().isNull()
