"""The Team page over a real store: found, opened, changed, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton

from app.domain.edits import Subject, new_command_id
from app.domain.entries import EntryKind
from app.domain.people import Person, Role
from app.domain.text import text
from tests.made_volumes import TWO_HUMPS, volume_day
from tests.times import MONDAY
from tests.ui.team_stage import AMINA, CHEN, LARS, MONTHLY, TEAM_A, ZOE
from ui.team.import_dialog import RosterImportDialog
from ui.team.people import Column
from ui.theme import DARK


def names(page):
    rows = page.table.rows
    return [rows.index(row, 0).data() for row in range(rows.rowCount())]


def cell(page, person, column):
    rows = page.table.rows
    row = names(page).index(person.name)
    return rows.index(row, column).data()


def teams(page):
    return [page.bar.list.item(row).text() for row in range(page.bar.list.count())]


def pick_team(page, name):
    page.bar.list.setCurrentRow(teams(page).index(name))


def test_those_with_an_overdue_talk_stand_first_then_by_name(planner, fill, make_page, make_entry):
    seen = make_entry(day=-21, kind=EntryKind.PEOPLE, people=(CHEN.id,), demand="rule:r1:chen:x")
    fill(MONTHLY, seen)
    page = make_page()
    assert names(page) == ["Chen Wei", "Amina R.", "Lars Berg", "Zoë"]
    assert cell(page, CHEN, Column.ONE_TO_ONE) == "3 weeks ago"
    assert cell(page, AMINA, Column.ONE_TO_ONE) == "never"
    assert cell(page, LARS, Column.ONE_TO_ONE) == "–"


def test_a_row_tells_role_team_lead_and_leave(page):
    assert cell(page, AMINA, Column.ROLE) == "Agent"
    assert cell(page, AMINA, Column.TEAM) == "Team A"
    assert cell(page, AMINA, Column.LEAD) == "Lars Berg"
    assert cell(page, LARS, Column.LEAD) == ""  # he leads it himself
    assert cell(page, ZOE, Column.LEAVE) == "until Fri 20 Nov"


def test_the_search_finds_by_name_team_lead_and_id(page):
    for words, found in (
        ("chen", ["Chen Wei"]),
        ("team a", ["Amina R.", "Lars Berg"]),
        ("s1", ["Amina R."]),
        ("lars", ["Amina R.", "Lars Berg"]),
        ("nobody at all", []),
    ):
        page.finder.search.setText(words)
        assert names(page) == found
    assert page.finder.count.text() == "0 of 4 people"


def test_a_team_shows_its_people_only_and_those_in_none_have_a_line(page):
    assert teams(page) == ["Everybody", "\u2068Team A\u2069", "\u2068Team B\u2069", "In no team"]
    pick_team(page, "\u2068Team A\u2069")
    assert names(page) == ["Amina R.", "Lars Berg"]
    pick_team(page, "In no team")
    assert names(page) == ["Zoë"]
    pick_team(page, "Everybody")
    assert len(names(page)) == 4


def test_overdue_talks_can_be_looked_at_alone(fill, make_page, make_entry):
    fill(MONTHLY, make_entry(day=-21, kind=EntryKind.PEOPLE, people=(CHEN.id,), demand="rule:r1:x"))
    page = make_page()
    pick_team(page, "△ Talks overdue")
    assert names(page) == ["Chen Wei"]


def test_a_click_on_the_heading_sorts_by_native_values(fill, make_page, make_entry):
    talks = [
        make_entry(day=-days, kind=EntryKind.PEOPLE, people=(who.id,))
        for days, who in ((9, AMINA), (30, CHEN), (2, ZOE))
    ]
    fill(*talks)
    page = make_page()
    page.table.sortByColumn(Column.ONE_TO_ONE, Qt.SortOrder.AscendingOrder)
    assert names(page) == ["Chen Wei", "Amina R.", "Zoë", "Lars Berg"]
    page.table.sortByColumn(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert names(page)[0] == "Zoë"


def test_choosing_somebody_opens_the_panel_and_escape_closes_it(qtbot, page):
    page.table.setFocus()
    page.table.selectRow(0)
    assert page.panel.isVisible()
    assert page.panel.person.person == AMINA
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()


def test_a_field_that_is_left_is_one_edit_and_undo_brings_the_old_back(qtbot, page, planner, desk):
    page._open_person(CHEN)
    field = page.panel.person.fields.name
    field.setText("Chen Wei Lin")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "Chen Wei Lin" in [person.name for person in planner.store.read.people()]
    assert "Chen Wei Lin" in names(page)
    assert len(desk.submitted) == 1
    desk.undo()
    assert "Chen Wei" in names(page)
    assert page.panel.person.fields.name.text() == "Chen Wei"


def test_two_quick_changes_follow_each_other(page, desk):
    page._open_person(CHEN)
    desk.carry_out = None  # the worker has not come to it yet
    desk.pages.clear()
    fields = page.panel.person.fields
    fields.name.setText("Chen W.")
    fields.name.editingFinished.emit()
    fields.email.setText("chen@x.example")
    fields.email.editingFinished.emit()
    first, second = desk.submitted
    assert second.before == first.after


def test_a_mail_address_that_is_none_is_said_beside_the_fields_and_not_saved(page, desk):
    page._open_person(CHEN)
    fields = page.panel.person.fields
    fields.email.setText("chen at home")
    fields.email.editingFinished.emit()
    assert page.panel.person.wrong.isVisible()
    assert "is no mail address" in page.panel.person.wrong.text()
    assert desk.submitted == []
    fields.email.setText("chen@x.example")
    fields.email.editingFinished.emit()
    assert not page.panel.person.wrong.isVisible()


def test_somebody_new_is_typed_in_added_and_shown(qtbot, page, planner):
    pick_team(page, "\u2068Team A\u2069")
    page._new_person()
    panel = page.panel.person
    assert panel.fields.team.currentText() == "Team A"
    qtbot.keyClicks(panel.fields.name, "Ida M.")
    qtbot.mouseClick(panel.add, Qt.MouseButton.LeftButton)
    [ida] = [person for person in planner.store.read.people() if person.name == "Ida M."]
    assert ida.team == TEAM_A.id
    assert panel.person == ida
    assert page.table.person() == ida
    assert panel.week.isVisible()


def test_nobody_is_added_without_a_name(qtbot, page, desk):
    page._new_person()
    qtbot.mouseClick(page.panel.person.add, Qt.MouseButton.LeftButton)
    assert "has no name" in page.panel.person.wrong.text()
    assert desk.submitted == []


def test_what_is_typed_of_somebody_new_survives_a_change_elsewhere(page, planner):
    page._new_person()
    page.panel.person.fields.name.setText("Half ty")
    page.refresh(frozenset({Subject.PEOPLE}))
    assert page.panel.person.fields.name.text() == "Half ty"


def test_removing_by_key_closes_the_panel_and_comes_back_with_undo(qtbot, page, desk):
    page.table.setFocus()
    page.table.select(CHEN.id)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert "Chen Wei" not in names(page)
    assert not page.panel.isVisible()
    desk.undo()
    assert "Chen Wei" in names(page)


def test_somebody_removed_elsewhere_closes_their_panel(page, planner):
    page._open_person(CHEN)
    planner.editor.apply(planner.roster.edit_to_remove_person(CHEN))
    page.refresh(frozenset({Subject.PEOPLE}))
    assert not page.panel.isVisible()


def test_a_team_gets_another_lead_and_name(qtbot, page, planner):
    page._open_team("b")
    panel = page.panel.team
    panel.lead.setCurrentIndex(panel.lead.findData(LARS.id))
    panel.lead.activated.emit(panel.lead.currentIndex())
    panel.name.setText("Team Blue")
    panel.name.editingFinished.emit()
    [team] = [team for team in planner.store.read.teams() if team.id == "b"]
    assert (team.name, team.lead) == ("Team Blue", LARS.id)
    assert "\u2068Team Blue\u2069" in teams(page)


def test_a_team_is_added_and_removed_and_its_people_stay(qtbot, page, planner):
    page._new_team()
    panel = page.panel.team
    panel.name.setText("Team C")
    qtbot.mouseClick(panel.add, Qt.MouseButton.LeftButton)
    assert "\u2068Team C\u2069" in teams(page)
    assert panel.team is not None
    page._open_team("b")
    qtbot.mouseClick(panel.remove, Qt.MouseButton.LeftButton)
    assert "\u2068Team B\u2069" not in teams(page)
    assert "Chen Wei" in names(page)


def test_a_team_called_like_another_is_refused_in_place(page, desk):
    page._open_team("b")
    page.panel.team.name.setText("team a")
    page.panel.team.name.editingFinished.emit()
    assert "already" in page.panel.team.wrong.text()
    assert desk.submitted == []


def test_an_empty_page_offers_imports_typing_and_the_sample(qtbot, make_page):
    page = make_page()
    assert page._pages.currentWidget() is page.empty
    assert page.empty.sample.isVisible()
    with qtbot.waitSignal(page.sample_asked):
        qtbot.mouseClick(page.empty.sample, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.empty.new, Qt.MouseButton.LeftButton)
    assert page.panel.isVisible()
    page._close_panel()
    assert page._pages.currentWidget() is page.empty


def test_the_sample_is_not_offered_beside_real_volumes(make_page, planner):
    one = volume_day(MONDAY, TWO_HUMPS)
    planner.store.write(
        text("Put in"),
        lambda unit: unit.volumes.put([one]),
        command=new_command_id(),
        subjects=frozenset(),
    )
    page = make_page()
    assert page._pages.currentWidget() is page.empty
    assert not page.empty.sample.isVisible()


@pytest.mark.parametrize("what", ["people", "schedule"])
def test_both_imports_open_from_the_page(qtbot, page, what):
    dialog = page.open_import(what)
    assert dialog.what.choice() == what
    dialog.reject()


def test_a_dropped_file_opens_the_import(qtbot, page, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("name,role\nIda M.,agent\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))
    [dialog] = page.findChildren(RosterImportDialog)
    assert dialog.what.choice() == "people"
    assert dialog.bring_in.isEnabled()
    dialog.reject()


def test_a_narrow_page_gives_the_panel_the_room_of_the_teams(qtbot, fill, make_page):
    fill()
    page = make_page((1024, 640))
    assert page.bar.isVisible()
    page._open_person(CHEN)
    assert not page.bar.isVisible()
    assert page.table.isColumnHidden(Column.ROLE)
    assert not page.table.isColumnHidden(Column.ONE_TO_ONE)
    assert page.table.columnWidth(Column.NAME) >= 100


def test_a_hidden_page_reads_when_it_is_looked_at_again(page, planner):
    page.hide()
    planner.editor.apply(planner.roster.edit_to_add_person(Person("Late", Role.AGENT)))
    page.refresh(frozenset({Subject.PEOPLE}))
    assert "Late" not in names(page)
    page.show()
    assert "Late" in names(page)


def test_everything_to_press_has_a_name_and_is_large_enough(qtbot, page):
    page._open_person(CHEN)
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.objectName() != "qt_toolbutton_clear":
            name = button.accessibleName() or button.text()
            if not name:  # the table's own corner, a line's own clear button
                continue
            assert min(button.width(), button.height()) >= 24, name


def test_cells_say_to_a_screen_reader_what_they_are(page):
    index = page.table.rows.index(names(page).index("Zoë"), Column.LEAVE)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Away: until Fri 20 Nov"


def test_the_page_is_painted_in_both_looks(page):
    page._open_person(CHEN)
    light = page.grab().toImage()
    page.set_theme(DARK)
    assert page.grab().toImage() != light
