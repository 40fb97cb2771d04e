"""A file as blocks of whole lines, however large, with a limit on every line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import BadInputError
from app.exchange.volumes.encodings import Encoding, detect

BLOCK_BYTES = 2 << 20
HEAD_BYTES = 256 << 10
LONGEST_LINE = 64 << 10


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines, each ended by a newline, in an ASCII-compatible encoding.

    ``line`` is the number of the first one; ``share`` how much of the file is read.
    """

    data: bytes
    line: int
    share: float


def open_export(file: Path) -> BinaryIO:
    """Open ``file`` for reading.

    Raises:
        BadInputError: missing, a folder, empty or not readable.

    """
    try:
        if file.is_dir():
            raise BadInputError("{file} is a folder; give one export file.", file=file.name)
        stream = file.open("rb", buffering=0)
    except FileNotFoundError:
        raise BadInputError(
            "There is no file {file}. Check its name and folder.", file=str(file)
        ) from None
    except (OSError, ValueError):
        raise BadInputError(
            "{file} cannot be read. Check that you may open it and that no other program holds it.",
            file=file.name,
        ) from None
    return stream


def head_of(file: Path) -> tuple[bytes, bytes, Encoding]:
    """The first and the last stretch of the file and its encoding.

    Raises:
        BadInputError: the file cannot be opened, is empty or is no text.

    """
    with open_export(file) as stream:
        head = _read(stream, HEAD_BYTES, file)
        if not head.strip(b"\x00 \t\r\n\xff\xfe\xef\xbb\xbf"):
            raise BadInputError("{file} is empty; there is nothing to import.", file=file.name)
        size = stream.seek(0, 2)
        tail = b""
        if size > HEAD_BYTES:
            stream.seek(max(HEAD_BYTES, size - HEAD_BYTES // 4) & ~1)
            tail = _read(stream, HEAD_BYTES, file)
            _check_longest(_Newlines().unified(head), 1, file)
    encoding = detect(head, file)
    return head[encoding.skip :], tail, encoding


def blocks(
    file: Path, encoding: Encoding, *, first_line: int, size: int = BLOCK_BYTES
) -> Iterator[Block]:
    """Read ``file`` from ``first_line`` on.

    Raises:
        BadInputError: it cannot be read to its end, has a line beyond the limit or
            bytes that are not text.

    """
    line, rest = 1, b""
    with open_export(file) as stream:
        total = max(stream.seek(0, 2), 1)
        done = stream.seek(encoding.skip)
        newlines = _Newlines()
        decoder = codecs.getincrementaldecoder(encoding.name)() if encoding.wide else None
        while raw := _read(stream, size, file):
            done += len(raw)
            if decoder is not None:
                raw = _rewritten(decoder, raw, file, last=done >= total)
            data = rest + newlines.unified(raw)
            cut = data.rfind(b"\n") + 1
            rest = data[cut:]
            _check_longest(data, line, file)
            whole, skipped = _from_line(data[:cut], first_line - line)
            if whole:
                yield Block(whole, line + skipped, done / total)
            line += data.count(b"\n", 0, cut)
    if rest.strip(b"\x1a\x00") and line >= first_line:
        yield Block(rest.rstrip(b"\x1a\x00") + b"\n", line, 1.0)


class _Newlines:
    """Turns the lone carriage returns of old files into newlines."""

    def __init__(self) -> None:
        self._lone: bool | None = None

    def unified(self, data: bytes) -> bytes:
        if self._lone is None and (b"\r" in data or b"\n" in data):
            self._lone = b"\n" not in data
        return data.replace(b"\r", b"\n") if self._lone else data


def _from_line(data: bytes, skip: int) -> tuple[bytes, int]:
    """Leave out the first ``skip`` lines."""
    start, skipped = 0, 0
    while skipped < skip and start < len(data):
        start = data.index(b"\n", start) + 1
        skipped += 1
    return data[start:], skipped


def _check_longest(data: bytes, line: int, file: Path) -> None:
    if len(data) <= LONGEST_LINE:
        return
    start = 0
    while len(data) - start > LONGEST_LINE:
        end = data.rfind(b"\n", start, start + LONGEST_LINE + 1)
        if end < 0:
            raise BadInputError(
                "{file}, line {line}: the line is longer than 64 KB, so this is not a table. "
                "Export it again or take this line out.",
                file=file.name,
                line=line + data.count(b"\n", 0, start),
            )
        start = end + 1


def _rewritten(decoder: codecs.IncrementalDecoder, raw: bytes, file: Path, *, last: bool) -> bytes:
    try:
        return decoder.decode(raw, last).encode()
    except (UnicodeDecodeError, UnicodeEncodeError):
        raise BadInputError(
            "{file} is not sound UTF-16 text. Export it again, as UTF-8 if you can choose.",
            file=file.name,
        ) from None


def _read(stream: BinaryIO, size: int, file: Path) -> bytes:
    try:
        return stream.read(size)
    except OSError:
        raise BadInputError(
            "{file} cannot be read to its end. Copy it to this computer and import the copy.",
            file=file.name,
        ) from None
