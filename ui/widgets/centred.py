"""A column of a page: no wider than reads well, in the middle of a wide window."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

BEFORE_THE_SIDES = 1000
"""How many times sooner the column grows than the air beside it, until it is wide enough."""


def centred(column: QWidget, widest: int) -> QScrollArea:
    """Make ``column`` scroll upright and stand in the middle once it is ``widest`` pixels."""
    column.setMaximumWidth(widest)
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    across.addStretch(1)
    across.addWidget(column, BEFORE_THE_SIDES)
    across.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidget(holder)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.viewport().setAutoFillBackground(False)
    holder.setAutoFillBackground(False)
    return scroll
