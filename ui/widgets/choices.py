"""Lists and days to choose from, the same on every page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, QPoint, QRectF, QStringListModel, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QDateEdit, QWidget

from ui.widgets.icons import paint_icon

ARROW = 14


class CalmCombo(QComboBox):
    """A combo box that scrolling past does not change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt override: leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override: the style sheet leaves the arrow out."""
        super().paintEvent(event)
        _paint_arrow(self)


class SearchCombo(CalmCombo):
    """A long list in which typing any part of a word finds it."""

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._found = QStringListModel(self)
        completer = QCompleter(self._found, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.setMaxVisibleItems(14)
        self.show_choices(choices)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices, each its words and its value."""
        self.clear()
        for words, value in choices:
            self.addItem(words, value)
        self._found.setStringList([words for words, _ in choices])

    def written(self) -> str:
        """The chosen value, or what was typed when it is none of the choices."""
        typed = self.currentText().strip()
        index = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(index)) if index >= 0 else typed

    def show_value(self, value: str) -> None:
        """Show the choice for ``value``, or the value itself."""
        index = self.findData(value)
        self.setCurrentIndex(index)
        if index < 0:
            self.setEditText(value)


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """Every zone people pick from, places first, in order."""
    places = {name for name in available_timezones() if "/" in name and "Etc/" not in name}
    return (*sorted(places), "UTC")


class DayEdit(QDateEdit):
    """A day, typed or picked from a month."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("ddd d MMM yyyy")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet(
            "QDateEdit::drop-down { border: none; width: 24px; }"
            "QDateEdit::down-arrow { image: none; }"
        )
        self.show_day(day)

    def day(self) -> date:
        """The day that is shown."""
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def show_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt override: leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override: the style sheet leaves the arrow out."""
        super().paintEvent(event)
        _paint_arrow(self)


def _paint_arrow(widget: QWidget) -> None:
    painter = QPainter(widget)
    x = 7 if widget.isRightToLeft() else widget.width() - ARROW - 7
    corner = QPoint(x, (widget.height() - ARROW) // 2)
    colour = QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText).name()
    paint_icon(painter, "chevron-down", QRectF(corner.x(), corner.y(), ARROW, ARROW), colour)
    painter.end()
