import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.domain.coverage import OpenPeak
from tests.ui.week.sample_week import MONDAY, week_view
from ui.theme import DARK, LIGHT
from ui.week.dates import Dates
from ui.week.gestures import drawn
from ui.week.grid import WeekGrid
from ui.week.scene import Wanted, week_days

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def grid(qtbot):
    grid = WeekGrid(LIGHT, Dates(QLocale("en")))
    qtbot.addWidget(grid)
    grid.resize(864, 815)
    view = week_view()
    days = week_days(MONDAY, view.site.working_days, hide_free=False)
    grid.show_scene(Wanted(view, days, view.entries))
    grid.show()
    return grid


def middle(grid, entry_id):
    box = grid.scene.boxes_of(entry_id)[0]
    return QPoint(round(box.x + box.w / 2), round(box.y + box.h / 2))


def place(grid, day, minute):
    column = grid.scene.geometry.columns[day]
    return QPoint(round(column.x + column.w * 0.7), round(grid.scene.geometry.y(minute)) + 1)


def drag(qtbot, grid, start, end, modifiers=NONE, *, drop=True):
    qtbot.mousePress(grid, LEFT, pos=start)
    for point in (start + QPoint(8, 8), end):
        moved = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(point), QPointF(point), LEFT, LEFT, modifiers
        )
        QApplication.sendEvent(grid, moved)
    if drop:
        qtbot.mouseRelease(grid, LEFT, pos=end)


def test_a_click_selects(qtbot, grid):
    with qtbot.waitSignal(grid.selected) as asked:
        qtbot.mouseClick(grid, LEFT, pos=middle(grid, "1:1-nora-1-09:00"))

    assert asked.args[0].title == "1:1 Nora"


def test_a_drag_asks_for_the_day_and_quarter_it_was_dropped_on(qtbot, grid):
    start = middle(grid, "1:1-nora-1-09:00")
    hour = QPoint(0, round(60 * grid.scene.geometry.per_minute))

    end = QPoint(place(grid, 2, 600).x(), start.y()) + hour
    with qtbot.waitSignal(grid.move_asked) as asked:
        drag(qtbot, grid, start, end)

    entry, day, minute, copy = asked.args
    assert (entry.title, day.isoformat(), minute, copy) == ("1:1 Nora", "2026-11-18", 600, False)


def test_control_copies(qtbot, grid):
    start = middle(grid, "1:1-nora-1-09:00")

    with qtbot.waitSignal(grid.move_asked) as asked:
        drag(qtbot, grid, start, start + QPoint(0, 80), Qt.KeyboardModifier.ControlModifier)

    assert asked.args[3] is True


def test_shift_snaps_to_five_minutes(qtbot, grid):
    start = middle(grid, "1:1-nora-1-09:00")
    ten = QPoint(0, round(10 * grid.scene.geometry.per_minute))

    with qtbot.waitSignal(grid.move_asked) as asked:
        drag(qtbot, grid, start, start + ten, Qt.KeyboardModifier.ShiftModifier)

    assert asked.args[2] == 550


def test_escape_drops_the_drag_and_nothing_is_asked(qtbot, grid):
    start = middle(grid, "1:1-nora-1-09:00")
    with qtbot.assertNotEmitted(grid.move_asked):
        drag(qtbot, grid, start, start + QPoint(0, 90), drop=False)
        qtbot.keyClick(grid, Qt.Key.Key_Escape)
        qtbot.mouseRelease(grid, LEFT, pos=start + QPoint(0, 90))


def test_the_lower_edge_of_a_tall_block_changes_its_end(qtbot, grid):
    box = grid.scene.boxes_of("1:1-nora-1-09:00")[0]
    edge = QPoint(round(box.x + 20), round(box.bottom) - 2)
    half = QPoint(0, round(30 * grid.scene.geometry.per_minute))

    with qtbot.waitSignal(grid.resize_asked) as asked:
        drag(qtbot, grid, edge, edge + half)

    assert asked.args[1:] == [540, 615]


def test_a_low_block_can_not_be_resized_but_moved(qtbot, grid):
    box = grid.scene.boxes_of("abandon-ratio-check-1-13:00")[0]
    assert box.h < 24
    edge = QPoint(round(box.x + 20), round(box.bottom) - 2)

    with qtbot.waitSignal(grid.move_asked):
        drag(qtbot, grid, edge, edge + QPoint(0, 80))


