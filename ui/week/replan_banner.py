"""A quiet strip over the week: a day no longer fits, and one click plans it again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.week.planning_flow import PlanningFlow
from ui.week.replanning import Replanning
from ui.widgets.buttons import Button, icon_button
from ui.widgets.glyph import Glyph
from ui.widgets.language import tr

HEIGHT = 40


class ReplanBanner(QFrame):
    """Shows what `Replanning` found. Never takes the focus, never plans by itself."""

    changed = Signal()  # shown or hidden

    def __init__(self, replanning: Replanning, flow: PlanningFlow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("replan")
        self._replanning = replanning
        self._flow = flow
        self._mark = Glyph("warning", "#000000", 18)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self.replan = Button(tr("Re-plan"), "small", "spark")
        self.replan.setToolTip(tr("Plan these days again (Shift+P)"))
        self.close_it = icon_button("close", tr("Leave it as it is"), flat=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 10, 4)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        row.addWidget(self.replan)
        row.addWidget(self.close_it)
        self.setFixedHeight(HEIGHT)
        self.hide()
        self.replan.clicked.connect(replanning.replan)
        self.close_it.clicked.connect(replanning.silence)
        for changed in (replanning.changed, flow.changed, flow.search_changed):
            changed.connect(self.follow)

    def words(self) -> str:
        """What it says, or said last."""
        return self._words.text()

    def follow(self) -> None:
        """Show or hide, as there is something to say; not while a plan is open."""
        shown = self._replanning.wanted() and self._flow.wish is None
        if shown:
            words = self._replanning.words()
            self._colour()
            self._words.setText(words)
            self.setAccessibleName(words)
        if shown is self.isHidden():
            self.setVisible(shown)
            self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Qt override: another theme brings another red."""
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()
        super().changeEvent(event)

    def _colour(self) -> None:
        # The application's palette: a widget's own one is bent by the stylesheet.
        colour = QGuiApplication.palette().color(QPalette.ColorRole.BrightText).name()
        self._mark.show_icon("warning", colour)
