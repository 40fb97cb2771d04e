from datetime import timedelta

import pytest

from tests.ui.week.sample_week import MONDAY, entry, unplanned, week_view
from ui.week.gestures import Drag, Grip, begin, take, warnings_of
from ui.week.scene import Wanted, lay_out_scene, week_days

TUESDAY = MONDAY + timedelta(days=1)


def scene_of(week):
    view = week_view(week)
    return lay_out_scene(Wanted(view, week_days(MONDAY, (), hide_free=False), view.entries))


@pytest.fixture
def scene():
    return scene_of(None)


def block_of(scene, entry_id):
    return next(b for _, b in scene.blocks if b.entry and b.entry.id == entry_id)


def test_a_block_follows_the_pointer_from_where_it_was_taken(scene):
    drag = take(block_of(scene, "1:1-lars-0-09:00"), scene, 555, Grip.WHOLE)

    moved = drag.to(TUESDAY, 555 + 62)

    assert (moved.day, moved.start, moved.end) == (TUESDAY, 600, 645)
    assert drag.to(MONDAY, 555 + 62, step=5).start == 600


def test_a_block_stays_inside_the_day():
    drag = Drag(Grip.WHOLE, MONDAY, 540, 600, 0)

    assert drag.to(MONDAY, -300).start == 0
    assert drag.to(MONDAY, 3000).start == 1425


def test_an_end_can_not_be_drawn_past_the_other():
    top, bottom = Drag(Grip.TOP, MONDAY, 540, 600, 0), Drag(Grip.BOTTOM, MONDAY, 540, 600, 0)

    assert top.to(TUESDAY, 900).start == 585
    assert top.to(TUESDAY, 900).day == MONDAY
    assert bottom.to(MONDAY, 100).end == 555


def test_a_new_block_can_be_drawn_upwards():
    drag = begin(MONDAY, 607).to(MONDAY, 540)

    assert (drag.start, drag.end) == (540, 615)


def test_running_into_something_is_said_by_name(scene):
    drag = take(block_of(scene, "1:1-lars-0-09:00"), scene, 540, Grip.WHOLE)

    assert warnings_of(drag.to(MONDAY, 720), scene).conflict == "Lunch & learn"
    assert warnings_of(drag, scene).conflict == ""


def test_what_is_cancelled_is_in_nobody_s_way(scene):
    drag = take(block_of(scene, "1:1-lars-0-09:00"), scene, 540, Grip.WHOLE)

    friday = MONDAY + timedelta(days=4)
    assert warnings_of(drag.to(friday, 690), scene).conflict == ""


def test_leaving_a_peak_uncovered_is_said():
    scene = scene_of([unplanned(0, "10:00", "11:15", "floor"), entry(1, "09:00", "09:30", "A")])
    drag = take(scene.blocks[0][1], scene, 600, Grip.WHOLE)

    assert warnings_of(drag.to(MONDAY, 960), scene).uncovers
    assert not warnings_of(drag.to(MONDAY, 615), scene).uncovers
