"""A page's column: centred where there is room, as wide as the window where not."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from ui.widgets.centred import centred


@pytest.mark.parametrize("width", [600, 761, 1440])
def test_a_column_stands_in_the_middle_and_never_wider_than_told(qtbot, width):
    column = QWidget()
    QLabel("Peaks", column)
    area = centred(column, 760)
    qtbot.addWidget(area)
    area.resize(width, 400)
    area.show()

    before = column.geometry().left()
    after = area.viewport().width() - 1 - column.geometry().right()
    assert abs(before - after) <= 1
    assert column.width() == pytest.approx(min(width, 760), abs=2)
