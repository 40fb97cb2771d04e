"""The thin line of a plan's preview: how good the plan is, and the search that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QHideEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.week.preview_words import search_words
from ui.widgets.buttons import Button
from ui.widgets.language import tr
from ui.widgets.style import label

if TYPE_CHECKING:
    from app.domain.demands import Plan

THICK = 3
STEP_MS = 40
ROUND = 60
"""Steps in which the moving part goes from one end to the other."""
PART = 0.25


class SearchLine(QWidget):
    """Says how much better a plan could be; Stop ends the search, "Prove it" asks for more."""

    stop_asked = Signal()
    proof_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._moving = MovingLine()
        self.words = label("", "small", wrap=True)
        self.stop = Button(tr("Stop"), "small")
        self.stop.setToolTip(tr("Keep the best plan so far"))
        self.prove = Button(tr("Prove it"), "small")
        self.prove.setToolTip(tr("Search on until no plan can be better"))
        self.stop.clicked.connect(self.stop_asked)
        self.prove.clicked.connect(self.proof_asked)
        row = QHBoxLayout()
        row.setContentsMargins(18, 3, 12, 3)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop)
        row.addWidget(self.prove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._moving)
        column.addLayout(row)

    def show_search(self, plan: Plan | None, *, searching: bool, stopping: bool = False) -> None:
        """Show how good ``plan`` is and whether the search goes on."""
        words = search_words(plan, searching=searching)
        if self.words.text() != words:
            self.words.setText(words)
            self.setAccessibleName(words)
        self._moving.move_on(searching)
        self.stop.setVisible(searching)
        self.stop.setEnabled(not stopping)
        self.stop.setText(tr("Stopping…") if stopping else tr("Stop"))
        provable = plan is not None and not plan.proven and bool(words)
        self.prove.setVisible(provable and not searching)


class MovingLine(QWidget):
    """A hairline; while something goes on a short part of it wanders."""

    def __init__(self) -> None:
        super().__init__()
        self._step = 0
        self.setFixedHeight(THICK)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._go_on)

    def move_on(self, moving: bool) -> None:
        """Wander, or lie still."""
        if moving and not self._timer.isActive():
            self._timer.start()
        elif not moving:
            self._timer.stop()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(60, THICK)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        palette = QGuiApplication.palette()
        painter = QPainter(self)
        rest = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        painter.fillRect(rest, palette.color(QPalette.ColorRole.Midlight))
        if self._timer.isActive():
            at = (self._step % ROUND) / ROUND
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                at = 1 - at
            width = self.width() * PART
            left = at * (self.width() + width) - width
            colour = QColor(palette.color(QPalette.ColorRole.Highlight))
            painter.fillRect(QRectF(left, 0, width, THICK), colour)
        painter.end()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt override: what nobody sees need not move."""
        self._timer.stop()
        super().hideEvent(event)

    def _go_on(self) -> None:
        self._step += 1
        self.update()
