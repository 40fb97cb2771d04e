from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel

from app.domain.site import Site
from tests.ui.panel_stage import FakeDesk
from ui.theme import DARK, LIGHT
from ui.volumes.import_dialog import ImportDialog
from ui.volumes.mapping_form import Role
from ui.volumes.preview_page import first_zone
from ui.widgets.file_pick import dropped_file

PLAIN = "interval_start,calls\n" + "".join(
    f"2026-11-{16 + day} {hour:02}:{minute:02},{hour + minute // 15}\n"
    for day in range(2)
    for hour in range(8, 18)
    for minute in (0, 15, 30, 45)
)
ODD = "When;Skill;Calls;Other\n" + "".join(
    f"{16 + day}.11.2026 {hour:02}:{minute:02};Sales;{hour};{minute + 1}\n"
    for day in range(2)
    for hour in range(8, 18)
    for minute in (0, 30)
)


@pytest.fixture
def exported(tmp_path):
    def write(words, name="export.csv"):
        file = tmp_path / name
        file.write_text(words, encoding="utf-8")
        return file

    return write


@pytest.fixture
def dialog(qtbot, planner, desk):
    made = ImportDialog(planner, desk, LIGHT)
    qtbot.addWidget(made)
    made.show()
    return made


def words_in(widget):
    QCoreApplication.processEvents()  # what joins a layout is shown by the event loop
    return [made.text() for made in widget.findChildren(QLabel) if made.isVisible()]


def days_stored(planner):
    return planner.store.read.volume_days(date(2026, 1, 1), date(2027, 1, 1))


def test_reading_stores_nothing(dialog, exported, planner):
    dialog.read(exported(PLAIN))

    words = words_in(dialog.preview)
    assert "export.csv" in words
    assert "Mon 16 Nov 2026 – Tue 17 Nov 2026\nQueue: \u2068All contacts\u2069" in words
    assert days_stored(planner) == []


def test_importing_stores_reports_and_can_be_taken_back(dialog, exported, planner, desk):
    dialog.read(exported(PLAIN))
    dialog._import.click()

    assert "Imported. Your weeks are worked out anew from these volumes." in words_in(dialog)
    assert [day.day for day in days_stored(planner)] == [date(2026, 11, 16), date(2026, 11, 17)]
    [(label, undo, redo)] = desk.undoable
    assert str(label) == "Imported export.csv"
    undo()
    assert days_stored(planner) == []
    redo()
    assert len(days_stored(planner)) == 2
    undo()
    assert days_stored(planner) == []


def test_the_same_file_again_changes_nothing_and_is_no_step_to_undo(dialog, exported, desk):
    file = exported(PLAIN)
    dialog.read(file)
    dialog._import.click()

    dialog.read(file)

    assert not dialog._import.isEnabled()
    assert len(desk.undoable) == 1


def test_refused_rows_are_named_by_line_and_nothing_can_be_imported(dialog, exported):
    dialog.read(exported(PLAIN.replace("2026-11-16 12:00,12", "2026-11-16 12:00,many")))

    words = words_in(dialog.preview)
    assert any(sentence.startswith("Line 18: ") for sentence in words)
    assert not dialog._import.isEnabled()


def test_a_file_in_which_every_row_is_wrong_is_refused_too(dialog, exported):
    rows = "".join(f"2026-11-16 {hour:02}:00,-3\n" for hour in range(8, 18))
    dialog.read(exported("interval_start,calls\n" + rows))

    assert not dialog._import.isVisible() or not dialog._import.isEnabled()


def test_a_file_that_is_no_export_says_why_and_another_can_be_chosen(dialog, exported):
    dialog.read(exported("Dear all,\nnothing here\n"))

    assert dialog.pick.isVisible()
    assert "export.csv" in dialog.pick.wrong.text()
    dialog.read(exported(PLAIN))
    assert dialog.preview.isVisible()


def test_a_layout_that_is_not_known_is_shown_for_confirmation_and_asked_once(dialog, exported):
    file = exported(ODD)
    dialog.read(file)

    assert dialog.preview.form.isVisible()
    assert dialog._import.text() == "They are right, import"
    dialog._import.click()
    dialog.read(file)

    assert not dialog.preview.form.isVisible()


def test_a_column_told_otherwise_is_read_so_and_remembered(dialog, exported, planner):
    file = exported(ODD)
    dialog.read(file)
    for column, role in ((2, Role()), (3, dialog.preview.form.combos[2].currentData())):
        combo = dialog.preview.form.combos[column]
        combo.setCurrentIndex([combo.itemData(n) for n in range(combo.count())].index(role))
    dialog.preview.form.changed.emit()
    dialog._import.click()

    assert float(days_stored(planner)[0].contacts[16]) == 1  # Other at 08:00
    again = planner.volume_imports.preview(file)
    assert again.mapping.measures[0].column == 3


