"""Files dropped anywhere on the window are brought in, after a look at them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

CALENDARS = frozenset({".ics", ".ical", ".ifb", ".icalendar"})
Take = Callable[[Path], None]


class Dropping(QObject):
    """Takes one file a drop: a calendar goes to ``calendar``, any other one nowhere."""

    def __init__(self, window: QWidget, calendar: Take) -> None:
        super().__init__(window)
        self._calendar = calendar
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override."""
        if isinstance(event, QDragEnterEvent) and calendar_in(event.mimeData()):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            file = calendar_in(event.mimeData())
            if file is not None:
                event.acceptProposedAction()
                self._calendar(file)
                return True
        return super().eventFilter(watched, event)


def calendar_in(dropped: QMimeData) -> Path | None:
    """The first calendar file among what is dragged."""
    files = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    return next((file for file in files if file.suffix.lower() in CALENDARS), None)
