"""A table of a workforce system: its header found, its rows with their lines in the file.

Encodings, limits and delimiters are those of volume exports.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from app.domain.errors import BadInputError, CancelledError
from app.exchange.volumes.blocks import blocks, head_of
from app.exchange.volumes.delimiters import sniff_delimiter, split_line
from app.exchange.volumes.encodings import Encoding
from app.exchange.volumes.headers import words

Progress = Callable[[float], bool]
Column = TypeVar("Column")

HEADER_WITHIN = 25
"""Lines of titles that may stand above the header."""
LEAST_COLUMNS = 2
"""A row of the table may have the name of a column as a cell; a header has several."""
LARGEST_BYTES = 100 << 20
MOST_ROWS = 1_000_000
LONGEST_RECORD = 200
"""Lines that one record may have: more of them are a quotation mark that was never closed."""


@dataclass(frozen=True, slots=True)
class Row(Generic[Column]):
    """One row: its line in the file, counted from 1, and its cells by what they mean."""

    line: int
    cells: Mapping[Column, str]

    def cell(self, column: Column) -> str:
        """A cell without the blanks around it, "" when the file has no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class RosterTable(Generic[Column]):
    """What the first look found: which columns there are and how the file is written."""

    file: Path
    encoding: Encoding
    delimiter: str
    first_line: int
    places: Mapping[Column, int]
    ignored: tuple[str, ...]

    def rows(self, progress: Progress) -> Iterator[Row[Column]]:
        """Read the rows. ``progress`` hears the share that is read; False from it stops.

        Raises:
            BadInputError: the file cannot be read to its end as a table.
            CancelledError: ``progress`` said so.

        """
        lines = _Lines(self.file, self.encoding, self.first_line, progress)
        reader = csv.reader(iter(lines), delimiter=self.delimiter, skipinitialspace=True)
        count = 0
        while True:
            before = reader.line_num
            try:
                cells = next(reader, None)
            except csv.Error:
                raise self._open_quote(self.first_line + before) from None
            if cells is None:
                return
            if reader.line_num - before > LONGEST_RECORD:
                raise self._open_quote(self.first_line + before)
            if not any(map(str.strip, cells)):
                continue
            count += 1
            if count > MOST_ROWS:
                raise _too_large(self.file)
            yield Row(self.first_line + before, self._named(cells))

    def _named(self, cells: Sequence[str]) -> dict[Column, str]:
        width = len(cells)
        return {
            column: cells[place].strip() for column, place in self.places.items() if place < width
        }

    def _open_quote(self, line: int) -> BadInputError:
        return BadInputError(
            "{file}, line {line}: a quotation mark is opened and never closed. Mend the line and "
            "import again.",
            file=self.file.name,
            line=line,
        )


def look(
    file: Path, names: Mapping[Column, Sequence[str]], needed: Sequence[Sequence[Column]]
) -> RosterTable[Column]:
    """Find the header of ``file``: the first line that names enough columns.

    ``names`` are what each column may be called, in plain words; of each part of ``needed``
    one column must be there.

    Raises:
        BadInputError: it cannot be read, is too large, or has no such header.

    """
    head, _tail, encoding = head_of(file)
    if file.stat().st_size > LARGEST_BYTES:
        raise _too_large(file)
    lines = _decoded(head, encoding).splitlines()[:HEADER_WITHIN]
    delimiter = sniff_delimiter(lines) or ","
    best: dict[Column, int] = {}
    for number, line in enumerate(lines, start=1):
        cells = split_line(line, delimiter)
        found = _places(cells, names)
        complete = all(any(column in found for column in some) for some in needed)
        if complete and len(found) >= min(LEAST_COLUMNS, len(cells)):
            ignored = tuple(
                cell for place, cell in enumerate(cells) if cell and place not in found.values()
            )
            return RosterTable(file, encoding, delimiter, number + 1, found, ignored)
        best = max(best, found, key=len)
    missing = next(
        (some for some in needed if not any(column in best for column in some)), needed[0]
    )
    raise BadInputError(
        "{file} has no column called {names}. Its first line must name the columns; the README "
        "shows how.",
        file=file.name,
        names=" / ".join(names[column][0] for column in missing),
    )


def _places(cells: Sequence[str], names: Mapping[Column, Sequence[str]]) -> dict[Column, int]:
    """Where the columns stand: of several fitting ones the name that comes first in ``names``."""
    called: dict[str, int] = {}
    for place, cell in enumerate(cells):
        called.setdefault(words(cell), place)
    found: dict[Column, int] = {}
    for column, fitting in names.items():
        first = next((called[name] for name in fitting if name in called), None)
        if first is not None and first not in found.values():
            found[column] = first
    return found


class _Lines:
    """The decoded lines of a file from one on."""

    def __init__(self, file: Path, encoding: Encoding, first_line: int, progress: Progress) -> None:
        self._file = file
        self._encoding = encoding
        self._first_line = first_line
        self._progress = progress

    def __iter__(self) -> Iterator[str]:
        for block in blocks(self._file, self._encoding, first_line=self._first_line):
            whole = self._encoding.decode(block.data)
            if whole is None:
                whole = self._one_by_one(block.data, block.line)
            for line in whole.split("\n")[:-1]:
                if "\x00" in line:
                    raise _not_text(self._file)
                yield line + "\n"
            if not self._progress(block.share):
                raise CancelledError("The import of {file} was stopped.", file=self._file.name)

    def _one_by_one(self, data: bytes, first: int) -> str:
        for number, line in enumerate(data.split(b"\n"), start=first):
            if self._encoding.decode(line) is None:
                raise BadInputError(
                    "{file}, line {line}: this is not the text that the lines above are "
                    "({encoding}). Export it again, as UTF-8 if you can choose.",
                    file=self._file.name,
                    line=number,
                    encoding=self._encoding.name,
                )
        return data.decode("utf-8", "replace")


def _decoded(head: bytes, encoding: Encoding) -> str:
    name = "cp1252" if not encoding.certain else encoding.name
    text = head.decode(name, "replace")
    return text if "\n" in text else text.replace("\r", "\n")


def _not_text(file: Path) -> BadInputError:
    return BadInputError("{file} is not a text file. Export it as CSV.", file=file.name)


def _too_large(file: Path) -> BadInputError:
    return BadInputError(
        "{file} is larger than a roster can be; export fewer weeks at once.", file=file.name
    )
