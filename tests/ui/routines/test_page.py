"""Routines over a real store: listed, added, changed, counted, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea

from app.domain.edits import Edit, Subject, new_command_id
from app.domain.entries import EntryKind
from app.domain.rules import Rule, RuleForm, RuleId, Wish
from app.domain.site import Hours
from app.domain.text import text
from tests.made_volumes import weeks_of
from tests.times import MONDAY, day
from tests.ui.team_stage import AMINA, CHEN, LARS, MONTHLY, TEAM_A, TEAM_B
from ui.routines.words import OFFERED
from ui.theme import DARK
from ui.widgets.spoken import percent

WALK = Rule(
    "Floor walk", RuleForm.FLOOR_WALK, 30, RuleId("r2"), minimum=3, wished=5, wish=Wish.HIGH
)


def titles(page):
    return [page._model.index(row).data() for row in range(page._model.rowCount())]


def stored(planner):
    return {rule.title: rule for rule in planner.rules.all()}


def choose(combo, value):
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def write(field, words):
    field.edit.setText(words)
    field.edit.editingFinished.emit()


def add_whom(page, name):
    page.form.fields.who.more.setCurrentText(name)
    page.form.fields.who._take()


def test_routines_are_listed_with_their_hours_and_the_first_stands_in_the_form(make_page):
    page = make_page(MONTHLY, WALK)
    assert titles(page) == ["1:1", "Floor walk"]
    assert page.form.fields.name.text() == "1:1"
    assert page.hours.words() == (
        "This routine: 30 min a week All routines: 3 h a week, 7 % of your working week"
    )


def test_hours_follow_what_is_typed_before_it_is_saved(qtbot, make_page, desk):
    page = make_page(MONTHLY, WALK)
    page.form.fields.minutes.edit.selectAll()
    qtbot.keyClicks(page.form.fields.minutes.edit, "60")
    assert page.hours.words().startswith("This routine: 1 h a week All routines: 3 h 30 a week")
    assert desk.submitted == []


def test_a_field_that_is_left_is_one_edit_that_undo_takes_back(make_page, planner, desk):
    page = make_page(MONTHLY)
    write(page.form.fields.minutes, "45")
    assert stored(planner)["1:1"].minutes == 45
    assert len(desk.submitted) == 1
    desk.undo()
    assert stored(planner)["1:1"].minutes == 30
    assert page.form.fields.minutes.edit.text() == "30"


def test_two_quick_changes_follow_each_other(make_page, desk):
    page = make_page(MONTHLY)
    desk.carry_out = None
    desk.pages.clear()
    write(page.form.fields.minutes, "45")
    write(page.form.fields.every, "3")
    first, second = desk.submitted
    assert second.before == first.after


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        ("minutes", "600", "longer than the working day"),
        ("minutes", "a lot", "no whole number"),
        ("every", "0", "cannot be"),
        ("minimum", "9", "contradict each other"),
    ],
)
def test_a_contradiction_is_a_sentence_and_stores_nothing(
    make_page, planner, desk, field, words, sentence
):
    page = make_page(WALK)
    write(getattr(page.form.fields, field), words)
    assert page.form.wrong.isVisible()
    assert sentence in page.form.wrong.text()
    assert desk.submitted == []
    page.refresh(frozenset({Subject.PEOPLE}))  # what is being written stays
    assert getattr(page.form.fields, field).edit.text() == words


def test_a_contradiction_that_is_mended_is_saved(make_page, planner):
    page = make_page(WALK)
    write(page.form.fields.minimum, "9")
    write(page.form.fields.wished, "9")
    assert not page.form.wrong.isVisible()
    assert stored(planner)["Floor walk"].minimum == 9


def test_hours_that_end_before_they_begin_are_said(make_page, desk):
    page = make_page(WALK)
    fields = page.form.fields
    fields.hours.show_value("15:00-10:00")
    fields.any_time.setChecked(False)
    assert "before they begin" in page.form.wrong.text()
    assert desk.submitted == []


def test_when_and_where_are_kept_as_told(make_page, planner):
    page = make_page(WALK)
    fields = page.form.fields
    fields.hours.show_value("9-12:30")
    fields.any_time.setChecked(False)
    fields.weekdays.days[1].click()
    fields.weekdays.days[3].click()
    fields.wish._buttons["any"].click()
    fields.priority._buttons["5"].click()
    fields.room.setText("Room 2")
    fields.room.editingFinished.emit()
    fields.has_until.setChecked(True)
    fields.until.show_day(day(30))
    fields.until.editingFinished.emit()
    fields.paused.setChecked(True)
    rule = stored(planner)["Floor walk"]
    assert rule.window == Hours(9 * 60, 12 * 60 + 30)
    assert rule.weekdays == (1, 3)
    assert (rule.wish, rule.priority, rule.room) == (Wish.ANY, 5, "Room 2")
    assert (rule.until, rule.paused) == (day(30), True)
    assert page.hours.words().startswith("This routine: 0 min a week")


def test_a_new_routine_is_counted_at_once_and_stored_when_it_is_added(
    qtbot, make_page, planner, desk
):
    page = make_page(WALK)
    page.begin(RuleForm.ONE_TO_ONE)
    add_whom(page, "Team A")
    assert page.hours.words().startswith("This routine: 15 min a week")
    assert desk.submitted == []
    qtbot.mouseClick(page.form.add, Qt.MouseButton.LeftButton)
    rule = stored(planner)["1:1"]
    assert rule.teams == (TEAM_A.id,)
    assert rule.since == MONDAY
    assert titles(page) == ["1:1", "Floor walk"]
    assert page.list.currentIndex().data() == "1:1"
    desk.undo()
    assert titles(page) == ["Floor walk"]


def test_a_new_one_with_nobody_says_so(qtbot, make_page, desk):
    page = make_page()
    page.begin(RuleForm.SIT_BESIDE)
    qtbot.mouseClick(page.form.add, Qt.MouseButton.LeftButton)
    assert "Say whom it is with" in page.form.wrong.text()
    assert desk.submitted == []


def test_another_sort_begins_with_its_own_numbers_and_name(make_page):
    page = make_page()
    page.begin()
    choose(page.form.fields.what, "floor_walk")
    fields = page.form.fields
    assert fields.name.text() == "Floor walk"
    assert (fields.wished.edit.text(), fields.minimum.edit.text()) == ("5", "3")
    assert not fields.who.isVisible()
    assert fields.wish.choice() == "high"
    fields.name.setText("My round")
    choose(fields.what, "one_to_one")
    assert fields.name.text() == "My round"
    assert fields.who.isVisible()


def test_a_team_meeting_is_with_teams_only(make_page):
    page = make_page()
    page.begin(RuleForm.TEAM_MEETING)
    more = page.form.fields.who.more
    assert more.findText("Team B") >= 0
    assert more.findText("Chen Wei") == -1


def test_an_own_routine_has_a_layer(qtbot, make_page, planner):
    page = make_page()
    page.begin(RuleForm.OWN)
    fields = page.form.fields
    assert fields.kind.isVisible()
    fields.name.setText("Forecast")
    choose(fields.kind, "performance")
    qtbot.mouseClick(page.form.add, Qt.MouseButton.LeftButton)
    assert stored(planner)["Forecast"].kind is EntryKind.PERFORMANCE


def test_people_are_added_by_name_and_taken_out_by_a_click(make_page, planner):
    page = make_page(MONTHLY)
    add_whom(page, "Lars Berg")
    assert stored(planner)["1:1"].persons == (CHEN.id, AMINA.id, LARS.id)
    QCoreApplication.processEvents()
    chips = [one for one in page.form.fields.who.findChildren(QAbstractButton) if one.isVisible()]
    [chen] = [chip for chip in chips if chip.accessibleName() == "Take out: Chen Wei"]
    chen.click()
    assert stored(planner)["1:1"].persons == (AMINA.id, LARS.id)


def test_all_teams_are_added_at_once(make_page, planner):
    page = make_page(MONTHLY)
    add_whom(page, "All teams")
    assert stored(planner)["1:1"].teams == (TEAM_A.id, TEAM_B.id)


def test_more_than_seven_tenths_of_the_week_is_warned_of_by_word_shape_and_colour(make_page):
    page = make_page(WALK)
    write(page.form.fields.minutes, "300")
    assert not page.hours.warning.isVisible()
    calm = page.hours._bar.grab().toImage()
    write(page.form.fields.wished, "7")
    assert page.hours.warning.isVisible()
    assert f"△ More than {percent(0.7)}" in page.hours.words()
    assert page.hours._bar.grab().toImage() != calm


def test_removing_by_key_or_button_is_undoable(qtbot, make_page, planner, desk):
    page = make_page(MONTHLY, WALK)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert titles(page) == ["Floor walk"]
    assert page.form.fields.name.text() == "Floor walk"
    desk.undo()
    assert titles(page) == ["1:1", "Floor walk"]
    qtbot.mouseClick(page.form.remove, Qt.MouseButton.LeftButton)
    assert titles(page) == ["1:1"]


def test_a_rule_asked_for_stands_in_the_form(make_page):
    page = make_page(MONTHLY, WALK)
    page.show_rule("r2")
    assert page.form.fields.name.text() == "Floor walk"
    page.show_rule("gone")
    assert page.form.fields.name.text() == "Floor walk"


def test_arrows_walk_the_list(qtbot, make_page):
    page = make_page(MONTHLY, WALK)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.form.fields.name.text() == "Floor walk"


def test_a_routine_removed_elsewhere_leaves_the_form(make_page, planner):
    page = make_page(MONTHLY, WALK)
    planner.editor.apply(Edit(text("Out"), before=(planner.rules.find("r1"),)))
    page.refresh(frozenset({Subject.CALENDAR}))
    assert page.form.fields.name.text() == "Floor walk"


def test_a_change_to_what_was_removed_meanwhile_is_a_sentence(make_page, planner, desk):
    page = make_page(MONTHLY)
    planner.editor.apply(Edit(text("Out"), before=(planner.rules.find("r1"),)))
    write(page.form.fields.minutes, "45")
    assert "removed meanwhile" in page.form.wrong.text()
    assert desk.submitted == []


def test_without_routines_each_sort_is_one_click_away(qtbot, make_page):
    page = make_page()
    assert page._pages.currentIndex() == 0
    offers = [b for b in page._pages.widget(0).findChildren(QAbstractButton) if b.isVisible()]
    assert len(offers) == len(OFFERED)
    offers[0].click()
    assert page.form.fields.what.currentData() == "one_to_one"


def test_the_typical_day_shows_where_a_wish_lies(make_page, planner):
    planner.store.write(
        text("Put in"),
        lambda unit: unit.volumes.put(weeks_of(day(-70), 10)),
        command=new_command_id(),
        subjects=frozenset(),
    )
    page = make_page(WALK)
    picture = page.form.fields.picture
    assert picture.isVisible()
    busy = picture.grab().toImage()
    page.form.fields.wish._buttons["low"].click()
    assert picture.grab().toImage() != busy
    assert "Quiet hours" in picture.accessibleName()


def test_no_volumes_no_picture(make_page):
    assert not make_page(WALK).form.fields.picture.isVisible()


def test_rows_say_to_a_screen_reader_what_they_are(make_page):
    page = make_page(MONTHLY)
    spoken = page._model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("1:1, 1:1s, every 2 weeks · 30 min")
    assert spoken.endswith("30 min")


def test_everything_to_press_has_a_name_and_is_large_enough(make_page):
    page = make_page(MONTHLY)
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName() or button.text()
            assert min(button.width(), button.height()) >= 24, button.text()


def test_the_page_is_painted_in_both_looks(make_page):
    page = make_page(MONTHLY, WALK)
    light = page.grab().toImage()
    page.set_theme(DARK)
    assert page.grab().toImage() != light


def test_what_is_wrong_is_seen_from_the_end_of_the_form(qtbot, make_page):
    page = make_page()
    page.resize(1200, 600)
    page.begin(RuleForm.TEAM_MEETING)
    [scroll] = [area for area in page.findChildren(QScrollArea) if area.isAncestorOf(page.form.add)]
    bar = scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())

    page.form.add.click()

    wrong = page.form.wrong
    assert "choose one" in wrong.text()
    qtbot.waitUntil(lambda: wrong.visibleRegion().boundingRect().size() == wrong.size())
    assert not page.form.add.visibleRegion().isEmpty()
