"""What can be done with the entry that is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.entries import Entry, EntryKind, Protection
from app.services.weeks import WeekView
from ui.week.panel_places import best_places
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.language import tr
from ui.widgets.spoken import number, stretch

RULED = (EntryKind.UNPLANNED, EntryKind.OPEN_DOOR, EntryKind.LUNCH)
"""Kinds that settings decide about."""


class PanelActions(QWidget):
    """Buttons that appear only where they apply; what is over stays as it was."""

    kept = Signal()
    released = Signal()
    skipped = Signal()
    rule_asked = Signal()
    place_picked = Signal(object)  # Span

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keep = Button(tr("Keep here"), "primary", "lock")
        self.release = Button(tr("Let it move"), "plain", "unlock")
        self.move_to = Button(tr("Move…"))
        self.places = QMenu(self.move_to)
        self.skip = Button(tr("Skip this week"))
        self.rule = Button(tr("Rule…"), "link")
        flow = FlowLayout(self, gap=7)
        for action in (self.keep, self.release, self.move_to, self.skip, self.rule):
            flow.addWidget(action)
        self.keep.clicked.connect(lambda _: self.kept.emit())
        self.release.clicked.connect(lambda _: self.released.emit())
        self.skip.clicked.connect(lambda _: self.skipped.emit())
        self.rule.clicked.connect(lambda _: self.rule_asked.emit())
        self.move_to.clicked.connect(self._offer_places)
        self.places.triggered.connect(lambda chosen: self.place_picked.emit(chosen.data()))

    def show_entry(self, entry: Entry, view: WeekView) -> None:
        """Offer what may still be done with ``entry``, and the best places of its day."""
        over = entry.span.end <= view.now
        ours = entry.source is None and entry.protection is not Protection.FIXED
        movable = ours and not over and entry.days is None and not entry.cancelled
        planned = entry.protection in (Protection.PLANNED, Protection.TENTATIVE)
        self.keep.setVisible(movable and planned)
        self.release.setVisible(movable and not planned and bool(entry.reasons))
        self.move_to.setVisible(movable)
        self.skip.setVisible(movable and entry.routine is not None)
        self.rule.setVisible(entry.kind in RULED)
        self.setVisible(movable)
        if movable:
            self._find_places(entry, view)

    def _find_places(self, entry: Entry, view: WeekView) -> None:
        self.places.clear()
        for place in best_places(entry, view):
            words = tr(
                "{time} · {contacts} contacts",
                time=stretch(place.span, view.site.tz),
                contacts=number(place.contacts),
            )
            self.places.addAction(words).setData(place.span)
        free = not self.places.isEmpty()
        self.move_to.setEnabled(free)
        self.move_to.setToolTip("" if free else tr("Nothing free is left on this day"))

    def _offer_places(self) -> None:
        self.places.popup(self.move_to.mapToGlobal(self.move_to.rect().bottomLeft()))
