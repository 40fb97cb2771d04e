"""The right side of the week page: what is selected, why it is there, what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.entries import Entry, EntryKind
from app.domain.outlook import DayOutlook
from app.domain.span import Span
from app.domain.wall import minute_of_day
from app.services.weeks import WeekView
from ui.theme import Theme
from ui.week.name_field import NameField
from ui.week.panel_actions import PanelActions
from ui.week.panel_curve import CurveFacts, DayCurve
from ui.week.panel_kinds import KIND_ICONS, kind_name
from ui.week.panel_places import Places
from ui.week.panel_reasons import Chip, ReasonList, chips_for, icon_row, plain
from ui.widgets.buttons import Button, icon_button
from ui.widgets.flow import FlowLayout, empty
from ui.widgets.glyph import Glyph
from ui.widgets.language import isolated, tr
from ui.widgets.spoken import duration, number, short_day, stretch
from ui.widgets.style import label, line

if TYPE_CHECKING:
    from app.services.offers import Offer

WIDTH = 286


class WhyPanel(QWidget):
    """Shows one entry of a week. Emits what is wanted of it and changes nothing."""

    keep_asked = Signal(object)  # Entry: lock it where it is
    release_asked = Signal(object)  # Entry: let the planner move it again
    move_asked = Signal(object, object)  # Entry, Span
    places_asked = Signal(object)  # Entry: look for the best other places
    skip_asked = Signal(object)  # Entry: take this one occurrence out, or bring it back
    rename_asked = Signal(object, str)  # Entry, its new title
    delete_asked = Signal(object)  # Entry
    rule_asked = Signal(object)  # Entry: open the settings that made it
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entry: Entry | None = None
        self._people: tuple[str, ...] = ()
        self._view: WeekView | None = None
        self.setFixedWidth(WIDTH)
        self.setAutoFillBackground(True)
        self._make_parts()
        self._lay_out()
        self._wire()
        self.set_theme(theme)

    @property
    def entry(self) -> Entry | None:
        """What is shown."""
        return self._entry

    def show_entry(
        self, entry: Entry, view: WeekView, with_whom: Sequence[str] | None = None
    ) -> None:
        """Show ``entry`` of ``view`` with its reasons and what can be done with it.

        ``with_whom`` are the names of the people it is with; None leaves those shown.
        """
        same = self._entry == entry
        if with_whom is not None or not same:
            self._people = tuple(with_whom or ())
        if not same:
            self.places.put_away(self.parentWidget())
        self._entry, self._view = entry, view
        self._title.setText(entry.title)
        self._when.setText(self._when_words(entry, view))
        self.setAccessibleName(f"{entry.title}, {self._when.text()}")
        mark = self._theme.kinds[entry.kind]
        self._icon.show_icon(KIND_ICONS[entry.kind], mark.mark, mark.fill)
        self._show_chips(entry)
        self._show_why(entry, view)
        self._show_details(entry)
        self.offers.show_entry(entry, view)
        self._name.show_name(entry.title)
        if not same:
            self._scroll.verticalScrollBar().setValue(0)

    def ask_for_places(self) -> None:
        """Look for the best other places (Move…)."""
        if self._entry is not None:
            self.places.wait()
            self._show_all(self.places)
            self.places_asked.emit(self._entry)

    def show_places(self, offers: tuple[Offer, ...]) -> None:
        """Show the places that were found for the entry."""
        if self._view is not None:
            self.places.show_offers(offers, self._view.site.tz)
            self._show_all(self.places)

    def ask_for_name(self) -> None:
        """Put the cursor into the name (F2)."""
        self._name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._name.selectAll()

    def sentences(self) -> list[str]:
        """The reasons as they stand on screen."""
        return self._reasons.sentences()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.surface))
        self.setPalette(palette)
        self._curve.set_theme(theme)
        self._reasons.set_theme(theme)
        if self._entry is not None and self._view is not None:
            self.show_entry(self._entry, self._view)

    def _make_parts(self) -> None:
        self._icon = Glyph("calendar", self._theme.text, 32)
        self._title = plain("", "heading", wrap=True)
        self._when = label("", "small", wrap=True)
        self._close = icon_button("close", tr("Close the panel"), flat=True)
        self._chips = QWidget()
        self._chip_row = FlowLayout(self._chips, gap=4)
        self._why_heading = label(tr("Why is this here?"), "heading")
        self._curve = DayCurve(self._theme)
        self._reasons = ReasonList(self._theme)
        self._no_reason = label("", "second", wrap=True)
        self._details = QWidget()
        self._details_column = QVBoxLayout(self._details)
        self._details_column.setContentsMargins(0, 0, 0, 0)
        self._details_column.setSpacing(6)
        self.offers = PanelActions()
        self.places = Places()
        self._name = NameField()
        self._delete = Button(tr("Delete"), "flat", "trash")

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addWidget(self._chips)
        column.addSpacing(4)
        for part in (self._why_heading, self._curve, self._reasons, self._no_reason, self._details):
            column.addWidget(part)
        column.addWidget(self.offers)
        column.addWidget(self.places)
        column.addWidget(line())
        column.addWidget(label(tr("Name"), "section"))
        column.addWidget(self._name)
        foot = QHBoxLayout()
        foot.addWidget(self._delete)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def _head(self) -> QGridLayout:
        head = QGridLayout()
        head.setHorizontalSpacing(10)
        head.setVerticalSpacing(1)
        head.addWidget(self._icon, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 0, 1)
        head.addWidget(self._close, 0, 2, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._when, 1, 1, 1, 2)
        head.setColumnStretch(1, 1)
        return head

    def _wire(self) -> None:
        self._close.clicked.connect(self.closed)
        offers = self.offers
        offers.kept.connect(lambda: self.keep_asked.emit(self._entry))
        offers.released.connect(lambda: self.release_asked.emit(self._entry))
        offers.skipped.connect(lambda: self.skip_asked.emit(self._entry))
        offers.rule_asked.connect(lambda: self.rule_asked.emit(self._entry))
        offers.places_asked.connect(self.ask_for_places)
        self.places.picked.connect(self._pick_place)
        self.places.closed.connect(lambda: self.places.put_away(offers.move_to))
        self._delete.clicked.connect(lambda: self.delete_asked.emit(self._entry))
        self._name.editingFinished.connect(self._rename)

    def _pick_place(self, span: Span) -> None:
        entry = self._entry
        self.places.put_away(self.parentWidget())
        self.move_asked.emit(entry, span)

    def _show_all(self, part: QWidget) -> None:
        """Scroll until ``part`` is in sight, once it has its size."""
        QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part, 0, 12))

    def _rename(self) -> None:
        wanted = self._name.text().strip()
        if self._entry is None:
            return
        if not wanted:
            self._name.setText(self._entry.title)
        elif wanted != self._entry.title:
            self.rename_asked.emit(self._entry, wanted)

    def _when_words(self, entry: Entry, view: WeekView) -> str:
        zone = view.site.tz
        first = entry.span.start.astimezone(zone).date()
        if entry.days is None:
            return tr(
                "{day} · {time} · {length}",
                day=short_day(first),
                time=stretch(entry.span, zone),
                length=duration(entry.span.minutes),
            )
        days = (entry.days.after_last - entry.days.first).days
        if days == 1:
            return tr("{day} · all day", day=short_day(first))
        return tr("{day} · {days} days", day=short_day(first), days=number(days))

    def _show_chips(self, entry: Entry) -> None:
        empty(self._chip_row)
        for facts in chips_for(entry):
            self._chip_row.addWidget(Chip(facts, self._theme))

    def _show_why(self, entry: Entry, view: WeekView) -> None:
        outlook = self._outlook_of(entry, view)
        drawn = outlook is not None and outlook.total > 0 and entry.days is None
        self._curve.setVisible(drawn)
        if outlook is not None and drawn:
            zone = view.site.tz
            start = minute_of_day(entry.span.start, zone)
            block = (start, start + entry.span.minutes)
            mark = self._theme.kinds[entry.kind]
            self._curve.show_facts(CurveFacts(outlook, view.site.opening, block, mark))
        self._reasons.show_reasons(entry.reasons)
        self._reasons.setVisible(bool(entry.reasons))
        planned = bool(entry.reasons) or entry.kind is EntryKind.UNPLANNED
        self._why_heading.setText(tr("Why is this here?") if planned else tr("How busy the day is"))
        self._why_heading.setVisible(drawn or planned)
        self._no_reason.setVisible(planned and not entry.reasons)
        self._no_reason.setText(tr("You put it here; the planner leaves it alone."))

    def _outlook_of(self, entry: Entry, view: WeekView) -> DayOutlook | None:
        day = entry.span.start.astimezone(view.site.tz).date()
        return next((one for one in view.outlook.days if one.day == day), None)

    def _show_details(self, entry: Entry) -> None:
        empty(self._details_column)
        facts: list[tuple[str, str]] = []
        name = kind_name(entry.kind)
        name = name[:1].upper() + name[1:]
        if name != entry.title:
            facts.append((KIND_ICONS[entry.kind], name))
        if self._people:
            names = ", ".join(isolated(name) for name in self._people)
            facts.append(("people", tr("With {names}", names=names)))
        if entry.place:
            facts.append(("folder", tr("Place: {place}", place=isolated(entry.place))))
        if entry.source is not None:
            facts.append(("import", tr("From an imported calendar")))
        if entry.note:
            facts.append(("edit", entry.note))
        for name, words in facts:
            glyph = Glyph(name, self._theme.second_text, 14)
            self._details_column.addWidget(icon_row(glyph, plain(words, wrap=True)))
        self._details.setVisible(bool(facts))
