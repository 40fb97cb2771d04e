"""The command box (Ctrl+K): type a few letters, press Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.shell.findings import Finding
from ui.widgets.icons import paint_icon
from ui.widgets.language import tr
from ui.widgets.style import app_font

Search = Callable[[str], Sequence[Finding]]
_ROW = 34
_ROWS = 9
_WIDTH = 560
_HINT_ROLE = Qt.ItemDataRole.UserRole + 1
_ICON_ROLE = Qt.ItemDataRole.UserRole + 2
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _ROWS,
    Qt.Key.Key_PageUp: -_ROWS,
}


class FindingModel(QAbstractListModel):
    """Findings as rows: words, detail and icon."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._findings: Sequence[Finding] = ()

    def show(self, findings: Sequence[Finding]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._findings = findings
        self.endResetModel()

    def finding(self, row: int) -> Finding | None:
        """The finding of a row; None where there is none."""
        return self._findings[row] if 0 <= row < len(self._findings) else None

    def rowCount(self, parent: object = None) -> int:
        """Qt override."""
        return len(self._findings)

    def data(self, index: object, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt override."""
        row = index.row() if isinstance(index, QModelIndex) else -1
        finding = self.finding(row)
        if finding is None:
            return None
        accessible = f"{finding.words}, {finding.detail}" if finding.detail else finding.words
        return {
            Qt.ItemDataRole.DisplayRole: finding.words,
            Qt.ItemDataRole.AccessibleTextRole: accessible,
            _HINT_ROLE: finding.detail,
            _ICON_ROLE: finding.icon,
        }.get(Qt.ItemDataRole(role) if role < Qt.ItemDataRole.UserRole else role)


class FindingDelegate(QStyledItemDelegate):
    """Paints icon, words and, at the far end, keys or date."""

    def sizeHint(self, option: object, index: object) -> QSize:
        """Qt override."""
        return QSize(_WIDTH - 24, _ROW)

    def paint(self, painter: QPainter, option: object, index: object) -> None:
        """Qt override."""
        assert isinstance(option, QStyleOptionViewItem)
        assert isinstance(index, QModelIndex)
        colours = option.palette
        box = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & option.state.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(box.adjusted(4, 1, -4, -1), 6, 6)
        self._paint_words(painter, option, index, box.adjusted(14, 0, -14, 0))
        painter.restore()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex, room: QRect
    ) -> None:
        colours, direction = option.palette, option.direction
        second = colours.color(QPalette.ColorRole.PlaceholderText)
        visual = self.parent_style_rect
        icon_box = visual(direction, room, QRect(room.left(), room.top() + 9, 16, 16))
        paint_icon(painter, str(index.data(_ICON_ROLE)), icon_box.toRectF(), second.name())
        leading = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        trailing = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
        painter.setFont(app_font(12))
        detail = str(index.data(_HINT_ROLE) or "")
        taken = painter.fontMetrics().horizontalAdvance(detail) + 12
        painter.setPen(second)
        painter.drawText(room, trailing, detail)
        painter.setFont(app_font())
        painter.setPen(colours.color(QPalette.ColorRole.WindowText))
        words_box = visual(direction, room, room.adjusted(26, 0, -taken, 0))
        words = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, words_box.width()
        )
        painter.drawText(words_box, leading, words)

    @staticmethod
    def parent_style_rect(direction: Qt.LayoutDirection, room: QRect, box: QRect) -> QRect:
        """Mirror ``box`` within ``room`` where the window reads right to left."""
        if direction is Qt.LayoutDirection.LeftToRight:
            return box
        return QRect(room.left() + room.right() - box.right(), box.top(), box.width(), box.height())


class CommandBox(QFrame):
    """One field and what it finds; closes on Escape, Enter or a click elsewhere."""

    def __init__(self, parent: QWidget, search: Search) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._over = parent
        self._search = search
        self._came_from: QWidget | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("A command, a title, a date or “week 50”"))
        self.field.setAccessibleName(tr("Search or type a command"))
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self._model = FindingModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(FindingDelegate(self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr("What was found"))
        self.list.clicked.connect(lambda _index: self._take())
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.hide()

    def open(self, query: str = "") -> None:
        """Show it over the window and take the focus until it closes."""
        if not self.isVisible():
            self._came_from = self.window().focusWidget()
        self.field.setText(query)
        self.field.selectAll()
        self._find(query)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def findings(self) -> list[Finding]:
        """What is listed."""
        rows = range(self._model.rowCount())
        return [finding for row in rows if (finding := self._model.finding(row))]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: the field keeps the focus, its keys move the list."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._key(Qt.Key(event.key()))
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        if key in _MOVES:
            rows = max(1, self._model.rowCount())
            row = min(rows - 1, max(0, self.list.currentIndex().row() + _MOVES[key]))
            self.list.setCurrentIndex(self._model.index(row, 0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key == Qt.Key.Key_Escape:
            self._close()
        else:
            return False
        return True

    def _take(self) -> None:
        finding = self._model.finding(self.list.currentIndex().row())
        self._close()
        if finding is not None:
            finding.run()

    def _close(self) -> None:
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()

    def _find(self, query: str) -> None:
        self._model.show(self._search(query))
        rows = self._model.rowCount()
        self.list.setVisible(rows > 0)
        if rows:
            self.list.setCurrentIndex(self._model.index(0, 0))
        self._settle(min(rows, _ROWS))

    def _settle(self, rows: int) -> None:
        width = min(_WIDTH, self._over.width() - 48)
        height = 12 + self.field.sizeHint().height() + (rows * _ROW + 14 if rows else 0)
        self.setGeometry((self._over.width() - width) // 2, 62, width, height)
