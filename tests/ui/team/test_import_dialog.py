"""People and schedules come in after a look, as one edit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from tests.times import day, span
from tests.ui.team_stage import AMINA
from ui.team.import_dialog import PEOPLE, SCHEDULE, RosterImportDialog
from ui.theme import DARK, LIGHT
from ui.widgets.counts import CountRow

LIST = "name,email,role,team\nAmina R.,amina@x.example,agent,Team A\nIda M.,,agent,Team E\n"
ROTA = (
    "agent id,date,activity,start,end\n"
    "S1,2026-11-23,Shift,08:00,16:00\n"
    "S1,2026-11-23,Break,11:00,11:30\n"
)
WITH_A_STRANGER = ROTA + "S77,2026-11-23,Shift,08:00,16:00\n"


@pytest.fixture
def file(tmp_path):
    def write(words):
        made = tmp_path / "export.csv"
        made.write_text(words, encoding="utf-8")
        return made

    return write


@pytest.fixture
def dialog(qtbot, planner, desk, fill):
    fill()

    def make(what, **more):
        made = RosterImportDialog(planner, desk, LIGHT, what, **more)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(made)
        made.show()
        return made

    return make


def counts(dialog):
    QCoreApplication.processEvents()
    [row] = [row for row in dialog.findChildren(CountRow) if row.isVisible()]
    return [tile.accessibleName() for tile in row.children() if hasattr(tile, "accessibleName")]


def test_a_list_of_people_is_counted_before_anything_is_stored(dialog, file, planner, desk):
    shown = dialog(PEOPLE, file=file(LIST))
    assert counts(shown) == ["1 new", "1 changed", "0 the same", "3 not in it", "0 rows refused"]
    assert desk.submitted == []
    shown.bring_in.click()
    assert "Ida M." in [person.name for person in planner.store.read.people()]
    assert len(desk.submitted) == 1
    desk.undo()
    assert "Ida M." not in [person.name for person in planner.store.read.people()]


def test_a_schedule_says_which_days_it_replaces(dialog, file, planner):
    shown = dialog(SCHEDULE, file=file(ROTA))
    assert "Mon 23 Nov 2026" in shown.preview._about.text()
    assert counts(shown)[0] == "1 days new"
    shown.bring_in.click()
    found = planner.store.read.shifts(span("00:00", "23:59", 7))
    assert [shift.person for shift in found] == [AMINA.id, AMINA.id]


def test_refused_rows_stand_with_their_line_and_keep_everything_out(dialog, file):
    shown = dialog(SCHEDULE, file=file(WITH_A_STRANGER))
    assert not shown.bring_in.isEnabled()
    said = " ".join(
        label.text() for label in shown.preview.findChildren(type(shown.preview._about))
    )
    assert "Line 4" in said
    assert "Nothing is imported while rows are refused" in said


def test_rows_of_strangers_can_be_left_out(dialog, file):
    shown = dialog(SCHEDULE, file=file(WITH_A_STRANGER))
    shown.preview.known_only.click()
    assert shown.bring_in.isEnabled()
    assert counts(shown)[-1] == "0 rows refused"


def test_dates_that_read_two_ways_are_asked_for(dialog, file):
    rota = ROTA.replace("2026-11-23", "02/03/2027")
    shown = dialog(SCHEDULE, file=file(rota))
    assert shown.preview.orders.isVisible()
    shown.preview.orders._buttons["month first"].click()
    assert "3 Feb 2027" in shown.preview._about.text()
    shown.preview.orders._buttons["day first"].click()
    assert "2 Mar 2027" in shown.preview._about.text()
    assert shown.bring_in.isEnabled()


def test_another_zone_moves_the_times(dialog, file, planner):
    shown = dialog(SCHEDULE, file=file(ROTA))
    shown.preview._zones.show_value("Europe/London")
    shown.preview._zones.activated.emit(0)
    shown.bring_in.click()
    found = planner.store.read.shifts(span("00:00", "23:59", 7))
    assert span("09:00", "17:00", 7) in [shift.span for shift in found]


def test_a_file_that_is_none_is_said_where_it_is_chosen(dialog, file, desk):
    shown = dialog(PEOPLE, file=file("colour\nred\n"))
    pick = shown.picks[PEOPLE]
    assert pick.isVisible()
    assert pick.wrong.isVisible()
    assert not shown.bring_in.isVisible()
    assert desk.refused == []


@pytest.mark.parametrize(("words", "what"), [(LIST, PEOPLE), (ROTA, SCHEDULE)])
def test_what_a_dropped_file_holds_is_told_by_its_columns(dialog, file, words, what):
    shown = dialog("", file=file(words))
    assert shown.what.choice() == what
    assert shown.preview.isVisible()


def test_the_same_file_can_be_read_as_the_other_sort(dialog, file):
    shown = dialog(PEOPLE, file=file(ROTA.replace("agent id", "agent id,name", 1)))
    shown.what._buttons[SCHEDULE].click()
    assert shown.what.choice() == SCHEDULE


def test_what_is_here_already_changes_nothing(dialog, file, planner, desk):
    first = dialog(SCHEDULE, file=file(ROTA))
    first.bring_in.click()
    again = dialog(SCHEDULE, file=file(ROTA))
    assert not again.bring_in.isEnabled()
    assert "here already" in again.preview._about.text()
    assert day(7).isoformat() == "2026-11-23"


def test_another_file_begins_anew(dialog, file):
    shown = dialog(SCHEDULE, file=file(WITH_A_STRANGER))
    shown.preview.known_only.click()
    shown.back.click()
    assert shown.picks[SCHEDULE].isVisible()
    shown.read(file(WITH_A_STRANGER))
    assert not shown.preview.known_only.isChecked()


def test_the_dialog_is_painted_in_the_dark_too(qtbot, planner, desk, fill, file):
    fill()
    shown = RosterImportDialog(planner, desk, DARK, PEOPLE, file=file(LIST))
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(shown)
    shown.show()
    assert not shown.grab().isNull()
