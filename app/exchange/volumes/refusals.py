"""Rows that cannot be taken, each with its line and a reason in words."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.text import Text, Value

KEPT_IN_WORDS = 1_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refused row: its line in the file, counted from 1, and why."""

    line: int
    reason: Text


class CellError(Exception):
    """A cell cannot be read; carries the reason as a sentence."""

    def __init__(self, template: str, /, **values: Value) -> None:
        self.text = Text(template, values)
        super().__init__(template, values)


class TooManyRefusalsError(Exception):
    """Reading on would only repeat the same complaint."""


class Refusals:
    """Collects refusals; gives up reading once a thousand rows are bad."""

    def __init__(self) -> None:
        self._kept: list[Refusal] = []

    def add(self, line: int, reason: Text) -> None:
        """Note one refused row.

        Raises:
            TooManyRefusalsError: enough of them to know that the file is not usable.

        """
        self._kept.append(Refusal(line, reason))
        if len(self._kept) >= KEPT_IN_WORDS:
            raise TooManyRefusalsError

    def __len__(self) -> int:
        return len(self._kept)

    def in_order(self) -> tuple[Refusal, ...]:
        """All of them by line."""
        return tuple(sorted(self._kept, key=lambda refusal: refusal.line))
