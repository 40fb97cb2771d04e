"""Settings change by edits and can be taken back."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.edits import Edit
from app.domain.errors import BadInputError
from app.domain.people import Person, Role, Shift
from app.domain.site import Site
from app.domain.span import Span
from app.domain.text import text
from app.services.edits import Editor
from app.services.settings import Settings


@pytest.fixture
def settings(store):
    return Settings(store, Editor(store))


def test_changes_are_stored_and_undone(store, settings):
    edit = settings.change(zone="Europe/Oslo", block_minutes="75")
    assert (settings.site().zone, settings.site().block_minutes) == ("Europe/Oslo", 75)
    second = settings.change(name="North")
    Editor(store).apply(second.inverse())
    assert settings.site() == Site(zone="Europe/Oslo", block_minutes=75)
    Editor(store).apply(edit.inverse())
    assert not store.read.site_saved()


def test_one_bad_value_stores_none_of_them(store, settings):
    with pytest.raises(BadInputError):
        settings.change(name="North", zone="Nowhere")
    assert not store.read.site_saved()


def test_another_zone_leaves_the_site_s_own_entries_at_their_hours(store, settings, make_entry):
    settings.change(zone="Europe/Oslo")
    entry = make_entry("10:00", "11:00")
    Editor(store).apply(Edit(text("Add"), (), (entry,)))

    edit = settings.change(zone="Asia/Kolkata")

    [there] = store.read.all_entries()
    local = entry.span.start.astimezone(ZoneInfo("Europe/Oslo"))
    assert there.span.start.astimezone(ZoneInfo("Asia/Kolkata")).time() == local.time()
    Editor(store).apply(edit.inverse())
    assert list(store.read.all_entries()) == [entry]


def test_a_country_without_known_holidays_and_a_missing_folder_are_refused(
    store, settings, tmp_path
):
    with pytest.raises(BadInputError, match="No public holidays are known for 'XX'"):
        settings.change(country="XX")
    with pytest.raises(BadInputError, match="There is no folder"):
        settings.change(watched_folder=str(tmp_path / "nope"))

    assert not store.read.site_saved()
    settings.change(country="NO", watched_folder=str(tmp_path))


def test_another_zone_leaves_shifts_at_their_hours_and_undo_brings_the_moments_back(
    store, settings
):
    anna = Person("Anna", Role.AGENT)
    eight = Shift(
        anna.id, Span(datetime(2026, 11, 16, 8, tzinfo=UTC), datetime(2026, 11, 16, 16, tzinfo=UTC))
    )
    Editor(store).apply(Edit(text("Put in"), after=(anna, eight)))

    edit = settings.change(zone="Europe/Oslo")

    (there,) = store.read.shifts_of([anna.id])
    local = there.span.start.astimezone(ZoneInfo("Europe/Oslo"))
    assert (local.hour, there.span.minutes) == (8, 8 * 60)
    Editor(store).apply(edit.inverse())
    assert store.read.shifts_of([anna.id]) == [eight]
