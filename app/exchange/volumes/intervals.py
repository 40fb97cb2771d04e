"""How long an interval is: as written in a cell, or as the times themselves show."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from app.domain.volumes import ALLOWED_INTERVALS

DAILY = 1440
ROWS_BIN = 15
_LENGTH = re.compile(r"(\d{1,4})\s*(m|min|mins|minutes?|minuten|h|hours?|s|sec|seconds?)?\.?", re.I)
_ISO_LENGTH = re.compile(r"PT(\d+)([MH])", re.I)
_DAILY_WORDS = frozenset(("daily", "day", "d", "p1d", "1d", "1 day", "24h"))


def parse_interval(cell: str) -> int | None:
    """Minutes of ``30``, ``15mins``, ``1 hour``, ``PT15M``, ``0:30`` or ``daily``."""
    text = cell.strip().lower()
    if text in _DAILY_WORDS:
        return DAILY
    found = _LENGTH.fullmatch(text) or _ISO_LENGTH.fullmatch(text)
    if found:
        number, unit = int(found[1]), (found[2] or "m")[0].lower()
        minutes = {"m": number, "h": number * 60, "s": number // 60}[unit]
    elif re.fullmatch(r"\d{1,2}:\d{2}(:00)?", text):
        hours, rest = text.split(":")[:2]
        minutes = int(hours) * 60 + int(rest)
    else:
        return None
    return DAILY if minutes >= DAILY - 1 else minutes or None


def interval_of(minutes_of_day: Iterable[int], usual: int | None = None) -> int | None:
    """The longest allowed interval on whose grid all these wall-clock minutes lie.

    None when the times lie on none (one row a call). Midnight alone means daily. Where no
    two times follow each other, they do not show the interval: then it is ``usual``, if
    they lie on its grid.
    """
    times = set(minutes_of_day)
    shared = math.gcd(*times)
    if shared == 0:
        return DAILY
    fitting = [length for length in ALLOWED_INTERVALS if length < DAILY and shared % length == 0]
    longest = max(fitting, default=None)
    if longest is None or usual not in fitting:
        return longest
    follow = any(time + longest in times for time in times)
    return longest if follow else usual
