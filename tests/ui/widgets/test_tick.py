import pytest
from PySide6.QtCore import QPoint, Qt

from ui.theme import DARK, LIGHT
from ui.widgets.style import palette
from ui.widgets.tick import Tick


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def tick(request, qtbot, qapp):
    before = qapp.palette()
    qapp.setPalette(palette(request.param))
    made = Tick("Unplanned")
    qtbot.addWidget(made)
    made.resize(160, 24)
    made.show()
    yield made
    qapp.setPalette(before)


def test_an_empty_box_can_be_seen_on_every_background(tick):
    picture = tick.grab().toImage()

    assert picture.pixelColor(0, 12) != picture.pixelColor(20, 2)


def test_a_tick_changes_the_box_by_more_than_its_colour(tick):
    empty = tick.grab().toImage().convertToFormat(tick.grab().toImage().Format.Format_Grayscale8)
    tick.setChecked(True)

    assert tick.grab().toImage().convertToFormat(empty.format()) != empty


def test_a_click_on_the_words_ticks(qtbot, tick):
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(120, 12))

    assert tick.isChecked()


def test_the_target_is_never_lower_than_24_pixels(tick):
    assert tick.sizeHint().height() >= 24
