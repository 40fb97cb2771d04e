"""A row a setting: what it is, its field, and what is wrong with what was written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import PlannerError
from app.domain.settings import Setting
from app.domain.site import Site
from ui.settings.fields import field_for
from ui.settings.names import setting_help, setting_name
from ui.widgets.language import tr_text
from ui.widgets.style import label

NAME_WIDTH = 250


class SettingRow(QWidget):
    """One setting. ``written`` carries what the user wants it to be."""

    written = Signal(str, str)  # key, as people write it

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        title = setting_name(setting)
        self.field = field_for(setting, title)
        self.wrong = label("", "bad", wrap=True)
        self.wrong.setTextFormat(Qt.TextFormat.PlainText)
        self.wrong.hide()
        self._lay_out(title)
        self.field.changed.connect(lambda words: self.written.emit(setting.key, words))

    def show_site(self, site: Site) -> None:
        """Show the value that ``site`` has."""
        self.wrong.hide()
        self.field.show_value(self.setting.of(site))

    def refuse(self, error: PlannerError) -> None:
        """Keep what was written and say beside it what is allowed."""
        self.wrong.setText(tr_text(error.text))
        self.wrong.show()

    def accept(self) -> None:
        """What was written is fine."""
        self.wrong.hide()

    def _lay_out(self, title: str) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        name = label(title, wrap=True)
        name.setFixedWidth(NAME_WIDTH)
        about = label(setting_help(self.setting), "small", wrap=True)
        about.setFixedWidth(NAME_WIDTH)
        words.addWidget(name)
        words.addWidget(about)
        words.addStretch(1)
        value = QVBoxLayout()
        value.setSpacing(3)
        value.addWidget(self.field)
        value.addWidget(self.wrong)
        value.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(18)
        row.addLayout(words)
        row.addLayout(value, 1)
