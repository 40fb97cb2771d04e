"""How many hours the routines take, in words and as a bar with the mark that is too much."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.services.rules import HoursCount
from ui.routines.words import hours_words
from ui.theme import Theme
from ui.widgets.language import tr
from ui.widgets.spoken import percent
from ui.widgets.style import label

TOO_MUCH = 0.70
HATCH = 5.0


class HoursBar(QWidget):
    """Speaks up above `TOO_MUCH`, by colour, shape and word."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._this = label("", "heading", wrap=True)
        self._all = label("", "second", wrap=True)
        self.warning = label("", "bad", wrap=True)
        self.warning.setText(
            tr(
                "△ More than {share}: too little is left for what comes up. Make a routine rarer,"
                " shorter, or pause one.",
                share=percent(TOO_MUCH),
            )
        )
        self.warning.hide()
        self._bar = ShareBar(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for part in (self._this, self._all, self._bar, self.warning):
            column.addWidget(part)

    def show_hours(self, count: HoursCount, minutes: float | None) -> None:
        """Show the hours of all routines, and ``minutes`` a week of the one in the form."""
        self._this.setVisible(minutes is not None)
        if minutes is not None:
            self._this.setText(tr("This routine: {hours} a week", hours=hours_words(minutes)))
        self._all.setText(
            tr(
                "All routines: {hours} a week, {share} of your working week",
                hours=hours_words(count.total),
                share=percent(count.share),
            )
        )
        self._bar.show_share(count.share)
        self.warning.setVisible(count.share > TOO_MUCH)

    def words(self) -> str:
        """What it says."""
        said = [part for part in (self._this, self._all, self.warning) if not part.isHidden()]
        return " ".join(part.text() for part in said)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._bar.set_theme(theme)


class ShareBar(QWidget):
    """A share of the week; hatched from the mark on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._share = theme, 0.0
        self.setFixedHeight(16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Share of the working week"))

    def show_share(self, share: float) -> None:
        """Show a fraction of 1; more than 1 fills the bar."""
        self._share = share
        self.setAccessibleDescription(percent(share))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(240, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isRightToLeft():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        theme, track = self._theme, QRectF(0, 4, self.width(), 8)
        shape = QPainterPath()
        shape.addRoundedRect(track, 4, 4)
        painter.setClipPath(shape)
        painter.fillRect(track, QColor(theme.line))
        filled = QRectF(track)
        filled.setWidth(min(self._share, 1.0) * track.width())
        over = self._share > TOO_MUCH
        painter.fillRect(filled, QColor(theme.bad if over else theme.accent))
        if over:
            self._hatch(painter, filled, TOO_MUCH * track.width())
        painter.setClipping(False)
        x = TOO_MUCH * track.width()
        painter.setPen(QPen(QColor(theme.text), 2))
        painter.drawLine(QPointF(x, 1), QPointF(x, 15))
        painter.end()

    def _hatch(self, painter: QPainter, filled: QRectF, first: float) -> None:
        painter.setPen(QPen(QColor(self._theme.surface), 1.2))
        x = first
        while x < filled.right():
            painter.drawLine(QPointF(x, filled.bottom()), QPointF(x + 8, filled.top()))
            x += HATCH
        painter.setPen(Qt.PenStyle.NoPen)
