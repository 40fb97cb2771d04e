from datetime import date

import pytest

from app.exchange.volumes.date_orders import Beside, Ground, Place, settled
from app.exchange.volumes.times import DateOrder

DAY_FIRST, MONTH_FIRST = DateOrder
ONE_DAY = ["11/03/2025 08:00", "11/03/2025 08:30"]
OSLO, NEW_YORK = Place("", "Europe/Oslo"), Place("", "America/New_York")


def dates(cells, habit=None, **beside):
    return settled(cells, Beside(**beside), "header", habit)


def test_a_day_that_can_be_read_twice_is_asked_about():
    found = dates(ONE_DAY, place=OSLO)

    assert (found.order, found.asked) == (DAY_FIRST, True)
    assert found.readings == ("2025-03-11", "2025-11-03")


@pytest.mark.parametrize(
    ("place", "first"),
    [
        (NEW_YORK, MONTH_FIRST),
        (Place("", "America/Indiana/Knox"), MONTH_FIRST),
        (Place("US-NY", "UTC"), MONTH_FIRST),
        (Place("CA", "America/New_York"), None),
        (OSLO, None),
        (Place(), None),
    ],
)
def test_in_the_united_states_the_month_comes_first(place, first):
    found = dates(ONE_DAY, place=place)

    assert (None if found.asked else found.order) == first


def test_a_layouts_habit_counts_where_the_site_is_not_known_to_be_elsewhere():
    assert dates(ONE_DAY, MONTH_FIRST).ground is Ground.CUSTOM
    elsewhere = dates(ONE_DAY, MONTH_FIRST, place=OSLO)
    assert (elsewhere.order, elsewhere.asked) == (MONTH_FIRST, True)


def test_what_the_same_header_was_before_goes_before_the_country():
    found = dates(ONE_DAY, place=NEW_YORK, before={"header": DAY_FIRST}.get)

    assert (found.order, found.ground) == (DAY_FIRST, Ground.BEFORE)


@pytest.mark.parametrize(
    ("today", "order"), [((2025, 11, 2), DAY_FIRST), ((2025, 3, 20), DAY_FIRST)]
)
def test_contacts_are_not_counted_in_the_future(today, order):
    found = dates(["11/03/2025", "11/03/2025"], today=date(*today), place=NEW_YORK)

    assert found.order is (MONTH_FIRST if today[1] == 11 else order)
    assert (found.ground is Ground.FUTURE) == (today[1] == 3)


def test_days_in_a_row_lie_closer_together():
    week = [f"11/{day:02}/2025" for day in range(3, 8)]

    assert (dates(week).order, dates(week).ground) == (MONTH_FIRST, Ground.CLOSE)


def test_what_the_user_says_counts_until_a_date_shows_otherwise():
    assert dates(ONE_DAY, told=MONTH_FIRST).order is MONTH_FIRST
    shown = dates([*ONE_DAY, "13/03/2025"], told=MONTH_FIRST)
    assert (shown.order, shown.ground) == (DAY_FIRST, Ground.SHOWN)


@pytest.mark.parametrize("cells", [["2025-11-03"], ["11/11/2025"], []])
def test_nothing_is_asked_where_both_readings_are_one(cells):
    assert dates(cells).ground is Ground.NEEDLESS
