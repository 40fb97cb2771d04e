"""The teams at the side of the people: pick one, change one, add one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.people import Team
from ui.team.people import NO_TEAM, OVERDUE
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.language import isolated, tr
from ui.widgets.spoken import number
from ui.widgets.style import label

WIDTH = 214
ROW = 34
EVERYBODY = "everybody"
ROLE = Qt.ItemDataRole.UserRole
COUNT = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team with how many are in it and who leads it."""

    team: Team
    count: int
    lead: str


class TeamsBar(QWidget):
    """Everybody, those with an overdue talk, each team, and those in none."""

    picked = Signal(object)  # a team's id, NO_TEAM, OVERDUE, or None for everybody
    team_opened = Signal(object)  # TeamId: change it
    new_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(tr("Teams"))
        self.list.setProperty("takes-letters", True)
        self.list.setItemDelegate(_Counted(self.list))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.change = Button(tr("Change…"), "plain", "edit")
        self.add = Button(tr("Add a team"), "link", "plus")
        self.setFixedWidth(WIDTH)
        self._lay_out()
        self.list.currentItemChanged.connect(self._pick)
        self.list.itemActivated.connect(self._open)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.change.clicked.connect(lambda _: self._open(self.list.currentItem()))
        self.add.clicked.connect(lambda _: self.new_asked.emit())
        self.set_theme(theme)

    def show_teams(
        self, teams: Sequence[TeamLine], *, people: int, overdue: int, teamless: int
    ) -> None:
        """Show the teams; what was picked stays picked."""
        wanted = self._chosen()
        self.list.blockSignals(True)
        self.list.clear()
        self._add(EVERYBODY, tr("Everybody"), people)
        if overdue:
            self._add(OVERDUE, tr("△ Talks overdue"), overdue)
        for line in teams:
            tip = tr("Lead: {name}", name=line.lead) if line.lead else tr("Nobody leads it")
            self._add(line.team.id, isolated(line.team.name), line.count, tip)
        if teamless and teams:
            self._add(NO_TEAM, tr("In no team"), teamless)
        found = [row for row in range(self.list.count()) if self._key(row) == wanted]
        self.list.setCurrentRow(found[0] if found else 0)
        self.list.blockSignals(False)
        self._show_change()
        if not found:
            self.picked.emit(None)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.surface))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.list.setStyleSheet(
            "QListWidget { border: none; background: transparent; }"
            f"QListWidget::item {{ height: {ROW}px; padding: 0 8px; border-radius: 7px; }}"
            f"QListWidget::item:selected {{ background: {theme.accent_fill};"
            f" color: {theme.accent}; }}"
        )

    def _add(self, key: str, words: str, count: int, tip: str = "") -> None:
        item = QListWidgetItem(words)
        item.setData(ROLE, key)
        item.setData(COUNT, number(count))
        item.setToolTip(tip)
        item.setSizeHint(QSize(WIDTH - 30, ROW))
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole,
            tr("{what}, {count} people", what=words, count=number(count)),
        )
        self.list.addItem(item)

    def _key(self, row: int) -> str:
        return str(self.list.item(row).data(ROLE))

    def _chosen(self) -> str:
        item = self.list.currentItem()
        return str(item.data(ROLE)) if item is not None else EVERYBODY

    def _pick(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            chosen = self._chosen()
            self.picked.emit(None if chosen == EVERYBODY else chosen)
        self._show_change()

    def _show_change(self) -> None:
        self.change.setVisible(self._chosen() not in (EVERYBODY, OVERDUE, NO_TEAM))

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(ROLE) not in (EVERYBODY, OVERDUE, NO_TEAM):
            self.team_opened.emit(item.data(ROLE))

    def _show_menu(self, at: QPoint) -> None:
        item = self.list.itemAt(at)
        if item is not None and item.data(ROLE) not in (EVERYBODY, OVERDUE, NO_TEAM):
            menu = QMenu(self)
            menu.addAction(tr("Change…")).triggered.connect(lambda: self._open(item))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.list.viewport().mapToGlobal(at))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 14, 12, 12)
        column.setSpacing(6)
        heading = label(tr("Teams"), "heading")
        heading.setContentsMargins(6, 0, 0, 0)
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        foot.addWidget(self.change)
        column.addLayout(foot)


class _Counted(QStyledItemDelegate):
    """Writes how many are in a team at the far end of its line."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt override."""
        super().paint(painter, option, index)
        area: QRect = option.rect
        palette: QPalette = option.palette
        painter.save()
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(10, 0, -10, 0), int(trailing), str(index.data(COUNT)))
        painter.restore()
