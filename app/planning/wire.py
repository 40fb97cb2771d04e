"""What the planner and its worker say to each other: a small header and plain arrays.

A message is four bytes (the header's length, big-endian), the header as JSON and then each of
its arrays as the bytes of an .npy file. Nothing that is read here can run code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Any, TypeAlias

import numpy as np

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
Arrays: TypeAlias = Mapping[str, Array]
_LENGTH_BYTES = 4
_LONGEST_HEADER = 1 << 20


class ClosedError(Exception):
    """The other side is gone, or said something that is no message."""


@dataclass(frozen=True, slots=True)
class Message:
    """``says`` are JSON values by name, ``arrays`` are numeric."""

    says: Mapping[str, Any]
    arrays: Arrays = field(default_factory=dict)


def write_message(stream: IO[bytes], message: Message) -> None:
    """Send; returns when the other side has it or it lies in the pipe.

    Raises:
        OSError: the other side is gone.

    """
    files = {name: _file_of(array) for name, array in message.arrays.items()}
    sizes = [[name, len(data)] for name, data in files.items()]
    header = json.dumps({"says": dict(message.says), "arrays": sizes}).encode()
    stream.write(len(header).to_bytes(_LENGTH_BYTES, "big") + header)
    for data in files.values():
        stream.write(data)
    stream.flush()


def read_message(stream: IO[bytes]) -> Message:
    """Wait for the next message.

    Raises:
        ClosedError: there will be none.

    """
    length = int.from_bytes(_exactly(stream, _LENGTH_BYTES), "big")
    if length > _LONGEST_HEADER:
        raise ClosedError
    try:
        header = json.loads(_exactly(stream, length))
        arrays = {
            str(name): np.load(BytesIO(_exactly(stream, int(size))), allow_pickle=False)
            for name, size in header["arrays"]
        }
        return Message(header["says"], arrays)
    except (ValueError, KeyError, TypeError) as problem:
        raise ClosedError from problem


def _file_of(array: Array) -> bytes:
    into = BytesIO()
    np.save(into, array, allow_pickle=False)
    return into.getvalue()


def _exactly(stream: IO[bytes], count: int) -> bytes:
    parts: list[bytes] = []
    while count > 0:
        try:
            part = stream.read(count)
        except (OSError, ValueError) as problem:
            raise ClosedError from problem
        if not part:
            raise ClosedError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
