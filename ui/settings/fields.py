"""Which field edits which setting."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.settings import Setting
from ui.widgets.buttons import Button
from ui.widgets.choices import zones
from ui.widgets.fields import (
    ChoiceField,
    Field,
    HoursField,
    NumberField,
    SwitchField,
    WeekdaysField,
    WordsField,
)
from ui.widgets.language import tr

COUNTRY_CODE = 2
"""Letters of an ISO 3166 country code; territories of other sorts have longer ones."""
STEPS = {
    "block-minutes": 15,
    "blocks-per-day": 1,
    "block-gap": 15,
    "history-weeks": 1,
    "open-door-minutes": 15,
    "lunch-minutes": 5,
    "away-per-team": 1,
    "service-level": 5,
    "service-seconds": 5,
    "shrinkage": 5,
    "freeze-days": 1,
}
"""Settings that are numbers, and by how much their buttons move them."""


def countries() -> list[tuple[str, str]]:
    """Every country as ("Norway (NO)", "NO"), in order, after "no public holidays"."""
    found = {}
    for territory in QLocale.Country:
        code = QLocale.territoryToCode(territory)
        if len(code) == COUNTRY_CODE and code.isalpha() and code != "ZZ":
            found[code] = f"{QLocale.territoryToString(territory)} ({code})"
    return [(tr("No public holidays"), ""), *sorted((name, code) for code, name in found.items())]


class FolderField(WordsField):
    """A folder: typed, or chosen in the system's dialog."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose = Button(tr("Choose…"), "plain", "folder")
        self.row.addWidget(self.choose)
        self.edit.setPlaceholderText(tr("None"))
        self.choose.clicked.connect(self._choose)

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, tr("Folder with volume exports"), self.edit.text()
        )
        if folder:
            self.edit.setText(folder)
            self._finish()


def field_for(setting: Setting, title: str) -> Field:
    """Make the field that suits a setting; any that is not known here is a line of text."""
    match setting.key:
        case "zone":
            made: Field = ChoiceField([(zone, zone) for zone in zones()])
        case "country":
            made = ChoiceField(countries())
        case "working-days":
            made = WeekdaysField()
        case "opening" | "working" | "lunch-window":
            made = HoursField()
        case "auto-block":
            made = SwitchField(tr("On"))
        case "watched-folder":
            made = FolderField()
        case key if key in STEPS:
            made = NumberField(STEPS[key], _unit(key))
        case _:
            made = WordsField()
    made.name(title)
    return made


def _unit(key: str) -> str:
    units = {
        "blocks-per-day": "",
        "history-weeks": "",
        "away-per-team": tr("agents of a team"),
        "service-level": tr("%"),
        "service-seconds": tr("seconds"),
        "shrinkage": tr("%"),
        "freeze-days": tr("days"),
    }
    return units.get(key, tr("min"))
