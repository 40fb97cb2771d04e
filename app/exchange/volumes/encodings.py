"""What a file's bytes are: UTF-8, UTF-16, Latin-1, or no text at all."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import BadInputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1a")) + b"\x7f"
MOSTLY = 0.3
MOST_CONTROLS = 0.05


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to turn bytes into text; ``skip`` bytes of mark come first.

    ``certain`` is False when the bytes seen so far were plain ASCII.
    """

    name: str
    skip: int = 0
    certain: bool = True

    @property
    def wide(self) -> bool:
        """Whether a letter takes two bytes, so that blocks must be rewritten first."""
        return self.name.startswith("utf-16")

    def decode(self, raw: bytes) -> str | None:
        """Text of one cell or line after any rewriting; None when it is not this encoding."""
        if raw.isascii():
            return raw.decode("ascii")
        try:
            return raw.decode("utf-8" if self.wide else self.name)
        except UnicodeDecodeError:
            return None if self.certain else raw.decode("cp1252", "replace")


def detect(head: bytes, file: Path) -> Encoding:
    """Decide from a file's first bytes.

    Raises:
        BadInputError: this is no text file.

    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, len(mark))
    if head.startswith(_WORKBOOK):
        raise BadInputError(
            "{file} is an Excel workbook. Open it, save it as CSV and import that file.",
            file=file.name,
        )
    if b"\x00" in head:
        return Encoding(_wide_without_mark(head, file))
    if len(head.translate(None, _CONTROLS)) < len(head) * (1 - MOST_CONTROLS):
        raise _not_text(file)
    if head.isascii():
        return Encoding("utf-8", certain=False)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return Encoding("cp1252" if _decodes(head, "cp1252") else "latin-1")
    return Encoding("utf-8")


def _wide_without_mark(head: bytes, file: Path) -> str:
    """Tell UTF-16 by where its zero bytes stand."""
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / max(len(head[1::2]), 1)
    if odd > MOSTLY and even == 0:
        return "utf-16-le"
    if even > MOSTLY and odd == 0:
        return "utf-16-be"
    raise _not_text(file)


def _decodes(raw: bytes, name: str) -> bool:
    try:
        raw.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _not_text(file: Path) -> BadInputError:
    return BadInputError("{file} is not a text file. Export it as CSV or text.", file=file.name)
