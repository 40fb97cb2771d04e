"""Keeps the month's days summed up for side bar and month view, read off the GUI thread."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.week.presenter import WeekPresenter

if TYPE_CHECKING:
    from app.services.weeks import WeekView

Totals = dict[date, float]


class MonthReading(QObject):
    """Reads a month's weeks once, and again when told that they are stale."""

    read = Signal(object, object)  # month (a date), list[WeekView]
    other_read = Signal(object, object)  # month, Totals

    def __init__(self, presenter: WeekPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._month: date | None = None
        self.totals: Totals = {}

    def make_stale(self) -> None:
        """What was read is no longer so."""
        self._month = None

    def want(self, month: date) -> None:
        """Have ``month`` read unless it is; begun once what is shown has been painted."""
        if month != self._month:
            self._month = month
            QTimer.singleShot(0, self, self._begin)

    def read_other(self, month: date) -> None:
        """Read a month that is only glanced at."""
        self._presenter.read_month(
            month, lambda first, weeks: self.other_read.emit(first, totals_of(weeks))
        )

    def _begin(self) -> None:
        if self._month is not None:
            self._presenter.read_month(self._month, self._take)

    def _take(self, month: date, weeks: list[WeekView]) -> None:
        if month == self._month:
            self.totals = totals_of(weeks)
            self.read.emit(month, weeks)


def totals_of(weeks: list[WeekView]) -> Totals:
    """Contacts expected per day."""
    return {day.day: day.total for week in weeks for day in week.outlook.days}
