from dataclasses import replace
from datetime import date

from app.domain.edits import Edit, Subject, key_of, subjects_of
from app.domain.known_events import SpecialDay
from app.domain.site import Site
from app.domain.text import text


def test_the_inverse_swaps_the_sides_and_is_a_command_of_its_own():
    edit = Edit(text("Change"), (Site(),), (Site(name="Oslo"),))

    back = edit.inverse()

    assert (back.before, back.after) == (edit.after, edit.before)
    assert back.id != edit.id
    assert (back.inverse().before, back.inverse().after) == (edit.before, edit.after)


def test_versions_of_one_thing_have_one_key():
    assert key_of(Site()) == key_of(replace(Site(), name="Oslo"))
    assert key_of(SpecialDay(date(2026, 5, 17), "a")) == key_of(SpecialDay(date(2026, 5, 17), "b"))


def test_an_edit_names_the_kinds_of_thing_it_touches():
    edit = Edit(text("Both"), (), (Site(), SpecialDay(date(2026, 5, 17), "Feast")))

    assert subjects_of(edit) == {Subject.SETTINGS, Subject.EVENTS}
