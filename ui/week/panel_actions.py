"""What can be done with the entry that is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import Entry, Protection
from app.services.weeks import WeekView
from ui.week.blocks import has_rule, may_skip
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.language import tr


class PanelActions(QWidget):
    """Buttons that appear only where they apply; what is over stays as it was."""

    kept = Signal()
    released = Signal()
    skipped = Signal()
    rule_asked = Signal()
    places_asked = Signal()
    place_picked = Signal(object)  # Span

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keep = Button(tr("Keep here"), "primary", "lock")
        self.release = Button(tr("Let it move"), "plain", "unlock")
        self.move_to = Button(tr("Move…"))
        self.skip = Button(tr("Skip this week"))
        self.rule = Button(tr("Rule…"), "link")
        flow = FlowLayout(self, gap=7)
        for action in (self.keep, self.release, self.move_to, self.skip, self.rule):
            flow.addWidget(action)
        self.keep.clicked.connect(lambda _: self.kept.emit())
        self.release.clicked.connect(lambda _: self.released.emit())
        self.skip.clicked.connect(lambda _: self.skipped.emit())
        self.rule.clicked.connect(lambda _: self.rule_asked.emit())
        self.move_to.clicked.connect(lambda _: self.places_asked.emit())

    def show_entry(self, entry: Entry, view: WeekView) -> None:
        """Offer what may still be done with ``entry``."""
        over = entry.span.end <= view.now
        ours = entry.source is None and entry.protection is not Protection.FIXED
        standing = ours and not over and entry.days is None
        movable = standing and not entry.cancelled
        planned = entry.protection in (Protection.PLANNED, Protection.TENTATIVE)
        self.keep.setVisible(movable and planned)
        self.release.setVisible(movable and not planned and bool(entry.reasons or entry.demand))
        self.move_to.setVisible(movable)
        self.move_to.setEnabled(True)
        self.skip.setVisible(standing and may_skip(entry))
        self.skip.setText(tr("Bring it back") if entry.cancelled else tr("Skip this week"))
        self.rule.setVisible(has_rule(entry))
        self.setVisible(standing or has_rule(entry))
