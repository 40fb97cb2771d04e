"""Counting what was survived."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_SHOWN = 10


class NotSurvivedError(AssertionError):
    """What was promised did not hold; says what was found instead."""


@dataclass
class Tally:
    """Runs survived and not, with what is worth telling beside the counts."""

    passed: int = 0
    failed: int = 0
    skipped: str = ""
    notes: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def one(self, what: object = "") -> Iterator[None]:
        """Count what happens inside as one run; a broken promise is printed and counted."""
        try:
            yield
        except NotSurvivedError as error:
            self.failed += 1
            if self.failed <= _SHOWN:
                print(f"  failed {what}: {error}")
        else:
            self.passed += 1

    def note(self, what: str, count: int = 1) -> None:
        """Count something that shows how hard the runs were."""
        self.notes[what] = self.notes.get(what, 0) + count

    def summary(self, name: str) -> str:
        """The line that ends a harness's output."""
        told = "; ".join(f"{count} {what}" for what, count in sorted(self.notes.items()))
        line = f"{name}: {self.passed} passed, {self.failed} failed"
        if self.skipped:
            line += f" (skipped: {self.skipped})"
        return f"{line} ({told})" if told else line


def promise(holds: bool, otherwise: str) -> None:
    """Demand that something holds."""
    if not holds:
        raise NotSurvivedError(otherwise)
