"""Known events: added and removed by edits, checked before."""

from datetime import date

import pytest

from app.domain.errors import BadInputError
from app.services.edits import Editor
from app.services.events import Events, NewEvent

DAY = date(2026, 12, 1)


@pytest.fixture
def events(store):
    return Events(store, Editor(store))


def test_adding_and_removing_are_each_others_opposite(events):
    added = events.edit_to_add(NewEvent("Campaign", DAY, 12.5, weekday=1, until=date(2027, 1, 5)))
    events.apply(added)
    (event,) = events.list()
    assert (event.name, event.percent, event.weekday) == ("Campaign", 12.5, 1)
    removed = events.edit_to_remove(event.id)
    events.apply(removed)
    assert events.list() == ()
    events.apply(removed.inverse())
    assert events.list() == (event,)


def test_events_are_listed_by_day(events):
    for day, name in ((3, "third"), (1, "first"), (2, "second")):
        events.apply(events.edit_to_add(NewEvent(name, date(2026, 12, day), 5)))
    assert [event.name for event in events.list()] == ["first", "second", "third"]


@pytest.mark.parametrize("percent", [float("nan"), float("inf"), -101.0, 1001.0])
def test_a_change_that_cannot_be_is_refused(events, percent):
    with pytest.raises(BadInputError, match="-100 to 1000"):
        events.edit_to_add(NewEvent("X", DAY, percent))


def test_a_name_is_cleaned_and_must_not_be_empty(events):
    edit = events.edit_to_add(NewEvent(" Price\u202e\x00 change ", DAY, 5))
    assert edit.after[0].name == "Price change"
    with pytest.raises(BadInputError, match="no name"):
        events.edit_to_add(NewEvent("\x00 ", DAY, 5))


def test_a_queue_without_volumes_is_refused_with_those_there_are(events):
    with pytest.raises(BadInputError, match="none yet"):
        events.edit_to_add(NewEvent("X", DAY, 5, queue="Fax"))


def test_special_days_are_kept_once_a_day(events):
    events.apply(events.edit_to_add_special_day(DAY, "Staff day"))
    with pytest.raises(BadInputError, match="already"):
        events.edit_to_add_special_day(DAY, "Again")
    events.apply(events.edit_to_remove("2026-12-01"))
    assert events.special_days() == ()
