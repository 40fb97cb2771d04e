"""Keys as a hand presses them: to whatever has the focus, with every shortcut alive."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.edits import Subject
from tests.ui.week.sample_week import MONDAY, FakeDesk, FakePlanner, wall
from ui.theme import LIGHT
from ui.week.page import WeekPage

CALENDAR = frozenset({Subject.CALENDAR})
NORA, UNPLANNED = "1:1-nora-1-09:00", "unplanned-3-10:00"
ALT = Qt.KeyboardModifier.AltModifier
FRIDAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def planner():
    return FakePlanner()


@pytest.fixture
def desk(planner):
    return FakeDesk(planner.calendar)


@pytest.fixture
def page(qtbot, planner, desk):
    page = WeekPage(planner, desk, LIGHT)
    qtbot.addWidget(page)
    desk.after_commit = lambda: page.refresh(CALENDAR)
    page.resize(1364, 815)
    page.show_week(MONDAY)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def hit(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def write(words):
    QTest.keyClicks(QApplication.focusWidget(), words)


def middle(page, entry_id):
    (box, *_) = page._views.grid.scene.boxes_of(entry_id)
    return QPoint(round(box.x + box.w / 2), round(box.y + box.h / 2))


def click(page, entry_id):
    at = middle(page, entry_id)
    QTest.mouseClick(page._views.grid, Qt.MouseButton.LeftButton, pos=at)


def drag(page, start, end):
    grid = page._views.grid
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grid, (start + end) / 2)
    QTest.mouseMove(grid, end)
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=end)


def at(page, day, minute):
    geometry = page._views.grid.scene.geometry
    column = geometry.column_of(day)
    return QPoint(round(column.x + column.w / 2), round(geometry.y(minute)))


def title_of(planner, entry_id):
    return planner.calendar.entries[entry_id].title


def test_enter_in_the_pop_over_saves_while_a_block_is_selected(page, planner):
    click(page, NORA)
    hit(Qt.Key.Key_F2)
    write("1:1 Ida")
    hit(Qt.Key.Key_Return)

    assert title_of(planner, NORA) == "1:1 Ida"
    assert not page._asking.quick.isVisible()


def test_enter_in_the_panel_s_name_saves(page, planner):
    click(page, NORA)
    page.panels.open.ask_for_name()
    write("1:1 Ida")
    hit(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)

    assert title_of(planner, NORA) == "1:1 Ida"


def test_escape_in_the_panel_s_name_takes_nothing(page, planner, desk):
    click(page, NORA)
    page.panels.open.ask_for_name()
    write("1:1 Ida")
    hit(Qt.Key.Key_Escape)
    hit(Qt.Key.Key_Escape)

    assert desk.edits == []
    assert page.panels.open is None


def test_enter_names_what_was_drawn_while_a_block_is_selected(page, desk):
    click(page, NORA)
    drag(page, at(page, FRIDAY, 17 * 60 + 4), at(page, FRIDAY, 17 * 60 + 34))
    write("Ring the vendor")
    hit(Qt.Key.Key_Return)

    [edit] = desk.edits
    assert edit.after[0].title == "Ring the vendor"


@pytest.mark.parametrize("where", ["pop-over", "name"])
def test_keys_of_blocks_are_letters_in_fields(page, desk, where):
    click(page, NORA)
    hit(Qt.Key.Key_F2) if where == "pop-over" else page.panels.open.ask_for_name()
    field = QApplication.focusWidget()
    hit(Qt.Key.Key_Home)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Right, Qt.Key.Key_Backspace, Qt.Key.Key_Space):
        hit(key)
    write("LU")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        hit(key)
    hit(Qt.Key.Key_Down, ALT)

    assert field.text() == " LU1 Nora"
    assert desk.edits == []
    assert page.state()["selection"] == NORA


def test_a_dragged_block_is_the_one_that_keys_move_next(page, planner):
    click(page, UNPLANNED)
    hit(Qt.Key.Key_Escape)
    start = middle(page, NORA)
    down = round(30 * page._views.grid.scene.geometry.per_minute)
    drag(page, start, start + QPoint(0, down))
    hit(Qt.Key.Key_Down, ALT)

    assert page.state()["selection"] == NORA
    assert planner.calendar.entries[UNPLANNED].span == wall(3, "10:00", "11:15")
    assert planner.calendar.entries[NORA].span == wall(1, "09:45", "10:30")


def test_the_second_escape_lets_go_of_the_selection(page):
    click(page, UNPLANNED)
    hit(Qt.Key.Key_Escape)
    assert page.panels.open is None

    hit(Qt.Key.Key_Escape)

    assert page.state()["selection"] is None


@pytest.mark.parametrize(("width", "height"), [(1364, 815), (1024, 615)])
@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_the_pop_over_stays_clear_of_the_panel(page, width, height, direction):
    page.setLayoutDirection(direction)
    page.resize(width, height)
    click(page, "week-retro-4-15:00")
    hit(Qt.Key.Key_F2)

    asked = page._asking.quick.geometry()
    assert page.rect().contains(asked)
    assert not asked.intersects(page.panels.open.geometry())
