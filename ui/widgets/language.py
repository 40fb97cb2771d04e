"""Words for the user, through Qt's translations."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.text import Text, Value

CONTEXT = "firebreak"


def tr(template: str, /, **values: Value) -> str:
    """Translate ``template``, then fill it. Values arrive ready to be shown."""
    translated = QCoreApplication.translate(CONTEXT, template)
    return translated.format(**values) if values else translated


def tr_text(text: Text) -> str:
    """Translate a sentence that came from the planner."""
    return QCoreApplication.translate(CONTEXT, text.template).format(**text.values)


def isolated(user_text: str) -> str:
    """Wrap what a user wrote so that its direction cannot disturb the sentence around it."""
    return f"\u2068{user_text}\u2069"
