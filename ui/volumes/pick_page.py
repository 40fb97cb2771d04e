"""The import's first step: choose an export, or drop it here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.file_pick import FilePick, PickWords
from ui.widgets.language import tr
from ui.widgets.style import label


class OtherImport(Button):
    """A link to another import: "calendar", "people" or "schedule"."""

    def __init__(self, what: str, words: str) -> None:
        super().__init__(words, "link")
        self.what = what


class PickPage(FilePick):
    """Takes an export of a phone system, and leads to the imports of everything else."""

    other_asked = Signal(str)  # what is to be imported instead

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
        self.others = (
            OtherImport("calendar", tr("My calendar (.ics)…")),
            OtherImport("people", tr("People (CSV)…")),
            OtherImport("schedule", tr("Schedule (CSV)…")),
        )
        self.put_beneath(self._other_row())

    def _other_row(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(label(tr("Something else?"), "second"))
        for other in self.others:
            other.clicked.connect(lambda _on=False, what=other.what: self.other_asked.emit(what))
            row.addWidget(other)
        row.addStretch(1)
        return made
