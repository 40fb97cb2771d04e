"""Settings change by edits and can be taken back."""

import pytest

from app.domain.errors import BadInputError
from app.domain.site import Site
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
