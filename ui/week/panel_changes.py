"""Rows of the plan's preview: one proposed change each, ticked or not."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.demands import Omission
from app.domain.entries import Entry
from app.domain.wording import sentence
from app.services.proposals import Change, What
from ui.theme import Theme
from ui.week.panel_kinds import KIND_ICONS
from ui.week.panel_reasons import plain
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
    if change.before is not None and change.after is not None:
        before, after = change.before, change.after
        same_day = (
            before.span.start.astimezone(zone).date() == after.span.start.astimezone(zone).date()
        )
        return tr(
            "{before} → {after}",
            before=place_words(before, zone),
            after=stretch(after.span, zone) if same_day else place_words(after, zone),
        )
    entry = change.after or change.before
    return place_words(entry, zone) if entry else ""


def what_words(what: What) -> str:
    """Head one group of changes."""
    return {"new": tr("New"), "moved": tr("Moved"), "removed": tr("Removed")}[what]


class ChangeRow(QFrame):
    """One change: tick, kind, title, where from and to, the first reason."""

    toggled = Signal()

    def __init__(self, change: Change, zone: ZoneInfo, theme: Theme) -> None:
        super().__init__()
        self.change = change
        self.setProperty("kind", "sunken")
        entry = change.after or change.before
        assert entry is not None
        self.tick = Tick(entry.title.replace("&", "&&"), bold=True)
        self.tick.setChecked(True)
        where = change_words(change, zone)
        self.tick.setAccessibleName(
            tr(
                "{what}: {title}, {where}",
                what=what_words(change.what),
                title=isolated(entry.title),
                where=where,
            )
        )
        self.tick.setToolTip(entry.title)
        self.tick.toggled.connect(self.toggled)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.tick, 1)
        mark = theme.kinds[entry.kind].mark
        head.addWidget(Glyph(KIND_ICONS[entry.kind], mark, 15))
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 5, 10, 8)
        column.setSpacing(1)
        column.addLayout(head)
        column.addWidget(_indented(where, ""))
        if change.reasons:
            column.addWidget(_indented(tr_text(sentence(change.reasons[0])), "small"))


class OmissionRow(QFrame):
    """Something the plan found no place for, and what stood in its way."""

    def __init__(self, omission: Omission, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        demand = omission.demand
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Glyph("warning", theme.second_text, 15))
        words = tr(
            "{title}, {day}, {length}",
            title=isolated(demand.title),
            day=short_day(demand.windows[0].day),
            length=duration(demand.minutes),
        )
        head.addWidget(plain(words, wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 7, 10, 8)
        column.setSpacing(2)
        column.addLayout(head)
        if omission.reasons:
            column.addWidget(_indented(tr_text(sentence(omission.reasons[0])), "small"))


def rows_for(changes: Iterable[Change], zone: ZoneInfo, theme: Theme) -> list[ChangeRow]:
    """Make a row for each change, in order of time."""
    ordered = sorted(changes, key=_begins)
    return [ChangeRow(change, zone, theme) for change in ordered]


def _begins(change: Change) -> tuple[float, str]:
    entry = change.after or change.before
    return (entry.span.start.timestamp() if entry else 0.0, change.id)


def _indented(words: str, kind: str) -> QWidget:
    made = plain(words, kind, wrap=True)
    made.setContentsMargins(INDENT, 0, 0, 0)
    return made
