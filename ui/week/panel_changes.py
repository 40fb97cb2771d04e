"""Rows of the plan's preview: one proposed change each, ticked or not."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.domain.demands import Omission
from app.domain.entries import Entry
from app.domain.reasons import Reasons
from app.domain.wording import sentence
from app.services.changes import Change, What
from ui.theme import Theme
from ui.week.panel_kinds import KIND_ICONS
from ui.week.panel_reasons import plain
from ui.widgets.buttons import Button, icon_button
from ui.widgets.glyph import Glyph
from ui.widgets.language import isolated, tr, tr_text
from ui.widgets.spoken import duration, short_day, stretch
from ui.widgets.tick import Tick

INDENT = 24


def place_words(entry: Entry, zone: ZoneInfo) -> str:
    """Write "Thu 19 Nov 10:00–11:15"."""
    day = entry.span.start.astimezone(zone).date()
    return tr("{day} {time}", day=short_day(day), time=stretch(entry.span, zone))


def change_words(change: Change, zone: ZoneInfo) -> str:
    """Say where an entry would come from and go to."""
    if change.before is None or change.after is None:
        return place_words(change.entry, zone)
    before, after = change.before, change.after
    same_day = before.span.start.astimezone(zone).date() == after.span.start.astimezone(zone).date()
    return tr(
        "{before} → {after}",
        before=place_words(before, zone),
        after=stretch(after.span, zone) if same_day else place_words(after, zone),
    )


def what_words(what: What) -> str:
    """Head one group of changes."""
    return {"new": tr("New"), "moved": tr("Moved"), "removed": tr("Removed")}[what]


def reason_words(reasons: Reasons) -> list[str]:
    """Reasons as sentences in the window's language."""
    return [tr_text(sentence(reason)) for reason in reasons]


class ReasonLines:
    """The first reason in small words; a small arrow turns to all of them and back."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._open = False
        self._more: Button | None = None
        self.label = _indented("", "small")

    def show_words(self, words: list[str]) -> bool:
        """Show these sentences, one a line; True when the arrow is needed and not made yet."""
        if words != self._words:
            self._words = words
            self._write()
        return len(words) > 1 and self._more is None

    def made_more(self) -> Button:
        """The arrow."""
        self._more = icon_button("chevron-down", tr("All reasons"), flat=True)
        self._more.clicked.connect(self._turn)
        return self._more

    def _turn(self) -> None:
        self._open = not self._open
        self._write()

    def _write(self) -> None:
        words = self._words
        self.label.setText("\n".join(words if self._open else words[:1]))
        if self._more is not None:
            self._more.setVisible(len(words) > 1)
            self._more.setAccessibleName(tr("Fewer reasons") if self._open else tr("All reasons"))
            self._more.setToolTip(self._more.accessibleName())


class ChangeRow(QFrame):
    """One change: tick, kind, title, where from and to, why. Takes a later version in place."""

    toggled = Signal()
    pointed = Signal(object)  # Change: its place is asked to be shown

    def __init__(self, change: Change, zone: ZoneInfo, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self.tick = Tick("", bold=True)
        self.tick.setChecked(True)
        self.tick.toggled.connect(self.toggled)
        self._mark = Glyph("calendar", theme.text, 15)
        self._where = _indented("", "")
        self.go: Button | None = None
        self._held = _indented("", "bad-small")
        self._held.hide()
        self._reasons = ReasonLines()
        self.change = change
        self._theme = theme
        self._lay_out()
        self.show_change(change, zone)

    def show_change(self, change: Change, zone: ZoneInfo) -> None:
        """Show ``change``, which is the row's in a newer plan; the tick stays as it is."""
        if not change.reasons and _same_place(change, self.change):
            # Why comes with the last and best plan only; till then what was said still holds.
            change = replace(change, reasons=self.change.reasons)
        self.change = change
        entry = change.entry
        title = isolated(entry.title.replace("&", "&&"))
        if self.tick.text() != title:
            self.tick.setText(title)
            self.tick.setToolTip(entry.title)
        where = change_words(change, zone)
        if self._where.text() != where:
            self._where.setText(where)
        self.tick.setAccessibleName(
            tr(
                "{what}: {title}, {where}",
                what=what_words(change.what),
                title=isolated(entry.title),
                where=where,
            )
        )
        self._mark.show_icon(KIND_ICONS[entry.kind], self._theme.kinds[entry.kind].mark)
        if self._reasons.show_words(reason_words(change.reasons)):
            more = self._reasons.made_more()
            self._where_row.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
            more.show()  # at once: what is hidden is not counted into the row's height

    def show_tick(self, *, ticked: bool, dropped: Reasons | None) -> None:
        """Tick or untick; with ``dropped`` it cannot be ticked, and that is said."""
        self.tick.blockSignals(True)
        self.tick.setChecked(ticked)
        self.tick.blockSignals(False)
        self.tick.setEnabled(dropped is None)
        words = " ".join(reason_words(dropped or ()))
        if dropped is not None and not words:
            words = tr("Its place is taken by something that stays")
        self._held.setText(words)
        self._held.setVisible(bool(words))
        self.tick.setAccessibleDescription(words)

    def offer_day(self) -> None:
        """Put a button there that shows its day: it may lie in another of the weeks planned."""
        if self.go is None:
            self.go = icon_button("calendar", tr("Show this day"), flat=True)
            self.go.clicked.connect(self._point)
            self._where_row.insertWidget(1, self.go, 0, Qt.AlignmentFlag.AlignTop)

    def words(self) -> list[str]:
        """What the row says beneath its title, for tests and for reading aloud."""
        return [self._where.text(), self._held.text(), self._reasons.label.text()]

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        kind = self.change.entry.kind
        self._mark.show_icon(KIND_ICONS[kind], theme.kinds[kind].mark)

    def _point(self) -> None:
        self.pointed.emit(self.change)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.tick, 1)
        head.addWidget(self._mark)
        where = QHBoxLayout()
        where.addWidget(self._where, 1)
        where.setSpacing(0)
        self._where_row = where
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 4, 6, 7)
        column.setSpacing(1)
        column.addLayout(head)
        column.addLayout(where)
        column.addWidget(self._held)
        column.addWidget(self._reasons.label)


class OmissionRow(QFrame):
    """Something the plan found no place for, what stood in its way and what would make room."""

    def __init__(self, omission: Omission, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Glyph("warning", theme.second_text, 15), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(plain(omission_words(omission), wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 7, 10, 8)
        column.setSpacing(2)
        column.addLayout(head)
        for words in reason_words(omission.reasons):
            column.addWidget(_indented(words, "small"))


def _same_place(one: Change, other: Change) -> bool:
    places = [change.after.span if change.after else None for change in (one, other)]
    return one.what == other.what and places[0] == places[1]


def omission_words(omission: Omission) -> str:
    """Name what was left out: "Unplanned, Fri 20 Nov, 60 min"; the day where there is but one."""
    demand = omission.demand
    days = {window.day for window in demand.windows}
    title, length = isolated(demand.title), duration(demand.minutes)
    if len(days) != 1:
        return tr("{title}, {length}", title=title, length=length)
    return tr("{title}, {day}, {length}", title=title, day=short_day(days.pop()), length=length)


def _indented(words: str, kind: str) -> QLabel:
    made = plain(words, kind, wrap=True)
    made.setContentsMargins(INDENT, 0, 0, 0)
    return made
