"""Whole numbers, short decimals and ISO times read for all rows at once.

Eight characters are one 64-bit word; the arithmetic on all its bytes together is the
classic "SIMD within a register". What does not fit is reported as not sound and read
the careful way.
"""

from __future__ import annotations

import numpy as np

from app.domain.volumes import FloatArray
from app.exchange.volumes.batches import BoolArray, IntArray
from app.exchange.volumes.tokens import Cells, Words

_U = np.uint64
_ZEROS = _U(0x3030303030303030)
_NINES = _U(0x7676767676767676)
_HIGH = _U(0x8080808080808080)
_SHIFTS = np.array([8 * (8 - n) for n in range(8)] + [0], np.uint64)
_SHIFTS[0] = 63
_BYTE, _PAIR, _QUAD = _U(0x0F0F0F0F0F0F0F0F), _U(0x00FF00FF00FF00FF), _U(0x0000FFFF0000FFFF)
_WIDEST = 8
_DEEPEST = 6  # digits after the mark that are read quickly


def _ending_at(cells: Cells) -> Words:
    """The last eight bytes of each cell; whatever stands before it is cut off."""
    windows = np.ndarray((len(cells.data) - 7,), "<u8", cells.data, strides=(1,))
    shift = _SHIFTS[np.clip(cells.end - cells.start, 0, _WIDEST)]
    found: Words = windows[cells.end - _WIDEST] >> shift << shift
    return found


def _as_number(word: Words) -> IntArray:
    word = ((word & _BYTE) * _U(2561)) >> _U(8)
    word = ((word & _PAIR) * _U(6553601)) >> _U(16)
    return (((word & _QUAD) * _U(42949672960001)) >> _U(32)).astype(np.int64)


def whole_numbers(cells: Cells) -> tuple[IntArray, BoolArray]:
    """Cells of one to eight digits; the second array says where that is what they are."""
    length = cells.end - cells.start
    fits = (length > 0) & (length <= _WIDEST)
    shift = _SHIFTS[np.clip(length, 0, _WIDEST)]
    word = _ending_at(cells)
    off = word ^ (_ZEROS >> shift << shift)
    sound = fits & ((((off + _NINES) | off) & _HIGH) == 0)
    return _as_number(off), sound


def decimals(cells: Cells, mark: str) -> tuple[FloatArray, BoolArray]:
    """Cells like 12.5: up to eight digits, the mark, up to six digits."""
    values = np.zeros(len(cells.start))
    sound = np.zeros(len(cells.start), bool)
    length = cells.end - cells.start
    for places in range(1, _DEEPEST + 1):
        at = cells.end - 1 - places
        rows = np.flatnonzero((length > places + 1) & (cells.data[at] == ord(mark)) & ~sound)
        if not len(rows):
            continue
        part = cells.rows(rows)
        whole, whole_sound = whole_numbers(Cells(cells.data, part.start, at[rows]))
        fraction, fraction_sound = whole_numbers(Cells(cells.data, at[rows] + 1, part.end))
        scale = 10**places
        values[rows] = (whole * scale + fraction) / scale
        sound[rows] = whole_sound & fraction_sound
    return values, sound
