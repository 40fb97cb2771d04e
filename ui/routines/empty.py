"""Before there is a routine: what one is for, and each sort one click away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.rules import Rule, RuleForm, usual_rule
from app.domain.wall import monday_of
from ui.routines.words import OFFERED, default_title, form_name
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.language import tr
from ui.widgets.style import label

WIDTH = 460


def blank_rule(form: RuleForm, today: date) -> Rule:
    """Make the beginning of a new routine, counted from this week on."""
    return replace(usual_rule(form, default_title(form)), since=monday_of(today))


class EmptyRoutines(QWidget):
    """Stands in the form's place."""

    begin_asked = Signal(object)  # RuleForm

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = label(tr("What shall happen every week?"), "title")
        about = label(
            tr(
                "Say what you want regularly and how often; Firebreak finds the hours, away from"
                " the peaks or over them, and says why. Choose one to begin with:"
            ),
            "second",
            wrap=True,
        )
        about.setFixedWidth(WIDTH)
        about.setMinimumHeight(about.heightForWidth(WIDTH))
        for words in (title, about):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        offers = QWidget()
        offers.setFixedWidth(WIDTH)
        flow = FlowLayout(offers, gap=8)
        for form in OFFERED:
            button = Button(form_name(form), "plain", "plus")
            button.clicked.connect(lambda _=False, f=form: self.begin_asked.emit(f))
            flow.addWidget(button)
        # Centred in a column, a widget gets the height of its hint: that of a single line.
        offers.setFixedHeight(flow.heightForWidth(WIDTH))
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(title)
        column.addWidget(about, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(offers, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
