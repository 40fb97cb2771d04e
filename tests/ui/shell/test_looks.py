"""What the window remembers about its looks, and the language it speaks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator

from ui.shell.first_run import FirstRunPage
from ui.shell.languages import available, speak
from ui.shell.preferences import Preferences, theme_named
from ui.shell.toolbar import shorter_months, shorter_number
from ui.theme import DARK, LIGHT
from ui.widgets.language import tr


class PseudoTranslator(QTranslator):
    """Answers every sentence with itself in brackets, forty per cent longer."""

    def translate(self, context, source, disambiguation=None, n=-1):
        return f"[{source}{'~' * (len(source) * 2 // 5)}]"

    def isEmpty(self):  # noqa: N802 - Qt's name
        return False


@pytest.fixture
def _speaking(qapp):
    """Put the language back after the test."""
    before = QLocale()
    yield
    QLocale.setDefault(before)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_the_look_is_remembered_for_this_home(qapp, tmp_path):
    Preferences(tmp_path).theme = "dark"
    assert Preferences(tmp_path).theme == "dark"
    assert Preferences(tmp_path / "other").theme == "system"


def test_what_is_remembered_is_nobody_elses_business(qapp, tmp_path):
    kept = Preferences(tmp_path)
    kept.theme = "dark"
    kept._settings.sync()
    assert (tmp_path / "window.ini").stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_only_forgets(qapp, tmp_path):
    kept = Preferences(tmp_path / "not" / "there")
    kept.theme = "dark"
    assert kept.theme == "dark"


def test_a_look_that_is_none_counts_as_the_systems(qapp, tmp_path):
    Preferences(tmp_path).theme = "pink"
    assert Preferences(tmp_path).theme == "system"


def test_light_and_dark_are_themes(qapp):
    assert theme_named("light") is LIGHT
    assert theme_named("dark") is DARK
    assert theme_named("system") in (LIGHT, DARK)


@pytest.mark.usefixtures("_speaking")
def test_persian_turns_the_window_round_even_before_it_is_translated(qapp):
    assert speak(qapp, "fa") is None
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert QLocale().toString(12) == "۱۲"
    speak(qapp, "en")
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


@pytest.mark.usefixtures("_speaking")
def test_a_translation_in_the_folder_is_loaded(qapp, tmp_path):
    assert not available("nb", tmp_path)
    assert available("en_GB", tmp_path)
    (tmp_path / "firebreak_nb.qm").write_bytes(EMPTY_QM)
    assert available("nb_NO", tmp_path)
    translator = speak(qapp, "nb", tmp_path)
    assert translator is not None
    qapp.removeTranslator(translator)


def test_a_translation_reaches_what_is_on_the_page(qapp, qtbot):
    translator = PseudoTranslator()
    qapp.installTranslator(translator)
    try:
        page = FirstRunPage(LIGHT)
        qtbot.addWidget(page)
        assert page.offers[0].text() == "[Show me a sample week~~~~~~~~]"
        assert tr("Undo") == "[Undo~]"
        assert tr("week {number}", number=47).startswith("[week 47")
    finally:
        qapp.removeTranslator(translator)


@pytest.mark.usefixtures("_speaking")
def test_a_narrow_toolbar_shortens_months_and_week():
    QLocale.setDefault(QLocale("en_GB"))
    assert shorter_months("16–22 November 2026") == "16–22 Nov 2026"
    assert shorter_number("week 47") == "w 47"
    assert shorter_number("") == ""


EMPTY_QM = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd") + bytes.fromhex("42000000006900000000")
