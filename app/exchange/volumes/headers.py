"""Column names, told apart whatever their case, spacing and punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence

_APART = re.compile(r"[^a-z0-9%<>\u00c0-\uffff]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def plain(name: str) -> str:
    """``Calls Handled < SL`` becomes ``calls handled < sl``, ``row_date`` ``row date``."""
    return _APART.sub(" ", name.replace("\ufeff", "").strip().lower()).strip()


def words(name: str) -> str:
    """Like ``plain``, with ``QueueName`` taken apart too."""
    return plain(_CAMEL.sub(" ", name.replace("\ufeff", "")))


class Header:
    """The names of a file's columns, looked up by their plain form."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self._places: dict[str, int] = {}
        for place, name in enumerate(names):
            self._places.setdefault(plain(name), place)

    @property
    def plain_names(self) -> tuple[str, ...]:
        """The plain form of every column's name."""
        return tuple(map(plain, self.names))

    def has(self, *names: str) -> bool:
        """Whether every one of the columns is there."""
        return all(name in self._places for name in names)

    def place(self, *names: str) -> int | None:
        """Where the first of the columns that exists stands."""
        return next((self._places[name] for name in names if name in self._places), None)
