import pytest
from PySide6.QtCore import Qt


@pytest.fixture
def finder(page):
    return page.finder


@pytest.mark.parametrize(
    ("words", "said"), [("s1", "1 of 4 people"), ("team a", "2 of 4 people"), ("", "4 people")]
)
def test_people_are_found_by_id_and_team_and_counted(finder, words, said):
    finder.search.setText("nobody is called so")
    assert finder.count.text() == "0 of 4 people"
    finder.search.setText(words)
    assert finder.count.text() == said


def test_enter_goes_from_the_field_to_the_table(qtbot, finder):
    finder.search.setFocus()
    qtbot.keyClick(finder.search, Qt.Key.Key_Return)
    qtbot.waitUntil(finder.table.hasFocus)
