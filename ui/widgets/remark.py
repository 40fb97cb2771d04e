"""A sentence beside a sign: what there is to know, or what is wrong, in a list of such things."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.glyph import Glyph
from ui.widgets.style import label


def remark(name: str, sentence: str, theme: Theme) -> QWidget:
    """A row with the sign ``name`` ("warning" is drawn as bad) and ``sentence`` as plain text."""
    colour = theme.bad if name == "warning" else theme.second_text
    words = label(sentence, wrap=True)
    words.setTextFormat(Qt.TextFormat.PlainText)
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    across.addWidget(Glyph(name, colour, 15), 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(words, 1)
    return row
