"""The settings page: everything saves at once and can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.edits import Subject
from app.domain.errors import BadInputError
from app.domain.settings import SETTINGS
from app.domain.site import Site
from app.domain.text import text
from ui.settings.appearance import AppearanceRow
from ui.settings.data import DataSection
from ui.settings.events import EventList, SpecialDayList
from ui.settings.names import section_name, setting_name
from ui.settings.rows import SettingRow
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.centred import centred
from ui.widgets.desk import Desk
from ui.widgets.language import tr
from ui.widgets.style import label

if TYPE_CHECKING:
    from app.bootstrap import Planner

NAV_WIDTH = 214
PAGE_WIDTH = 760
ALIASES = {"blocks": "peaks", "lunch": "day", "volumes": "data"}


class SettingsPage(QWidget):
    """Reads the site, submits edits of it, and shows what was refused beside its field."""

    look_changed = Signal(str)  # "light", "dark" or "system"
    evidence_asked = Signal()
    import_asked = Signal()
    routines_asked = Signal()

    def __init__(
        self, planner: Planner, desk: Desk, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._planner, self._desk = planner, desk
        self._site = Site()
        self._saved = False
        self._sections: dict[str, QWidget] = {}
        self.rows = {setting.key: SettingRow(setting) for setting in SETTINGS}
        self.appearance = AppearanceRow()
        self.events = EventList(planner, desk)
        self.special_days = SpecialDayList(planner, desk)
        self.data = DataSection(planner, desk)
        self._nav = QListWidget()
        self._lay_out()
        for row in self.rows.values():
            row.written.connect(self._write)
        self._nav.setCurrentRow(0)
        self._nav.currentItemChanged.connect(self._jump)
        self.appearance.look_changed.connect(self.look_changed)
        self.set_theme(theme)
        self.refresh(frozenset(Subject))

    def title(self) -> tuple[str, str]:
        """What the toolbar says while this page is shown."""
        return tr("Settings"), ""

    def refresh(self, subjects: frozenset[Subject]) -> None:
        """Read again what ``subjects`` name."""
        if subjects & {Subject.SETTINGS}:
            self._site = self._planner.settings.site()
            self._saved = self._planner.store.read.site_saved()
            for row in self.rows.values():
                row.show_site(self._site)
        if subjects & {Subject.EVENTS, Subject.VOLUMES}:
            self.events.refresh()
            self.special_days.refresh()
        self.data.refresh()

    def show_section(self, section: str) -> None:
        """Scroll to a section, "site", "blocks", "open_door", "events", "store" and so on."""
        wanted = ALIASES.get(section, section)
        for row in range(self._nav.count()):
            if self._nav.item(row).data(Qt.ItemDataRole.UserRole) == wanted:
                self._nav.setCurrentRow(row)
                self._scroll_to(wanted)

    def show_look(self, look: str) -> None:
        """Show which look is on."""
        self.appearance.show_look(look)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        for part, colour in ((self, theme.sunken), (self._left, theme.surface)):
            palette = part.palette()
            palette.setColor(QPalette.ColorRole.Window, QColor(colour))
            part.setPalette(palette)
            part.setAutoFillBackground(True)
        self._nav.setStyleSheet(
            "QListWidget { border: none; background: transparent; }"
            "QListWidget::item { height: 30px; padding: 0 8px; border-radius: 7px; }"
            f"QListWidget::item:selected {{ background: {theme.accent_fill};"
            f" color: {theme.accent}; }}"
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Qt override: a section asked for before the page had its size."""
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: self._jump(self._nav.currentItem()))

    def _write(self, key: str, written: str) -> None:
        """Save one setting at once, on top of what was asked for before it."""
        row = self.rows[key]
        try:
            wanted = row.setting.on(self._site, written)
            self._planner.settings.check(wanted)
        except BadInputError as error:
            row.refuse(error)
            return
        row.accept()
        if wanted == self._site:
            return
        name = setting_name(row.setting)
        saved = self._site if self._saved else None
        label_text = text("{setting} changed", setting=name)
        edit = self._planner.settings.edit_between(saved, wanted, label_text)
        self._site, self._saved = wanted, True
        self._desk.submit(edit)

    def _lay_out(self) -> None:
        self._left = QWidget()
        self._left.setFixedWidth(NAV_WIDTH)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(12, 14, 12, 12)
        left.addWidget(self._nav)
        self._nav.setFrameShape(QFrame.Shape.NoFrame)
        self._nav.setAccessibleName(tr("Sections"))
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(28, 10, 28, 28)
        self._column.setSpacing(8)
        self._fill()
        self._column.addStretch(1)
        self._scroll = centred(inner, PAGE_WIDTH)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._left)
        outer.addWidget(self._scroll, 1)

    def _fill(self) -> None:
        cards: dict[str, Card] = {}
        for row in self.rows.values():
            section = row.setting.section
            if section not in cards:
                cards[section] = Card()
                self._add_section(section, cards[section])
            cards[section].add(row)
        cards["peaks"].add(
            self._asks(tr("What such blocks would have caught …"), self.evidence_asked)
        )
        cards["data"].add(self._asks(tr("Import volumes …"), self.import_asked))
        cards["floor"].add(
            self._asks(tr("Routines: 1:1s, team meetings, floor walks …"), self.routines_asked)
        )
        self._add_section("events", self.events)
        self._add_section("special_days", self.special_days)
        look = Card()
        look.add(self.appearance)
        self._add_section("look", look)
        self._add_section("store", self.data)

    def _asks(self, words: str, signal: SignalInstance) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(12, 6, 12, 6)
        link = Button(words, "link")
        link.clicked.connect(lambda _: signal.emit())
        across.addWidget(link)
        across.addStretch(1)
        return row

    def _add_section(self, section: str, body: QWidget) -> None:
        heading = label(section_name(section), "heading")
        heading.setContentsMargins(2, 14, 0, 2)
        self._column.addWidget(heading)
        self._column.addWidget(body)
        self._sections[section] = heading
        item = QListWidgetItem(section_name(section))
        item.setData(Qt.ItemDataRole.UserRole, section)
        self._nav.addItem(item)

    def _jump(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._scroll_to(item.data(Qt.ItemDataRole.UserRole))

    def _scroll_to(self, section: str) -> None:
        if section in self._sections:
            top = self._sections[section].y()
            self._scroll.verticalScrollBar().setValue(max(top - 6, 0))