def test_a_meaning_given_twice_is_refused_in_words_and_nothing_is_read(dialog, exported):
    dialog.read(exported(ODD))
    combo = dialog.preview.form.combos[3]
    taken = dialog.preview.form.combos[2].currentIndex()

    combo.setCurrentIndex(taken)
    combo.activated.emit(taken)

    assert any("Two columns" in words for words in words_in(dialog.preview))


def test_another_zone_reads_the_file_again(dialog, exported, planner):
    planner.settings.change(zone="Europe/Oslo")
    dialog.read(exported(PLAIN))
    assert dialog.preview.zone == "Europe/Oslo"

    dialog.preview._zone.show_value("Asia/Tokyo")
    dialog.preview.asked_again.emit()

    assert any("Asia/Tokyo" in words for words in words_in(dialog.preview))
    assert dialog._preview.zone == "Asia/Tokyo"


def test_a_zone_that_does_not_exist_is_refused_beside_it(dialog, exported):
    dialog.read(exported(PLAIN))
    dialog.preview._zone.setEditText("Europe/Osslo")

    dialog.preview.asked_again.emit()

    assert any("Europe/Osslo" in words for words in words_in(dialog.preview))
    assert not dialog._import.isEnabled()


def test_the_queue_of_a_file_without_one_can_be_named(qtbot, dialog, exported, planner):
    dialog.read(exported(PLAIN))
    qtbot.keyClicks(dialog.preview._queue, "Helpdesk")
    qtbot.keyClick(dialog.preview._queue, Qt.Key.Key_Return)
    dialog._import.click()

    assert planner.store.read.queues() == ["Helpdesk"]


def test_before_there_is_a_site_the_files_zone_becomes_its_own(dialog, exported, planner):
    dialog.read(exported(PLAIN))
    dialog.preview._zone.show_value("Europe/Oslo")
    dialog.preview.asked_again.emit()

    assert any("takes Europe/Oslo over" in words for words in words_in(dialog.preview))
    dialog._import.click()
    assert planner.settings.site().zone == "Europe/Oslo"


def test_a_saved_site_decides_how_a_file_is_read_at_first():
    assert first_zone(Site(zone="Asia/Tehran"), saved=True) == "Asia/Tehran"


def test_stopping_stores_nothing_and_says_nothing_wrong(dialog, exported, planner, desk):
    dialog.read(exported(PLAIN))
    desk.goes_on = False
    dialog._import.click()

    assert days_stored(planner) == []
    assert dialog.preview.isVisible()


def test_progress_is_told_while_a_file_is_read(dialog, exported, desk):
    dialog.read(exported(PLAIN))

    assert desk.fractions
    assert desk.fractions == sorted(desk.fractions)


class LateDesk(FakeDesk):
    """Works at once and tells only when asked."""

    def run(self, label, work, done, failed=None):
        result = work(self._progress)
        self.tell = lambda: done(result)


def test_what_was_read_for_a_dialog_that_was_closed_is_dropped(planner, exported):
    late = LateDesk()
    dialog = ImportDialog(planner, late, LIGHT, file=exported(PLAIN))
    dialog.show()
    dialog.close()

    late.tell()

    assert dialog._preview is None


def test_an_import_that_was_faster_than_the_closing_can_still_be_undone(planner, exported):
    late = LateDesk()
    dialog = ImportDialog(planner, late, LIGHT, file=exported(PLAIN))
    late.tell()
    dialog._import.click()
    dialog.close()

    late.tell()

    [(_, undo, _)] = late.undoable
    undo()
    assert days_stored(planner) == []


def test_a_dropped_file_is_read(dialog, exported):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(exported(PLAIN)))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip

    dialog.pick.dropEvent(event)

    assert dialog.preview.isVisible()


def test_what_is_no_single_file_of_this_machine_is_not_taken(tmp_path):
    def dropped(*urls):
        data = QMimeData()
        data.setUrls([QUrl(url) for url in urls])
        return dropped_file(data)

    assert dropped("https://example.org/x.csv") is None
    assert dropped("file:///a.csv", "file:///b.csv") is None


def test_every_step_is_painted_in_the_dark_too(qtbot, planner, desk, exported):
    dialog = ImportDialog(planner, desk, DARK, file=exported(ODD))
    qtbot.addWidget(dialog)
    dialog.show()
    preview = dialog.grab().toImage()
    dialog._import.click()

    assert dialog.grab().toImage() != preview


def test_links_lead_to_the_imports_of_everything_else(qtbot, planner, desk):
    asked = []
    for link in range(3):
        dialog = ImportDialog(planner, desk, LIGHT)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.other_asked.connect(asked.append)

        dialog.pick.others[link].click()

        assert not dialog.isVisible()
    assert asked == ["calendar", "people", "schedule"]
