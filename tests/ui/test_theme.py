"""Colours keep apart from their ground and from one another, also for colour-blind eyes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from app.domain.entries import EntryKind
from ui.theme import DARK, LIGHT, Theme

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
CATEGORIES = [kind for kind in EntryKind if kind is not EntryKind.LUNCH]  # lunch is a meeting

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SEEN_BY = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
               [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
               [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
               [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
WHITE = TO_XYZ.sum(axis=1)


def linear(colour: str) -> np.ndarray:
    """Linear RGB of ``#RRGGBB``."""
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Contrast ratio as in WCAG 2.2."""
    light, dark = sorted((float(TO_XYZ[1] @ linear(c)) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIELAB of linear RGB."""
    ratio = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def smallest_distance(theme: Theme, eyes: list[list[float]]) -> float:
    """Smallest CIE76 distance of two categories' marks."""
    seen = [lab(np.array(eyes) @ linear(theme.kinds[kind].mark)) for kind in CATEGORIES]
    return min(float(np.linalg.norm(a - b)) for a, b in combinations(seen, 2))


@THEMES
def test_marks_stand_out_from_the_page_and_from_their_own_fill(theme: Theme):
    for kind, colours in theme.kinds.items():
        assert contrast(colours.mark, theme.surface) >= 3, kind
        assert contrast(colours.mark, colours.fill) >= 3, kind
    for colour in (theme.now, theme.accent, theme.peak_bar, theme.volume_bar):
        assert contrast(colour, theme.surface) >= 3, colour


@THEMES
def test_text_can_be_read_on_everything_it_stands_on(theme: Theme):
    grounds = [theme.window, theme.surface, theme.sunken, theme.accent_fill, theme.peak_band]
    grounds += [colours.fill for colours in theme.kinds.values()]
    for ground in grounds:
        assert contrast(theme.text, ground) >= 4.5, ground
        assert contrast(theme.second_text, ground) >= 4.5, ground
    assert contrast(theme.accent_text, theme.accent) >= 4.5
    assert contrast(theme.toast_text, theme.toast) >= 4.5
    assert contrast(theme.toast_link, theme.toast) >= 4.5
    for word in (theme.good, theme.bad, theme.accent):
        assert contrast(word, theme.surface) >= 4.5, word


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize(("theme", "least"), [(LIGHT, 21), (DARK, 28)], ids=["light", "dark"])
def test_categories_are_told_apart_by_colour_blind_eyes(theme: Theme, least: float, eyes: str):
    assert smallest_distance(theme, SEEN_BY[eyes]) >= least


def test_the_measure_itself_knows_black_from_white_and_equal_from_different():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert np.allclose(lab(linear("#FFFFFF")), [100, 0, 0], atol=0.01)
