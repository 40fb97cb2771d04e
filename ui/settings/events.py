"""Known events and special days: lists with add, edit and remove."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.edits import Edit
from app.domain.errors import BadInputError
from app.domain.known_events import KnownEvent, SpecialDay
from app.domain.text import text
from app.services.events import NewEvent
from ui.settings.event_form import EventForm
from ui.widgets.buttons import Button, icon_button
from ui.widgets.card import Card
from ui.widgets.choices import DayEdit
from ui.widgets.desk import Desk
from ui.widgets.flow import empty
from ui.widgets.language import isolated, tr, tr_text
from ui.widgets.spoken import dated_day, number, weekday_name
from ui.widgets.style import label

if TYPE_CHECKING:
    from app.bootstrap import Planner


def when_words(event: KnownEvent) -> str:
    """Say on which days an event falls."""
    first = dated_day(event.day)
    if event.weekday is not None:
        weekday = weekday_name(event.weekday)
        if event.until is None:
            return tr("every {weekday} from {day}", weekday=weekday, day=first)
        return tr(
            "every {weekday}, {day} – {until}",
            weekday=weekday,
            day=first,
            until=dated_day(event.until),
        )
    if event.until is not None and event.until != event.day:
        return tr("{day} – {until}", day=first, until=dated_day(event.until))
    return first


def change_words(percent: float) -> str:
    """Write "+20 %"; the sign always stands."""
    decimals = 0 if percent == round(percent) else 1
    sign = "+" if percent > 0 else "−" if percent < 0 else "±"
    return tr("{sign}{number} %", sign=sign, number=number(abs(percent), decimals))


class EventList(QWidget):
    """Every known event with what it does; each can be edited and removed."""

    def __init__(self, planner: Planner, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planner, self._desk = planner, desk
        self._holder = QVBoxLayout(self)
        self._holder.setContentsMargins(0, 0, 0, 0)
        self._holder.setSpacing(8)

    def refresh(self) -> None:
        """Read the events again."""
        empty(self._holder)
        card = Card()
        events = self._planner.events.list()
        for event in events:
            card.add(self._row(event))
        if not events:
            card.add(_nothing(tr("Nothing yet. An invoice run or a campaign belongs here.")))
        add = Button(tr("Add an event"), "plain", "plus")
        add.clicked.connect(lambda _: self.open_form())
        self._holder.addWidget(card)
        self._holder.addWidget(add, 0, Qt.AlignmentFlag.AlignLeading)

    def open_form(self, event: KnownEvent | None = None) -> EventForm:
        """Ask for a new event, or for what should be different about ``event``."""
        form = EventForm(
            lambda wanted: self._save(wanted, event),
            self._planner.store.read.queues(),
            _today(self._planner),
            self,
        )
        if event is not None:
            form.show_event(event)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.setModal(True)
        form.show()
        return form

    def _save(self, wanted: NewEvent, old: KnownEvent | None) -> None:
        edit = self._planner.events.edit_to_add(wanted)
        if old is not None:
            edit = _changed(edit, old)
        self._desk.submit(edit)

    def _row(self, event: KnownEvent) -> QWidget:
        queue = isolated(event.queue) if event.queue else tr("all queues")
        about = [when_words(event), queue]
        if event.source:
            about.append(isolated(event.source))
        edit = icon_button("edit", tr("Edit {name}", name=event.name), flat=True)
        edit.clicked.connect(lambda: self.open_form(event))
        remove = icon_button("trash", tr("Remove {name}", name=event.name), flat=True)
        remove.clicked.connect(
            lambda: self._desk.submit(self._planner.events.edit_to_remove(event.id))
        )
        return _list_row(
            event.name, " · ".join(about), [label(change_words(event.percent)), edit, remove]
        )


class SpecialDayList(QWidget):
    """Days that are like no other: left out of what is typical."""

    def __init__(self, planner: Planner, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planner, self._desk = planner, desk
        self._holder = QVBoxLayout(self)
        self._holder.setContentsMargins(0, 0, 0, 0)
        self.day = DayEdit(_today(planner))
        self.day.setAccessibleName(tr("Day"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Closed for moving"))
        self.name.setAccessibleName(tr("Name"))
        self.add = Button(tr("Add"), "plain", "plus")
        self.wrong = label("", "bad", wrap=True)
        self.wrong.setTextFormat(Qt.TextFormat.PlainText)
        self.wrong.hide()
        self._cards = QVBoxLayout()
        self._holder.addLayout(self._cards)
        row = QHBoxLayout()
        for part in (self.day, self.name, self.add):
            row.addWidget(part, 1 if part is self.name else 0)
        self._holder.addLayout(row)
        self._holder.addWidget(self.wrong)
        self.add.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)

    def refresh(self) -> None:
        """Read the special days again."""
        empty(self._cards)
        card = Card()
        days = self._planner.events.special_days()
        for special in days:
            card.add(self._row(special))
        if not days:
            card.add(_nothing(tr("None. Public holidays are known already.")))
        self._cards.addWidget(card)

    def _add(self) -> None:
        try:
            edit = self._planner.events.edit_to_add_special_day(self.day.day(), self.name.text())
        except BadInputError as error:
            self.wrong.setText(tr_text(error.text))
            self.wrong.show()
            return
        self.wrong.hide()
        self.name.clear()
        self._desk.submit(edit)

    def _row(self, special: SpecialDay) -> QWidget:
        remove = icon_button("trash", tr("Remove {name}", name=special.name), flat=True)
        remove.clicked.connect(
            lambda: self._desk.submit(self._planner.events.edit_to_remove(special.day.isoformat()))
        )
        return _list_row(special.name, dated_day(special.day), [remove])


def _changed(edit: Edit, old: KnownEvent) -> Edit:
    """Turn the edit that would add an event into one that changes ``old``."""
    [added] = edit.after
    assert isinstance(added, KnownEvent)
    return Edit(
        text("Event ‘{name}’ changed", name=added.name),
        before=(old,),
        after=(replace(added, id=old.id),),
    )


def _today(planner: Planner) -> date:
    return planner.clock().astimezone(planner.settings.site().tz).date()


def _list_row(title: str, about: str, ends: list[QWidget]) -> QWidget:
    row = QWidget()
    name, second = label(title, wrap=True), label(about, "small", wrap=True)
    for words in (name, second):
        words.setTextFormat(Qt.TextFormat.PlainText)
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(name)
    column.addWidget(second)
    across = QHBoxLayout(row)
    across.setContentsMargins(16, 8, 10, 8)
    across.setSpacing(8)
    across.addLayout(column, 1)
    for end in ends:
        across.addWidget(end)
    return row


def _nothing(words: str) -> QWidget:
    made = label(words, "second", wrap=True)
    made.setContentsMargins(16, 12, 16, 12)
    return made
