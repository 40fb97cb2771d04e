"""The table of people: one painted row each, no widget per row."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.people import Person, PersonId
from ui.team.people import TALKS, Column, Data, Index, PeopleFilter, PeopleModel
from ui.theme import Theme
from ui.widgets.icons import paint_icon
from ui.widgets.language import isolated, tr
from ui.widgets.style import app_font

ROW = 40
PAD = 10
MARK = 14
WIDTHS = {
    Column.NAME: 140,
    Column.ROLE: 110,
    Column.TEAM: 96,
    Column.LEAD: 116,
    Column.ONE_TO_ONE: 120,
    Column.OPEN_DOOR: 120,
    Column.SIT_BESIDE: 120,
    Column.LEAVE: 134,
}
FIRST_TO_GO = ((Column.LEAD, Column.ROLE), (Column.TEAM,))
"""What a narrow window leaves out, first to last: the list of teams and the panel tell it too."""


class PeopleTable(QTableView):
    """Arrow keys walk, Enter opens, Delete removes, typing a name goes there."""

    person_selected = Signal(object)  # Person
    removal_asked = Signal(object)  # Person

    def __init__(self, people: PeopleModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = people
        self.rows = PeopleFilter(people)
        self._cells = Cells(theme, self)
        self.setModel(self.rows)
        self.setItemDelegate(self._cells)
        self.setProperty("takes-letters", True)
        self.setAccessibleName(tr("People"))
        self._dress()
        self._lay_out_columns()
        self.selectionModel().selectionChanged.connect(self._selected)
        self.clicked.connect(self._tell)
        self.set_theme(theme)

    def person(self) -> Person | None:
        """Who is selected."""
        found = self.selectionModel().selectedRows()
        return found[0].data(Data.PERSON) if found else None

    def select(self, person: PersonId | None) -> None:
        """Select somebody and bring them into sight, without a signal; None selects nobody."""
        row = self._people.row_of(person)
        index = self.rows.mapFromSource(self._people.index(row, 0)) if row >= 0 else QModelIndex()
        walker = self.selectionModel()
        walker.blockSignals(True)
        if index.isValid():
            self.setCurrentIndex(index)
            self.selectRow(index.row())
            self.scrollTo(index)
        else:
            self.clearSelection()
        walker.blockSignals(False)
        self.viewport().update()

    def fit(self, width: int) -> None:
        """Leave out what is told elsewhere when ``width`` pixels are too few."""
        room = width - sum(WIDTHS.values())
        for columns in FIRST_TO_GO:
            for column in columns:
                self.setColumnHidden(column, room < 0)
            room += sum(WIDTHS[column] for column in columns)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._cells.theme = theme
        self.setStyleSheet(
            f"QTableView {{ background: {theme.surface}; border: 1px solid {theme.line};"
            " border-radius: 8px; }"
            "QHeaderView { border: none; border-radius: 0; }"
            f"QHeaderView::section {{ background: {theme.sunken}; padding: 7px {PAD}px; }}"
        )
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override."""
        person = self.person()
        if person is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.person_selected.emit(person)
        elif person is not None and event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit(person)
        else:
            super().keyPressEvent(event)

    def _selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        person = self.person()
        if person is not None:
            self.person_selected.emit(person)

    def _tell(self, index: Index) -> None:
        """A click on who is selected already opens the panel again."""
        self.person_selected.emit(index.data(Data.PERSON))

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setMinimumSectionSize(60)

    def _lay_out_columns(self) -> None:
        head = self.horizontalHeader()
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)


class Cells(QStyledItemDelegate):
    """Paints one cell: overdue talks with a mark and in the colour of what needs a look."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Qt override."""
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt override."""
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area, selected=selected)
        words = str(index.data() or "")
        box = QRectF(area).adjusted(PAD, 0, -PAD, 0)
        if Column(index.column()) in TALKS and index.data(Data.OVERDUE):
            self._paint_overdue(painter, box, words)
        else:
            self._paint_words(painter, box, words, index)
        if selected and index.column() == Column.NAME:
            self._paint_bar(painter, area)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRect, *, selected: bool) -> None:
        painter.fillRect(area, QColor(self.theme.accent_fill if selected else self.theme.surface))
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_bar(self, painter: QPainter, area: QRect) -> None:
        mirrored = self._view.isRightToLeft()
        left = area.right() - 2 if mirrored else area.left()
        painter.fillRect(QRect(left, area.top(), 3, area.height() - 1), QColor(self.theme.accent))

    def _paint_overdue(self, painter: QPainter, box: QRectF, words: str) -> None:
        mirrored = self._view.isRightToLeft()
        left = box.right() - MARK if mirrored else box.left()
        mark = QRectF(left, box.center().y() - MARK / 2, MARK, MARK)
        paint_icon(painter, "warning", mark, self.theme.bad)
        gap = MARK + 5
        room = box.adjusted(0, 0, -gap, 0) if mirrored else box.adjusted(gap, 0, 0, 0)
        self._draw(painter, room, words, self.theme.bad, bold=True)

    def _paint_words(self, painter: QPainter, box: QRectF, words: str, index: Index) -> None:
        named = index.column() == Column.NAME
        plain = named or index.column() == Column.LEAVE
        colour = self.theme.text if plain else self.theme.second_text
        self._draw(painter, box, words, colour, bold=named)

    def _draw(self, painter: QPainter, box: QRectF, words: str, colour: str, *, bold: bool) -> None:
        painter.setFont(app_font(weight=QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, round(box.width())
        )
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(leading) | int(Qt.TextFlag.TextSingleLine), isolated(shown))
