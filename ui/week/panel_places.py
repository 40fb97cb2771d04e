"""The three best other places of an entry, each with what it holds and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.week.panel_reasons import plain
from ui.widgets.buttons import Button, icon_button
from ui.widgets.flow import empty
from ui.widgets.language import isolated, tr
from ui.widgets.spoken import number, short_day, stretch
from ui.widgets.style import label

if TYPE_CHECKING:
    from app.services.offers import Offer


LEAST_TOLD = 0.05
WHOLE_FROM = 10
"""Points from which no decimal is told."""


class Places(QFrame):
    """Opens under the buttons of the panel: a click on a place moves the entry there."""

    picked = Signal(object)  # Span
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self.buttons: list[Button] = []
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        close = icon_button("close", tr("Close the places"), flat=True)
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(label(tr("Best other places"), "section"), 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 8, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._body)
        self.hide()

    def wait(self) -> None:
        """Say that places are being looked for."""
        self._clear()
        self._body.addWidget(label(tr("Looking for the best places…"), "second", wrap=True))
        self.show()

    def show_offers(self, offers: tuple[Offer, ...], zone: ZoneInfo) -> None:
        """Show these, the best first; the first can be taken with Enter at once."""
        self._clear()
        if not offers:
            words = tr("Nothing free is left for it this week.")
            self._body.addWidget(label(words, "second", wrap=True))
        for offer in offers:
            self._body.addWidget(self._offer(offer, zone))
        self.show()
        if self.buttons:
            self.buttons[0].setFocus()

    def put_away(self, then: QWidget | None) -> None:
        """Close; the focus goes to ``then`` rather than astray with what vanishes."""
        focused = self.window().focusWidget()
        if then is not None and focused is not None and self.isAncestorOf(focused):
            then.setFocus()
        self.hide()

    def _offer(self, offer: Offer, zone: ZoneInfo) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        day = short_day(offer.span.start.astimezone(zone).date())
        place = tr("{day} {time}", day=day, time=stretch(offer.span, zone))
        button = Button(place, "plain")
        cost = cost_words(offer)
        button.setAccessibleName(tr("Move to {place}, {cost}", place=place, cost=cost))
        button.clicked.connect(lambda: self.picked.emit(offer.span))
        self.buttons.append(button)
        column.addWidget(button)
        for words in (cost, *way_words(offer)):
            column.addWidget(plain(words, "small", wrap=True))
        return made

    def _clear(self) -> None:
        self.buttons = []
        empty(self._body)


def cost_words(offer: Offer) -> str:
    """Say what a place holds and what it does to the week: "63 contacts · 12 points better"."""
    contacts = tr("{count} contacts", count=number(offer.contacts))
    return tr("{contacts} · {change}", contacts=contacts, change=gain_words(offer.gain))


def gain_words(gain: float) -> str:
    """Say by how much the week would be better or worse."""
    points = number(abs(gain), 0 if abs(gain) >= WHOLE_FROM else 1)
    if abs(gain) < LEAST_TOLD:
        return tr("as good as here")
    if gain > 0:
        return tr("{points} points better", points=points)
    return tr("{points} points worse", points=points)


def way_words(offer: Offer) -> list[str]:
    """Say what would have to make room, if anything."""
    if not offer.in_the_way:
        return []
    titles = ", ".join(isolated(entry.title) for entry in offer.in_the_way)
    return [tr("Would have to make room: {titles}", titles=titles)]
