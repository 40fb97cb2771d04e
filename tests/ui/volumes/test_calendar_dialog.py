from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.entries import Protection, Source
from app.domain.text import text
from app.exchange.calendars.content import RefusedEvent
from app.services.calendar_files import CalendarPreview
from tests.times import WEEK
from ui.volumes.calendar_dialog import CalendarDialog


def preview_of(after=(), refused=()):
    return CalendarPreview(
        "mine.ics", len(after), 0, 2, 0, 0, 0, 0, tuple(refused), (), date(2026, 8, 18),
        date(2027, 5, 18), (), tuple(after),
    )  # fmt: skip


@pytest.fixture
def meeting(make_entry):
    return make_entry(day=3, title="Vendor", protection=Protection.FIXED, source=Source("uid"))


@pytest.fixture
def open_dialog(qtbot, planner, desk):
    def open_it(preview):
        dialog = CalendarDialog(planner, desk, preview)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_it


def words_in(widget):
    return [made.text() for made in widget.findChildren(QLabel)]


def test_importing_is_one_edit_that_can_be_undone(open_dialog, meeting, planner, desk):
    dialog = open_dialog(preview_of([meeting]))

    dialog.bring_in.click()

    [edit] = desk.submitted
    assert planner.store.read.entries(WEEK) == [meeting]
    planner.editor.apply(edit.inverse())
    assert planner.store.read.entries(WEEK) == []


def test_the_preview_lists_what_would_come_and_what_was_refused(open_dialog, meeting):
    refused = RefusedEvent("Odd", text("It has no start."))

    words = words_in(open_dialog(preview_of([meeting], [refused])))

    assert "mine.ics" in words
    assert "Thu 19 Nov 08:00–09:00  \u2068Vendor\u2069" in words  # the empty store's zone is UTC
    assert "‘Odd’ was left out: It has no start." in words


def test_a_calendar_that_is_in_already_says_so_and_offers_nothing(open_dialog, desk):
    dialog = open_dialog(preview_of())

    assert not dialog.bring_in.isEnabled()
    assert "Everything in this file is in your calendar already." in words_in(dialog)
    dialog.cancel.click()
    assert desk.submitted == []


def test_a_long_calendar_is_cut_and_counted(open_dialog, make_entry):
    many = [make_entry(day=n % 5, title=f"{n}") for n in range(33)]

    assert "… and 3 more" in words_in(open_dialog(preview_of(many)))
