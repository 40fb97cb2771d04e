from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from ui.theme import LIGHT
from ui.widgets.file_pick import FilePick, PickWords, dropped_file

WORDS = PickWords("Drop it here", "About it", "Import", "Tables (*.csv)")


def files(*names):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(name) for name in names])
    return data


def test_one_local_file_is_taken_and_nothing_else():
    assert dropped_file(files("/a/people.csv")) == Path("/a/people.csv")
    assert dropped_file(files("/a/one.csv", "/a/two.csv")) is None
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/people.csv")])
    assert dropped_file(data) is None


def test_a_drop_is_shown_while_it_hovers_and_told_when_it_falls(qtbot):
    pick = FilePick(LIGHT, WORDS)
    qtbot.addWidget(pick)
    pick.show()
    before = pick.grab().toImage()
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none, data = Qt.KeyboardModifier.NoModifier, files("/a/people.csv")
    pick.dragEnterEvent(QDragEnterEvent(pick.rect().center(), copy, data, left, none))
    assert pick.grab().toImage() != before
    with qtbot.waitSignal(pick.file_picked) as told:
        pick.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    assert told.args == [Path("/a/people.csv")]


def test_why_a_file_could_not_be_used_is_said_below(qtbot):
    pick = FilePick(LIGHT, WORDS)
    qtbot.addWidget(pick)
    pick.refuse("No table.")
    assert not pick.wrong.isHidden()
    pick.refuse("")
    assert pick.wrong.isHidden()
