"""Words for the user, through Qt's translations."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, Qt

from app.domain.text import DayWords, Text, Value
from ui.widgets.dated import day_and_month

CONTEXT = "firebreak"


def tr(template: str, /, **values: Value) -> str:
    """Translate ``template``, then fill it. Values arrive ready to be shown."""
    translated = QCoreApplication.translate(CONTEXT, template)
    return translated.format(**values) if values else translated


def tr_text(text: Text) -> str:
    """Translate a sentence that came from the planner; its days get the window's calendar."""
    values = {name: _spoken(value) for name, value in text.values.items()}
    return QCoreApplication.translate(CONTEXT, text.template).format(**values)


def _spoken(value: Value) -> Value:
    """What a sentence shows of ``value``; isolated where the window reads right to left."""
    if isinstance(value, DayWords):
        value = day_and_month(value.day, year=value.year)
    locale = QLocale()
    if isinstance(value, int) and locale.zeroDigit() != "0":
        value = locale.toString(value)
    mirrored = locale.textDirection() is Qt.LayoutDirection.RightToLeft
    return isolated(value) if mirrored and isinstance(value, str) else value


def isolated(user_text: str) -> str:
    """Wrap what a user wrote so that its direction cannot disturb the sentence around it."""
    return f"\u2068{user_text}\u2069"
