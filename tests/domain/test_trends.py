"""A day against its week's mean: one rule wherever it is shown."""

import pytest

from app.domain.trends import trend_of


@pytest.mark.parametrize(
    ("ratio", "way", "percent", "clear"),
    [(1.18, 1, 18, True), (1.04, 0, 0, False), (0.66, -1, 34, True), (1.07, 1, 7, False)],
)
def test_a_day_is_said_to_be_above_about_or_below_average(ratio, way, percent, clear):
    trend = trend_of(ratio)

    assert (trend.way, trend.percent, trend.clear) == (way, percent, clear)


def test_an_unknown_ratio_is_about_average():
    assert trend_of(float("nan")).way == 0
