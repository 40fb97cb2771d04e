import pytest
from PySide6.QtCore import QCoreApplication, Qt

from app.domain.edits import Subject
from app.domain.settings import SETTINGS
from app.domain.site import Hours
from ui.settings.names import section_name, setting_name
from ui.settings.page import SettingsPage
from ui.theme import DARK, LIGHT

EVERYTHING = frozenset(Subject)


@pytest.fixture
def page(qtbot, planner, desk):
    page = SettingsPage(planner, desk, LIGHT)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    return page


def write(page, key, written):
    page.rows[key].field.changed.emit(written)


def test_every_declared_setting_has_a_row_with_a_name_of_its_own(page):
    assert list(page.rows) == [setting.key for setting in SETTINGS]
    assert not [s.key for s in SETTINGS if setting_name(s) == s.key]
    assert not [s.section for s in SETTINGS if section_name(s.section) == s.section]


def test_a_field_left_is_saved_at_once(qtbot, page, planner, desk):
    name = page.rows["name"].field.edit
    qtbot.keyClicks(name, "Fjord support")
    qtbot.keyClick(name, Qt.Key.Key_Return)

    assert planner.settings.site().name == "Fjord support"
    assert [str(edit.label) for edit in desk.submitted] == ["Name changed"]


def test_two_quick_changes_are_two_edits_that_follow_each_other(page, planner, desk):
    write(page, "zone", "Europe/Oslo")
    write(page, "country", "NO")

    first, second = desk.submitted
    assert first.before == ()
    assert second.before == first.after
    assert (planner.settings.site().zone, planner.settings.site().country) == ("Europe/Oslo", "NO")


def test_a_change_can_be_taken_back(page, planner, desk):
    write(page, "zone", "Europe/Oslo")
    write(page, "zone", "Asia/Tehran")

    planner.editor.apply(desk.submitted[1].inverse())
    page.refresh(frozenset({Subject.SETTINGS}))

    assert page.rows["zone"].field.combo.currentText() == "Europe/Oslo"


def test_a_wrong_value_shows_its_sentence_beside_the_field_and_saves_nothing(page, desk):
    write(page, "block-minutes", "7")

    row = page.rows["block-minutes"]
    assert row.wrong.isVisible()
    assert "from 15 to 240" in row.wrong.text()
    assert desk.submitted == []

    write(page, "block-minutes", "75")
    assert not row.wrong.isVisible()


def test_the_sentence_of_a_wrong_value_is_the_planners_own(page):
    write(page, "zone", "Europe/Osslo")

    words = page.rows["zone"].wrong.text()
    assert words == "There is no time zone called 'Europe/Osslo'; write it like Europe/Oslo."


def test_what_is_written_already_is_no_edit(page, desk):
    write(page, "blocks-per-day", "2")

    assert desk.submitted == []


def test_plus_and_minus_step_a_number(qtbot, page, planner):
    field = page.rows["block-minutes"].field

    qtbot.mouseClick(field.more, Qt.MouseButton.LeftButton)
    assert planner.settings.site().block_minutes == 75

    qtbot.mouseClick(field.less, Qt.MouseButton.LeftButton)
    assert planner.settings.site().block_minutes == 60


def test_days_are_switched_one_by_one(qtbot, page, planner):
    qtbot.mouseClick(page.rows["working-days"].field.days[5], Qt.MouseButton.LeftButton)

    assert planner.settings.site().working_days == (0, 1, 2, 3, 4, 5)


def test_hours_take_any_minute_that_is_typed(qtbot, page, planner):
    field = page.rows["opening"].field
    field.end.setEditText("20:10")
    field.end.lineEdit().editingFinished.emit()

    assert planner.settings.site().opening == Hours(8 * 60, 20 * 60 + 10)


def test_a_zone_is_found_by_a_part_of_its_name(page):
    completer = page.rows["zone"].field.combo.completer()

    completer.setCompletionPrefix("osl")

    assert completer.currentCompletion() == "Europe/Oslo"


def test_a_country_is_picked_by_name_and_kept_as_its_code(page, planner):
    combo = page.rows["country"].field.combo
    combo.setCurrentText("Norway (NO)")
    combo.lineEdit().editingFinished.emit()

    assert planner.settings.site().country == "NO"


def test_a_region_that_is_no_choice_may_be_typed(page, planner):
    combo = page.rows["country"].field.combo
    combo.setEditText("us-ny")
    combo.lineEdit().editingFinished.emit()

    assert planner.settings.site().country == "US-NY"


def test_switching_the_auto_block_off_is_one_click(qtbot, page, planner):
    page.rows["auto-block"].field.tick.click()

    assert planner.settings.site().auto_block is False


def test_a_rule_asked_for_scrolls_to_its_section(qtbot, page):
    page.show_section("blocks")
    QCoreApplication.processEvents()

    assert page._nav.currentItem().text() == "Unplanned blocks"
    assert page._scroll.verticalScrollBar().value() > 0


def test_the_look_is_asked_for_by_name(qtbot, page):
    with qtbot.waitSignal(page.look_changed) as changed:
        page.appearance.buttons["dark"].click()

    assert changed.args == ["dark"]


def test_the_page_is_painted_in_both_looks(page):
    light = page.grab().toImage()
    page.set_theme(DARK)

    assert page.grab().toImage() != light
