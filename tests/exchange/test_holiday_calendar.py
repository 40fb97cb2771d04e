from datetime import date

import pytest

from app.domain.errors import BadInputError
from app.exchange.holiday_calendar import public_holidays


def test_tells_a_countrys_holidays_in_english():
    days = public_holidays("NO", [2026])

    assert days[date(2026, 5, 17)] == "Constitution Day"
    assert all(day.year == 2026 for day in days)
    assert list(days) == sorted(days)


def test_a_subdivision_has_its_own():
    assert date(2026, 6, 4) in public_holidays("DE-BY", [2026])
    assert date(2026, 6, 4) not in public_holidays("DE", [2026])


def test_a_day_that_stands_in_for_a_weekend_counts():
    assert date(2026, 7, 3) in public_holidays("US", [2026])


@pytest.mark.parametrize("country", ["XX", "US-ZZ", "Norwegen", "n"])
def test_an_unknown_country_is_refused_with_a_sentence(country):
    with pytest.raises(BadInputError, match="write the country like NO or US-NY"):
        public_holidays(country, [2026])
