"""The import's first step: choose an export, or drop it here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.file_pick import FilePick, PickWords
from ui.widgets.language import tr


class PickPage(FilePick):
    """Takes an export of a phone system."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        words = PickWords(
            drop=tr("Drop an export of your phone system here"),
            about=tr(
                "Avaya, Amazon Connect, Five9, Cisco and Asterisk are recognised; of any other"
                " table you say once what its columns mean. Nothing is stored before you have"
                " seen it."
            ),
            title=tr("Import contact volumes"),
            kinds=tr("Exports (*.csv *.txt *.tsv *.log queue_log*);;All files (*)"),
        )
        super().__init__(theme, words, parent)
