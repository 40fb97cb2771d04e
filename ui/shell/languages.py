"""The window's language: words, numbers, dates and reading direction."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

import resources

LANGUAGE_VARIABLE = "FIREBREAK_LANGUAGE"
SOURCE = "en"
"""The language the sentences are written in."""


def speak(app: QApplication, code: str, folder: Path | None = None) -> QTranslator | None:
    """Switch the application to ``code`` ("fa", "zh_CN"); empty keeps the system's.

    Numbers, dates and direction follow at once even where no translation exists yet.
    Returns the translation in use; None for English or when there is none.
    """
    # Before anybody set another one, the default is the system's.
    locale = QLocale(code) if code else QLocale()
    if not code and not available(locale.name(), folder):
        # Words stay English then, and so must the numbers between them.
        locale = QLocale(QLocale.Language.English, locale.territory())
    QLocale.setDefault(locale)
    app.setLayoutDirection(locale.textDirection())
    return _translate(app, locale, folder)


def available(code: str, folder: Path | None = None) -> bool:
    """Whether sentences exist in ``code`` or its language."""
    language = code.partition("_")[0]
    return language == SOURCE or any(
        (_folder(folder) / f"firebreak_{name}.qm").is_file() for name in (code, language)
    )


def _translate(app: QApplication, locale: QLocale, folder: Path | None) -> QTranslator | None:
    if locale.name().partition("_")[0] == SOURCE:
        return None
    translator = QTranslator(app)
    if not translator.load(locale, "firebreak", "_", str(_folder(folder))):
        return None
    app.installTranslator(translator)
    return translator


def _folder(folder: Path | None) -> Path:
    return folder or Path(resources.__file__ or "").parent / "translations"
