"""The slim bar that says that what is shown is invented."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.widgets.buttons import Button
from ui.widgets.language import tr
from ui.widgets.style import label


class SampleBar(QFrame):
    """One sentence and one click."""

    take_out_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sample-bar")
        take_out = Button(tr("Take it out"), "link")
        take_out.clicked.connect(self.take_out_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(8)
        row.addWidget(label(tr("This is the sample centre; its people and contacts are invented.")))
        row.addWidget(take_out)
        row.addStretch(1)
        self.setFixedHeight(30)
        self.hide()
