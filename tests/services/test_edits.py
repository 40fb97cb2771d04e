from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.domain.edits import Edit
from app.domain.errors import StaleEditError
from app.domain.people import Person, Role
from app.domain.roster_checks import shift_on
from app.domain.site import Site
from app.domain.span import Span
from app.domain.text import text
from app.domain.wall import resolve
from app.services.edits import Editor
from tests.times import OSLO


@pytest.fixture
def editor(store):
    return Editor(store)


def test_an_edit_and_its_inverse_leave_the_calendar_as_it_was(editor, store, make_entry):
    edit = Edit(text("Add"), (), (make_entry(),))

    editor.apply(edit)
    editor.apply(edit.inverse())

    assert list(store.read.all_entries()) == []


def test_the_same_edit_sent_again_does_nothing_more(editor, store, make_entry):
    edit = Edit(text("Add"), (), (make_entry(),))

    editor.apply(edit)
    editor.apply(edit)

    assert list(store.read.all_entries()) == list(edit.after)


def test_an_edit_of_something_that_changed_meanwhile_is_refused_and_named(
    editor, store, make_entry
):
    entry = make_entry(title="1:1 Nora")
    editor.apply(Edit(text("Add"), (), (entry,)))
    other = replace(entry, title="1:1 Ola")
    editor.apply(Edit(text("Rename"), (entry,), (other,)))

    with pytest.raises(StaleEditError, match="1:1 Nora"):
        editor.apply(Edit(text("Delete"), (entry,), ()))

    assert list(store.read.all_entries()) == [other]


def test_adding_what_is_already_there_is_refused(editor, store, make_entry):
    entry = make_entry()
    editor.apply(Edit(text("Add"), (), (entry,)))

    with pytest.raises(StaleEditError, match="already in the calendar"):
        editor.apply(Edit(text("Add"), (), (entry,)))


def test_a_refused_edit_changes_nothing_at_all(editor, store, make_entry):
    there, gone = make_entry(), make_entry(title="Gone")
    editor.apply(Edit(text("Add"), (), (there,)))

    with pytest.raises(StaleEditError):
        editor.apply(Edit(text("Both"), (there, gone), ()))

    assert list(store.read.all_entries()) == [there]


def test_settings_are_undone_like_everything_else(editor, store):
    first = Edit(text("Site"), (), (Site(name="Oslo"),))
    editor.apply(first)
    second = Edit(text("Site"), (Site(name="Oslo"),), (Site(name="Bergen"),))
    editor.apply(second)

    editor.apply(second.inverse())

    assert store.read.site().name == "Oslo"
    editor.apply(first.inverse())
    assert not store.read.site_saved()


def test_an_entry_in_the_hour_that_comes_twice_can_be_taken_back(store, make_entry):
    start = resolve(date(2026, 10, 25), time(2, 30), OSLO)
    entry = replace(make_entry(), span=Span(start, start + timedelta(hours=3)))
    edit = Edit(text("Add"), after=(entry,))

    Editor(store).apply(edit)
    Editor(store).apply(edit.inverse())

    assert list(store.read.all_entries()) == []


def test_a_shift_that_ends_in_the_hour_that_comes_twice_can_be_taken_back(editor, store):
    anna = Person("Anna", Role.AGENT)
    night = shift_on(anna.id, date(2026, 10, 24), (22 * 60, 2 * 60 + 30), OSLO)
    edit = Edit(text("Add"), after=(anna, night))

    editor.apply(edit)
    editor.apply(edit.inverse())

    assert store.read.people() == []


@pytest.mark.parametrize("same", [{"workforce_id": "0a1"}, {"email": "ANNA@x.no"}])
def test_two_programs_cannot_give_one_id_or_mail_address_to_two_people(editor, store, same):
    first = Person("Anna", Role.AGENT, workforce_id="0A1", email="anna@x.no")
    second = Person("Bo", Role.AGENT, **same)
    made_by_both_at_once = [Edit(text("Add"), after=(person,)) for person in (first, second)]
    editor.apply(made_by_both_at_once[0])

    with pytest.raises(StaleEditError, match=r"Anna got .* which Bo was to have"):
        editor.apply(made_by_both_at_once[1])

    assert store.read.people() == [first]


def test_an_id_may_pass_from_one_person_to_another_in_one_edit(editor, store):
    anna, bo = Person("Anna", Role.AGENT, workforce_id="1"), Person("Bo", Role.AGENT)
    editor.apply(Edit(text("Add"), after=(anna, bo)))
    swapped = replace(anna, workforce_id=""), replace(bo, workforce_id="1")

    editor.apply(Edit(text("Swap"), (anna, bo), swapped))

    assert store.read.people() == list(swapped)


def test_undo_does_not_bring_back_an_id_that_somebody_else_has_now(editor, store):
    anna, bo = (Person(name, Role.AGENT, workforce_id="1") for name in ("Anna", "Bo"))
    editor.apply(Edit(text("Add"), after=(anna,)))
    removal = Edit(text("Remove"), before=(anna,))
    editor.apply(removal)
    editor.apply(Edit(text("Add"), after=(bo,)))

    with pytest.raises(StaleEditError, match="Bo got ‘1’ meanwhile"):
        editor.apply(removal.inverse())

    assert store.read.people() == [bo]
