"""Icons: every drawing can be drawn, in the colour asked for, sharp at any scale."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter

from ui.widgets.icons import icon, icon_names, paint_icon


def painted(name: str, colour: str, size: int = 24, ratio: float = 1.0) -> QImage:
    image = QImage(round(size * ratio), round(size * ratio), QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_icon(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    return image


def inked(image: QImage) -> list[QColor]:
    pixels = [(x, y) for x in range(image.width()) for y in range(image.height())]
    colours = [image.pixelColor(x, y) for x, y in pixels]
    return [colour for colour in colours if colour.alpha() == 255]


def test_the_window_has_every_icon_its_pages_name(qapp):
    wanted = (
        "shield door clipboard people chart calendar cup gear week spark lock repeat bell undo redo"
        " plus search chevron-left chevron-right check close warning moon import more"
    )
    assert set(wanted.split()) <= set(icon_names())


def test_each_drawing_leaves_ink_in_its_colour_only(qapp):
    for name in icon_names():
        ink = inked(painted(name, "#1F5FE0"))
        assert ink, name
        wanted = QColor("#1F5FE0")
        for colour in ink:  # blending rounds by one
            assert abs(colour.red() - wanted.red()) <= 1, name
            assert abs(colour.green() - wanted.green()) <= 1, name
            assert abs(colour.blue() - wanted.blue()) <= 1, name


def test_a_scaled_screen_gets_more_pixels_not_larger_ones(qapp):
    once, twice = (inked(painted("check", "#000000", ratio=ratio)) for ratio in (1.0, 2.0))
    assert len(twice) > 3 * len(once)


def test_arrows_turn_round_in_a_window_that_reads_right_to_left(qapp):
    forward = painted("chevron-left", "#000000")
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        mirrored = painted("chevron-left", "#000000")
        same = painted("lock", "#000000")
    finally:
        QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert mirrored == forward.flipped(Qt.Orientation.Horizontal)
    assert same == painted("lock", "#000000")


def test_a_disabled_icon_is_fainter(qapp):
    made = icon("plus", "#000000")
    normal, disabled = (
        made.pixmap(16, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)
    )
    assert normal.pixelColor(8, 8).alpha() > 2 * disabled.pixelColor(8, 8).alpha() > 0


def test_a_name_without_a_drawing_is_an_error_not_a_blank(qapp):
    with pytest.raises(KeyError, match="unicorn"):
        icon("unicorn", "#000000")
