"""The strip above a page: where in time it is, how it is looked at, what can be done."""

from __future__ import annotations

import re

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.shell.actions import Actions
from ui.widgets.buttons import Button, icon_button
from ui.widgets.icons import paint_icon
from ui.widgets.language import tr
from ui.widgets.segmented import SegmentedControl
from ui.widgets.style import app_font

HEIGHT = 57


class Toolbar(QFrame):
    """The week's toolbar. Buttons follow the actions they stand for."""

    view_picked = Signal(str)

    def __init__(self, actions: Actions, views: list[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setFixedHeight(HEIGHT)
        self._actions = actions
        self._title = QLabel()
        self._title.setObjectName("week-title")
        self._number = QLabel()
        self._number.setObjectName("week-number")
        self._full = ("", "")
        self.views = SegmentedControl(views, tr("How the time is shown"))
        self.views.picked.connect(self.view_picked)
        self.search = SearchButton()
        self.search.clicked.connect(actions["search"].trigger)
        self._roomy: list[QWidget] = []
        self._lay_out()

    def set_title(self, title: str, number: str) -> None:
        """Show "16–22 November 2026" and "week 47"; both are shortened where room is short."""
        self._full = (title, number)
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override."""
        self._fit(event.size().width())
        super().resizeEvent(event)

    def _fit(self, width: int) -> None:
        """Shorten the title first, then leave out what keys and the command box do as well."""
        for short, compact in ((False, False), (True, False), (True, True)):
            self._show(short=short, compact=compact)
            if self._row.minimumSize().width() <= width:
                return

    def _show(self, *, short: bool, compact: bool) -> None:
        title, number = self._full
        self._title.setText(shorter_months(title) if short else title)
        self._number.setText(shorter_number(number) if short else number)
        for widget in self._roomy:
            widget.setHidden(compact)
        self.search.setMaximumWidth(150 if compact else 216)
        self._air.setFixedWidth(82 if compact else 0)
        self._row.invalidate()

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._square("previous", "chevron-left"))
        row.addWidget(self._square("next", "chevron-right"))
        row.addWidget(self._worded("today", "bar"))
        row.addSpacing(6)
        row.addWidget(self._title)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.views)
        row.addSpacing(10)
        row.addWidget(self.search, 1000)
        self._air = QWidget()
        row.addWidget(self._air)
        undo, redo = self._square("undo", "undo"), self._square("redo", "redo")
        new = self._worded("new", "bar", "plus", tr("New"))
        row.addWidget(undo)
        row.addWidget(redo)
        row.addSpacing(4)
        row.addWidget(new)
        row.addWidget(self._worded("plan", "bar-primary", "spark"))
        self._roomy = [self.views, undo, redo, new]

    def _square(self, name: str, icon: str) -> Button:
        action = self._actions[name]
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        button = icon_button(icon, action.text(), shortcut=keys)
        return _follow(button, action)

    def _worded(self, name: str, kind: str, icon: str = "", words: str = "") -> Button:
        action = self._actions[name]
        button = Button(words or action.text(), kind, icon)
        button.setAccessibleName(action.text())
        return _follow(button, action)


class SearchButton(QPushButton):
    """Looks like a field, opens the command box."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setAccessibleName(tr("Search or type a command"))
        self.setMinimumWidth(150)
        self.setMaximumWidth(216)
        self.setMinimumHeight(32)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = tr("Search or type a command…")
        key = QLabel(QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText))
        key.setText(key.text().replace("+", " "))
        key.setProperty("kind", "key")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 7, 0)
        row.addStretch(1)
        row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._key = key

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(216, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override: the words give way to the key cap."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(app_font())
        colour = QGuiApplication.palette().placeholderText().color()
        painter.setPen(colour)
        taken = self._key.width() + 14
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        glyph = QRectF(self.width() - 26 if mirrored else 10, (self.height() - 16) / 2, 16, 16)
        paint_icon(painter, "search", glyph, colour.name())
        sides = (taken, -34) if mirrored else (34, -taken)
        room = self.rect().adjusted(sides[0], 0, sides[1], 0)
        words = painter.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, room.width()
        )
        start = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(room, start, words)
        painter.end()


def shorter_months(title: str) -> str:
    """Write "16–22 Nov 2026" for "16–22 November 2026", in the window's language."""
    locale = QLocale()
    for month in range(1, 13):
        long = locale.monthName(month, QLocale.FormatType.LongFormat)
        title = title.replace(long, locale.monthName(month, QLocale.FormatType.ShortFormat))
    return title


def shorter_number(number: str) -> str:
    """Write "w 47" for "week 47"."""
    digits = re.search(r"\d+", number)
    return tr("w {number}", number=digits.group()) if digits else number


def _follow(button: Button, action: QAction) -> Button:
    button.clicked.connect(action.trigger)
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
    return button