def test_an_imported_entry_is_refused(qtbot, grid):
    start = middle(grid, "vendor:-telephony-sla-0-11:30")

    with qtbot.waitSignal(grid.fixed_refused), qtbot.assertNotEmitted(grid.move_asked):
        drag(qtbot, grid, start, start + QPoint(0, 90))


def test_a_click_on_empty_time_asks_for_half_an_hour(qtbot, grid):
    with qtbot.waitSignal(grid.create_asked) as asked:
        qtbot.mouseClick(grid, LEFT, pos=place(grid, 2, 960))

    assert asked.args[1:] == [960, 990]


def test_a_drag_over_empty_time_asks_for_its_length(qtbot, grid):
    with qtbot.waitSignal(grid.create_asked) as asked:
        drag(qtbot, grid, place(grid, 2, 945), place(grid, 2, 1005))

    assert asked.args[1:] == [945, 1005]


def test_a_click_on_the_uncovered_peak_asks_to_cover_it(qtbot, grid):
    box = next(box for box, block in grid.scene.blocks if block.peak)

    with qtbot.waitSignal(grid.peak_asked) as asked:
        qtbot.mouseClick(grid, LEFT, pos=QPoint(round(box.x + 20), round(box.y + 10)))

    assert isinstance(asked.args[0], OpenPeak)


def test_selecting_tells_the_screen_reader(grid):
    grid.select("unplanned-3-10:00")

    assert grid.accessibleDescription() == "Unplanned, Thursday 10:00 to 11:15, planned"


def test_arrows_walk_from_block_to_block(qtbot, grid):
    grid.select("1:1-nora-1-09:00")

    with qtbot.waitSignal(grid.selected) as asked:
        qtbot.keyClick(grid, Qt.Key.Key_Down)

    assert asked.args[0].id == "unplanned-1-10:00"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2], ids=["ltr", "rtl"])
def test_it_paints_in_every_theme_and_direction(grid, theme, direction):
    grid.setLayoutDirection(direction)
    grid.set_theme(theme)

    picture = grid.grab().toImage()

    box = grid.scene.boxes_of("1:1-lars-0-09:00")[0]
    x = box.right - 2 if direction is Qt.LayoutDirection.RightToLeft else box.x + 2
    shown = picture.pixelColor(round(x), round(box.y + box.h / 2)).name().upper()
    assert shown == grid.picture.ink.mark(grid.scene.blocks[1][1].entry.kind).name().upper()


def test_a_drag_step_repaints_only_near_the_block(qtbot, grid):
    start = middle(grid, "1:1-nora-1-09:00")
    drag(qtbot, grid, start, start + QPoint(0, 90), drop=False)
    before = grid._pointer.drag

    region = grid.picture.touched(before, before.to(before.day, 800))

    whole = grid.width() * grid.height()
    assert sum(area.width() * area.height() for area in region) < whole / 10


@pytest.mark.parametrize("entry_id", ["unplanned-3-10:00", "1:1-nora-1-09:00"])
def test_the_block_under_way_is_painted_with_its_times(qtbot, grid, entry_id):
    still = grid.grab().toImage()
    start = middle(grid, entry_id)
    hour = QPoint(0, round(60 * grid.scene.geometry.per_minute))
    drag(qtbot, grid, start, QPoint(place(grid, 2, 600).x(), start.y()) + hour, drop=False)

    box = grid.box_of(grid._pointer.drag.day, grid._pointer.drag.start, grid._pointer.drag.end)
    shown = grid.grab().toImage()

    pill = QPoint(round(box.right - 8), round(box.y - 5))
    toast = LIGHT.toast.lower()
    assert shown.pixelColor(pill).name() == toast
    assert still.pixelColor(pill).name() != toast


def test_a_block_waiting_for_its_title_stays_in_sight(grid):
    day = grid.scene.geometry.columns[2].day
    before = grid.grab().toImage()
    grid.sketch(drawn(day, 960, 1020))
    assert grid.grab().toImage() != before

    grid.sketch(None)

    assert grid.grab().toImage() == before
