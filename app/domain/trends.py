"""A day against its week's mean working day: one rule for window, picture and terminal."""

from __future__ import annotations

import math
from dataclasses import dataclass

ABOUT_AVERAGE = 0.05
"""A day closer to the mean than this is about average."""
CLEARLY = 0.10
"""From here on the difference is told by colour and weight too."""


@dataclass(frozen=True, slots=True)
class Trend:
    """``way`` is +1 above the mean, 0 about, -1 below; ``clear`` when it deserves a colour."""

    way: int
    percent: int
    clear: bool


def trend_of(ratio: float) -> Trend:
    """Put a ratio to the mean day in words: about average within five per cent."""
    off = ratio - 1
    if not math.isfinite(ratio) or abs(off) < ABOUT_AVERAGE:
        return Trend(0, 0, clear=False)
    return Trend(1 if off > 0 else -1, round(abs(off) * 100), abs(off) >= CLEARLY)
