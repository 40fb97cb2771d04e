"""The dress: every rule finds its colour, buttons follow the theme by themselves."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QPalette

from ui.theme import DARK, LIGHT
from ui.widgets.buttons import Button, icon_button
from ui.widgets.style import dress, palette, stylesheet


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_no_name_of_a_colour_is_left_in_the_sheet(theme):
    sheet = stylesheet(theme)
    assert "@" not in sheet
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet)) <= set(map(str, vars_of(theme)))


def vars_of(theme):
    return [getattr(theme, name) for name in theme.__slots__]


def test_the_palette_carries_the_themes_colours(qapp):
    made = palette(DARK)
    assert made.color(QPalette.ColorRole.Window).name() == DARK.window.lower()
    assert made.color(QPalette.ColorRole.Highlight).name() == DARK.accent.lower()


def test_an_icon_follows_the_theme(qapp, qtbot):
    dress(qapp, LIGHT)
    button = Button("Plan", "plain", "spark")
    qtbot.addWidget(button)
    before = button.icon().pixmap(16).toImage()
    dress(qapp, DARK)
    qapp.processEvents()
    assert button.icon().pixmap(16).toImage() != before
    dress(qapp, LIGHT)


def test_a_button_without_words_still_has_a_name_and_tells_its_key(qtbot):
    button = icon_button("undo", "Undo", shortcut="Ctrl+Z")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Undo"
    assert button.toolTip() == "Undo (Ctrl+Z)"
    assert not button.text()
