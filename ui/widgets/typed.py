"""What people type: times of the day, and fields that know what is saved."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLineEdit

from app.domain.errors import BadInputError
from app.domain.wall import MINUTES_A_DAY

_TIME = re.compile(r"(\d{1,2})(?:[:.٫h]?(\d{2}))?")
_HOURS, _MINUTES = 24, 60


def typed_minute(written: str) -> int:
    """Read "7:45", "745", "07.45" or "7" as minutes of the day, 0 to 1440.

    Raises:
        BadInputError: it is no time of the day.

    """
    match = _TIME.fullmatch(written.strip())
    if match:
        hours, minutes = int(match[1]), int(match[2] or 0)
        total = hours * 60 + minutes
        if minutes < _MINUTES and total <= MINUTES_A_DAY:
            return total
    raise BadInputError(
        "‘{time}’ is no time of the day; write it like 08:30.", time=written.strip()
    )


def show_saved(field: QLineEdit, words: str) -> None:
    """Show what is saved: taking it back is the window's business then, not the field's.

    The cursor stays where it is when nothing is different.
    """
    if field.text() != words:
        field.setText(words)
    elif field.isUndoAvailable() or field.isRedoAvailable():
        at = field.cursorPosition()
        field.setText(words)
        field.setCursorPosition(at)
