"""Asking for a title beside its block: of something new, or of what is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.week.dates import Dates
from ui.week.geometry import Box
from ui.week.gestures import drawn
from ui.week.presenter import WeekPresenter
from ui.week.quick_entry import QuickEntry
from ui.week.views import Views
from ui.widgets.language import isolated, tr


class Asking(QObject):
    """Owns the pop-over and hands what was typed to the presenter."""

    def __init__(
        self, page: QWidget, presenter: WeekPresenter, views: Views, dates: Dates, theme: Theme
    ) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._views = views
        self._dates = dates
        self.quick = QuickEntry(theme, page)
        self.quick.closed.connect(lambda: views.grid.sketch(None))
        self.set_theme = self.quick.set_theme

    def for_new(self, day: date, start: int, end: int) -> None:
        """Ask what to call a new entry of that stretch, which stays sketched meanwhile."""

        def take(title: str) -> None:
            self._presenter.add(day, start, end, title)

        grid = self._views.grid
        about = f"{self._dates.weekday(day)} {self._dates.times(start, end)}"
        self._ask(about, "", grid.box_of(day, start, end), take)
        grid.sketch(drawn(day, start, end))

    def for_rename(self) -> None:
        """Ask for another title of the selected entry."""
        entry = self._presenter.selected()
        if entry is None:
            return

        def take(title: str) -> None:
            self._presenter.rename(entry, title)

        scene = self._views.grid.scene
        boxes = scene.boxes_of(entry.id) if scene else []
        about = tr("Rename {title}", title=isolated(entry.title))
        self._ask(about, entry.title, next(iter(boxes), None), take)

    def _ask(self, about: str, title: str, box: Box | None, take: Callable[[str], None]) -> None:
        self.quick.ask(about, title, self._beside(box), take, self._views)

    def _beside(self, box: Box | None) -> QRect:
        """A box of the grid in the page's pixels; the middle when it is out of sight."""
        if box is None or not self._views.grid.isVisible():
            middle = self._views.geometry().center()
            return QRect(middle, middle)
        corner = self._views.mapTo(self._page, QPoint(0, 0))
        return QRect(round(box.x), round(box.y), round(box.w), round(box.h)).translated(corner)
