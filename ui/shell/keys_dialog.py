"""F1: every action with its keys."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.shell.actions import Command
from ui.widgets.language import tr
from ui.widgets.shade import shade_behind
from ui.widgets.style import label


class KeysDialog(QDialog):
    """Two columns of groups; closes on Escape."""

    def __init__(self, commands: Iterable[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        shade_behind(self)
        self.setWindowTitle(tr("Keys"))
        self.resize(640, 560)
        page = QWidget()
        page.setProperty("kind", "page")
        grid = QGridLayout(page)
        grid.setContentsMargins(20, 16, 20, 16)
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(0, 1)
        row = 0
        with_keys = sorted((c for c in commands if c.keys), key=lambda c: c.group)
        for group, members in groupby(with_keys, key=lambda c: c.group):
            heading = label(group, "section")
            heading.setContentsMargins(0, 12 if row else 0, 0, 2)
            grid.addWidget(heading, row, 0)
            row += 1
            for command in members:
                grid.addWidget(QLabel(command.name), row, 0)
                trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
                grid.addWidget(label(command.keys, "key"), row, 1, trailing)
                row += 1
        grid.setRowStretch(row, 1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
