"""The rail at the leading edge: logo and the window's pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme
from ui.widgets.icons import paint_icon
from ui.widgets.language import tr
from ui.widgets.style import app_font

WIDTH = 76


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the window: its id, word, icon and key; ``foot`` puts it at the lower end.

    One ``under`` another has no button of its own; the other's is down while it is open.
    """

    id: str
    word: str
    icon: str
    keys: str
    foot: bool = False
    under: str = ""


class Rail(QFrame):
    """One button a page; shows which page is open."""

    picked = Signal(str)

    def __init__(self, places: Sequence[Place], theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Pages"))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._logo = Logo(theme)
        self._edge = QFrame()
        self._edge.setProperty("kind", "edge")
        self._edge.setFixedWidth(1)
        self._lay_out(places, theme)

    def choose(self, place: str) -> None:
        """Show ``place`` as open, without a signal."""
        self._buttons[place].setChecked(True)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._logo.set_theme(theme)
        for button in self._buttons.values():
            button.set_theme(theme)

    def _lay_out(self, places: Sequence[Place], theme: Theme) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 14, 0, 10)
        column.setSpacing(4)
        column.addWidget(self._logo, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        for place in (one for one in places if not one.under):
            if place.foot:
                column.addStretch(1)
            button = RailButton(place, theme)
            button.clicked.connect(lambda _=False, p=place.id: self.picked.emit(p))
            self._group.addButton(button)
            self._buttons[place.id] = button
            column.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self._edge)


class RailButton(QAbstractButton):
    """Icon over word; the open page has a pale box and a bar at the edge."""

    def __init__(self, place: Place, theme: Theme) -> None:
        super().__init__()
        self._icon = place.icon
        self._theme = theme
        self._badge = ""
        self.setText(place.word)
        self.setAccessibleName(place.word)
        self.setToolTip(f"{place.word} ({place.keys})" if place.keys else place.word)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(WIDTH - 1, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        box = QRectF(8, 1, self.width() - 16, self.height() - 2)
        colour = theme.accent if self.isChecked() else theme.second_text
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_fill if self.isChecked() else theme.sunken))
            painter.drawRoundedRect(box, 9, 9)
        if self.isChecked():
            self._paint_bar(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        paint_icon(painter, self._icon, QRectF(self.width() / 2 - 10, 9, 20, 20), colour)
        painter.setPen(QColor(colour))
        painter.setFont(app_font(11, app_font().Weight.DemiBold))
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width() - 4
        )
        painter.drawText(QRectF(0, 31, self.width(), 20), Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    def _paint_bar(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent))
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - 3 if right_to_left else 0
        painter.drawRoundedRect(QRectF(left, 14, 3, self.height() - 28), 1.5, 1.5)


class Logo(QWidget):
    """The shield in its box."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(36, 36)
        self.setAccessibleName("Firebreak")

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent))
        painter.drawRoundedRect(QRectF(self.rect()), 9, 9)
        paint_icon(painter, "shield", QRectF(9, 9, 18, 18), self._theme.accent_text)
        painter.end()
