"""What importing people or a schedule would do: counts, refused lines, the zone it is read by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.choices import SearchCombo, zones
from ui.widgets.counts import CountRow
from ui.widgets.flow import empty
from ui.widgets.glyph import Glyph
from ui.widgets.language import tr, tr_text
from ui.widgets.spoken import number
from ui.widgets.style import label

if TYPE_CHECKING:
    from app.services.roster_imports import RosterPreview

MOST_LINES = 60


class RosterPreviewPage(QWidget):
    """Shows a preview; asks for another when the zone is told differently."""

    zone_told = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.zone = ""
        self._title = label("", "heading", wrap=True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._about = label("", "second", wrap=True)
        self._counts, self._lines = QVBoxLayout(), QVBoxLayout()
        self._lines.setSpacing(5)
        self._zones = SearchCombo([(zone, zone) for zone in zones()])
        self._zones.setAccessibleName(tr("Time zone of the file"))
        self._zones.setMinimumWidth(210)
        self._zone_row = QWidget()
        self._lay_out()
        self._zones.activated.connect(lambda _: self._tell_zone())

    def show_preview(self, preview: RosterPreview, what: str, zone: str) -> None:
        """Show what a file of ``what`` holds and what importing it would do."""
        self._title.setText(preview.file)
        self._show_about(preview)
        empty(self._counts)
        self._counts.addWidget(CountRow(_counts_of(preview)))
        self._zone_row.setVisible(what == "schedule")
        self._zones.show_value(self.zone or zone)
        empty(self._lines)
        self._show_remarks(preview)
        self._show_refused(preview)

    def _show_about(self, preview: RosterPreview) -> None:
        self._about.setVisible(not preview.changes_anything)
        self._about.setText(tr("Everything in this file is here already; nothing would change."))

    def _show_remarks(self, preview: RosterPreview) -> None:
        for remark in preview.remarks:
            self._lines.addWidget(self._remark("info", tr_text(remark)))

    def _show_refused(self, preview: RosterPreview) -> None:
        refused = preview.refused
        if not refused:
            return
        words = tr("These lines are left out; mend them and choose the file again for them.")
        self._lines.addWidget(self._remark("warning", words))
        for one in refused[:MOST_LINES]:
            row = label(
                tr("Line {line}: {sentence}", line=number(one.line), sentence=tr_text(one.why)),
                "second",
                wrap=True,
            )
            row.setTextFormat(Qt.TextFormat.PlainText)
            self._lines.addWidget(row)
        if len(refused) > MOST_LINES:
            rest = tr("… and {count} more", count=number(len(refused) - MOST_LINES))
            self._lines.addWidget(label(rest, "second"))

    def _remark(self, name: str, sentence: str) -> QWidget:
        colour = self._theme.bad if name == "warning" else self._theme.second_text
        words = label(sentence, wrap=True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(Glyph(name, colour, 15), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(words, 1)
        return row

    def _tell_zone(self) -> None:
        self.zone = self._zones.written()
        self.zone_told.emit()

    def _lay_out(self) -> None:
        across = QHBoxLayout(self._zone_row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(label(tr("Written in the zone")))
        across.addWidget(self._zones)
        across.addStretch(1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addLayout(self._counts)
        column.addWidget(self._zone_row)
        column.addLayout(self._lines)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)


def _counts_of(preview: RosterPreview) -> list[tuple[str, int]]:
    return [
        (tr("new"), preview.new),
        (tr("changed"), preview.changed),
        (tr("the same"), preview.same),
        (tr("gone"), preview.gone),
        (tr("refused"), len(preview.refused)),
    ]
