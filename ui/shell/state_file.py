"""FIREBREAK_STATE: what the window shows, written for those who try it by program."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

PageState = Callable[[], Mapping[str, object]]
_SETTLED_MS = 30
_TELLING = frozenset(
    {
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.Resize,
        QEvent.Type.Move,
        QEvent.Type.LayoutRequest,
        QEvent.Type.EnabledChange,
        QEvent.Type.Paint,
    }
)


class StateFile(QObject):
    """Writes ``file`` anew, atomically, whenever something visible has settled.

    Keys: view, selection, counts, blocks (id, kind, start, end, rect), buttons (name,
    rect). Rectangles are [x, y, width, height] in logical pixels of the window.
    """

    def __init__(self, file: Path, window: QWidget, page_state: PageState) -> None:
        super().__init__(window)
        self._file = file
        self._window = window
        self._page_state = page_state
        self._last = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED_MS)
        self._timer.timeout.connect(self.write)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: anything shown, hidden, moved or painted may have changed the state."""
        if event.type() in _TELLING and isinstance(watched, QWidget):
            self._timer.start()
        return False

    def note(self) -> None:
        """Write soon: something changed that needed no repaint."""
        self._timer.start()

    def write(self) -> None:
        """Write now, when there is something new."""
        state = {**self._page_state(), "buttons": self._buttons()}
        written = json.dumps(state, ensure_ascii=False)
        if written == self._last:
            return
        self._last = written
        new = self._file.with_name(f"{self._file.name}.new")
        new.write_text(written, encoding="utf-8")
        os.replace(new, self._file)  # noqa: PTH105 - Path.replace is the same call

    def _buttons(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = []
        for top in QApplication.topLevelWidgets():
            if not top.isVisible():
                continue
            for button in top.findChildren(QAbstractButton):
                name = button.accessibleName() or button.text()
                if button.isVisible() and name:
                    found.append({"name": name, "rect": self._rect(button)})
        return found

    def _rect(self, widget: QWidget) -> list[int]:
        corner = self._window.mapFromGlobal(widget.mapToGlobal(QPoint(0, 0)))
        box = QRect(corner, widget.size())
        return [box.x(), box.y(), box.width(), box.height()]
