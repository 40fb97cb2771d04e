"""The Team page before anybody is there: four ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.language import tr
from ui.widgets.style import label


class EmptyTeam(QWidget):
    """Says what the page is for and offers the imports, typing somebody in, and the sample."""

    people_asked = Signal()
    schedule_asked = Signal()
    new_asked = Signal()
    sample_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = Button(tr("Import people…"), "primary", "import")
        self.schedule = Button(tr("Import schedule…"), "plain", "calendar")
        self.new = Button(tr("Add a person"), "plain", "plus")
        self.sample = Button(tr("Show me a sample centre"), "link", "spark")
        self._lay_out()
        for button, signal in (
            (self.people, self.people_asked),
            (self.schedule, self.schedule_asked),
            (self.new, self.new_asked),
            (self.sample, self.sample_asked),
        ):
            button.clicked.connect(lambda _=False, asked=signal: asked.emit())

    def offer_sample(self, offered: bool) -> None:
        """Offer the sample centre, which only goes into an empty store."""
        self.sample.setVisible(offered)

    def _lay_out(self) -> None:
        title = label(tr("Nobody is here yet"), "title")
        about = label(
            tr(
                "With your people and their shifts, Firebreak plans 1:1s and team meetings so that"
                " the phones stay manned, and shows whom you have not talked to for long."
                " A list from your workforce system is enough; drop it here."
            ),
            "second",
            wrap=True,
        )
        for words in (title, about):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        about.setFixedWidth(520)
        about.setMinimumHeight(about.heightForWidth(520))
        offers = QHBoxLayout()
        offers.setSpacing(10)
        offers.addStretch(1)
        for button in (self.people, self.schedule, self.new):
            button.setMinimumHeight(34)
            offers.addWidget(button)
        offers.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(title)
        column.addWidget(about, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(offers)
        column.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
