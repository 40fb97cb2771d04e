"""The import's second step: what was recognised, what would change, what the columns mean."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimeZone, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.errors import BadInputError
from app.domain.site import Site
from app.exchange.volumes.mapping import ColumnMapping
from app.services.volume_preview import VolumePreview
from ui.theme import Theme
from ui.volumes.import_words import (
    facts_of,
    queue_words,
    refusal_words,
    span_words,
    zone_words,
)
from ui.volumes.mapping_form import MappingForm
from ui.widgets.buttons import Button
from ui.widgets.choices import SearchCombo, zones
from ui.widgets.counts import CountRow
from ui.widgets.flow import empty
from ui.widgets.language import tr, tr_text
from ui.widgets.remark import remark
from ui.widgets.spoken import number
from ui.widgets.style import label

SHOWN_REFUSALS = 50


def first_zone(site: Site, *, saved: bool) -> str:
    """The zone to read a file by at first: the site's, or the machine's before there is one."""
    if saved:
        return site.zone
    here = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return here if here in zones() else site.zone


class PreviewPage(QWidget):
    """Shows a preview; asks for another when zone, queue or columns are told differently."""

    asked_again = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chosen: ColumnMapping | None = None
        self._queue_asked = ""
        self._make_parts()
        self._lay_out()
        self._wire()

    @property
    def zone(self) -> str:
        """The zone that is chosen or typed."""
        return self._zone.written()

    @property
    def queue(self) -> str:
        """The queue's name that is typed; empty for none."""
        return self._queue.text().strip()

    def begin(self, zone: str) -> None:
        """Forget the last file; read the next one by ``zone``."""
        self.chosen = None
        self._zone.show_value(zone)
        self._queue.clear()
        self._queue_asked = ""
        self.form.hide()

    def show_preview(self, preview: VolumePreview) -> None:
        """Show what a file holds and what importing it would do."""
        self._title.setText(preview.file.name)
        self._facts.setText(facts_of(preview, chosen=self.chosen is not None))
        about = (span_words(preview.first_day, preview.last_day), queue_words(preview.queues))
        self._about.setText("\n".join(words for words in about if words))
        empty(self._counts)
        self._counts.addWidget(
            CountRow(
                [
                    (tr("days new"), preview.days.new),
                    (tr("days changed"), preview.days.changed),
                    (tr("days the same"), preview.days.same),
                    (tr("rows refused"), len(preview.refused)),
                ]
            )
        )
        self._zone.show_value(preview.zone)
        self._queue_box.setVisible(preview.mapping.queue is None)
        self._show_notes(preview)
        self._show_refused(preview)
        self._show_columns(preview)
        self.refuse("")

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with what was told; an empty sentence takes it back."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    def _make_parts(self) -> None:
        self._title, self._facts = label("", "heading", wrap=True), label("", "second", wrap=True)
        self._about, self._wrong = label("", wrap=True), label("", "bad", wrap=True)
        for words in (self._title, self._facts, self._about, self._wrong):
            words.setTextFormat(Qt.TextFormat.PlainText)
        self._counts, self._notes, self._refused = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._zone = SearchCombo([(zone, zone) for zone in zones()])
        self._zone.setAccessibleName(tr("Time zone of the file"))
        self._zone.setMinimumWidth(210)
        self._queue = QLineEdit()
        self._queue.setPlaceholderText(tr("Name of the queue"))
        self._queue.setAccessibleName(tr("Name of the queue"))
        self._columns = Button(tr("Columns…"), "link")
        self._columns_heading = label("", "section")
        self.form = MappingForm()

    def _lay_out(self) -> None:
        self._queue_box = QWidget()
        queue = QHBoxLayout(self._queue_box)
        queue.setContentsMargins(0, 0, 0, 0)
        queue.addWidget(label(tr("Queue")))
        queue.addWidget(self._queue)
        choices = QHBoxLayout()
        choices.setSpacing(10)
        choices.addWidget(label(tr("Written in the zone")))
        choices.addWidget(self._zone)
        choices.addWidget(self._queue_box)
        choices.addStretch(1)
        choices.addWidget(self._columns)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for part in (self._title, self._facts, self._about):
            column.addWidget(part)
        column.addLayout(self._counts)
        column.addLayout(choices)
        column.addWidget(self._wrong)
        column.addLayout(self._notes)
        column.addLayout(self._refused)
        column.addWidget(self._columns_heading)
        column.addWidget(self.form, 1)
        column.addStretch(0)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _wire(self) -> None:
        self._zone.activated.connect(lambda _: self.asked_again.emit())
        self._queue.editingFinished.connect(self._queue_told)
        self._columns.clicked.connect(lambda _: self.form.setVisible(self.form.isHidden()))
        self.form.changed.connect(self._columns_told)

    def _queue_told(self) -> None:
        if self.queue != self._queue_asked:
            self._queue_asked = self.queue
            self.asked_again.emit()

    def _columns_told(self) -> None:
        try:
            self.chosen = self.form.mapping()
        except BadInputError as error:
            self.refuse(tr_text(error.text))
            return
        self.asked_again.emit()

    def _show_notes(self, preview: VolumePreview) -> None:
        empty(self._notes)
        sentences = [tr_text(note) for note in preview.notes]
        if words := zone_words(preview):
            sentences.insert(0, words)
        for sentence in sentences:
            self._notes.addWidget(remark("info", sentence, self._theme))

    def _show_refused(self, preview: VolumePreview) -> None:
        empty(self._refused)
        if not preview.refused:
            return
        words = tr("Nothing is imported while rows are refused. Mend these, then choose it again.")
        self._refused.addWidget(remark("warning", words, self._theme))
        for refusal in preview.refused[:SHOWN_REFUSALS]:
            row = label(refusal_words(refusal), "second", wrap=True)
            row.setTextFormat(Qt.TextFormat.PlainText)
            self._refused.addWidget(row)
        if len(preview.refused) > SHOWN_REFUSALS:
            rest = number(len(preview.refused) - SHOWN_REFUSALS)
            self._refused.addWidget(label(tr("… and {count} more", count=rest), "second"))

    def _show_columns(self, preview: VolumePreview) -> None:
        told = bool(preview.header)
        unsure = preview.needs_confirmation and self.chosen is None
        self._columns.setVisible(told)
        self._columns_heading.setVisible(told and unsure)
        self._columns_heading.setText(tr("Are these columns right? You are asked only once."))
        if told:
            self.form.show_columns(preview.header, preview.first_rows, preview.mapping)
        self.form.setVisible(told and (unsure or not self.form.isHidden()))
