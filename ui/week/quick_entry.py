"""The pop-over with one field: a title, and Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.language import tr

WIDTH = 250


class QuickEntry(QFrame):
    """Asks for a title beside a place of its parent.

    Enter takes it, Esc or a click elsewhere leaves everything as it is.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("quick-entry")
        self._about = QLabel()
        self.field = QLineEdit()
        self._hint = QLabel(tr("Enter saves, Esc closes"))
        self._take: Callable[[str], None] = lambda _title: None
        self._back: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        for part in (self._about, self.field, self._hint):
            column.addWidget(part)
        self.field.returnPressed.connect(self._entered)
        self.field.installEventFilter(self)
        self.setFixedWidth(WIDTH)
        self.set_theme(theme)
        self.hide()

    def ask(
        self,
        about: str,
        title: str,
        place: tuple[QRect, QRect],
        take: Callable[[str], None],
        back: QWidget,
    ) -> None:
        """Ask for a title; focus then goes ``back``.

        ``place`` is what to stand beside and the room there is, in the parent's pixels.
        """
        self._about.setText(about)
        self.field.setText(title)
        self.field.setPlaceholderText(tr("Title"))
        self.field.setAccessibleName(tr("Title, {about}", about=about))
        self.field.selectAll()
        self._take, self._back = take, back
        self.adjustSize()
        self.move(self._place(*place))
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.setStyleSheet(
            f"#quick-entry {{ background: {theme.surface}; border: 1px solid"
            f" {theme.strong_line}; border-radius: 8px; }}"
        )
        self._hint.setStyleSheet(f"color: {theme.second_text}; font-size: 11px;")
        self._about.setStyleSheet("font-weight: 600;")

    def close_up(self) -> None:
        """Hide and give the focus back; nothing is taken."""
        back, self._back = self._back, None
        self.hide()
        self.closed.emit()
        if back is not None:
            back.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: Esc and leaving the field close the pop-over."""
        escaped = (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        )
        if escaped:
            self.close_up()
            return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._back = None
            self.close_up()
        return super().eventFilter(watched, event)

    def _entered(self) -> None:
        title, take = self.field.text(), self._take
        self.close_up()
        take(title)

    def _place(self, beside: QRect, room: QRect) -> QPoint:
        """Right of the place, else left of it; never outside the room."""
        x = beside.right() + 8
        if x + self.width() > room.right():
            x = beside.left() - self.width() - 8
        y = min(beside.top(), room.bottom() - self.height() - 8)
        most = room.right() - self.width() - 4
        return QPoint(max(min(x, most), room.left() + 4), max(y, room.top() + 4))
