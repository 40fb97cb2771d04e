"""A day's intervals of every measure in one small blob, read back measure by measure.

Layout, little-endian: version (1 byte), number of columns (1), number of intervals (2);
four bytes a column (measure, encoding, size in the low six bits and decimals in the high two,
whether a mask of missing values comes first); then each column's mask, if it has one, and its values. Encodings:

- *whole*: unsigned integers of 1, 2 or 4 bytes; the first column, which every forecast
  reads, so that it comes out in one step
- *bits*: unsigned integers of just as many bits as the largest needs, plane by plane
- *raw*: float64, for whatever is neither whole nor a short decimal fraction

The first two hold ``value * 10**decimals``. Every float64 comes back exactly, NaN included.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.domain.volumes import FloatArray, Measure

VERSION = 1
_HEAD = struct.Struct("<BBH")
_COLUMN = struct.Struct("<BBBB")
_WHOLE, _BITS, _RAW = 0, 1, 2
_WHOLE_TYPES = {1: np.dtype("<u1"), 2: np.dtype("<u2"), 4: np.dtype("<u4")}
_MOST_BITS = 32
_MOST_DECIMALS = 3
_MEASURES = tuple(Measure)
_CODES = {measure: code for code, measure in enumerate(_MEASURES)}
_POWERS = 2.0 ** np.arange(_MOST_BITS)


class BrokenBlobError(Exception):
    """The blob is not one that `pack` made."""


@dataclass(frozen=True, slots=True)
class _Column:
    """Where one measure lies in a blob: its values from ``start``, its mask before them."""

    encoding: int
    size: int
    """Bytes a value when whole, bits a value when bits."""
    decimals: int
    masked: bool
    start: int
    length: int


_Layout = tuple[int, dict[Measure, _Column], int]
"""Intervals, columns, length of the whole blob."""


def pack(measures: Mapping[Measure, FloatArray]) -> bytes:
    """Pack arrays of one length; at most one array a measure."""
    count = max(map(len, measures.values()), default=0)
    heads, bodies = [], []
    ordered = sorted(measures.items(), key=lambda item: _CODES[item[0]])
    for position, (measure, values) in enumerate(ordered):
        if len(values) != count:
            raise ValueError("the measures of one day differ in length")
        encoding, size, mask, body = _encode(np.asarray(values, np.float64), first=position == 0)
        heads.append(_COLUMN.pack(_CODES[measure], encoding, size, bool(mask)))
        bodies.append(mask + body)
    return b"".join([_HEAD.pack(VERSION, len(heads), count), *heads, *bodies])


def unpack(blob: bytes) -> Mapping[Measure, FloatArray]:
    """Look into a blob; each measure is decoded when it is first asked for.

    Raises:
        BrokenBlobError: its header or its length is not what `pack` writes.

    """
    return PackedMeasures(blob)


class PackedMeasures(Mapping[Measure, FloatArray]):
    """The measures of one day, decoded one by one when asked for."""

    __slots__ = ("_blob", "_columns", "_count", "_decoded")

    def __init__(self, blob: bytes) -> None:
        self._count, self._columns, length = _layout(
            blob[: 4 + 4 * (blob[1] if len(blob) > 1 else 0)]
        )
        if len(blob) != length:
            raise BrokenBlobError(f"{len(blob)} bytes instead of {length}")
        self._blob = blob
        self._decoded: dict[Measure, FloatArray] = {}

    def __getitem__(self, measure: Measure) -> FloatArray:
        values = self._decoded.get(measure)
        if values is None:
            values = _decode(self._blob, self._columns[measure], self._count)
            self._decoded[measure] = values
        return values

    def __contains__(self, measure: object) -> bool:
        return measure in self._columns

    def __iter__(self) -> Iterator[Measure]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return f"PackedMeasures({dict(self)!r})"


def _encode(values: FloatArray, *, first: bool) -> tuple[int, int, bytes, bytes]:
    """Choose an encoding: (encoding, size byte, mask, values)."""
    missing = np.isnan(values)
    mask = np.packbits(missing, bitorder="little").tobytes() if missing.any() else b""
    present = np.where(missing, 0.0, values)
    for decimals in range(_MOST_DECIMALS + 1):
        whole = _as_whole(present, decimals)
        if whole is None:
            continue
        bits = int(whole.max()).bit_length() if len(whole) else 0
        if first:
            size = 1 if bits <= 8 else 2 if bits <= 16 else 4
            return _WHOLE, size | decimals << 6, mask, whole.astype(_WHOLE_TYPES[size]).tobytes()
        return _BITS, bits | decimals << 6, mask, _planes(whole, bits)
    return _RAW, 0, b"", values.astype("<f8").tobytes()


def _as_whole(values: FloatArray, decimals: int) -> NDArray[np.uint32] | None:
    """``values * 10**decimals`` as integers, None when that would not come back exactly."""
    scale = 10.0**decimals
    scaled = np.rint(values * scale)
    if (
        np.signbit(values).any()
        or not (scaled < 2.0**_MOST_BITS).all()
        or not np.array_equal(scaled / scale, values)
    ):
        return None
    return scaled.astype(np.uint32)


def _planes(whole: NDArray[np.uint32], bits: int) -> bytes:
    """Lay integers out bit by bit: all lowest bits first, then the next."""
    shifts = np.arange(bits, dtype=np.uint32)[:, np.newaxis]
    plane = ((whole >> shifts) & 1).astype(np.uint8)
    return np.packbits(plane, axis=1, bitorder="little").tobytes()


def _decode(blob: bytes, column: _Column, count: int) -> FloatArray:
    if column.encoding == _RAW:
        return np.frombuffer(blob, "<f8", count, column.start).astype(np.float64)
    if column.encoding == _WHOLE:
        kind = _WHOLE_TYPES[column.size]
        values = np.frombuffer(blob, kind, count, column.start).astype(np.float64)
    else:
        packed = np.frombuffer(blob, np.uint8, column.length, column.start)
        packed = packed.reshape(column.size, _mask_length(count))
        planes = np.unpackbits(packed, axis=1, count=count, bitorder="little")
        values = _POWERS[: column.size] @ planes
    if column.decimals:
        values /= 10.0**column.decimals
    if column.masked:
        length = _mask_length(count)
        mask = np.frombuffer(blob, np.uint8, length, column.start - length)
        values[np.unpackbits(mask, count=count, bitorder="little").view(bool)] = np.nan
    return values


@lru_cache(maxsize=4096)
def _layout(head: bytes) -> _Layout:
    """Read a blob's header; days of one queue share few different ones."""
    if len(head) < _HEAD.size:
        raise BrokenBlobError("no header")
    version, columns, count = _HEAD.unpack_from(head)
    if version != VERSION or len(head) != _HEAD.size + columns * _COLUMN.size:
        raise BrokenBlobError(f"version {version}, {columns} columns, {len(head)} bytes of header")
    start = len(head)
    found: dict[Measure, _Column] = {}
    for code, encoding, size, masked in _COLUMN.iter_unpack(head[_HEAD.size :]):
        column = _column(encoding, size, masked, start, count)
        if code >= len(_MEASURES) or _MEASURES[code] in found:
            raise BrokenBlobError(f"measure {code}")
        found[_MEASURES[code]] = column
        start = column.start + column.length
    return count, found, start


def _column(encoding: int, size: int, masked: int, start: int, count: int) -> _Column:
    size, decimals = size & 0x3F, size >> 6
    if encoding == _RAW and size == 0:
        length = 8 * count
    elif encoding == _WHOLE and size in _WHOLE_TYPES:
        length = size * count
    elif encoding == _BITS and size <= _MOST_BITS:
        length = size * _mask_length(count)
    else:
        raise BrokenBlobError(f"encoding {encoding} of size {size}")
    first = start + (_mask_length(count) if masked else 0)
    return _Column(encoding, size, decimals, bool(masked), first, length)


def _mask_length(count: int) -> int:
    return (count + 7) // 8
