"""Which character splits the lines, and which line is the header."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence

CANDIDATES = (",", ";", "\t", "|")
LOOKED_AT = 60


def split_line(line: str, delimiter: str) -> list[str]:
    """Split one record into cells, quotes taken off."""
    if '"' not in line:
        return [cell.strip() for cell in line.rstrip("\r\n").split(delimiter)]
    try:
        rows = list(csv.reader([line.rstrip("\r\n")], delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        return [line]
    return [cell.strip() for cell in rows[0]] if rows else [""]


def sniff_delimiter(lines: Sequence[str]) -> str | None:
    """Pick the character that splits most lines into the same number of cells.

    None when no candidate splits them at all.
    """
    best, best_score = None, 0.0
    sample = [line for line in lines[:LOOKED_AT] if line.strip()]
    for delimiter in CANDIDATES:
        widths = Counter(len(split_line(line, delimiter)) for line in sample)
        widths.pop(1, None)
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        score = count / len(sample) + min(width, 50) / 1000
        if score > best_score:
            best, best_score = delimiter, score
    return best


def usual_width(rows: Sequence[Sequence[str]]) -> int:
    """How many cells most rows have."""
    return Counter(map(len, rows)).most_common(1)[0][0]
