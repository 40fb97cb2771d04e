import pytest

from app.domain.curve import Curve
from tests.planning.curves import day


def test_contacts_between_two_minutes_are_those_of_the_intervals():
    assert Curve.of(day(0)).between(600, 660) == pytest.approx(160)


def test_part_of_an_interval_counts_as_its_part():
    assert Curve.of(day(0)).between(600, 605) == pytest.approx(40 / 3)


def test_beyond_midnight_nothing_arrives():
    curve = Curve.of(day(0))

    assert curve.between(-60, 1500) == pytest.approx(curve.total)


def test_a_day_without_contacts_has_no_shares():
    assert Curve.of(day(0, scale=0.0)).share(600, 660) == 0
