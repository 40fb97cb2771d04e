"""The import's last step: what was read and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.volume_preview import VolumeReport
from ui.theme import Theme
from ui.volumes.import_words import outcome_words, queue_words, rows_words, span_words
from ui.widgets.counts import CountRow
from ui.widgets.flow import empty
from ui.widgets.glyph import Glyph
from ui.widgets.language import tr, tr_text
from ui.widgets.style import label


class ReportPage(QWidget):
    """Counts and notes of one import."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outcome = label("", "heading", wrap=True)
        self._about = label("", wrap=True)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._undo = label(
            tr("Undo takes the whole import back as long as no other follows it."),
            "second",
            wrap=True,
        )
        self._counts, self._notes = QVBoxLayout(), QVBoxLayout()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Glyph("check", theme.good, 22), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._outcome, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._counts)
        column.addWidget(self._about)
        column.addLayout(self._notes)
        column.addWidget(self._undo)
        column.addStretch(1)

    def show_report(self, report: VolumeReport) -> None:
        """Show what an import did."""
        self._outcome.setText(outcome_words(report))
        about = (
            report.file.name,
            rows_words(report.rows_read),
            span_words(report.first_day, report.last_day),
            queue_words(report.queues),
        )
        self._about.setText("\n".join(words for words in about if words))
        empty(self._counts)
        self._counts.addWidget(
            CountRow(
                [
                    (tr("intervals new"), report.new),
                    (tr("changed"), report.changed),
                    (tr("the same"), report.same),
                    (tr("refused"), len(report.refused)),
                ]
            )
        )
        empty(self._notes)
        for note in report.notes:
            self._notes.addWidget(label(tr_text(note), "second", wrap=True))
        self._undo.setVisible(bool(report.new or report.changed))
