"""The list of routines: one painted row each."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.rules import Rule, RuleId, is_over
from ui.routines.words import ICONS, about_rule, form_name, hours_words
from ui.theme import Theme
from ui.widgets.glyph import paint_boxed_icon
from ui.widgets.language import isolated, tr
from ui.widgets.style import app_font

Index = QModelIndex | QPersistentModelIndex
NOTHING = QModelIndex()
ROW = 60
ICON = 28
LEAST_HOURS_WIDTH = 56
PAD = 12


class Data(enum.IntEnum):
    """What a row gives beside its words."""

    RULE = Qt.ItemDataRole.UserRole + 1
    ABOUT = Qt.ItemDataRole.UserRole + 2
    HOURS = Qt.ItemDataRole.UserRole + 3
    RESTS = Qt.ItemDataRole.UserRole + 4


class RuleModel(QAbstractListModel):
    """Rules with their hours a week; no I/O."""

    def __init__(self) -> None:
        super().__init__()
        self._rules: list[Rule] = []
        self._minutes: Mapping[RuleId, float] = {}
        self._names: Mapping[str, str] = {}
        self._today = date.min

    def show_rules(
        self,
        rules: Sequence[Rule],
        minutes: Mapping[RuleId, float],
        names: Mapping[str, str],
        today: date,
    ) -> None:
        """Show other rules; ``names`` are those of people and teams by id."""
        self.beginResetModel()
        self._rules, self._minutes, self._names = list(rules), minutes, names
        self._today = today
        self.endResetModel()

    def row_of(self, rule: str) -> int:
        """The row of a rule; -1 when it is not there."""
        return next((i for i, one in enumerate(self._rules) if one.id == rule), -1)

    def rowCount(self, parent: Index = NOTHING) -> int:
        """Qt override."""
        return 0 if parent.isValid() else len(self._rules)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's type
        """Qt override."""
        if not index.isValid():
            return None
        rule = self._rules[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return rule.title
            case Qt.ItemDataRole.AccessibleTextRole:
                state = self._hours(rule)
                return f"{rule.title}, {form_name(rule.form)}, {self._about(rule)}, {state}"
            case Qt.ItemDataRole.ToolTipRole | Data.ABOUT:
                return self._about(rule)
            case Data.RULE:
                return rule
            case Data.HOURS:
                return self._hours(rule)
            case Data.RESTS:
                return rule.paused or is_over(rule, self._today)
        return None

    def _about(self, rule: Rule) -> str:
        return about_rule(rule, self._names)

    def _hours(self, rule: Rule) -> str:
        if rule.paused or is_over(rule, self._today):
            return tr("paused") if rule.paused else tr("over")
        return hours_words(self._minutes.get(rule.id, 0.0))


class RuleList(QListView):
    """Arrow keys walk, Delete removes."""

    rule_selected = Signal(object)  # Rule
    removal_asked = Signal(object)  # Rule

    def __init__(self, rules: RuleModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules = rules
        self._rows = RuleRows(theme, self)
        self.setModel(rules)
        self.setItemDelegate(self._rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("takes-letters", True)
        self.setAccessibleName(tr("Routines"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._moved_to)
        self.clicked.connect(lambda index: self.rule_selected.emit(index.data(Data.RULE)))
        self.set_theme(theme)

    def select(self, rule: str) -> None:
        """Select a rule without a signal; none when it is not there."""
        row = self._rules.row_of(rule)
        walker = self.selectionModel()
        walker.blockSignals(True)
        self.setCurrentIndex(self._rules.index(row) if row >= 0 else QModelIndex())
        walker.blockSignals(False)
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._rows.theme = theme
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override."""
        rule = self.currentIndex().data(Data.RULE) if self.currentIndex().isValid() else None
        if rule is not None and event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit(rule)
        else:
            super().keyPressEvent(event)

    def _moved_to(self, index: QModelIndex) -> None:
        rule = index.data(Data.RULE)
        if rule is not None:
            self.rule_selected.emit(rule)


class RuleRows(QStyledItemDelegate):
    """Paints a routine: icon, title, one line about it, its hours a week."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Qt override."""
        return QSize(240, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt override."""
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        rule: Rule = index.data(Data.RULE)
        theme = self.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(area).adjusted(1, 3, -1, -3)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(QColor(theme.accent if selected else theme.line), 1))
        painter.setBrush(QColor(theme.accent_fill if selected else theme.surface))
        painter.drawRoundedRect(card, 9, 9)
        mark = theme.kinds[rule.kind]
        at = card.left() + PAD
        icon = QRectF(at, card.center().y() - ICON / 2, ICON, ICON)
        paint_boxed_icon(
            painter, ICONS[rule.form], self._mirrored(icon, card), mark.mark, mark.fill
        )
        at += ICON + 10
        spent = str(index.data(Data.HOURS))
        bold = QFontMetrics(app_font(weight=QFont.Weight.DemiBold))
        wide = max(LEAST_HOURS_WIDTH, bold.horizontalAdvance(spent) + 2)
        room = card.right() - PAD - wide - 8 - at
        rests = bool(index.data(Data.RESTS))
        faint = theme.second_text if rests else theme.text
        title = QRectF(at, card.top() + 8, room, 20)
        about = QRectF(at, card.top() + 28, room, 18)
        hours = QRectF(card.right() - PAD - wide, card.top() + 8, wide, 20)
        below = hours.translated(0, 20)
        name = isolated(rule.title)
        self._draw(painter, self._mirrored(title, card), name, faint, bold=True)
        words = str(index.data(Data.ABOUT))
        self._draw(painter, self._mirrored(about, card), words, theme.second_text, size=12)
        self._draw(painter, self._mirrored(hours, card), spent, faint, bold=True, end=True)
        if not rests:
            per = self._mirrored(below, card)
            self._draw(painter, per, tr("a week"), theme.second_text, size=11, end=True)
        painter.restore()

    def _draw(
        self,
        painter: QPainter,
        box: QRectF,
        words: str,
        colour: str,
        *,
        bold: bool = False,
        size: int = 13,
        end: bool = False,
    ) -> None:
        weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
        painter.setFont(app_font(size, weight))
        painter.setPen(QColor(colour))
        side = Qt.AlignmentFlag.AlignTrailing if end else Qt.AlignmentFlag.AlignLeading
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, round(box.width())
        )
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)

    def _mirrored(self, box: QRectF, card: QRectF) -> QRectF:
        if not self._view.isRightToLeft():
            return box
        return QRectF(
            card.left() + card.right() - box.right(), box.top(), box.width(), box.height()
        )
