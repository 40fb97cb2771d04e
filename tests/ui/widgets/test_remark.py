"""Remarks: a sign and a sentence."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.theme import LIGHT
from ui.widgets.glyph import Glyph
from ui.widgets.remark import remark


def test_what_a_file_says_is_shown_as_it_is_written_beside_its_sign(qtbot):
    row = remark("warning", "Line 3: <b>Amina</b> is not known", LIGHT)
    qtbot.addWidget(row)

    (words,) = row.findChildren(QLabel)
    assert words.text() == "Line 3: <b>Amina</b> is not known"
    assert words.textFormat() is Qt.TextFormat.PlainText
    assert words.wordWrap()
    assert len(row.findChildren(Glyph)) == 1
