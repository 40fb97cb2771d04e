from dataclasses import replace

from app.domain.coverage import coverage_of
from app.domain.entries import Entry, EntryKind
from app.domain.span import Span
from app.domain.wall import resolve_minute
from tests.planning.curves import AFTERNOON, MONDAY, MORNING, SITE, day


def block(start, end, **changes):
    span = Span(resolve_minute(MONDAY, start, SITE.tz), resolve_minute(MONDAY, end, SITE.tz))
    return replace(Entry(span, EntryKind.UNPLANNED, "Unplanned"), **changes)


def test_a_peak_with_a_block_on_it_is_covered_and_the_other_is_named():
    found = coverage_of([day(0)], [block(MORNING, MORNING + 60)], SITE.tz)

    assert (found.covered, found.peaks) == (1, 2)
    [open_peak] = found.open
    assert open_peak.span.start == resolve_minute(MONDAY, AFTERNOON, SITE.tz)


def test_less_than_half_of_a_peak_is_not_covered():
    assert coverage_of([day(0)], [block(MORNING + 45, MORNING + 90)], SITE.tz).covered == 0
    assert coverage_of([day(0)], [block(MORNING + 30, MORNING + 90)], SITE.tz).covered == 1


def test_a_cancelled_block_and_a_meeting_cover_nothing():
    things = [
        block(MORNING, MORNING + 60, cancelled=True),
        block(AFTERNOON, AFTERNOON + 60, kind=EntryKind.MEETING),
    ]

    assert coverage_of([day(0)], things, SITE.tz).covered == 0
