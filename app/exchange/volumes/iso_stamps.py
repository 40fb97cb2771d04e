"""ISO times, ``2024-03-01T08:15…``, for all rows at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from app.exchange.volumes.batches import BoolArray, IntArray
from app.exchange.volumes.factors import Lookup
from app.exchange.volumes.times import EPOCH_DAY, FIRST_YEAR, LAST_YEAR, MINUTES_A_DAY
from app.exchange.volumes.tokens import Cells, Words

_U = np.uint64
_TO_MINUTE = 16  # letters of 2024-03-01T08:15
_LONGEST = _TO_MINUTE + 16
_NINES = _U(0x7676767676767676)
_HIGH = _U(0x8080808080808080)


def _pattern(template: str) -> tuple[np.uint64, np.uint64]:
    """The word to take off so that digits become 0 to 9 and marks 0; and where marks stand."""
    base = bytes(ord("0") if letter == "0" else ord(letter) for letter in template)
    marks = bytes(0 if letter == "0" else 255 for letter in template)
    return _U(int.from_bytes(base, "little")), _U(int.from_bytes(marks, "little"))


_DATE, _DATE_MARKS = _pattern("0000-00-")
_CLOCK, _CLOCK_MARKS = _pattern("00T00:00")
_SPACED, _ = _pattern("00 00:00")
_MONTHS = np.array(
    [
        date(year, month, 1).toordinal() - EPOCH_DAY
        for year in range(FIRST_YEAR, LAST_YEAR + 2)
        for month in range(1, 13)
    ],
    np.int64,
)


class IsoStamps:
    """Reads starts of intervals; what is no ISO time goes through ``read``.

    ``read`` gives minutes since 1970 and whether they are in UTC, None when it cannot.
    """

    def __init__(self, read: Callable[[bytes], tuple[int, bool] | None]) -> None:
        self._read = read
        self._endings = Lookup(self._ending)
        self._odd = Lookup(self._whole)

    def minutes(self, cells: Cells) -> tuple[IntArray, BoolArray, BoolArray]:
        """Minutes since 1970, whether in UTC, and which are sound."""
        length = cells.end - cells.start
        minutes, sound = _to_the_minute(cells)
        sound &= (length >= _TO_MINUTE) & (length <= _LONGEST)
        endings = Cells(cells.data, np.minimum(cells.start + _TO_MINUTE, cells.end), cells.end)
        if (length == _TO_MINUTE).all():
            absolute = np.zeros(len(length), bool)
        else:
            endings = Cells(cells.data, np.where(sound, endings.start, cells.end), cells.end)
            found, known = self._endings.values(endings)
            code = found.astype(np.int64)
            sound &= known
            absolute = (code & 1) == 1
            minutes -= code >> 1
        odd = np.flatnonzero(~sound)
        if len(odd):
            found, known = self._odd.values(cells.rows(odd))
            code = found.astype(np.int64)
            minutes[odd], absolute[odd], sound[odd] = code >> 1, (code & 1) == 1, known
        return minutes, absolute, sound

    def _ending(self, raw: bytes) -> float | None:
        """Offset from UTC in minutes, doubled, plus one where there is an offset."""
        found = self._read(b"2000-01-02T00:00" + raw)
        midnight = self._read(b"2000-01-02T00:00")
        if found is None or midnight is None:
            return None
        return (midnight[0] - found[0]) * 2 + found[1]

    def _whole(self, raw: bytes) -> float | None:
        found = self._read(raw)
        return None if found is None else found[0] * 2 + found[1]


def _to_the_minute(cells: Cells) -> tuple[IntArray, BoolArray]:
    day = cells.word(0) ^ _DATE
    clock = cells.word(8)
    spaced = ((clock >> _U(16)) & _U(0xFF)) == _U(ord(" "))
    clock = clock ^ np.where(spaced, _SPACED, _CLOCK)
    sound = ((day & _DATE_MARKS) | (clock & _CLOCK_MARKS)) == 0
    sound &= ((((day + _NINES) | day) | ((clock + _NINES) | clock)) & _HIGH) == 0
    year = _two(day, 0) * 100 + _two(day, 2) - FIRST_YEAR
    month, of_month = _two(day, 5), _two(clock, 0)
    hour, minute = _two(clock, 3), _two(clock, 6)
    sound &= (year >= 0) & (year <= LAST_YEAR - FIRST_YEAR) & (month >= 1) & (month <= 12)  # noqa: PLR2004 - months
    sound &= (hour < 24) & (minute < 60)  # noqa: PLR2004 - a day's clock
    place = np.where(sound, year * 12 + month - 1, 0)
    sound &= (of_month >= 1) & (of_month <= _MONTHS[place + 1] - _MONTHS[place])
    return (_MONTHS[place] + of_month - 1) * MINUTES_A_DAY + hour * 60 + minute, sound


def _two(word: Words, place: int) -> IntArray:
    """Two digits of each word."""
    shift = _U(8 * place)
    pair = word >> shift
    found = (pair & _U(15)) * _U(10) + ((pair >> _U(8)) & _U(15))
    return found.astype(np.int64)
