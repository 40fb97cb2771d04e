from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.span import Span

NINE = datetime(2026, 11, 16, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_spans_that_only_touch_do_not_overlap():
    assert not Span(NINE, NINE + HOUR).overlaps(Span(NINE + HOUR, NINE + 2 * HOUR))
    assert Span(NINE, NINE + 2 * HOUR).overlaps(Span(NINE + HOUR, NINE + 3 * HOUR))


def test_a_span_holds_its_start_but_not_its_end():
    span = Span(NINE, NINE + HOUR)

    assert span.contains(NINE)
    assert not span.contains(NINE + HOUR)


@pytest.mark.parametrize("length", [timedelta(), -HOUR])
def test_a_span_of_nothing_is_refused(length):
    with pytest.raises(ValueError, match="longer than nothing"):
        Span(NINE, NINE + length)


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        Span(NINE.replace(tzinfo=None), NINE)


def test_an_hour_over_the_autumn_change_is_as_long_as_it_lasts():
    oslo = ZoneInfo("Europe/Oslo")
    span = Span(
        datetime(2026, 10, 25, 1, 30, tzinfo=oslo), datetime(2026, 10, 25, 3, 30, tzinfo=oslo)
    )

    assert span.minutes == 180
