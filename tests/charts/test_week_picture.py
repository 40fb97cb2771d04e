"""The week as a picture: what is on it, and that it is the same each time."""

import io
import re
from datetime import timedelta

import numpy as np
import pytest
from matplotlib import image

from app.charts import sheet, week_picture
from app.charts.palette import LIGHT
from app.charts.week_entries import pack_chips
from app.charts.week_picture import render_week
from app.charts.week_volume import grouped
from app.domain.entries import Availability, Days, EntryKind, Protection
from app.domain.site import Site
from app.domain.wall import day_span
from tests.charts.weeks import shown_week
from tests.times import MONDAY, OSLO


@pytest.fixture(autouse=True)
def small_pictures(monkeypatch):
    """Draw at a quarter of the usual pixels, for speed."""
    monkeypatch.setattr(sheet, "PNG_SCALE", 1.0)


def pixels(png: bytes) -> np.ndarray:
    return image.imread(io.BytesIO(png), format="png")[:, :, :3]


def has_colour(picture: np.ndarray, colour: str) -> bool:
    wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return bool((np.abs(picture - wanted) < 0.01).all(axis=2).any())


@pytest.fixture
def entries(make_entry):
    return (
        make_entry("10:00", "11:00", kind=EntryKind.UNPLANNED, title="Unplanned"),
        make_entry("10:30", "11:30", title="Costs $5 and $6, 请 سلام, a title far too long to fit"),
        make_entry("09:00", "09:05", day=1, title="Five minutes"),
        make_entry("12:00", "13:00", day=2, protection=Protection.TENTATIVE),
        make_entry("12:00", "13:00", day=3, cancelled=True),
        make_entry("22:00", "23:30", day=6, kind=EntryKind.OPEN_DOOR),
    )


def test_a_week_is_drawn_large_enough_to_print(entries, monkeypatch):
    monkeypatch.setattr(sheet, "PNG_SCALE", 2.0)
    picture = pixels(render_week(shown_week(entries), "png"))
    assert picture.shape == (1800, 2880, 3)
    for colour in ("#C5532F", "#7890AA", "#9C2406", "#0A9462", "#C2185B", "#F8EAE5"):
        assert has_colour(picture, colour), colour


def test_light_and_dark_have_their_own_ground(entries):
    light = pixels(render_week(shown_week(entries), "png"))
    dark = pixels(render_week(shown_week(entries), "png", dark=True))
    assert light[2, 2] == pytest.approx([1, 1, 1])
    assert dark[2, 2] == pytest.approx(np.array([0x19, 0x1E, 0x24]) / 255, abs=0.01)


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_the_same_week_gives_the_same_bytes(entries, kind):
    assert render_week(shown_week(entries), kind) == render_week(shown_week(entries), kind)


def test_a_pdf_has_one_page():
    assert len(re.findall(rb"/Type /Page\b", render_week(shown_week(), "pdf"))) == 1


def test_an_open_peak_is_drawn_where_it_is_free(make_entry):
    block = make_entry("10:00", "11:00", kind=EntryKind.UNPLANNED)
    assert render_week(shown_week(), "png") != render_week(shown_week((block,)), "png")


def test_a_week_without_volumes_or_site_hours_of_the_usual_kind_is_drawn():
    nights = Site(zone="Europe/Oslo", working_days=(5, 6))
    assert render_week(shown_week(volumes=False, site=nights), "png").startswith(b"\x89PNG")


def test_a_week_that_is_not_this_one_has_no_now_line():
    later = shown_week().now + timedelta(weeks=2)
    assert not has_colour(pixels(render_week(shown_week(now=later), "png")), "#C2185B")


def test_whole_days_are_packed_into_as_few_rows_as_fit(make_entry):
    def whole(title: str, first: int, length: int):
        days = Days(MONDAY + timedelta(days=first), MONDAY + timedelta(days=first + length))
        return make_entry(title=title, days=days, availability=Availability.FREE, day=max(first, 0))

    entries = (whole("Audit", 1, 2), whole("Leave", 3, 9), whole("Before", -3, 4))
    chips = {chip.words: chip for chip in pack_chips(shown_week(entries, holiday="Good Friday"))}
    assert (chips["Audit"].first, chips["Audit"].after_last, chips["Audit"].row) == (1, 3, 0)
    assert (chips["Leave"].first, chips["Leave"].after_last) == (3, 7)
    assert (chips["Before"].first, chips["Before"].after_last) == (0, 1)
    assert chips["Good Friday"].first == 4
    rows = {
        (chip.row, day) for chip in chips.values() for day in range(chip.first, chip.after_last)
    }
    assert len(rows) == sum(chip.after_last - chip.first for chip in chips.values())
    assert day_span(MONDAY, OSLO).minutes == 1440


def test_half_hours_are_means_of_what_is_known():
    values = np.array([1.0, 3.0, np.nan, 4.0, np.nan, np.nan, 9.0])
    assert grouped(values, 2)[:2] == pytest.approx([2.0, 4.0])
    assert np.isnan(grouped(values, 2)[2])
    assert grouped(values, 2)[3] == 9.0


@pytest.mark.parametrize(
    ("ratio", "words", "shade"),
    [
        (1.18, "▲ 18 %", "bad"),
        (1.07, "▲ 7 %", "second_text"),
        (1.04, "≈ avg", "second_text"),
        (0.66, "▼ 34 %", "good"),
    ],
)
def test_days_are_called_busy_and_calm_as_in_the_window(ratio, words, shade):
    palette = LIGHT

    assert week_picture._against_average(ratio, palette) == (words, getattr(palette, shade))
