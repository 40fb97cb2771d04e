"""In a full week the titles of short blocks can be read."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QPainter, QPixmap

from app.domain.entries import Protection
from app.domain.reasons import Reason
from tests.ui.week.sample_week import entry
from ui.theme import LIGHT
from ui.week.dates import Dates
from ui.week.geometry import Box
from ui.week.ink import Face, Ink
from ui.week.paint_titles import giving_way, marks_of, paint_title, title_line

NARROW = Box(0, 0, 94, 33)
WIDE = Box(0, 0, 300, 33)


@pytest.fixture
def ink(qapp):
    return Ink(LIGHT, QFont(qapp.font()), Dates(QLocale("en")))


@pytest.fixture
def written(ink, monkeypatch):
    lines = []
    write = ink.write
    monkeypatch.setattr(
        ink, "write", lambda *asked: (lines.append(asked[3].static.text()), write(*asked))
    )
    return lines


def planned(title, **changed):
    made = entry(0, "09:00", "09:30", title)
    looks = {"protection": Protection.PLANNED, "reasons": (Reason("nothing_in_the_way"),)}
    return replace(made, **{**looks, **changed})


def paint(ink, area, one, *, mirrored=False):
    picture = QPixmap(400, 80)
    painter = QPainter(picture)
    ink.mirrored = mirrored
    paint_title(painter, ink, area, one, struck=False)
    painter.end()


def test_the_spark_makes_room_for_a_title_it_would_cut(ink):
    sit_beside = planned("Sit beside Birgit W.")
    marks = marks_of(ink, sit_beside)
    assert [name for name, _ in marks] == ["spark"]

    assert giving_way(ink, NARROW, marks, sit_beside.title) == ()
    assert giving_way(ink, WIDE, marks, sit_beside.title) == marks


def test_the_lock_stays_whatever_the_title(ink):
    locked = planned("Sit beside Birgit W.", protection=Protection.LOCKED)

    marks = giving_way(ink, NARROW, marks_of(ink, locked), locked.title)

    assert [name for name, _ in marks] == ["lock"]


@pytest.mark.parametrize("mirrored", [False, True])
def test_half_an_hour_has_room_for_two_lines_of_title(ink, written, mirrored):
    paint(ink, NARROW, planned("Sit beside Birgit W."), mirrored=mirrored)

    assert written == ["Sit beside", "Birgit W."]


def test_a_title_that_fits_stays_on_its_line(ink, written):
    paint(ink, WIDE, planned("Sit beside Birgit W."))

    assert written == ["Sit beside Birgit W."]


def test_a_quarter_of_an_hour_keeps_to_one_line(ink, written):
    paint(ink, Box(0, 0, 94, 16), planned("Sit beside Birgit W."))

    assert len(written) == 1
    assert written[0].startswith("Sit")


def test_whether_a_title_is_cut_is_known_before_it_is_painted(ink):
    assert title_line(ink, NARROW, "Sit beside Birgit W.").cut
    assert not title_line(ink, NARROW, "Lunch").cut
    assert not ink.line(Face.TITLE, "Lunch", 200).cut


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_planned_title_that_is_cut_keeps_whom_it_is_with(ink, written, mirrored):
    team = planned("Team meeting Team A 1/2", demand="rule:sample-team:a.1:2026-W48")

    paint(ink, Box(0, 0, 94, 16), team, mirrored=mirrored)

    assert len(written) == 1
    assert written[0].startswith("Te")
    assert "…" in written[0]
    assert written[0].endswith(" A 1/2")


def test_a_title_of_ones_own_is_cut_at_its_end(ink, written):
    paint(ink, Box(0, 0, 94, 16), planned("Meeting about the new telephones"))

    assert written[0].startswith("Meeting a")
    assert written[0].endswith("…")
