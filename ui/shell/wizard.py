"""The first questions: where, when, how many blocks, which colours. Every page can be skipped."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTimeZone, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import BadInputError
from app.domain.settings import SETTINGS, setting_named
from app.domain.site import Site
from ui.settings.appearance import AppearanceRow
from ui.settings.rows import SettingRow
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.language import tr
from ui.widgets.shade import shade_behind
from ui.widgets.style import label

PAGES = ("site", "hours", "peaks")
"""Sections of the declared settings, a page each; the look comes after them."""


class Wizard(QDialog):
    """Four pages over a site that is saved only at the end. Closing it changes nothing."""

    finished_with = Signal(object)  # Site, as it was left
    look_changed = Signal(str)

    def __init__(self, site: Site, look: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        shade_behind(self)
        self.site = site
        self.setWindowTitle(tr("Your centre, in two minutes"))
        self.resize(760, 560)
        self.rows = {s.key: SettingRow(s) for s in SETTINGS if s.section in PAGES}
        self.look = AppearanceRow()
        self.look.show_look(look)
        self.look.look_changed.connect(self.look_changed)
        self.pages = QStackedWidget()
        self._count = label("", "second")
        self.back = Button(tr("Back"))
        self.skip = Button(tr("Skip all"), "link")
        self.forward = Button(tr("Next"), "primary")
        self._lay_out()
        for row in self.rows.values():
            row.show_site(site)
            row.written.connect(self._write)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.forward.clicked.connect(lambda: self._turn(1))
        self.skip.clicked.connect(self.reject)
        self._turn(0)

    def _write(self, key: str, written: str) -> None:
        row = self.rows[key]
        try:
            self.site = row.setting.on(self.site, written)
        except BadInputError as error:
            row.refuse(error)
        else:
            row.accept()

    def _turn(self, pages: int) -> None:
        at = self.pages.currentIndex() + pages
        if at >= self.pages.count():
            self.accept()
            self.finished_with.emit(self.site)
            return
        self.pages.setCurrentIndex(max(0, at))
        last = at == self.pages.count() - 1
        self.back.setEnabled(at > 0)
        self.forward.setText(tr("Done") if last else tr("Next"))
        self._count.setText(tr("{page} of {pages}", page=at + 1, pages=self.pages.count()))

    def _lay_out(self) -> None:
        titles = (
            tr("Where is your centre?"),
            tr("When are the phones manned, and when are you there?"),
            tr("How much of the peaks shall be kept free?"),
            tr("Which colours do you like?"),
        )
        for section, title in zip((*PAGES, ""), titles, strict=True):
            rows: list[QWidget] = [
                row for row in self.rows.values() if row.setting.section == section
            ]
            self.pages.addWidget(_page(title, rows or [self.look]))
        foot = QHBoxLayout()
        foot.addWidget(self.skip)
        foot.addStretch(1)
        foot.addWidget(self._count)
        foot.addWidget(self.back)
        foot.addWidget(self.forward)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(14)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)


def guessed_site() -> Site:
    """Take zone and country from this computer where the planner knows them."""
    site = Site()
    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    country = QLocale.territoryToCode(QLocale().territory())
    for key, written in (("zone", zone), ("country", country)):
        try:
            site = setting_named(key).on(site, written)
        except BadInputError:
            # It stays as it is and is asked for on the first page.
            continue
    return site


def _page(title: str, rows: list[QWidget]) -> QWidget:
    card = Card()
    for row in rows:
        card.add(row)
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    column.addWidget(label(title, "title"))
    column.addWidget(card)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area
