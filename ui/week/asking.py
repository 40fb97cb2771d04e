"""Asking for a title beside its block: of something new, or of what is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.week.geometry import Box
from ui.week.gestures import drawn
from ui.week.panels import Panels
from ui.week.presenter import WeekPresenter
from ui.week.views import Views
from ui.widgets.language import isolated, tr

if TYPE_CHECKING:
    from ui.week.quick_entry import QuickEntry


class Asking(QObject):
    """Owns the pop-over and hands what was typed to the presenter."""

    def __init__(
        self, page: QWidget, presenter: WeekPresenter, views: Views, panels: Panels, theme: Theme
    ) -> None:
        super().__init__(page)
        self._panels = panels
        self._page = page
        self._presenter = presenter
        self._views = views
        self._dates = views.grid.dates
        self._theme = theme

    @cached_property
    def quick(self) -> QuickEntry:
        """The pop-over, made when it is first needed."""
        from ui.week.quick_entry import QuickEntry  # noqa: PLC0415 - not before it is needed

        made = QuickEntry(self._theme, self._page)
        made.closed.connect(lambda: self._views.grid.sketch(None))
        return made

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        if "quick" in self.__dict__:
            self.quick.set_theme(theme)

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
        place = (self._beside(box), self._room())
        self.quick.ask(about, title, place, take, self._views)

    def _room(self) -> QRect:
        """The week without what a panel covers of it."""
        room, panel = self._views.geometry(), self._panels.open
        if panel is not None and panel.geometry().left() > room.left():
            room.setRight(min(room.right(), panel.geometry().left() - 1))
        elif panel is not None:
            room.setLeft(max(room.left(), panel.geometry().right() + 1))
        return room

    def _beside(self, box: Box | None) -> QRect:
        """A box of the grid in the page's pixels; the middle when it is out of sight."""
        if box is None or not self._views.grid.isVisible():
            middle = self._views.geometry().center()
            return QRect(middle, middle)
        corner = self._views.mapTo(self._page, QPoint(0, 0))
        return QRect(round(box.x), round(box.y), round(box.w), round(box.h)).translated(corner)
