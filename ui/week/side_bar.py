"""The left side of the week page: month, layers, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.entries import Entry, EntryKind
from app.services.weeks import WeekView
from ui.theme import Theme
from ui.week.panel_layers import LayerList
from ui.week.panel_month import MiniMonth, first_weekday
from ui.week.panel_next import NextUp
from ui.widgets.language import tr
from ui.widgets.style import label, line

WIDTH = 214


class SideBar(QWidget):
    """Shows a week's surroundings; emits what was clicked and decides nothing."""

    day_picked = Signal(object)  # date
    month_shown = Signal(object)  # date, the first: its totals are wanted through show_totals
    layers_changed = Signal(object)  # frozenset[EntryKind], those that are hidden
    volume_toggled = Signal(bool)
    entry_picked = Signal(object)  # Entry

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = MiniMonth(theme)
        self.layers = LayerList(theme)
        self.next_up = NextUp(theme)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Month, layers and what comes next"))
        self.setAutoFillBackground(True)
        self._lay_out()
        self.month.day_picked.connect(self.day_picked)
        self.month.month_shown.connect(self.month_shown)
        self.layers.hidden_changed.connect(self.layers_changed)
        self.layers.volume_toggled.connect(self.volume_toggled)
        self.next_up.entry_picked.connect(self.entry_picked)
        self.set_theme(theme)

    def show_view(
        self,
        view: WeekView,
        totals: Mapping[date, float],
        month: date | None = None,
        coming: Iterable[Entry] | None = None,
    ) -> None:
        """Show ``view``; ``totals`` are contacts per day of its month, expected or arrived.

        ``month`` is a day of the month to show, unless that of the week's Thursday;
        ``coming`` what next is chosen from, unless the week's entries.
        """
        zone = view.site.tz
        self.month.grid.first_weekday = first_weekday(QLocale(), view.site.working_days)
        self.month.show_week(view.monday, view.now.astimezone(zone).date(), totals, month)
        self.layers.count(view.entries)
        self.next_up.show_entries(view.entries if coming is None else coming, view.now, zone)

    def show_totals(self, month: date, totals: Mapping[date, float]) -> None:
        """Answer ``month_shown``: the contacts per day of ``month``."""
        self.month.show_month(month, totals)

    def hidden_kinds(self) -> frozenset[EntryKind]:
        """The kinds whose layer is switched off."""
        return self.layers.hidden()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.surface))
        self.setPalette(palette)
        self.month.set_theme(theme)
        self.layers.set_theme(theme)
        self.next_up.set_theme(theme)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.month)
        column.addWidget(line())
        column.addWidget(_heading(tr("Layers")))
        column.addWidget(self.layers)
        column.addWidget(line())
        column.addWidget(_heading(tr("Next up")))
        column.addWidget(self.next_up)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)


def _heading(words: str) -> QWidget:
    made = label(words, "heading")
    made.setContentsMargins(4, 4, 0, 0)
    return made
