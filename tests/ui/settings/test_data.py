import pytest
from PySide6.QtWidgets import QLabel, QMessageBox

from app.domain.edits import Subject
from ui.settings.data import DataSection


@pytest.fixture
def data(qtbot, planner, desk):
    made = DataSection(planner, desk)
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    return made


def words_in(widget):
    return [made.text() for made in widget.findChildren(QLabel)]


def test_a_sound_store_is_said_to_be_sound(data):
    data.check.click()

    assert data.check_result.text() == "✓ The store is sound."


def test_a_backup_appears_in_the_list(data, desk):
    data.back_up.click()

    assert any(words.startswith("Wed 18 Nov 2026, 09:02 · ") for words in words_in(data))
    assert str(desk.said[0]).startswith("Backed up as firebreak-")


def test_restoring_is_asked_about_and_nothing_happens_on_cancel(qtbot, data, planner, desk):
    planner.care.backup()
    [backup] = planner.care.backups()

    box = data.ask_to_restore(backup)
    cancel = next(b for b in box.buttons() if b.text() == "Cancel")
    assert isinstance(box, QMessageBox)
    assert box.defaultButton() is cancel
    cancel.click()

    assert desk.said == []
    assert len(planner.care.backups()) == 1


def test_the_sample_is_taken_out_only_where_it_is(data, planner):
    assert not data._sample_row.isVisible()


def test_a_restored_backup_is_what_the_open_window_reads(data, planner, desk):
    planner.settings.change(name="Before")
    planner.care.backup()
    [backup] = planner.care.backups()
    planner.settings.change(name="After")
    planner.store.poll()

    box = data.ask_to_restore(backup)
    next(b for b in box.buttons() if b.text() == "Restore").click()

    assert planner.settings.site().name == "Before"
    assert Subject.SETTINGS in planner.store.poll()
    assert str(desk.said[-1]) == "The store of Wed 18 Nov 2026, 09:02 is back"


def test_after_a_restore_the_store_can_be_written_again(data, planner):
    planner.settings.change(name="Before")
    planner.care.backup()
    [backup] = planner.care.backups()

    box = data.ask_to_restore(backup)
    next(b for b in box.buttons() if b.text() == "Restore").click()
    planner.settings.change(name="Later")

    assert planner.settings.site().name == "Later"


def test_the_sample_goes_out_with_one_click_and_can_come_back(data, planner, desk):
    planner.sample.fill()
    data.refresh()
    assert data._sample_row.isVisible()

    data.take_out.click()

    assert not planner.sample.present()
    [(_, undo, _)] = desk.undoable
    undo()
    assert planner.sample.present()
