"""A day's intervals of every measure in one small blob, read back measure by measure.

Layout, little-endian: version (1 byte), number of columns (1), number of intervals (2);
four bytes a column (measure, encoding, size in six bits and decimals in two, mask); then each
column's values, behind a mask of the missing ones if it has one of its own. Encodings:

- *whole*: unsigned integers of 1, 2 or 4 bytes; the first column, which every forecast
  reads, so that it comes out in one step
- *bits*: unsigned integers of just as many bits as the largest needs, plane by plane
- *raw*: float64, for whatever is neither whole nor a short decimal fraction

The first two hold ``value * 10**decimals``. Every float64 comes back exactly, NaN included.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.domain.volumes import FloatArray, Measure
from app.storage.failures import BrokenBlobError

VERSION = 1
_HEAD = struct.Struct("<BBH")
_COLUMN = struct.Struct("<BBBB")
_WHOLE, _BITS, _RAW = 0, 1, 2
_NO_MASK, _OWN_MASK, _FIRST_MASK = 0, 1, 2
_WHOLE_TYPES: dict[int, np.dtype[np.unsignedinteger]] = {
    1: np.dtype(np.uint8),
    2: np.dtype("<u2"),
    4: np.dtype("<u4"),
}
_SIZE_BITS = 6
_MOST_BITS = 32
_MOST_DECIMALS = 3
_MEASURES = tuple(Measure)
_CODES = {measure: code for code, measure in enumerate(_MEASURES)}
_POWERS = np.exp2(np.arange(_MOST_BITS, dtype=np.float64))
_SHIFTS = np.arange(_MOST_BITS, dtype=np.uint32)


class _Column(NamedTuple):
    """Where one measure lies in a blob."""

    encoding: int
    size: int
    """Bytes a value when whole, bits a value when bits."""
    decimals: int
    mask: int | None
    """Where the mask of missing values starts."""
    start: int
    length: int
    intervals: int


_Layout = tuple[dict[Measure, _Column], int]
"""Columns, length of the whole blob."""


def pack(measures: Mapping[Measure, FloatArray]) -> bytes:
    """Pack arrays of one length; at most one array a measure.

    Raises:
        ValueError: the arrays differ in length.

    """
    ordered = sorted(measures, key=_CODES.__getitem__)
    if not ordered:
        return _HEAD.pack(VERSION, 0, 0)
    table = np.array([measures[measure] for measure in ordered], np.float64)
    masks = _take_masks(table)
    columns = _encode(table)
    heads: list[bytes] = []
    bodies: list[bytes] = []
    for measure, (encoding, size, body), mask in zip(ordered, columns, masks, strict=True):
        masked = _NO_MASK if not mask else _OWN_MASK
        if mask and heads and mask == masks[0]:
            masked = _FIRST_MASK
        heads.append(_COLUMN.pack(_CODES[measure], encoding, size, masked))
        bodies.append(mask + body if masked == _OWN_MASK else body)
    return b"".join([_HEAD.pack(VERSION, len(heads), table.shape[1]), *heads, *bodies])


def unpack(blob: bytes) -> PackedMeasures:
    """Look into a blob; each measure is decoded when it is first asked for.

    Raises:
        BrokenBlobError: its header or its length is not what `pack` writes.

    """
    return unpack_all([blob])[0]


def unpack_all(blobs: Sequence[bytes]) -> list[PackedMeasures]:
    """Look into blobs that are used together: each measure is decoded for all of them at once.

    Raises:
        BrokenBlobError: a header or a length is not what `pack` writes.

    """
    together = _Together(blobs)
    return list(map(PackedMeasures, repeat(together), range(len(blobs))))


class PackedMeasures(Mapping[Measure, FloatArray]):
    """The measures of one day, decoded one by one when asked for."""

    __slots__ = ("_row", "_together")

    def __init__(self, together: _Together, row: int) -> None:
        self._together = together
        self._row = row

    def __getitem__(self, measure: Measure) -> FloatArray:
        values = self._together[measure][self._row]
        if values is None:
            raise KeyError(measure)
        return values

    def __contains__(self, measure: object) -> bool:
        return measure in self._together.layouts[self._row][0]

    def __iter__(self) -> Iterator[Measure]:
        return iter(self._together.layouts[self._row][0])

    def __len__(self) -> int:
        return len(self._together.layouts[self._row][0])

    def __repr__(self) -> str:
        return f"PackedMeasures({dict(self)!r})"


class _Together(dict[Measure, "list[FloatArray | None]"]):
    """Blobs that were read together: of each measure asked for its values a day, None if absent.

    Days of one shape are decoded in one step.
    """

    __slots__ = ("_blobs", "layouts")

    def __init__(self, blobs: Sequence[bytes]) -> None:
        super().__init__()
        self._blobs = blobs
        try:
            heads = [blob[: 4 + 4 * blob[1]] for blob in blobs]
        except IndexError:
            raise BrokenBlobError("no header") from None
        self.layouts = list(map(_layout, heads))
        if [length for _columns, length in self.layouts] != list(map(len, blobs)):
            raise BrokenBlobError("a blob is shorter or longer than its header says")

    def __missing__(self, measure: Measure) -> list[FloatArray | None]:
        found = self[measure] = self._decode(measure)
        return found

    def _decode(self, measure: Measure) -> list[FloatArray | None]:
        found: list[FloatArray | None] = [None] * len(self._blobs)
        of_rows = [columns.get(measure) for columns, _length in self.layouts]
        # Equal columns are one object, so that days of one shape are told by identity.
        for column in {id(column): column for column in of_rows if column is not None}.values():
            rows = [row for row, own in enumerate(of_rows) if own is column]
            for row, values in zip(rows, _decode(self._blobs, rows, column), strict=True):
                found[row] = values
        return found


def _take_masks(table: FloatArray) -> list[bytes]:
    """Note which values of each row are missing, and put noughts in their places."""
    missing = np.isnan(table)
    if not missing.any():
        return [b""] * len(table)
    table[missing] = 0.0
    packed = np.packbits(missing, axis=1, bitorder="little")
    return [mask.tobytes() if mask.any() else b"" for mask in packed]


_Encoded = tuple[int, int, bytes]
"""Encoding, size byte, values."""


def _encode(table: FloatArray) -> list[_Encoded]:
    """Encode one column a row of ``table``; counts, the usual case, all in one go."""
    if not table.size:
        return [(_RAW, 0, b"")] * len(table)
    with np.errstate(invalid="ignore"):
        whole = table.astype(np.uint32)
    if not (whole == table).all() or np.signbit(table).any():
        return [_encode_one(values, first=row == 0) for row, values in enumerate(table)]
    bits = [int(top).bit_length() for top in whole.max(axis=1)]
    length = _mask_length(table.shape[1])
    planes = _planes(whole[1:], bits[1:])
    encoded = [_whole(whole[0], bits[0], decimals=0)]
    for size in bits[1:]:
        encoded.append((_BITS, size, planes[: size * length]))
        planes = planes[size * length :]
    return encoded


def _encode_one(values: FloatArray, *, first: bool) -> _Encoded:
    """Encode a column that may hold fractions or whatever else a float can be."""
    for decimals in range(_MOST_DECIMALS + 1):
        whole = _as_whole(values, decimals)
        if whole is None:
            continue
        bits = int(whole.max()).bit_length()
        if first:
            return _whole(whole, bits, decimals)
        return _BITS, bits | decimals << _SIZE_BITS, _planes(whole[np.newaxis], [bits])
    return _RAW, 0, values.astype("<f8").tobytes()


def _whole(whole: NDArray[np.uint32], bits: int, decimals: int) -> _Encoded:
    size = next(size for size in _WHOLE_TYPES if bits <= 8 * size)
    return _WHOLE, size | decimals << _SIZE_BITS, whole.astype(_WHOLE_TYPES[size]).tobytes()


def _as_whole(values: FloatArray, decimals: int) -> NDArray[np.uint32] | None:
    """``values * 10**decimals`` as integers, None when that would not come back exactly."""
    scale = 10.0**decimals
    if np.signbit(values).any() or not (values < 2.0**_MOST_BITS / scale - 1).all():
        return None
    scaled = np.rint(values * scale)
    return scaled.astype(np.uint32) if np.array_equal(scaled / scale, values) else None


def _planes(whole: NDArray[np.uint32], bits: list[int]) -> bytes:
    """Lay rows of integers out bit by bit: of each row all lowest bits first, then the next."""
    if not any(bits):
        return b""
    shifts = np.concatenate([_SHIFTS[:size] for size in bits])
    planes = (np.repeat(whole, bits, axis=0) >> shifts[:, np.newaxis]) & 1
    return np.packbits(planes.astype(np.uint8), axis=1, bitorder="little").tobytes()


def _decode(all_blobs: Sequence[bytes], rows: list[int], column: _Column) -> FloatArray:
    """Decode one column of the blobs ``rows`` that have it in one place; shape (rows, count)."""
    values: FloatArray
    count = column.intervals
    alike = len(rows) == len(all_blobs)
    blobs = all_blobs if alike else [all_blobs[row] for row in rows]
    packed = _cut(blobs, column.start, column.length)
    if column.encoding == _RAW:
        values = packed.view("<f8").astype(np.float64)
    elif column.encoding == _WHOLE:
        values = packed.view(_WHOLE_TYPES[column.size]).astype(np.float64)
    else:
        packed = packed.reshape(len(blobs), column.size, _mask_length(count))
        planes = np.unpackbits(packed, axis=2, count=count, bitorder="little")
        values = _POWERS[: column.size] @ planes
    if column.decimals:
        values /= 10.0**column.decimals
    if column.mask is not None:
        mask = _cut(blobs, column.mask, _mask_length(count))
        values[np.unpackbits(mask, axis=1, count=count, bitorder="little").view(bool)] = np.nan
    return values


def _cut(blobs: Sequence[bytes], start: int, length: int) -> NDArray[np.uint8]:
    """The same bytes of each blob; shape (blobs, length)."""
    end = start + length
    together = b"".join([blob[start:end] for blob in blobs])
    return np.frombuffer(together, np.uint8).reshape(len(blobs), length)


@lru_cache(maxsize=4096)
def _layout(head: bytes) -> _Layout:
    """Read a blob's header; days of one queue share few different ones."""
    if len(head) < _HEAD.size:
        raise BrokenBlobError("no header")
    version, columns, count = _HEAD.unpack_from(head)
    if version != VERSION or len(head) != _HEAD.size + columns * _COLUMN.size:
        raise BrokenBlobError(f"version {version}, {columns} columns, {len(head)} bytes of header")
    first = start = len(head)
    found: dict[Measure, _Column] = {}
    for code, encoding, size, masked in _COLUMN.iter_unpack(head[_HEAD.size :]):
        if masked > _FIRST_MASK:
            raise BrokenBlobError(f"mask {masked}")
        mask = {_NO_MASK: None, _OWN_MASK: start, _FIRST_MASK: first}[masked]
        start += _mask_length(count) if masked == _OWN_MASK else 0
        column = _column(encoding, size, mask, start, count)
        if code >= len(_MEASURES) or _MEASURES[code] in found:
            raise BrokenBlobError(f"measure {code}")
        found[_MEASURES[code]] = column
        start += column.length
    return found, start


@lru_cache(maxsize=4096)
def _column(encoding: int, size: int, mask: int | None, start: int, count: int) -> _Column:
    """Describe a column; equal ones are one object."""
    size, decimals = size & (1 << _SIZE_BITS) - 1, size >> _SIZE_BITS
    if encoding == _RAW and size == 0:
        length = 8 * count
    elif encoding == _WHOLE and size in _WHOLE_TYPES:
        length = size * count
    elif encoding == _BITS and size <= _MOST_BITS:
        length = size * _mask_length(count)
    else:
        raise BrokenBlobError(f"encoding {encoding} of size {size}")
    return _Column(encoding, size, decimals, mask, start, length, count)


def _mask_length(count: int) -> int:
    return (count + 7) // 8
