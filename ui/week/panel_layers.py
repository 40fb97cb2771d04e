"""The layers of the week: what each is, how much of it there is, whether it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from app.domain.entries import Entry, EntryKind
from ui.theme import Theme
from ui.widgets.glyph import paint_boxed_icon
from ui.widgets.language import tr
from ui.widgets.spoken import number

ROW_HEIGHT = 26


@dataclass(frozen=True, slots=True)
class Layer:
    """What is shown and hidden together. ``kinds`` is empty for the contact volume."""

    name: str
    icon: str
    kinds: tuple[EntryKind, ...]


def week_layers() -> tuple[Layer, ...]:
    """Name the layers in the order they are listed, in the window's language."""
    return (
        Layer(tr("Unplanned blocks"), "shield", (EntryKind.UNPLANNED,)),
        Layer(tr("Open-door slots"), "door", (EntryKind.OPEN_DOOR,)),
        Layer(tr("Roll-out checkpoints"), "clipboard", (EntryKind.ROLLOUT,)),
        Layer(tr("People & 1:1"), "people", (EntryKind.PEOPLE,)),
        Layer(tr("Performance & quality"), "chart", (EntryKind.PERFORMANCE,)),
        Layer(tr("Meetings and lunch"), "calendar", (EntryKind.MEETING, EntryKind.LUNCH)),
        Layer(tr("Contact volume"), "", ()),
    )


class LayerRow(QAbstractButton):
    """One layer. Switched off it is pale, struck through and its box is empty."""

    def __init__(self, layer: Layer, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer, self.theme = layer, theme
        self._count: int | None = None
        self.setCheckable(True)
        self.setChecked(True)
        self.setFixedHeight(ROW_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(layer.name)
        self.toggled.connect(self._say)
        self._say()

    def show_count(self, count: int | None) -> None:
        """Show how many there are in the week; None shows nothing."""
        self._count = count
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(180, ROW_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        if self.underMouse() or self.hasFocus():
            painter.setPen(
                QPen(QColor(theme.accent), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen
            )
            painter.setBrush(QColor(theme.sunken))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        self._paint_icon(painter, self._mirrored(QRectF(4, 4, 18, 18)))
        font = QFont(self.font())
        font.setPixelSize(12)
        font.setStrikeOut(not self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(theme.text if self.isChecked() else theme.second_text))
        words = painter.fontMetrics().elidedText(
            self.layer.name, Qt.TextElideMode.ElideRight, self.width() - 62
        )
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            self._mirrored(QRectF(30, 0, self.width() - 62, ROW_HEIGHT)), leading, words
        )
        self._paint_end(painter, font)
        painter.end()

    def _paint_icon(self, painter: QPainter, box: QRectF) -> None:
        theme = self.theme
        if not self.isChecked():
            painter.setPen(QPen(QColor(theme.strong_line), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4.5, 4.5)
        elif self.layer.kinds:
            mark = theme.kinds[self.layer.kinds[0]]
            paint_boxed_icon(painter, self.layer.icon, box, mark.mark, mark.fill)
        else:
            self._paint_bars(painter, box)

    def _paint_bars(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for row, (share, peak) in enumerate(((0.45, False), (0.9, True), (0.6, False))):
            painter.setBrush(QColor(self.theme.peak_bar if peak else self.theme.volume_bar))
            bar = QRectF(box.left() + 2, box.top() + 3 + row * 4.6, 14 * share, 3.2)
            if self.isRightToLeft():
                bar.moveRight(box.right() - 2)
            painter.drawRoundedRect(bar, 1, 1)

    def _paint_end(self, painter: QPainter, font: QFont) -> None:
        """Write the count; a hidden layer shows a struck eye in its place."""
        box = self._mirrored(QRectF(self.width() - 30, 0, 24, ROW_HEIGHT))
        if not self.isChecked():
            self._paint_struck_eye(painter, box)
        elif self._count is not None:
            font.setStrikeOut(False)
            painter.setFont(font)
            painter.setPen(QColor(self.theme.second_text))
            trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, trailing, number(self._count))

    def _paint_struck_eye(self, painter: QPainter, box: QRectF) -> None:
        centre = box.center()
        painter.setPen(QPen(QColor(self.theme.second_text), 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, 6.5, 4.0)
        painter.drawEllipse(centre, 1.6, 1.6)
        painter.drawLine(
            int(centre.x() - 7), int(centre.y() + 5), int(centre.x() + 7), int(centre.y() - 5)
        )

    def _mirrored(self, box: QRectF) -> QRectF:
        if self.isRightToLeft():
            box.moveLeft(self.width() - box.right())
        return box

    def _say(self) -> None:
        shown = tr("shown") if self.isChecked() else tr("hidden")
        if self._count is None:
            self.setAccessibleDescription(shown)
        else:
            self.setAccessibleDescription(
                tr("{count} this week, {shown}", count=number(self._count), shown=shown)
            )
        self.setToolTip(tr("Click to hide") if self.isChecked() else tr("Click to show"))


class LayerList(QWidget):
    """Every layer with its count; a click hides or shows it."""

    hidden_changed = Signal(object)  # frozenset[EntryKind]
    volume_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows = [LayerRow(layer, theme) for layer in week_layers()]
        for row in self.rows:
            column.addWidget(row)
            if row.layer.kinds:
                row.toggled.connect(lambda _: self.hidden_changed.emit(self.hidden()))
            else:
                row.toggled.connect(self.volume_toggled)

    def hidden(self) -> frozenset[EntryKind]:
        """The kinds that are switched off."""
        return frozenset(
            kind for row in self.rows if not row.isChecked() for kind in row.layer.kinds
        )

    def count(self, entries: Iterable[Entry]) -> None:
        """Show how many entries of each layer stand; cancelled ones do not count."""
        kinds = Counter(entry.kind for entry in entries if not entry.cancelled)
        for row in self.rows:
            if row.layer.kinds:
                row.show_count(sum(kinds[kind] for kind in row.layer.kinds))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        for row in self.rows:
            row.theme = theme
            row.update()
