"""Keeps the month's days summed up for side bar and month view, read off the GUI thread."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.week.presenter import WeekPresenter

if TYPE_CHECKING:
    from app.services.weeks import WeekView

Totals = dict[date, float]
_PATIENCE = 100
"""Milliseconds after the start; the month is looked at after the week."""


class MonthReading(QObject):
    """Reads a month's weeks once, and again when told that they are stale."""

    read = Signal(object, object)  # month (a date), list[WeekView]
    other_read = Signal(object, object)  # month, Totals

    def __init__(self, presenter: WeekPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._month: date | None = None
        self._entries_changed = self._begun = False
        self.totals: Totals = {}

    def make_stale(self, *, totals: bool) -> None:
        """Entries changed, or with ``totals`` what is expected of the days too."""
        self._entries_changed = True
        if totals:
            self._month = None

    def want(self, month: date, *, entries: bool) -> None:
        """Have ``month`` read unless it is; begun once what is shown has been painted.

        Where ``entries`` are not looked at, their change alone is no reason to read again.
        """
        if month != self._month or (entries and self._entries_changed):
            self._month = month
            self._entries_changed = False
            # The first picture has to come first: reading takes turns with painting.
            QTimer.singleShot(0 if self._begun else _PATIENCE, self, self._begin)

    def read_other(self, month: date) -> None:
        """Read a month that is only glanced at."""
        self._presenter.read_month(
            month, lambda first, weeks: self.other_read.emit(first, totals_of(weeks))
        )

    def _begin(self) -> None:
        self._begun = True
        if self._month is not None:
            self._presenter.read_month(self._month, self._take)

    def _take(self, month: date, weeks: list[WeekView]) -> None:
        if month == self._month:
            self.totals = totals_of(weeks)
            self.read.emit(month, weeks)


def totals_of(weeks: list[WeekView]) -> Totals:
    """Contacts expected per day."""
    return {day.day: day.total for week in weeks for day in week.outlook.days}
