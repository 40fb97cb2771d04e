"""The status bar's words: what is next, how old the volumes are, which peak is open."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale

from tests.ui.week.sample_week import MONDAY, NOW, entries, entry, wall, week_view
from ui.week.dates import Dates
from ui.week.sentences import next_up, status_of

ENGLISH = Dates(QLocale("en_GB"))
NEXT = MONDAY + timedelta(weeks=1)


def plain(words):
    return words.replace("\u2068", "").replace("\u2069", "")


def without_block(day, start):
    return [e for e in entries() if e.span != wall(day, *start)]


def newest(view, day):
    return replace(view, outlook=replace(view.outlook, newest_volume=day))


def test_only_a_peak_that_can_still_be_covered_is_called_open():
    view = week_view(without_block(0, ("10:00", "11:15")))

    assert plain(status_of(view, ENGLISH)).endswith("peaks covered 6 of 8, Fri 14:30 open")


def test_past_peaks_just_count():
    after = wall(5, "08:00", "09:00").start

    assert plain(status_of(week_view(now=after), ENGLISH)).endswith("peaks covered 7 of 8")


def test_the_open_peak_is_named_as_its_button_would_cover_it():
    running_into = entry(4, "14:00", "14:45", "Long call")
    view = week_view([*entries(), running_into])

    assert plain(status_of(view, ENGLISH)).endswith("Fri 14:45 open")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 17), "Volumes: 6 weeks, up to 17 Nov"),
        (date(2026, 10, 24), "Volumes end 24 Oct"),
        (date(2003, 10, 24), "Volumes end 24 Oct 2003"),
    ],
)
def test_volumes_that_end_long_ago_are_said_to_end(day, words):
    view = newest(week_view(), day)

    assert plain(status_of(view, ENGLISH)).startswith(words + "  ·")


def test_the_year_is_named_when_it_is_another_one():
    january = wall(0, "08:00", "09:00", monday=date(2027, 1, 4)).start

    view = newest(week_view(now=january), date(2026, 12, 31))

    assert plain(status_of(view, ENGLISH)).startswith("Volumes: 6 weeks, up to 31 Dec 2026")


@pytest.mark.parametrize(
    ("coming", "words"),
    [
        (wall(2, "10:10", "10:30"), "in 8 min"),
        (wall(2, "16:00", "16:30"), "at 16:00"),
        (wall(4, "09:00", "10:00"), "Fri 09:00"),
        (wall(2, "09:00", "10:00", monday=NEXT), "Wed 25 Nov 09:00"),
    ],
)
def test_what_is_next_is_told_from_now_whichever_week_is_shown(coming, words):
    one = replace(entry(0, "09:00", "10:00", "Calibration"), span=coming)

    for shown in (MONDAY, NEXT, MONDAY - timedelta(weeks=3)):
        said = next_up(week_view(monday=shown, now=NOW), [one], ENGLISH)
        assert plain(said) == f"Next: Calibration, {words}"


def test_parts_are_isolated_so_that_mixed_directions_stay_in_order():
    persian = Dates(QLocale("fa_IR"))
    parts = status_of(week_view(), persian).split("  ·  ")

    for part in (next_up(week_view(), entries(), persian), *parts):
        assert part.startswith("\u2068")
        assert part.endswith("\u2069")
        assert part.count("\u2068") == part.count("\u2069")
