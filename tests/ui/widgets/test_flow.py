import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.flow import FlowLayout, empty


@pytest.fixture
def row(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, gap=10)
    for _ in range(3):
        box = QWidget()
        box.setFixedSize(60, 20)
        flow.addWidget(box)
    return holder


def places(holder, width):
    holder.setFixedWidth(width)
    holder.show()
    holder.layout().setGeometry(holder.rect())
    boxes = [holder.layout().itemAt(n).widget() for n in range(3)]
    return [(box.x(), box.y()) for box in boxes]


def test_items_stand_side_by_side_while_there_is_room(row):
    assert places(row, 200) == [(0, 0), (70, 0), (140, 0)]


def test_what_does_not_fit_goes_on_in_the_next_line(row):
    assert places(row, 150) == [(0, 0), (70, 0), (0, 30)]
    assert row.layout().heightForWidth(150) == 50


def test_from_right_to_left_the_first_stands_on_the_right(row):
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert places(row, 200) == [(140, 0), (70, 0), (0, 0)]


def test_hidden_items_take_no_room(row):
    row.layout().itemAt(0).widget().hide()

    assert places(row, 200)[1:] == [(0, 0), (70, 0)]


def test_emptying_a_layout_takes_its_widgets_off_the_screen(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    gone = QWidget()
    column.addWidget(gone)
    holder.show()
    QCoreApplication.processEvents()

    empty(column)

    assert column.count() == 0
    assert not gone.isVisible()
