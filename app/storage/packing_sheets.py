"""Many days of one shape packed at once, in the format of `app.storage.packing`.

Days of the same widths and masks are laid out as one table of bytes and cut into rows;
what needs decimals or odd values, or would take more than a kilobyte so, is packed day by
day in as few bits as will do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.domain.volumes import FloatArray, Measure
from app.storage.packing import VERSION, pack

_CODES = {measure: code for code, measure in enumerate(Measure)}
_WHOLE = 0
_LONGEST = 1000


class _Column(NamedTuple):
    """One measure of all days: whole values, where they are missing, bytes a value needs."""

    measure: Measure
    values: NDArray[np.uint32]
    missing: NDArray[np.bool_]
    masked: NDArray[np.bool_]
    width: NDArray[np.int64]


def pack_sheet(measures: Mapping[Measure, FloatArray]) -> list[bytes]:
    """Pack each row of the arrays, all of the shape (days, intervals), into a blob."""
    ordered = sorted(measures.items(), key=lambda item: _CODES[item[0]])
    count = max((len(values) for _, values in ordered), default=0)
    blobs = [b""] * count
    whole = np.ones(count, bool)
    columns = []
    for measure, values in ordered:
        column, fits = _column(measure, values)
        columns.append(column)
        whole &= fits
    whole &= _length(columns) <= _LONGEST
    for odd in np.flatnonzero(~whole).tolist():
        blobs[odd] = pack({measure: values[odd] for measure, values in ordered})
    shapes = np.zeros(count, np.int64)
    for column in columns:
        shapes = shapes * 16 + column.width * 2 + column.masked
    for shape in np.unique(shapes[whole]):
        rows = np.flatnonzero(whole & (shapes == shape))
        for row, blob in zip(rows.tolist(), _laid_out(columns, rows), strict=True):
            blobs[row] = blob
    return blobs


def _column(measure: Measure, values: FloatArray) -> tuple[_Column, NDArray[np.bool_]]:
    missing = np.isnan(values)
    present = np.where(missing, 0.0, values)
    narrow = np.clip(present, 0, 2**32 - 1).astype(np.uint32)
    fits = ((narrow == present) & ~np.signbit(present)).all(axis=1)
    most = narrow.max(axis=1, initial=0)
    width = np.where(most < 1 << 8, 1, np.where(most < 1 << 16, 2, 4))
    return _Column(measure, narrow, missing, np.asarray(missing.any(axis=1)), width), fits


def _length(columns: list[_Column]) -> NDArray[np.int64]:
    """Bytes that each day takes when it is laid out whole."""
    intervals = columns[0].values.shape[1]
    width = np.sum([column.width for column in columns], axis=0)
    masks = np.sum([column.masked for column in columns], axis=0)
    return np.asarray(4 + 4 * len(columns) + width * intervals + masks * ((intervals + 7) // 8))


def _laid_out(columns: list[_Column], rows: NDArray[np.int64]) -> list[bytes]:
    """Blobs of days that share each column's width and whether it has a mask."""
    first = int(rows[0])
    intervals = columns[0].values.shape[1]
    head = VERSION.to_bytes(1) + len(columns).to_bytes(1) + intervals.to_bytes(2, "little")
    parts: list[NDArray[np.uint8]] = []
    for column in columns:
        width, masked = int(column.width[first]), bool(column.masked[first])
        head += bytes((_CODES[column.measure], _WHOLE, width, masked))
        if masked:
            parts.append(np.packbits(column.missing[rows], axis=1, bitorder="little"))
        taken = np.ascontiguousarray(column.values[rows].astype(f"<u{width}"))
        parts.append(taken.view(np.uint8).reshape(len(rows), -1))
    heads = np.broadcast_to(np.frombuffer(head, np.uint8), (len(rows), len(head)))
    table = np.concatenate([heads, *parts], axis=1)
    length = table.shape[1]
    together = table.tobytes()
    return [together[start : start + length] for start in range(0, len(together), length)]
