import pytest
from PySide6.QtWidgets import QLineEdit

from app.domain.errors import BadInputError
from ui.widgets.typed import show_saved, typed_minute


@pytest.mark.parametrize(
    ("written", "minute"),
    [("7:45", 465), ("07.45", 465), ("745", 465), ("7", 420), (" 24:00 ", 1440), ("۰۷:۴۵", 465)],
)
def test_times_are_read_as_people_type_them(written, minute):
    assert typed_minute(written) == minute


@pytest.mark.parametrize("written", ["", "noon", "25:00", "12:60", "24:01", "12:3:4", "-1"])
def test_what_is_no_time_is_refused_with_a_sentence(written):
    with pytest.raises(BadInputError, match="write it like 08:30"):
        typed_minute(written)


def test_what_is_saved_is_not_the_fields_to_take_back(qtbot):
    field = QLineEdit("Nora")
    qtbot.addWidget(field)
    qtbot.keyClicks(field, " Lien")
    field.setCursorPosition(2)
    assert field.isUndoAvailable()
    show_saved(field, "Nora Lien")
    assert not field.isUndoAvailable()
    assert field.cursorPosition() == 2
    show_saved(field, "Ola")
    assert field.text() == "Ola"
