"""The week as a list: the same model, for the keyboard and the screen reader."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.entries import Entry, EntryId
from ui.theme import Theme
from ui.week.dates import LONG, Dates
from ui.week.geometry import Box
from ui.week.ink import Face, Ink, rect
from ui.week.model import Role, WeekModel
from ui.week.panel_kinds import KIND_ICONS
from ui.week.sentences import kind_name, shown_title
from ui.widgets.language import tr

if TYPE_CHECKING:
    from app.services.weeks import WeekView

ROW = 40
HEADING = 34
TIMES_WIDTH = 104
STATE_WIDTH = 90
Index = QModelIndex | QPersistentModelIndex


class AgendaView(QListView):
    """Rows of a day under its heading. Arrow keys walk, Enter opens."""

    entry_selected = Signal(object)  # Entry
    entry_opened = Signal(object)  # Entry

    def __init__(
        self, model: WeekModel, theme: Theme, dates: Dates, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._week = model
        self._rows = _Rows(theme, dates, self)
        self.setModel(model)
        self.setItemDelegate(self._rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(tr("Agenda"))
        self.selectionModel().currentChanged.connect(self._moved_to)
        self.doubleClicked.connect(lambda index: self.entry_opened.emit(index.data(Role.ENTRY)))
        self.set_theme(theme)

    def select(self, entry_id: EntryId | None) -> None:
        """Make an entry the current row; emits nothing when it already is."""
        row = self._week.row_of(entry_id)
        if row >= 0 and self.currentIndex().row() != row:
            self.setCurrentIndex(self._week.index(row))

    def show_days(self, view: WeekView) -> None:
        """Tell the headings which day is today."""
        self._rows.today = view.now.astimezone(view.site.tz).date()
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._rows.set_theme(theme)
        self.setStyleSheet(
            f"QListView {{ background: {theme.surface}; border: none; border-radius: 0; }}"
        )

    def boxes(self) -> list[tuple[Entry, QRect]]:
        """The rows in sight, in this widget's pixels."""
        inside = self.viewport().rect()
        found = []
        for row in range(self._week.rowCount()):
            index = self._week.index(row)
            box = self.visualRect(index)
            if box.isValid() and inside.intersects(box):
                found.append((index.data(Role.ENTRY), box))
        return found

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt override: coming here selects nothing."""
        walker = self.selectionModel()
        walker.blockSignals(True)
        super().focusInEvent(event)
        walker.blockSignals(False)

    def _moved_to(self, index: QModelIndex) -> None:
        entry = index.data(Role.ENTRY)
        if entry is not None:
            self.entry_selected.emit(entry)


class _Rows(QStyledItemDelegate):
    """Paints one entry; the first of a day carries the day's heading."""

    def __init__(self, theme: Theme, dates: Dates, view: QWidget) -> None:
        super().__init__(view)
        self.today: date | None = None
        self._view = view
        self._dates = dates
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._ink = Ink(
            theme,
            self._view.font(),
            self._dates,
            ratio=self._view.devicePixelRatioF(),
            dots=self._view.logicalDpiY(),
        )

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt override."""
        height = ROW * self._ink.scale
        if index.data(Role.OPENS_DAY):
            height += HEADING * self._ink.scale
        return QSize(320, round(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt override."""
        entry = index.data(Role.ENTRY)
        if entry is None:
            return
        ink = self._ink
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        ink.mirrored = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        box = Box(area.x() + 24, area.y(), area.width() - 48, area.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(Role.OPENS_DAY):
            box = self._heading(painter, box, index.data(Role.DAY))
        self._row(
            painter, box, entry, index, selected=bool(state & QStyle.StateFlag.State_Selected)
        )
        painter.restore()

    def _heading(self, painter: QPainter, box: Box, day: date) -> Box:
        ink, height = self._ink, HEADING * self._ink.scale
        words = f"{self._dates.weekday(day, LONG)} {self._dates.day_and_month(day, LONG)}"
        colour = ink.theme.accent if day == self.today else ink.theme.text
        if day == self.today:
            words = tr("{day} · today", day=words)
        line = Box(box.x, box.y + 8, box.w, height - 8)
        ink.draw(painter, Face.TOTAL, words, colour, line)
        return Box(box.x, box.y + height, box.w, box.h - height)

    def _row(
        self, painter: QPainter, box: Box, entry: Entry, index: Index, *, selected: bool
    ) -> None:
        ink, theme = self._ink, self._ink.theme
        card = Box(box.x, box.y + 2, box.w, box.h - 4)
        painter.setPen(ink.pen(theme.accent, 2) if selected else Qt.PenStyle.NoPen)
        painter.setBrush(ink.fill(entry.kind))
        painter.drawRoundedRect(rect(card), 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.mark(entry.kind))
        edge = card.right - 4 if ink.mirrored else card.x
        painter.drawRoundedRect(rect(Box(edge, card.y, 4, card.h)), 2, 2)
        size = round(16 * ink.scale)
        times = index.data(Role.TIMES) or tr("all day")
        widths = (TIMES_WIDTH * ink.scale, size + 8, 0, STATE_WIDTH * ink.scale)
        middle = card.w - 28 - sum(widths)
        at = card.x + 16
        areas = []
        for width in (widths[0], widths[1], middle, widths[3]):
            x = 2 * card.x + card.w - at - width if ink.mirrored else at
            areas.append(Box(x, card.y, width, card.h))
            at += width
        ink.draw(painter, Face.SECOND, times, theme.text, areas[0])
        mark = theme.kinds[entry.kind].mark
        top = card.y + (card.h - size) / 2
        icon_box = Box(areas[1].x + (8 if ink.mirrored else 0), top, size, size)
        icon = ink.icon(KIND_ICONS[entry.kind], mark, size)
        painter.drawPixmap(rect(icon_box).topLeft(), icon)
        face = Face.STRUCK if entry.cancelled else Face.TITLE
        used = ink.draw(painter, face, shown_title(entry), theme.text, areas[2])
        rest = beside_title(entry)
        left = areas[2].x if ink.mirrored else areas[2].x + used + 10
        room = Box(left, card.y, max(areas[2].w - used - 10, 0), card.h)
        ink.draw(painter, Face.SECOND, rest, theme.second_text, room)
        said = index.data(Role.STATE)
        ink.draw(painter, Face.SECOND, said, theme.second_text, areas[3], end=True)


def beside_title(entry: Entry) -> str:
    """Where it is, or else its kind where the title does not say that already."""
    kind = kind_name(entry.kind)
    said = shown_title(entry).casefold() == kind.casefold()
    return entry.place or ("" if said else kind)
