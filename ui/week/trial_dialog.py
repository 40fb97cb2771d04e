"""What a meeting would cost: peaks, contacts, what moves and drops, and better times."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme
from ui.week.panel_changes import OmissionRow, change_words, place_words, reason_words, what_words
from ui.week.panel_kinds import KIND_ICONS
from ui.week.panel_places import cost_words
from ui.week.panel_reasons import icon_row, plain
from ui.week.preview_words import tier_words
from ui.widgets.buttons import Button
from ui.widgets.glyph import Glyph
from ui.widgets.language import isolated, tr
from ui.widgets.shade import shade_behind
from ui.widgets.spoken import duration, number, short_day, stretch
from ui.widgets.style import label

if TYPE_CHECKING:
    from app.services.changes import Change
    from app.services.offers import Offer
    from app.services.what_if import Trial


class TrialDialog(QDialog):
    """Shows a trial; Accept takes the file in, Close leaves everything as it is."""

    def __init__(
        self, trial: Trial, zone: ZoneInfo, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        shade_behind(self)
        self._trial, self._zone, self._theme = trial, zone, theme
        self.setWindowTitle(tr("What would it cost?"))
        self.setMinimumSize(440, 420)
        self.resize(520, 620)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.take = Button(tr("Accept"), "primary", "import")
        self.take.setToolTip(tr("Bring it into the calendar; planning again comes after"))
        self.leave = Button(tr("Close"))
        self.copy = Button(tr("Copy these times"), "link")
        self.copy.clicked.connect(self._copy_times)
        self.take.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(4)
        column.addWidget(plain(self._trial.meeting.title, "heading", wrap=True))
        column.addWidget(label(self._when(), "second", wrap=True))
        column.addSpacing(8)
        column.addWidget(self._body(), 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.take)
        column.addLayout(buttons)

    def _when(self) -> str:
        meeting = self._trial.meeting
        return tr(
            "{day} · {time} · {length}",
            day=short_day(meeting.span.start.astimezone(self._zone).date()),
            time=stretch(meeting.span, self._zone),
            length=duration(meeting.span.minutes),
        )

    def _body(self) -> QScrollArea:
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(7)
        for widget in (*self._facts(), *self._better(), *self._changes()):
            rows.addWidget(widget)
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        return scroll

    def _facts(self) -> list[QWidget]:
        trial, theme = self._trial, self._theme
        rows: list[QWidget] = [
            label(words, "note", wrap=True) for words in reason_words(trial.remarks)
        ]
        if trial.costs_nothing:
            words = tr("It costs nothing: the week is as good with it as without.")
            rows.append(icon_row(Glyph("check", theme.good, 15), plain(words, wrap=True)))
        for words, bad in fact_words(trial, self._zone):
            glyph = Glyph("warning", theme.bad, 15) if bad else Glyph("info", theme.second_text, 15)
            rows.append(icon_row(glyph, plain(words, wrap=True)))
        return rows

    def _changes(self) -> list[QWidget]:
        trial = self._trial
        if not trial.changes and not trial.left_out:
            return []
        rows: list[QWidget] = [label(tr("What would change"), "section")]
        rows += [self._change(change) for change in trial.changes]
        rows += [OmissionRow(one, self._theme) for one in trial.left_out]
        return rows

    def _change(self, change: Change) -> QWidget:
        entry = change.entry
        made = QFrame()
        made.setProperty("kind", "sunken")
        words = tr(
            "{what}: {title}, {where}",
            what=what_words(change.what),
            title=isolated(entry.title),
            where=change_words(change, self._zone),
        )
        column = QVBoxLayout(made)
        column.setContentsMargins(9, 7, 10, 8)
        column.setSpacing(2)
        glyph = Glyph(KIND_ICONS[entry.kind], self._theme.kinds[entry.kind].mark, 15)
        column.addWidget(icon_row(glyph, plain(words, wrap=True)))
        for sentence in reason_words(change.reasons)[:2]:
            column.addWidget(_aside(sentence))
        return made

    def _better(self) -> list[QWidget]:
        if not self._trial.better:
            return []
        head = QWidget()
        across = QHBoxLayout(head)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(label(tr("Better times"), "section"), 1)
        across.addWidget(self.copy)
        return [head, *(self._offer(offer) for offer in self._trial.better)]

    def _offer(self, offer: Offer) -> QWidget:
        made = QFrame()
        made.setProperty("kind", "sunken")
        column = QVBoxLayout(made)
        column.setContentsMargins(9, 7, 10, 8)
        column.setSpacing(1)
        glyph = Glyph("calendar", self._theme.good, 15)
        column.addWidget(icon_row(glyph, label(self._place(offer))))
        column.addWidget(_aside(cost_words(offer)))
        return made

    def _place(self, offer: Offer) -> str:
        day = short_day(offer.span.start.astimezone(self._zone).date())
        return tr("{day} {time}", day=day, time=stretch(offer.span, self._zone))

    def _copy_times(self) -> None:
        """Put the better times on the clipboard, for the answer to who invited."""
        lines = [self._place(offer) for offer in self._trial.better]
        QGuiApplication.clipboard().setText("\n".join(lines))


def fact_words(trial: Trial, zone: ZoneInfo) -> list[tuple[str, bool]]:
    """What a meeting costs, a sentence each, and whether it is a loss."""
    facts: list[tuple[str, bool]] = []
    for peak in trial.uncovered:
        day = short_day(peak.span.start.astimezone(zone).date())
        words = tr(
            "Leaves a peak uncovered: {day} {time}, {contacts} contacts",
            day=day,
            time=stretch(peak.span, zone),
            contacts=number(peak.window.contacts),
        )
        facts.append((words, True))
    for tier, lost in enumerate(trial.counts_lost):
        if lost > 0:
            words = tr("{what}: {count} fewer", what=tier_words(tier), count=number(lost))
            facts.append((words, True))
    if trial.on:
        names = ", ".join(
            tr("{title} ({place})", title=isolated(one.title), place=place_words(one, zone))
            for one in trial.on
        )
        facts.append((tr("Lies on what stays where it is: {names}", names=names), True))
    contacts = tr("{count} contacts are expected meanwhile", count=number(trial.contacts))
    facts.append((contacts, False))
    if round(trial.points_lost) > 0:
        words = tr(
            "The best day with it is {points} points worse", points=number(trial.points_lost)
        )
        facts.append((words, False))
    return facts


def _aside(words: str) -> QWidget:
    made = plain(words, "small", wrap=True)
    made.setContentsMargins(22, 0, 0, 0)
    return made
