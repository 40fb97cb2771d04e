from dataclasses import replace
from datetime import UTC, timedelta

from app.domain.coverage import OpenPeak
from app.domain.entries import EntryKind
from app.domain.outlook import PeakWindow
from app.domain.span import Span
from app.domain.wall import resolve_minute
from tests.ui.week.sample_week import MONDAY, OSLO, entry, outlook, wall, whole_days
from ui.week.blocks import all_day_bars, blocks_of, fitted

DAYS = [MONDAY + timedelta(days=n) for n in range(7)]


def places(blocks):
    return [(block.day, block.start, block.end) for block in blocks]


def test_an_entry_over_midnight_is_shown_on_both_days():
    night = entry(0, "22:00", "23:00", "Night")
    night = replace(
        night, span=Span(wall(0, "22:00", "23:00").start, wall(1, "01:00", "02:00").start)
    )

    assert places(blocks_of([night], (), DAYS, OSLO)) == [
        (DAYS[0], 1320, 1440),
        (DAYS[1], 0, 60),
    ]


def test_what_ends_at_midnight_stays_on_its_day():
    span = Span(resolve_minute(MONDAY, 1380, OSLO), resolve_minute(MONDAY, 1440, OSLO))

    blocks = blocks_of([replace(entry(0, "09:00", "10:00", "Late"), span=span)], (), DAYS, OSLO)

    assert places(blocks) == [(MONDAY, 1380, 1440)]


def test_the_hour_that_comes_twice_still_shows_a_block():
    sunday = MONDAY - timedelta(days=22)  # 25 October: the clocks go back
    first = resolve_minute(sunday, 150, OSLO)
    twice = Span(first, (first.astimezone(UTC) + timedelta(hours=1)).astimezone(OSLO))
    twice = replace(entry(0, "09:00", "10:00", "Twice"), span=twice)

    [block] = blocks_of([twice], (), [sunday], OSLO)

    assert block.end > block.start


def test_entries_at_the_same_time_stand_side_by_side():
    week = [entry(0, "13:00", "14:00", "A"), entry(0, "13:15", "14:00", "B")]

    lanes = [block.lane for block in blocks_of(week, (), DAYS, OSLO)]

    assert [(lane.index, lane.of) for lane in lanes] == [(0, 2), (1, 2)]


def test_a_peak_is_narrowed_to_its_longest_free_part():
    span = wall(4, "14:15", "15:15")
    peak = OpenPeak(DAYS[4], PeakWindow(855, 915, 100, 0.2), span)
    around = [entry(4, "13:00", "14:30", "Before"), entry(4, "15:00", "15:30", "After")]

    assert fitted(peak, around).span == wall(4, "14:30", "15:00")


def test_a_peak_mostly_taken_is_offered_whole():
    peak = OpenPeak(DAYS[4], PeakWindow(855, 915, 100, 0.2), wall(4, "14:15", "15:15"))

    assert fitted(peak, [entry(4, "14:00", "15:00", "Meeting")]) == peak


def test_an_event_of_two_days_is_one_bar_and_neighbours_do_not_collide():
    bars = all_day_bars([whole_days(0, 2, "Audit", EntryKind.MEETING)], outlook().days, DAYS)

    assert [(bar.title, bar.row) for bar in bars] == [("Invoice run", 0), ("Audit", 1)]
    assert (bars[1].first, bars[1].last) == (DAYS[0], DAYS[1])
