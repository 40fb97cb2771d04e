"""Queue names as they may be shown, stored and exported again."""

from __future__ import annotations

import unicodedata

from app.domain.volumes import QueueName

LONGEST_NAME = 100
UNNAMED = QueueName("All contacts")
# What a spreadsheet would take for the start of a formula, in both widths, and what hides it.
_FORMULA_STARTS = "=+-@|%\uff1d\uff0b\uff0d\uff20\u2212'\"`\u2018\u2019\u201c\u201d"


def clean_name(raw: str) -> QueueName:
    """Take out control and direction characters and anything that starts a formula."""
    visible = "".join(
        " " if letter.isspace() or unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter
        for letter in unicodedata.normalize("NFC", raw)
        if unicodedata.category(letter) not in ("Cf", "Cs", "Co", "Cn")
    )
    name = " ".join(visible.split())
    while name and (name[0] in _FORMULA_STARTS or name[0].isspace()):
        name = name[1:]
    name = name[:LONGEST_NAME].strip().rstrip('"')
    return QueueName(name) if name else UNNAMED
