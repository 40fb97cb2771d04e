from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from tests.ui.week.sample_week import MONDAY, entry, week_view
from ui.week.grid_keys import walked
from ui.week.scene import Wanted, lay_out_scene, week_days

Key = Qt.Key


@pytest.fixture
def wanted():
    week = [
        entry(0, "09:00", "10:00", "A", id="a"),
        entry(0, "13:00", "14:00", "B", id="b"),
        entry(2, "12:30", "13:30", "C", id="c"),
    ]
    view = week_view(week)
    return Wanted(view, week_days(MONDAY, (), hide_free=False), view.entries)


def test_down_and_up_walk_in_the_order_of_time(wanted):
    scene = lay_out_scene(wanted)

    assert walked(scene, "a", Key.Key_Down).id == "b"
    assert walked(scene, "b", Key.Key_Down).id == "c"
    assert walked(scene, "a", Key.Key_Up).id == "a"


def test_sideways_goes_to_the_nearest_in_time_of_the_next_busy_day(wanted):
    scene = lay_out_scene(wanted)

    assert walked(scene, "b", Key.Key_Right).id == "c"
    assert walked(scene, "c", Key.Key_Left).id == "b"
    assert walked(scene, "c", Key.Key_Right).id == "c"


def test_in_a_mirrored_page_the_next_day_lies_at_the_left(wanted):
    scene = lay_out_scene(replace(wanted, mirrored=True))

    assert walked(scene, "b", Key.Key_Left).id == "c"


def test_without_a_selection_the_walk_begins_today(wanted):
    assert walked(lay_out_scene(wanted), None, Key.Key_Down).id == "c"


def test_an_empty_week_leads_nowhere(wanted):
    assert walked(lay_out_scene(replace(wanted, entries=())), None, Key.Key_Down) is None
