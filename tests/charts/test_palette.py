"""The pictures' colours are the window's."""

import dataclasses

import pytest

from app.charts import palette
from ui import theme


@pytest.mark.parametrize(
    ("picture", "window"), [(palette.LIGHT, theme.LIGHT), (palette.DARK, theme.DARK)]
)
def test_pictures_and_window_have_the_same_colours(picture, window):
    for field in dataclasses.fields(picture):
        if field.name != "kinds":
            assert getattr(picture, field.name) == getattr(window, field.name), field.name
    for kind, ink in picture.kinds.items():
        assert (ink.mark, ink.fill) == (window.kinds[kind].mark, window.kinds[kind].fill)
