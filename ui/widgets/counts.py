"""A few numbers with their words below, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.language import tr
from ui.widgets.spoken import number
from ui.widgets.style import label


class CountRow(QWidget):
    """Tiles, each with a count; a screen reader hears "3 new"."""

    def __init__(self, counts: Sequence[tuple[str, int]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for words, count in counts:
            tile = QFrame()
            tile.setProperty("kind", "sunken")
            shown = number(count)
            tile.setAccessibleName(tr("{count} {what}", count=shown, what=words))
            column = QVBoxLayout(tile)
            column.setContentsMargins(12, 7, 12, 8)
            column.setSpacing(0)
            column.addWidget(label(shown, "heading"))
            column.addWidget(label(words, "small"))
            row.addWidget(tile, 1)
