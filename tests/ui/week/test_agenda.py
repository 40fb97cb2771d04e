"""The agenda's rows."""

from dataclasses import replace

import pytest

from app.domain.entries import EntryKind
from tests.ui.week.sample_week import entry
from ui.week.agenda import beside_title


@pytest.mark.parametrize(
    ("title", "place", "told"),
    [
        ("Lunch", "", ""),
        ("", "", ""),
        ("Lunch with Ola", "", "Lunch"),
        ("Lunch", "canteen", "canteen"),
    ],
)
def test_the_kind_is_not_told_twice(title, place, told):
    lunch = replace(entry(0, "11:30", "12:00", title), kind=EntryKind.LUNCH, place=place)

    assert beside_title(lunch) == told
