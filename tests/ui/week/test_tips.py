"""Tool tips, and words on the grid that must stay clear of lines and frames."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor

from tests.ui.week.sample_week import MONDAY, wall, week_view
from ui.theme import LIGHT
from ui.week.dates import Dates
from ui.week.grid import WeekGrid
from ui.week.ink import Face
from ui.week.paint_blocks import _invitation
from ui.week.scene import Wanted, week_days
from ui.week.tips import city_of, tip_at

ENGLISH = Dates(QLocale("en_GB"))


def shown(qtbot, view):
    grid = WeekGrid(LIGHT, ENGLISH)
    qtbot.addWidget(grid)
    grid.resize(864, 815)
    days = week_days(MONDAY, view.site.working_days, hide_free=False)
    grid.show_scene(Wanted(view, days, view.entries))
    grid.show()
    return grid


@pytest.mark.parametrize(
    ("zone", "city"), [("America/New_York", "New York"), ("Europe/Oslo", "Oslo"), ("UTC", "UTC")]
)
def test_a_zone_is_called_by_its_city(zone, city):
    assert city_of(zone) == city


def test_a_long_city_stands_on_two_lines_and_is_not_cut(qtbot):
    ink = shown(qtbot, week_view()).picture.ink

    lines = ink.lines(Face.RULER, city_of("America/New_York"), 42, 2)

    assert [line.static.text() for line in lines] == ["New", "York"]


def test_the_whole_zone_is_told_above_the_hours(qtbot):
    view = week_view()
    view = replace(view, site=replace(view.site, zone="America/New_York"))
    scene = shown(qtbot, view).scene

    assert tip_at(scene, 10, 30, ENGLISH) == "America/New_York"
    assert tip_at(scene, 10, 400, ENGLISH) == ""


def test_an_entry_s_tip_is_what_a_screen_reader_says(qtbot):
    scene = shown(qtbot, week_view()).scene
    (box, *_) = scene.boxes_of("1:1-nora-1-09:00")

    assert (
        tip_at(scene, box.x + 5, box.y + 5, ENGLISH) == "1:1 Nora, Tuesday 09:00 to 09:45, planned"
    )


def test_the_now_line_does_not_strike_out_the_invitation_to_cover_a_peak(qtbot):
    grid = shown(qtbot, week_view(now=wall(4, "14:45", "15:00").start))
    box = next(box for box, block in grid.scene.blocks if block.peak is not None)
    picture = grid.grab().toImage()

    y = round(grid.scene.geometry.y(grid.scene.now_minute))
    across = range(round(box.x) + 2, round(box.right) - 2)
    assert QColor(LIGHT.now) not in [picture.pixelColor(x, y) for x in across]
    assert picture.pixelColor(round(box.x) - 2, y) == QColor(LIGHT.now)


def test_the_invitation_shortens_before_it_touches_its_frame(qtbot):
    ink = shown(qtbot, week_view()).picture.ink

    said = [_invitation(ink, room) for room in (200, 70, 40, 5)]

    assert said == ["uncovered peak", "uncovered", "peak", ""]
