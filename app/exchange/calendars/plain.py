"""Strangers' text made safe to show: no control characters, nothing that turns the line round."""

from __future__ import annotations

import unicodedata

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
"""Embeddings, overrides and isolates. The plain marks U+200E and U+200F, and the joiners
that Persian needs, stay: they cannot make a line read as something else."""
_UNWANTED = frozenset({"Cc", "Cs", "Co", "Cn"})


def clean(text: str, length: int, *, lines: bool = False) -> str:
    """Return ``text`` plain, on one line unless ``lines``, cut to ``length`` characters."""
    text = text[: 4 * length].replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\t", " ")
    if not lines:
        text = " ".join(text.split())
    kept = "".join(mark for mark in text if mark == "\n" or _may_stay(mark)).strip()
    return kept if len(kept) <= length else kept[: length - 1].rstrip() + "…"


def _may_stay(mark: str) -> bool:
    if mark.isascii():
        return mark.isprintable()
    return (
        mark not in _TURNING
        and mark != "\ufeff"
        and not "\ufff9" <= mark <= "\ufffb"
        and not "\U000e0000" <= mark <= "\U000e007f"
        and unicodedata.category(mark) not in _UNWANTED
    )
