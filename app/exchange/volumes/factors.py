"""The distinct texts of a column, found for all rows at once, each looked at only once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from app.domain.volumes import FloatArray
from app.exchange.volumes.batches import BoolArray, IntArray
from app.exchange.volumes.tokens import Cells, Words

WORD = 8
LONGEST = 48
_BITS = 17
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - _BITS)
_FOLD = np.uint64(29)


class Factors:
    """Numbers the distinct cells of a column in the order of appearance.

    A table of hashes finds the number, a comparison of all bytes makes sure of it; what
    the table has no room for goes through a dictionary.
    """

    def __init__(self) -> None:
        self.texts: list[bytes] = []
        self._numbers: dict[bytes, int] = {}
        # A text's number and one, nought where there is none; of full length from the first cell
        # on. Nought, because pages of noughts cost nothing until they are written.
        self._slots = np.zeros(0, np.int32)
        self._known = np.zeros((LONGEST // WORD, 256), np.uint64)
        self._lengths = np.zeros(256, np.int64)

    def numbers(self, cells: Cells) -> IntArray:
        """The number of each cell's text in ``texts``."""
        if not len(self._slots):
            self._slots = np.zeros(1 << _BITS, np.int32)
        length = cells.end - cells.start
        longest = int(length.max(initial=0))
        if longest > LONGEST:
            return self._one_by_one(cells)
        words = [cells.word(offset) for offset in range(0, max(longest, 1), WORD)]
        if len(words) == 1 and _one_text(length, words[0]):
            return np.full(len(length), self._number(cells.raw(0)), np.int64)
        mixed = words[0] * _MIX
        for word in words[1:]:
            mixed = ((mixed ^ (mixed >> _FOLD)) ^ word) * _MIX
        slot = ((mixed ^ (mixed >> _FOLD)) * _MIX) >> _SHIFT
        found = self._at(slot)
        wrong = self._wrong(found, length, words)
        if wrong.any():
            self._learn(cells, slot, wrong)
            found = self._at(slot)
            wrong = self._wrong(found, length, words)
            rest = np.flatnonzero(wrong)
            found[rest] = self._one_by_one(cells.rows(rest))
        return found

    def _at(self, slot: Words) -> IntArray:
        """The numbers of texts that stand in slots, -1 where none does."""
        return self._slots[slot].astype(np.int64) - 1

    def _wrong(self, found: IntArray, length: IntArray, words: list[Words]) -> BoolArray:
        wrong: BoolArray = (found < 0) | (self._lengths[found] != length)
        for place, word in enumerate(words):
            wrong |= self._known[place][found] != word
        return wrong

    def _learn(self, cells: Cells, slot: Words, wrong: BoolArray) -> None:
        """Put one text of each empty slot into the table."""
        rows = np.flatnonzero(wrong & (self._slots[slot] == 0))
        _, first = np.unique(slot[rows], return_index=True)
        for row in rows[np.sort(first)]:
            self._slots[slot[row]] = self._number(cells.raw(int(row))) + 1

    def _one_by_one(self, cells: Cells) -> IntArray:
        return np.array([self._number(cells.raw(row)) for row in range(len(cells.start))], np.int64)

    def _number(self, raw: bytes) -> int:
        found = self._numbers.get(raw)
        if found is not None:
            return found
        number = self._numbers[raw] = len(self.texts)
        self.texts.append(raw)
        if number >= self._known.shape[1]:
            self._known = np.concatenate([self._known, np.zeros_like(self._known)], axis=1)
            self._lengths = np.concatenate([self._lengths, np.zeros_like(self._lengths)])
        self._lengths[number] = len(raw)
        if len(raw) <= LONGEST:
            padded = raw.ljust(LONGEST, b"\x00")
            self._known[:, number] = np.frombuffer(padded, "<u8")
        return number


def _one_text(length: IntArray, words: Words) -> bool:
    """Whether short cells all say the same, like the ``:00`` at the end of every time."""
    return bool(len(words) and (words == words[0]).all() and (length == length[0]).all())


class Lookup:
    """Reads a column by reading each of its distinct cells once.

    ``read`` gives the value of a cell, None where the row must go the careful way.
    """

    def __init__(self, read: Callable[[bytes], float | None]) -> None:
        self._read = read
        self._factors = Factors()
        self._values = np.zeros(0)
        self._sound = np.zeros(0, bool)

    def values(self, cells: Cells) -> tuple[FloatArray, BoolArray]:
        """The values and which of them are sound; whole numbers to 2**53 stay exact."""
        numbers = self._factors.numbers(cells)
        new = [self._read(raw) for raw in self._factors.texts[len(self._values) :]]
        if new:
            filled = [0.0 if value is None else value for value in new]
            self._values = np.concatenate([self._values, filled])
            self._sound = np.concatenate([self._sound, [value is not None for value in new]])
        return self._values[numbers], self._sound[numbers]
