"""What this window remembers about its looks; kept beside the store, not in it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QGuiApplication

from ui.theme import DARK, LIGHT, Theme

FILE = "window.ini"
THEMES = ("system", "light", "dark")


class Preferences:
    """Light or dark, language, size. A folder that cannot be written only forgets them."""

    def __init__(self, home: Path) -> None:
        file = home / FILE
        with contextlib.suppress(OSError):  # a folder that cannot be written forgets, as said
            # QSettings keeps the mode of a file that is there: nobody else's business.
            file.touch(mode=0o600, exist_ok=True)
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """``system``, ``light`` or ``dark``."""
        kept = str(self._settings.value("look/theme", "system"))
        return kept if kept in THEMES else "system"

    @theme.setter
    def theme(self, name: str) -> None:
        self._settings.setValue("look/theme", name)

    @property
    def language(self) -> str:
        """A language code as in ``resources/translations``; empty for the system's."""
        return str(self._settings.value("look/language", ""))

    @language.setter
    def language(self, code: str) -> None:
        self._settings.setValue("look/language", code)

    @property
    def geometry(self) -> QByteArray:
        """Where the window was; empty at first."""
        kept = self._settings.value("window/geometry", QByteArray())
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("window/geometry", geometry)


def theme_named(name: str) -> Theme:
    """Give the theme; ``system`` asks the desktop."""
    if name == "system":
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if name == "dark" else LIGHT
