"""The page of an empty store: three ways to begin, never a silent empty grid."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.icons import paint_icon
from ui.widgets.language import tr
from ui.widgets.style import app_font, label


class FirstRunPage(QWidget):
    """Says what Firebreak does and offers the sample, a calendar and volumes."""

    sample_asked = Signal()
    calendar_asked = Signal()
    volumes_asked = Signal()
    empty_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.offers = [
            Offer(
                "spark",
                tr("Show me a sample week"),
                tr("An invented centre with 16 weeks of contacts. One click takes it out again."),
                theme,
            ),
            Offer(
                "calendar",
                tr("Import my calendar (.ics)"),
                tr("Your own meetings, so that blocks are planned around them."),
                theme,
            ),
            Offer(
                "trend",
                tr("Add contact volumes (CSV)"),
                tr("An export of your phone system. Peaks and calm days come from it."),
                theme,
            ),
        ]
        asked = (self.sample_asked, self.calendar_asked, self.volumes_asked)
        for offer, signal in zip(self.offers, asked, strict=True):
            offer.clicked.connect(lambda _=False, s=signal: s.emit())
        self._lay_out()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        for offer in self.offers:
            offer.set_theme(theme)

    def _lay_out(self) -> None:
        title = label(tr("Keep the hours free in which fires break out"), "huge")
        words = label(
            tr(
                "Firebreak finds your contact peaks, keeps them free of meetings 13 weeks ahead,"
                " and says why for every block. How would you like to begin?"
            ),
            "second",
            wrap=True,
        )
        words.setFixedWidth(560)
        words.setMinimumHeight(words.heightForWidth(560))
        for text in (title, words):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch(1)
        for offer in self.offers:
            row.addWidget(offer)
        row.addStretch(1)
        empty = Button(tr("Begin with an empty week"), "link")
        empty.clicked.connect(self.empty_asked)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(title)
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(22)
        column.addLayout(row)
        column.addSpacing(10)
        column.addWidget(empty, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


class Offer(QAbstractButton):
    """A large button: icon, what it does, and one sentence more."""

    def __init__(self, icon: str, words: str, detail: str, theme: Theme) -> None:
        super().__init__()
        self._icon = icon
        self._theme = theme
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(detail)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._title = QLabel(words)
        self._title.setWordWrap(True)
        self._title.setProperty("kind", "heading")
        self._detail = label(detail, "second", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 76, 20, 18)
        column.setSpacing(6)
        for part in (self._title, self._detail):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            part.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            column.addWidget(part)
        column.addStretch(1)
        self.setFixedSize(244, 196)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(244, 196)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(app_font())
        strong = self.hasFocus() or self.underMouse()
        painter.setPen(QPen(QColor(theme.accent if strong else theme.line), 2 if strong else 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - 20 - 40 if right_to_left else 20
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent_fill))
        painter.drawRoundedRect(QRectF(left, 22, 40, 40), 10, 10)
        paint_icon(painter, self._icon, QRectF(left + 10, 32, 20, 20), theme.accent)
        painter.end()
