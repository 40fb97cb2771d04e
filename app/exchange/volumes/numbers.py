"""Numbers as exports write them: 12, 1,234, 1.234,5, 85 %, 0:03:25, "-"."""

from __future__ import annotations

import enum
import math
import re
from collections.abc import Iterable

from app.exchange.volumes.refusals import CellError

MISSING = frozenset(
    ("", "-", "--", "\u2013", "\u2014", "n/a", "na", "#n/a", "null", "none", "(null)", "\\n", ".")
)
GROUP = 3  # digits between two thousands marks
SHOWN_LETTERS = 40
MOST_CONTACTS = 10_000_000.0
MOST_SECONDS = 10_000_000_000.0

_MARKS = re.compile(r"[.,]")
_PLAIN = re.compile(r"\d+")
_NUMBER = re.compile(r"[+-]?(\d[\d.,\u00a0\u202f' ]*|[.,]\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)
_DURATION = re.compile(r"(?:(\d+):)?(\d{1,6}):(\d{2})(?:[.,](\d+))?")
_SPACES = re.compile(r"[\u00a0\u202f' ]")
_NOT_FINITE = frozenset(("nan", "inf", "infinity", "#num!", "#div/0!", "#value!", "#ref!"))


class DecimalMark(enum.StrEnum):
    """What separates whole and fraction where a single mark could be either."""

    POINT = "."
    COMMA = ","


def decimal_mark(cells: Iterable[str], delimiter: str) -> DecimalMark:
    """Decide how the whole file writes fractions, from its own cells.

    A comma counts as evidence only where it cannot group thousands: ``3,5`` does,
    ``1,234`` does not. Without evidence a file split by semicolons is taken to come
    from a country that writes commas.
    """
    for cell in cells:
        marks = [] if cell.isdigit() else _MARKS.findall(cell)
        if not marks or not _NUMBER.fullmatch(cell.strip().rstrip("%").strip()):
            continue
        after = len(cell.strip().rstrip("%").strip()) - max(cell.rfind("."), cell.rfind(",")) - 1
        if len(set(marks)) > 1 or (len(marks) == 1 and after != GROUP):
            return DecimalMark(marks[-1])
    return DecimalMark.COMMA if delimiter == ";" else DecimalMark.POINT


def parse_number(cell: str, mark: DecimalMark) -> float:
    """Read a count; NaN where the export says that there is none.

    Raises:
        CellError: not a number, negative, not finite or beyond all reason.

    """
    return _checked(cell, _number(cell.strip(), mark, cell), MOST_CONTACTS)


def parse_seconds(cell: str, mark: DecimalMark) -> float:
    """Read seconds, written as a number or as H:MM:SS or M:SS.

    Raises:
        CellError: as for a number.

    """
    stripped = cell.strip()
    duration = _DURATION.fullmatch(stripped)
    if duration is None:
        return _checked(cell, _number(stripped, mark, cell), MOST_SECONDS)
    hours, minutes, seconds, fraction = duration.groups()
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return _checked(cell, whole + float(f"0.{fraction or 0}"), MOST_SECONDS)


def parse_share(cell: str, mark: DecimalMark) -> float:
    """Read a share between 0 and 1, written as ``85 %``, ``85`` or ``0.85``.

    Raises:
        CellError: as for a number, and beyond 100 %.

    """
    stripped = cell.strip()
    in_percent = stripped.endswith("%")
    value = _checked(cell, _number(stripped.rstrip("%").strip(), mark, cell), 100.0)
    return value / 100 if in_percent or value > 1 else value


def _checked(cell: str, value: float, most: float) -> float:
    if value < 0:
        raise CellError("'{cell}' is negative", cell=shown(cell))
    if value > most:
        raise CellError("'{cell}' is too large to be true", cell=shown(cell))
    return value


def _number(stripped: str, mark: DecimalMark, cell: str) -> float:
    if _PLAIN.fullmatch(stripped) and stripped.isascii():
        return float(stripped)
    if stripped.lower() in MISSING:
        return math.nan
    if stripped.lower().lstrip("+-") in _NOT_FINITE:
        raise CellError("'{cell}' is not a finite number", cell=shown(cell))
    found = _NUMBER.fullmatch(stripped)
    if found is None or (not stripped.isascii() and not _SPACES.search(stripped)):
        raise CellError("'{cell}' is not a number", cell=shown(cell))
    try:
        value = float(_with_point(_SPACES.sub("", stripped), mark))
    except ValueError:
        raise CellError("'{cell}' is not a number", cell=shown(cell)) from None
    if not math.isfinite(value):
        raise CellError("'{cell}' is not a finite number", cell=shown(cell))
    return value


def _with_point(digits: str, mark: DecimalMark) -> str:
    """Rewrite grouped and comma numbers the way Python reads them."""
    points, commas = digits.count("."), digits.count(",")
    if not points and not commas:
        return digits
    if points and commas:
        decimal = "." if digits.rfind(".") > digits.rfind(",") else ","
    elif points + commas > 1:
        decimal = ""  # 1.234.567: only groups
    else:
        used = "." if points else ","
        grouped = re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", digits) is not None
        decimal = used if not grouped or used == mark else ""
    group = {".": ",", ",": ".", "": "." if points else ","}[decimal]
    if group in digits and not re.fullmatch(
        rf"[+-]?\d{{1,3}}(\{group}\d{{3}})+(\{decimal or '.'}\d*)?", digits
    ):
        return "not grouped"
    return digits.replace(group, "").replace(",", ".")


def shown(cell: str) -> str:
    """Cut a cell to what fits into a sentence, without control characters."""
    clean = "".join(letter if letter.isprintable() else " " for letter in cell.strip())
    return clean if len(clean) <= SHOWN_LETTERS else f"{clean[: SHOWN_LETTERS - 1]}\u2026"
