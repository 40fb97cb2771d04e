"""Chips that say how an entry stands, and the sentences that say why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.domain.demands import is_skipped
from app.domain.entries import Availability, Entry, Protection
from app.domain.reasons import Reason, Reasons
from app.domain.wording import WORTH_KNOWING, sentence
from ui.theme import Theme
from ui.widgets.glyph import Glyph
from ui.widgets.icons import paint_icon
from ui.widgets.language import tr, tr_text
from ui.widgets.style import label


@dataclass(frozen=True, slots=True)
class ChipFacts:
    """An icon and a word or two."""

    icon: str
    words: str


def chips_for(entry: Entry) -> list[ChipFacts]:
    """Say how ``entry`` came to be, whether it repeats and what others see."""
    chips = []
    if entry.cancelled:
        words = tr("Skipped") if is_skipped(entry) else tr("Cancelled")
        chips.append(ChipFacts("close", words))
    if entry.source is not None:
        chips.append(ChipFacts("import", tr("Imported")))
    elif entry.protection is Protection.PLANNED:
        chips.append(ChipFacts("spark", tr("Auto-placed")))
    elif entry.protection is Protection.LOCKED:
        chips.append(ChipFacts("lock", tr("Locked")))
    elif entry.protection is Protection.TENTATIVE:
        chips.append(ChipFacts("info", tr("Tentative")))
    if entry.routine is not None or (entry.source is not None and entry.source.recurrence):
        chips.append(ChipFacts("repeat", tr("Weekly") if entry.routine else tr("Repeats")))
    if entry.cancelled:
        return chips  # what does not take place keeps nobody busy
    if entry.availability is Availability.BUSY:
        chips.append(ChipFacts("people", tr("Busy to others")))
    else:
        chips.append(ChipFacts("people", tr("Free to others")))
    return chips


class Chip(QWidget):
    """A pale pill; it says something and does nothing."""

    def __init__(self, facts: ChipFacts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts, self._theme = facts, theme
        self.setAccessibleName(facts.words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(QFontMetrics(self._font()).horizontalAdvance(self._facts.words) + 28, 22)

    def minimumSizeHint(self) -> QSize:
        """Qt override."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, mirrored = self._theme, self.isRightToLeft()
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.sunken))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10.5, 10.5)
        icon_x = self.width() - 19 if mirrored else 7
        paint_icon(painter, self._facts.icon, QRectF(icon_x, 5, 12, 12), theme.second_text)
        painter.setFont(self._font())
        painter.setPen(QColor(theme.second_text))
        words = QRectF(7 if mirrored else 21, 0, self.width() - 28, 22)
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, leading, self._facts.words)
        painter.end()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(10)
        font.setWeight(QFont.Weight.Medium)
        return font


class ReasonList(QWidget):
    """Sentences, each with a tick when it speaks for the place, else with an arrow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._reasons: Reasons = ()
        self._rows: list[QWidget] = []

    def show_reasons(self, reasons: Iterable[Reason]) -> None:
        """Replace what is shown."""
        self._reasons = tuple(reasons)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(reason) for reason in self._reasons]
        for row in self._rows:
            self._column.addWidget(row)

    def sentences(self) -> list[str]:
        """The sentences as they stand on screen."""
        return [tr_text(sentence(reason)) for reason in self._reasons]

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.show_reasons(self._reasons)

    def _row(self, reason: Reason) -> QWidget:
        speaks_for = reason.code not in WORTH_KNOWING
        glyph = Glyph(
            "check" if speaks_for else "chevron-right",
            self._theme.good if speaks_for else self._theme.second_text,
            14,
        )
        glyph.setAccessibleName(tr("speaks for it") if speaks_for else tr("worth knowing"))
        return icon_row(glyph, plain(tr_text(sentence(reason)), wrap=True))


def icon_row(glyph: Glyph, words: QLabel) -> QWidget:
    """Put an icon beside wrapped words, level with their first line."""
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    holder = QVBoxLayout()
    holder.setContentsMargins(0, 2, 0, 0)
    holder.addWidget(glyph)
    holder.addStretch(1)
    across.addLayout(holder)
    across.addWidget(words, 1)
    return row


def plain(words: str, kind: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label that never takes what a user wrote for markup."""
    made = label(words, kind, wrap=wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made
