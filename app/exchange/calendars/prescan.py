"""A first look at a calendar file: is it one, and of a size that may be read at all.

Nothing is interpreted here; it is one pass over the bytes, before anything clever.
"""

from __future__ import annotations

import codecs
import re

from app.domain.errors import BadInputError
from app.exchange.calendars import limits

_MARK = re.compile(rb"[ \t]*(BEGIN|END)[ \t]*:", re.IGNORECASE)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class NotReadableError(BadInputError):
    """The file is not a calendar, or larger or stranger than a calendar may be."""


def prescan(data: bytes, name: str) -> bytes:
    """Return ``data`` as UTF-8 without a mark, or refuse it. ``name`` is said in the sentence.

    Raises:
        NotReadableError: empty, binary, not UTF-8, no calendar, or beyond a limit.

    """
    if len(data) > limits.MAX_BYTES:
        raise NotReadableError(
            "{file} is larger than 10 MB; export a shorter stretch of the calendar.", file=name
        )
    data = _as_utf8(data, name)
    if not data.strip():
        raise NotReadableError("{file} is empty; export the calendar again.", file=name)
    if b"\0" in data:
        raise NotReadableError(
            "{file} is not a text file; choose a calendar export that ends in .ics.", file=name
        )
    _check_lines(data, name)
    return data


def _as_utf8(data: bytes, name: str) -> bytes:
    try:
        if data.startswith(_UTF16):
            return data.decode("utf-16").encode("utf-8")
        data = data.removeprefix(codecs.BOM_UTF8)
        data.decode("utf-8")
    except UnicodeError as problem:
        at = problem.start if isinstance(problem, UnicodeDecodeError) else 0
        if b"\0" in data[:1000]:
            return data
        raise NotReadableError(
            "Line {line} of {file} is not UTF-8 text; export the calendar again as UTF-8.",
            file=name,
            line=data.count(b"\n", 0, at) + 1,
        ) from None
    return data


def _check_lines(data: bytes, name: str) -> None:
    begun = depth = 0
    lines = re.split(rb"\r\n|\n|\r", data)
    if len(lines) > limits.MAX_LINES:
        raise NotReadableError(
            "{file} has more than 100,000 lines; export a shorter stretch of the calendar.",
            file=name,
        )
    for number, line in enumerate(lines, start=1):
        if len(line) > limits.MAX_LINE_BYTES:
            raise NotReadableError(
                "Line {line} of {file} is longer than 64 kB; that is not a calendar export.",
                file=name,
                line=number,
            )
        mark = _MARK.match(line)
        if mark is None:
            continue
        if mark[1].upper() == b"END":
            depth = max(depth - 1, 0)
            continue
        begun, depth = begun + 1, depth + 1
        _check_nesting(begun, depth, number, name)
    if not re.search(rb"^[ \t]*BEGIN[ \t]*:[ \t]*VCALENDAR", data, re.IGNORECASE | re.MULTILINE):
        raise NotReadableError(
            "{file} is not a calendar: it has no BEGIN:VCALENDAR. "
            "Choose a calendar export that ends in .ics.",
            file=name,
        )


def _check_nesting(begun: int, depth: int, line: int, name: str) -> None:
    if depth > limits.MAX_DEPTH:
        raise NotReadableError(
            "Line {line} of {file} nests too deeply; that is not a calendar export.",
            file=name,
            line=line,
        )
    if begun > limits.MAX_COMPONENTS:
        raise NotReadableError(
            "{file} has more than 5,000 events; export a shorter stretch of the calendar.",
            file=name,
        )
